"""The plans of the medicines: those that go on, those that rest, and those that came to their end."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from companion.core.plan import MedicinePlan
from companion.ui.context import Context
from companion.ui.pages.medicines.end_words import end_lines, steroid_lines, supply_lines
from companion.ui.pages.medicines.parts import Buttons, block, fever_part
from companion.ui.pages.medicines.schedule_words import schedule_lines
from companion.ui.pages.medicines.words import plan_name
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Card
from companion.ui.widgets.flow import button_row
from companion.ui.widgets.label import Label


def plans_card(
    plans: tuple[MedicinePlan, ...], context: Context, buttons: Buttons, *, opened: frozenset[str]
) -> Card:
    """Every plan that goes on: how often, what is left, and how it was before."""
    words = context.words
    card = Card(words("medicines.plans"))
    for plan in plans:
        parts: list[QWidget] = [Label(plan_name(plan, context), "h3", user_text=True)]
        if plan.what_for:
            parts.append(Label(words("medicines.for_what", what=plan.what_for), user_text=True))
        parts += [Label(line, user_text=True) for line in schedule_lines(plan, context)]
        parts += fever_part(plan, context)
        supply = context.medicines.record.supply(plan)
        parts += [Label(line, "strong") for line in supply_lines(supply, context)]
        parts += [Label(line) for line in end_lines(plan, context)]
        parts += [Label(line, "strong") for line in steroid_lines(plan, context)]
        row = [
            buttons.make("medicines.change", plan.name, "change", plan.id, icon="diary"),
            buttons.make("medicines.pause", plan.name, "pause", plan.id, icon="clock"),
            buttons.make("medicines.stop", plan.name, "stop", plan.id, icon="close"),
        ]
        if context.medicines.record.can_count(plan):
            row.insert(1, buttons.make("medicines.count", plan.name, "count", plan.id))
        parts.append(button_row(*row))
        parts += _earlier(plan, context, buttons, is_open=plan.id in opened)
        card.add(block(*parts))
    return card


def paused_card(
    plans: tuple[MedicinePlan, ...], context: Context, buttons: Buttons, *, opened: frozenset[str]
) -> Card:
    """Those that rest: since when and why, and the way to go on."""
    words, formats, now = context.words, context.formats(), context.record.now()
    card = Card(words("medicines.paused"))
    for plan in plans:
        key = "medicines.paused_why" if plan.stop_reason else "medicines.paused_on"
        line = words(key, moment=formats.moment(plan.since, now), reason=plan.stop_reason)
        parts: list[QWidget] = [
            Label(plan_name(plan, context), "h3", user_text=True),
            Label(line, "strong", user_text=True),
            *(Label(said) for said in steroid_lines(plan, context)),
            button_row(
                buttons.make("medicines.take_up", plan.name, "take_up", plan.id, icon="undo"),
                buttons.make("medicines.change", plan.name, "change", plan.id, icon="diary"),
            ),
            *_earlier(plan, context, buttons, is_open=plan.id in opened),
        ]
        card.add(block(*parts))
    return card


def ended_card(plans: tuple[MedicinePlan, ...], context: Context, buttons: Buttons) -> Card:
    """Those that were stopped or came to their end; each can begin again."""
    words, formats, now = context.words, context.formats(), context.record.now()
    card = Card(words("medicines.ended"))
    for plan in plans:
        if plan.stopped_at is not None:
            moment = formats.moment(plan.stopped_at, now)
            key = "medicines.stopped_why" if plan.stop_reason else "medicines.stopped_on"
            line = words(key, moment=moment, reason=plan.stop_reason)
        else:
            line = words("medicines.ended_on", day=formats.short_day(plan.last_day or plan.first_day))
        again = buttons.make("medicines.begin_again", plan.name, "change", plan.id, icon="undo")
        name = Label(plan_name(plan, context), "strong", user_text=True)
        card.add(block(name, Label(line, user_text=True), button_row(again)))
    return card


def _earlier(plan: MedicinePlan, context: Context, buttons: Buttons, *, is_open: bool) -> list[QWidget]:
    words = context.words
    before = context.medicines.record.versions(plan.id)[:-1]
    if not before:
        return []
    key = "medicines.earlier_hide" if is_open else "medicines.earlier"
    button = Button(words(key), "quiet", icon="clock")
    show, hide = (
        words("medicines.show_before", name=plan.name),
        words("medicines.hide_before", name=plan.name),
    )
    button.setAccessibleName(hide if is_open else show)
    buttons.bind(button, "earlier", plan.id)
    parts: list[QWidget] = [button_row(button)]
    for version in reversed(before) if is_open else ():
        parts += _version(version, before, context)
    return parts


def _version(version: MedicinePlan, before: Sequence[MedicinePlan], context: Context) -> list[QWidget]:
    """A plan as it was: a pause says since when and why, any other how it was taken."""
    moment = context.formats().moment(version.since, context.record.now())
    if version.is_paused:
        heading = Label(context.words("medicines.version_paused", moment=moment), "strong")
        return [heading, *([Label(version.stop_reason, user_text=True)] if version.stop_reason else [])]
    was_paused = any(one.is_paused and one.version == version.version - 1 for one in before)
    key = "medicines.version_taken_up" if was_paused else "medicines.version_since"
    return [
        Label(context.words(key, moment=moment), "strong"),
        Label(plan_name(version, context), user_text=True),
        *(Label(line, user_text=True) for line in schedule_lines(version, context)),
    ]
