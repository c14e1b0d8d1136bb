"""The cards of single planned doses: one that waits for an answer, the next one, and those after it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from PySide6.QtWidgets import QWidget

from companion.core.dose_wording import gap_line, moved_lines
from companion.core.long_gap import LongGap
from companion.core.treatment import Treatment
from companion.core.upcoming import PlanRow
from companion.ui.context import Context
from companion.ui.pages.alert_card import warning_card
from companion.ui.pages.dose_words import (
    around_lines,
    day_and_time,
    drug_name,
    place_and_amount,
    place_in_plan,
    span_until,
)
from companion.ui.pages.treatment_acts import Pressed
from companion.ui.pages.treatment_answers import answer_buttons, move_button, ready_button
from companion.ui.pages.where_from import WhereFrom
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Card
from companion.ui.widgets.flow import button_row
from companion.ui.widgets.label import Label

Gaps = Mapping[tuple[str, int], LongGap]


def asked_card(row: PlanRow, gaps: Gaps, context: Context, pressed: Pressed, *, primary: bool) -> Card:
    """A dose whose time has passed."""
    words = context.words
    card = warning_card(day_and_time(context.formats(), row.planned.starts_at), "calendar", "h3")
    card.add(Label(drug_name(context, row.planned.drug), "strong"))
    for part in _what(row, gaps, context):
        card.add(part)
    card.add(Label(words("treatment.planned_past"), "strong"))
    card.add_space()
    card.add(button_row(*answer_buttons(row, context, pressed, "primary" if primary else "secondary")))
    return card


def next_card(
    rows: tuple[PlanRow, ...],
    gaps: Gaps,
    context: Context,
    pressed: Pressed,
    *,
    waiting: Collection[Treatment],
) -> Card:
    """What comes next, with how long until then; drugs that come at one time stand in one card.

    While an earlier dose of a treatment waits for its answer, the next one can only be moved: nobody shall
    write down the wrong one.
    """
    words, formats, first = context.words, context.formats(), rows[0]
    card = Card(words("treatment_list.next", n=len(rows)))
    card.add(Label(day_and_time(formats, first.planned.starts_at), "h3"))
    left = span_until(first.planned.starts_at - context.record.now(), context)
    card.add(Label(words("treatment_list.in_span", span=left), "strong"))
    if first.treatment.place:
        card.add(Label(words("treatment.at_place", place=first.treatment.place), user_text=True))
    for row in rows:
        card.add_space()
        card.add(Label(drug_name(context, row.planned.drug), "strong"))
        for part in (*_what(row, gaps, context), *_around(row, context, with_note=True)):
            card.add(part)
        buttons: tuple[Button, ...] = (move_button(row, context, pressed, "secondary"),)
        if row.treatment not in waiting:
            buttons = answer_buttons(row, context, pressed, "secondary")
        ready = ready_button(row, context, pressed) if row is first else None
        card.add(button_row(*buttons, *([ready] if ready is not None else [])))
    card.add(_sources(rows, context, place_in_plan(first.planned, words)))
    return card


def later_card(
    rows: tuple[PlanRow, ...], coming: tuple[PlanRow, ...], gaps: Gaps, context: Context, pressed: Pressed
) -> Card:
    """The doses of one treatment after those that come next; a note is said once where it is the same."""
    notes = {None, *map(_note, coming)}
    drug = drug_name(context, rows[0].planned.drug)
    card = Card(context.words("treatment_list.later", drug=drug), "h3")
    for row in rows:
        note = _note(row)
        parts = (
            Label(day_and_time(context.formats(), row.planned.starts_at), "strong"),
            *_what(row, gaps, context),
            *_around(row, context, with_note=note not in notes),
            button_row(move_button(row, context, pressed, "quiet")),
        )
        for part in parts:
            card.add(part)
        notes.add(note)
    card.add(_sources(rows, context, context.words("treatment_list.later", drug=drug)))
    return card


def _what(row: PlanRow, gaps: Gaps, context: Context) -> Iterator[QWidget]:
    """Which dose it is, how it moved, and whether the gap before it is a long one."""
    words, formats = context.words, context.formats()
    yield Label(place_and_amount(row.planned, words))
    for line in moved_lines(row, formats, lambda moment: day_and_time(formats, moment)):
        yield Label(line, user_text=True)
    gap = gaps.get((row.treatment.id, row.planned.ordinal))
    if gap is not None:
        warning = warning_card(words("treatment_list.long_gap"), "warning", "h3")
        warning.add(Label(gap_line(gap, formats)))
        warning.add(WhereFrom(context, gap.sources, words("treatment_list.long_gap")))
        yield warning


def _around(row: PlanRow, context: Context, *, with_note: bool) -> Iterator[QWidget]:
    for line in around_lines(row, context.record.around(row), context):
        yield Label(line, bullet=True)
    note = _note(row)
    if with_note and note is not None:
        yield Label(context.words.written(note), "small")


def _note(row: PlanRow) -> str | None:
    return row.planned.monitoring.note if row.planned.monitoring is not None else None


def _sources(rows: Iterable[PlanRow], context: Context, about: str) -> WhereFrom:
    sources: dict[str, None] = {}
    for row in rows:
        monitoring = row.planned.monitoring
        sources |= dict.fromkeys((*row.planned.sources, *(monitoring.sources if monitoring else ())))
    return WhereFrom(context, tuple(sources), about)
