"""The cards of one treatment: the doses to come, each with where to stay after it, and those so far."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.core.treatment import DoseGiven, Treatment
from companion.core.upcoming import PlanRow, still_to_come, surroundings
from companion.ui.context import Context
from companion.ui.pages.alert_card import warning_card
from companion.ui.pages.dose_words import (
    day_and_time,
    drug_name,
    full_time,
    place_and_amount,
    place_in_plan,
    stay_lines,
    subject_of,
    subject_of_start,
    told_line,
    watched_line,
)
from companion.ui.pages.where_from import WhereFrom
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Card
from companion.ui.widgets.flow import button_row
from companion.ui.widgets.label import Label

Pressed = Callable[[], None]

_MOST_OVERDUE = 3
_MOST_AHEAD = 3


@dataclass(frozen=True, slots=True)
class SortedPlan:
    """A plan by what to do about it: `asked` waits for an answer, `ahead` has not come, `so_far` is past."""

    asked: tuple[PlanRow, ...]
    ahead: tuple[PlanRow, ...]
    so_far: tuple[PlanRow, ...]


def sorted_plan(rows: tuple[PlanRow, ...], context: Context) -> SortedPlan:
    """Of doses that nobody wrote down only the newest are asked for one by one; the rest is past."""
    now = context.record.now()
    coming = still_to_come(rows)
    overdue = tuple(row for row in coming if row.planned.starts_at <= now)
    asked = overdue[-_MOST_OVERDUE:]
    ahead = tuple(row for row in coming if row.planned.starts_at > now)[:_MOST_AHEAD]
    past = [row for row in rows if row.given or (row.planned.starts_at <= now and row not in asked)]
    return SortedPlan(asked, ahead, tuple(reversed(past)))


def treatment_card(treatment: Treatment, context: Context) -> Card:
    """The drug, and the way it is given."""
    words = context.words
    card = Card(drug_name(context, treatment.drug))
    drug = context.catalogue.drugs.get(treatment.drug)
    regimen = drug.regimen(treatment.regimen) if drug is not None else None
    if regimen is None:
        card.add(Label(words("treatment.no_plan")))
        return card
    card.add(Label(words.written(regimen.words.name), "strong"))
    card.add(Label(words.written(regimen.words.setting)))
    if regimen.words.note:
        card.add(Label(words.written(regimen.words.note)))
    card.add(Label(words("treatment.dates_may_move"), "small"))
    return card


def asked_card(row: PlanRow, context: Context, pressed: Pressed, *, primary: bool) -> Card:
    """A dose whose time has passed."""
    words = context.words
    card = warning_card(day_and_time(context.formats(), row.planned.starts_at), "calendar", "h3")
    card.add(Label(place_and_amount(row.planned, context.words)))
    card.add(Label(words("treatment.planned_past"), "strong"))
    card.add(_given_button(row, context, pressed, primary=primary))
    return card


def ahead_card(row: PlanRow, context: Context, pressed: Pressed | None, *, with_note: bool) -> Card:
    """A dose to come; `pressed` only where it may be the one given early."""
    words, formats, planned = context.words, context.formats(), row.planned
    card = Card(day_and_time(formats, planned.starts_at), "h3")
    card.add(Label(place_and_amount(row.planned, context.words)))
    if row.treatment.place:
        card.add(Label(words("treatment.at_place", place=row.treatment.place), user_text=True))
    around = surroundings(planned.monitoring, planned.starts_at, planned.minutes)
    watched = watched_line(planned.monitoring, words)
    for line in (*([watched] if watched else []), *stay_lines(around, formats, context.record.now())):
        card.add(Label(line, bullet=True))
    told = told_line(context)
    if watched and told:
        card.add(Label(told, bullet=True))
    if with_note and planned.monitoring is not None and planned.monitoring.note:
        card.add(Label(words.written(planned.monitoring.note), "small"))
    sources = tuple(dict.fromkeys((*planned.sources, *(around.sources if around else ()))))
    if pressed is not None:
        card.add_space()
        card.add(_given_button(row, context, pressed, primary=False))
    card.add(WhereFrom(context, sources, place_in_plan(planned, words)))
    return card


def so_far_card(rows: Iterable[PlanRow], context: Context, pressed: Pressed) -> Card:
    """The past of one plan, newest first; a dose nobody wrote down can still be."""
    card = Card(context.words("treatment.past_doses"), "h3")
    for row in rows:
        name = Label(place_in_plan(row.planned, context.words), "strong")
        if row.given is not None:
            card.add(_block(name, *_dose_parts(row.given, context, pressed), *_stay_labels(row, context)))
            continue
        planned = full_time(context.formats(), row.planned.starts_at)
        not_recorded = Label(context.words("treatment.not_recorded", moment=planned))
        button = _given_button(row, context, pressed, primary=False)
        card.add(_block(name, not_recorded, button_row(button)))
    return card


def other_card(doses: Iterable[DoseGiven], context: Context, pressed: Pressed) -> Card:
    """Doses of no plan that goes on, newest first."""
    card = Card(context.words("treatment.other_doses"))
    for dose in doses:
        name = Label(drug_name(context, dose.drug), "strong")
        card.add(_block(name, *_dose_parts(dose, context, pressed)))
    return card


def _stay_labels(row: PlanRow, context: Context) -> Iterator[QWidget]:
    """Until when to stay where after a dose that was given, while that is not over."""
    if row.given is not None and row.given.started_at is not None:
        around = surroundings(row.planned.monitoring, row.given.started_at, row.planned.minutes)
        for line in stay_lines(around, context.formats(), context.record.now()):
            yield Label(line, bullet=True)


def _dose_parts(dose: DoseGiven, context: Context, pressed: Pressed) -> Iterator[QWidget]:
    """When it was given and how much; or the way to enter when."""
    words = context.words
    if dose.started_at is not None:
        yield Label(words("treatment.given_at", moment=full_time(context.formats(), dose.started_at)))
    else:
        yield Label(words("treatment.given_no_time"))
    if dose.amount:
        yield Label(dose.amount, user_text=True)
    if dose.started_at is None:
        button = Button(words("treatment.enter_time"), icon="clock")
        about = drug_name(context, dose.drug)
        button.setAccessibleName(words("treatment.enter_time_about", drug=about))
        button.setProperty("subject", subject_of_start(dose))
        button.clicked.connect(pressed)
        yield button_row(button)


def _given_button(row: PlanRow, context: Context, pressed: Pressed, *, primary: bool) -> Button:
    words = context.words
    button = Button(words("treatment.it_was_given"), "primary" if primary else "secondary", icon="check")
    dose = place_in_plan(row.planned, words)
    button.setAccessibleName(words("treatment.it_was_given_about", dose=dose))
    button.setProperty("subject", subject_of(row))
    button.clicked.connect(pressed)
    return button


def _block(*parts: QWidget) -> QWidget:
    block = QWidget()
    column = QVBoxLayout(block)
    column.setContentsMargins(0, 4, 0, 8)
    column.setSpacing(4)
    for part in parts:
        column.addWidget(part)
    return block
