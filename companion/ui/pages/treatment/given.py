"""What is said of one dose that was: when and how it was given, and what became of the checks after it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby

from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.core.formats import Formats
from companion.core.treatment import DoseGiven
from companion.core.upcoming import DoseStatus, PlanRow
from companion.ui.context import Context
from companion.ui.pages.dose_words import (
    dose_name,
    drug_name,
    full_time,
    place_in_plan,
    stay_lines,
    subject_of,
    subject_of_start,
)
from companion.ui.pages.treatment.acts import Act, Pressed, act_button
from companion.ui.pages.treatment.answers import given_button, left_out_button
from companion.ui.widgets.flow import button_row
from companion.ui.widgets.label import Label


def row_parts(row: PlanRow, context: Context, pressed: Pressed) -> Iterator[QWidget]:
    """What became of a planned dose, and what can still be said of it."""
    words = context.words
    yield Label(place_in_plan(row.planned, words), "strong")
    planned = full_time(context.formats(), row.planned.starts_at)
    match row.status:
        case DoseStatus.GIVEN:
            assert row.given is not None
            yield from dose_parts(row.given, dose_name(row, context), context, pressed)
            yield from _checks(row.given, context)
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


def dose_parts(dose: DoseGiven, about: str, context: Context, pressed: Pressed) -> Iterator[QWidget]:
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


def block(*parts: QWidget) -> QWidget:
    """What belongs to one thing in a list."""
    block = QWidget()
    column = QVBoxLayout(block)
    column.setContentsMargins(0, 4, 0, 8)
    column.setSpacing(4)
    for part in parts:
        column.addWidget(part)
    return block


def _checks(dose: DoseGiven, context: Context) -> Iterator[QWidget]:
    """How many checks of its watch were made, and when the others were due: a missed one stays known."""
    words, formats = context.words, context.formats()
    for one in context.infusions.checks_after(dose):
        yield Label(words("treatment_list.checks_made", made=one.made, n=one.over))
        if one.missed:
            yield Label(words("treatment_list.checks_missed", moments=_by_day(one.missed, formats)), "small")


def _by_day(moments: tuple[datetime, ...], formats: Formats) -> str:
    """Monday 2 March: 18:00, 22:00; Tuesday 3 March: 02:00."""
    days = groupby(moments, formats.day_of)
    return "; ".join(
        formats.words(
            "treatment_list.checks_on",
            day=formats.short_day(day),
            times=", ".join(formats.clock(formats.local(due).time()) for due in due_then),
        )
        for day, due_then in days
    )


def _reaction(dose: DoseGiven, context: Context) -> str:
    if dose.reaction:
        return context.words("treatment_list.reaction", what=dose.reaction)
    return context.words("treatment_list.reaction_yes" if dose.had_reaction else "treatment_list.reaction_no")
