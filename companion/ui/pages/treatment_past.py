"""The cards of what was: doses so far, how a plan changed, other doses, and treatments that ended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.core.plan_changes import DoseChange, Moved, NotGiven
from companion.core.treatment import DoseGiven, Treatment
from companion.core.upcoming import DoseStatus, PlanRow
from companion.core.zones import to_utc
from companion.ui.context import Context
from companion.ui.pages.dose_words import (
    day_and_time,
    dose_name,
    drug_name,
    full_time,
    place_in_plan,
    stay_lines,
    subject_of,
    subject_of_start,
)
from companion.ui.pages.treatment_acts import Act, Pressed, act_button
from companion.ui.pages.treatment_rows import given_button, left_out_button
from companion.ui.widgets.card import Card
from companion.ui.widgets.flow import button_row
from companion.ui.widgets.label import Label


def so_far_card(rows: Iterable[PlanRow], context: Context, pressed: Pressed) -> Card:
    """The past of one plan, newest first; a dose nobody wrote down can still be."""
    card = Card(context.words("treatment.past_doses"), "h3")
    for row in rows:
        card.add(_block(*_row_parts(row, context, pressed)))
    return card


def other_card(doses: Iterable[DoseGiven], context: Context, pressed: Pressed) -> Card:
    """Doses of no plan, newest first."""
    card = Card(context.words("treatment.other_doses"))
    for dose in doses:
        name = Label(drug_name(context, dose.drug), "strong")
        about = drug_name(context, dose.drug)
        card.add(_block(name, *_dose_parts(dose, about, context, pressed)))
    return card


def history_card(
    treatment: Treatment, changes: tuple[DoseChange, ...], context: Context, pressed: Pressed
) -> Card:
    """How the plan changed, newest first; what nothing was built upon can be taken back."""
    words, formats = context.words, context.formats()
    card = Card(words("treatment_list.history", drug=drug_name(context, treatment.drug)), "h3")
    names = {
        row.planned.ordinal: place_in_plan(row.planned, words)
        for row in context.record.plan(treatment, days_ahead=1200)
    }
    for change in reversed(changes):
        what = _what(change, names.get(change.what.ordinal, ""), treatment, context)
        parts: list[QWidget] = [Label(what)]
        if change.what.reason:
            reason = words("treatment_list.reason", reason=change.what.reason)
            parts.append(Label(reason, user_text=True))
        day = formats.plain_day(formats.day_of(change.at))
        parts.append(Label(words("treatment_list.written", day=day), "small"))
        if context.infusions.may_take_back(change):
            name = words("treatment_list.take_back_about", what=what)
            text = words("treatment_list.take_back")
            button = act_button(
                text, Act.TAKE_BACK, pressed, subject=change.id, name=name, kind="quiet", icon="undo"
            )
            parts.append(button_row(button))
        card.add(_block(*parts))
    return card


def ended_card(treatments: tuple[Treatment, ...], context: Context, pressed: Pressed) -> Card:
    """Treatments that ended, newest first, each with its doses."""
    words, formats = context.words, context.formats()
    card = Card(words("treatment_list.ended"))
    followed = {one.follows for one in (*context.record.treatments(), *treatments)}
    for treatment in treatments:
        drug = drug_name(context, treatment.drug)
        parts: list[QWidget] = [Label(drug, "h3")]
        if treatment.stopped_at is not None:
            day = formats.plain_day(formats.day_of(treatment.stopped_at))
            parts.append(Label(words("treatment_list.ended_on", day=day)))
        if treatment.stop_reason:
            reason = words("treatment_list.reason", reason=treatment.stop_reason)
            parts.append(Label(reason, user_text=True))
        if treatment.id not in followed:
            text = words("treatment_list.resume")
            name = words("treatment_list.about", action=text, drug=drug)
            button = act_button(
                text, Act.RESUME, pressed, subject=treatment.id, name=name, kind="quiet", icon="undo"
            )
            parts.append(button_row(button))
        card.add(_block(*parts))
        for row in reversed(context.record.plan(treatment, days_ahead=0)):
            card.add(_block(*_row_parts(row, context, pressed)))
    return card


def _what(change: DoseChange, dose: str, treatment: Treatment, context: Context) -> str:
    words, formats = context.words, context.formats()
    match change.what:
        case Moved() as move:
            key = "treatment_list.was_moved_all" if move.later_too else "treatment_list.was_moved"
            old, new = (
                day_and_time(formats, to_utc(wall, treatment.zone)) for wall in (move.from_wall, move.to_wall)
            )
            return words(key, dose=dose, old=old, new=new)
        case NotGiven():
            return words("treatment_list.was_left_out", dose=dose)


def _row_parts(row: PlanRow, context: Context, pressed: Pressed) -> Iterator[QWidget]:
    words = context.words
    yield Label(place_in_plan(row.planned, words), "strong")
    planned = full_time(context.formats(), row.planned.starts_at)
    match row.status:
        case DoseStatus.GIVEN:
            assert row.given is not None
            yield from _dose_parts(row.given, dose_name(row, context), context, pressed)
            for line in stay_lines(context.record.around(row), context.formats(), context.record.now()):
                yield Label(line, bullet=True)
        case DoseStatus.NOT_GIVEN:
            yield Label(words("treatment_list.not_given", moment=planned))
            if row.not_given is not None and row.not_given.reason:
                reason = words("treatment_list.reason", reason=row.not_given.reason)
                yield Label(reason, user_text=True)
            if row.treatment.stopped_at is None:
                name = words("treatment_list.new_day_about", dose=dose_name(row, context))
                text = words("treatment_list.new_day")
                yield button_row(
                    act_button(text, Act.MOVE, pressed, subject=subject_of(row), name=name, icon="calendar")
                )
        case DoseStatus.PLANNED | DoseStatus.DELAYED:
            yield Label(words("treatment.not_recorded", moment=planned))
            yield button_row(
                given_button(row, context, pressed, "secondary"), left_out_button(row, context, pressed)
            )


def _dose_parts(dose: DoseGiven, about: str, context: Context, pressed: Pressed) -> Iterator[QWidget]:
    """When it was given and how much, and the way to put it right; or to enter when."""
    words, formats = context.words, context.formats()
    if dose.started_at is not None:
        yield Label(words("treatment.given_at", moment=full_time(formats, dose.started_at)))
    else:
        yield Label(words("treatment.given_no_time"))
    if dose.ended_at is not None:
        at = formats.clock(formats.local(dose.ended_at).time())
        yield Label(words("treatment_list.until", time=at))
    if dose.amount:
        yield Label(dose.amount, user_text=True)
    if dose.place:
        yield Label(words("treatment_list.at_place", place=dose.place), user_text=True)
    if dose.had_reaction is not None:
        yield Label(_reaction(dose, context), user_text=True)
    if dose.started_at is None:
        name = words("treatment.enter_time_about", drug=drug_name(context, dose.drug))
        yield button_row(
            act_button(
                words("treatment.enter_time"),
                Act.CORRECT,
                pressed,
                subject=subject_of_start(dose),
                name=name,
                icon="clock",
            )
        )
    else:
        text = words("treatment_list.correct")
        name = words("treatment_list.correct_about", dose=about)
        yield button_row(act_button(text, Act.CORRECT, pressed, subject=dose.id, name=name, kind="quiet"))


def _reaction(dose: DoseGiven, context: Context) -> str:
    if dose.reaction:
        return context.words("treatment_list.reaction", what=dose.reaction)
    return context.words("treatment_list.reaction_yes" if dose.had_reaction else "treatment_list.reaction_no")


def _block(*parts: QWidget) -> QWidget:
    block = QWidget()
    column = QVBoxLayout(block)
    column.setContentsMargins(0, 4, 0, 8)
    column.setSpacing(4)
    for part in parts:
        column.addWidget(part)
    return block
