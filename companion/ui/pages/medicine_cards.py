"""The cards of the medicines: the day, those as needed, the plans, the days before."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.core.medicine_day import MedicineRow
from companion.core.plan import MedicinePlan
from companion.core.schedule import Status
from companion.ui.context import Context
from companion.ui.pages import medicine_words as said
from companion.ui.pages.medicine_schedule_words import schedule_lines
from companion.ui.theme import Role
from companion.ui.widgets.button import Button, Kind
from companion.ui.widgets.card import Card
from companion.ui.widgets.flow import button_row
from companion.ui.widgets.label import Label

Pressed = Callable[[], None]

_OPEN = frozenset({Status.DUE, Status.MISSED, Status.UNKNOWN})


class Buttons:
    """Makes the buttons of the page: each says what to do, and about what."""

    def __init__(self, context: Context, pressed: Pressed) -> None:
        self._words = context.words
        self._pressed = pressed

    def make(
        self,
        key: str,
        about: str,
        do: str,
        subject: str,
        *,
        kind: Kind = "secondary",
        icon: str | None = None,
    ) -> Button:
        """`do` and `subject` come back as properties of the button that was pressed."""
        button = Button(self._words(key), kind, icon=icon)
        gap = {"row": about, "name": about}
        button.setAccessibleName(self._words(f"{key}_about", **gap))
        self.bind(button, do, subject)
        return button

    def bind(self, button: Button, do: str, subject: str) -> None:
        """Let a button of any words do this about that."""
        button.setProperty("do", do)
        button.setProperty("subject", subject)
        button.clicked.connect(self._pressed)


def empty_card(context: Context, pressed: Pressed) -> Card:
    """What the page is for, and the one thing to do."""
    card = Card(context.words("medicines.none_yet"))
    card.add(Label(context.words("medicines.none_yet_why")))
    card.add_space()
    card.add(add_button(context, pressed, primary=True))
    return card


def add_button(context: Context, pressed: Pressed, *, primary: bool) -> Button:
    """The way to a new plan."""
    button = Button(context.words("medicines.add"), "primary" if primary else "secondary", icon="add")
    button.clicked.connect(pressed)
    return button


def day_card(rows: tuple[MedicineRow, ...], context: Context, buttons: Buttons) -> Card:
    """What is due today, in order of time; the first that waits has the one primary button."""
    words = context.words
    card = Card(words("medicines.today"))
    if not rows:
        card.add(Label(words("medicines.nothing_today")))
    first = next((row for row in rows if row.status is Status.DUE), None)
    for row in rows:
        card.add(_row(row, context, buttons, primary=row is first))
    return card


def needed_card(plans: tuple[MedicinePlan, ...], context: Context, buttons: Buttons) -> Card:
    """Those as needed: when the last one was, and one press for the next."""
    words, now = context.words, context.record.now()
    card = Card(words("medicines.as_needed"))
    for plan in plans:
        name = said.plan_name(plan, context)
        needed = context.medicines.record.needed(plan, now)
        parts: list[QWidget] = [Label(name, "h3", user_text=True)]
        if plan.what_for:
            parts.append(Label(words("medicines.for_what", what=plan.what_for), "small", user_text=True))
        parts += [Label(line) for line in said.needed_lines(plan, needed, context)]
        parts += _fever(plan, context)
        parts.append(
            button_row(
                buttons.make("medicines.took_one", name, "take", plan.id, icon="check"),
                buttons.make("medicines.took_one_other", name, "when", plan.id, icon="clock"),
            )
        )
        card.add(_block(*parts))
    return card


def plans_card(
    plans: tuple[MedicinePlan, ...], context: Context, buttons: Buttons, *, opened: frozenset[str]
) -> Card:
    """Every plan that goes on: how often, what is left, and how it was before."""
    words = context.words
    card = Card(words("medicines.plans"))
    for plan in plans:
        parts: list[QWidget] = [Label(said.plan_name(plan, context), "h3", user_text=True)]
        if plan.what_for:
            parts.append(Label(words("medicines.for_what", what=plan.what_for), user_text=True))
        parts += [Label(line, user_text=True) for line in schedule_lines(plan, context)]
        parts += _fever(plan, context)
        supply = context.medicines.record.supply(plan)
        parts += [Label(line, "strong") for line in said.supply_lines(supply, context)]
        row = [
            buttons.make("medicines.change", plan.name, "change", plan.id, icon="diary"),
            buttons.make("medicines.stop", plan.name, "stop", plan.id, icon="close"),
        ]
        if context.medicines.record.can_count(plan):
            row.insert(1, buttons.make("medicines.count", plan.name, "count", plan.id))
        parts.append(button_row(*row))
        parts += _earlier(plan, context, buttons, is_open=plan.id in opened)
        card.add(_block(*parts))
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
        name = Label(said.plan_name(plan, context), "strong", user_text=True)
        card.add(_block(name, Label(line, user_text=True), button_row(again)))
    return card


def days_card(days: Iterable[date], context: Context, buttons: Buttons, *, is_open: bool) -> Card:
    """The days before, to read; what nobody answered can still be."""
    words = context.words
    card = Card(words("medicines.days_before"))
    key = "medicines.hide_days" if is_open else "medicines.show_days"
    button = Button(words(key), icon="calendar")
    buttons.bind(button, "days", "")
    card.add(button)
    for day in days if is_open else ():
        parts = _day_parts(day, context, buttons) or [Label(words("medicines.nothing_that_day"))]
        card.add(_block(Label(context.formats().short_day(day), "h3"), *parts))
    return card


def _row(row: MedicineRow, context: Context, buttons: Buttons, *, primary: bool) -> QWidget:
    about, slot = said.row_name(row, context), f"{row.plan.id} {row.occurrence.slot}"
    role: Role = "strong" if row.status is Status.DUE else "body"
    parts: list[QWidget] = [Label(about, "h3", user_text=True), Label(said.status_line(row, context), role)]
    parts += [Label(line, "small") for line in said.more_lines(row, context)]
    parts += _fever(row.plan, context)
    if row.status in _OPEN:
        kind: Kind = "primary" if primary else "secondary"
        parts.append(
            button_row(
                buttons.make("medicines.took_it", about, "take", slot, kind=kind, icon="check"),
                buttons.make("medicines.took_other", about, "when", slot, icon="clock"),
                buttons.make("medicines.not_today", about, "skip", slot, icon="close"),
            )
        )
    elif row.status is Status.COMING:
        parts.append(
            button_row(
                buttons.make("medicines.took_early", about, "take", slot, kind="quiet", icon="check"),
                buttons.make("medicines.not_today", about, "skip", slot, kind="quiet", icon="close"),
            )
        )
    elif row.taken:
        key = row.taken[-1].key
        parts.append(
            button_row(
                buttons.make("medicines.change_time", about, "correct", key, kind="quiet", icon="clock"),
                buttons.make("medicines.not_taken", about, "untake", key, kind="quiet", icon="undo"),
            )
        )
    elif row.skip is not None:
        parts.append(
            button_row(
                buttons.make("medicines.took_it", about, "take", slot, icon="check"),
                buttons.make(
                    "medicines.not_left_out", about, "unskip", row.skip.id, kind="quiet", icon="undo"
                ),
            )
        )
    return _block(*parts)


def _earlier(plan: MedicinePlan, context: Context, buttons: Buttons, *, is_open: bool) -> list[QWidget]:
    words, formats = context.words, context.formats()
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
        moment = formats.moment(version.since, context.record.now())
        parts.append(Label(words("medicines.version_since", moment=moment), "strong"))
        parts.append(Label(said.plan_name(version, context), user_text=True))
        parts += [Label(line, user_text=True) for line in schedule_lines(version, context)]
    return parts


def _fever(plan: MedicinePlan, context: Context) -> list[QWidget]:
    if not said.hides_fever(plan, context):
        return []
    return [Label(context.words("medicines.hides_fever"), "small")]


def _day_parts(day: date, context: Context, buttons: Buttons) -> list[QWidget]:
    """What fell due that day, and what was taken without a set time."""
    words, formats, record = context.words, context.formats(), context.medicines.record
    rows = record.day(day)
    planned = {one.key for row in rows for one in row.taken}
    parts: list[QWidget] = []
    for row in rows:
        name = said.past_row_name(row, context)
        line = words("medicines.day_line", row=name, status=said.status_line(row, context))
        parts.append(Label(line, bullet=True, user_text=True))
        if row.status is Status.MISSED:
            about = words("calendar.day_and_time", day=formats.short_day(day), time=name)
            slot = f"{row.plan.id} {row.occurrence.slot}"
            parts.append(
                button_row(
                    buttons.make("medicines.took_other", about, "when", slot, kind="quiet", icon="clock"),
                    buttons.make("medicines.left_out", about, "skip", slot, kind="quiet", icon="close"),
                )
            )
    for one in record.taken_on(day):
        if one.key not in planned:
            time, by = formats.clock(formats.local(one.at).time()), said.who(one.by, context)
            line = words("medicines.taken_line", name=one.name, time=time, who=by)
            parts.append(Label(line, bullet=True, user_text=True))
    return parts


def _block(*parts: QWidget) -> QWidget:
    block = QWidget()
    column = QVBoxLayout(block)
    column.setContentsMargins(0, 4, 0, 12)
    column.setSpacing(8)
    for part in parts:
        column.addWidget(part)
    return block
