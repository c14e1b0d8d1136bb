"""What the Medicines page lists: the day, those as needed, the plans, and the days before."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

from PySide6.QtWidgets import QWidget

from companion.core.medicine_day import MedicineRow
from companion.core.recurrence import AsNeeded
from companion.core.schedule import Status
from companion.ui.context import Context
from companion.ui.pages.medicines.day_cards import day_card, days_card
from companion.ui.pages.medicines.end_words import supply_lines
from companion.ui.pages.medicines.needed_card import needed_card
from companion.ui.pages.medicines.needed_words import needed_lines
from companion.ui.pages.medicines.parts import Buttons
from companion.ui.pages.medicines.plan_cards import ended_card, paused_card, plans_card
from companion.ui.pages.medicines.words import one_week
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Card
from companion.ui.widgets.label import Label

Pressed = Callable[[], None]
_DAY = timedelta(days=1)


def list_facts(context: Context, *, days_open: bool) -> object:
    """All that the list is made of: while it stays the same, time going on builds nothing anew."""
    record = context.medicines.record
    now, today = context.record.now(), context.record.today()
    current = record.current()
    needed = [plan for plan in current if isinstance(plan.recurrence, AsNeeded)]
    week = one_week(today) if days_open else ()
    return (
        today,
        context.formats(),
        rows_of_today(context),
        record.plans(),
        record.ended(),
        [needed_lines(plan, record.needed(plan, now), context) for plan in needed],
        [supply_lines(record.supply(plan), context) for plan in current],
        [(record.day(day), record.taken_on(day)) for day in week],
        days_open,
    )


def list_cards(
    context: Context, pressed: Pressed, add: Pressed, *, opened: frozenset[str], days_open: bool
) -> Iterator[QWidget]:
    """The cards in the order of how much they press; one button at most is the main one."""
    record, buttons = context.medicines.record, Buttons(context, pressed)
    current, paused, ended = record.current(), record.paused(), record.ended()
    rows = rows_of_today(context)
    if not current:
        yield _empty_card(context, add)
    if current or rows:
        yield day_card(rows, context, buttons)
    needed = tuple(plan for plan in current if isinstance(plan.recurrence, AsNeeded))
    if needed:
        yield needed_card(needed, context, buttons)
    if current:
        yield plans_card(current, context, buttons, opened=opened)
        waits = any(row.status is Status.DUE for row in rows)
        yield _add_button(context, add, primary=not waits)
    if paused:
        yield paused_card(paused, context, buttons, opened=opened)
    if ended:
        yield ended_card(ended, context, buttons)
    if current or paused or ended:
        yield days_card(one_week(context.record.today()), context, buttons, is_open=days_open)


def rows_of_today(context: Context) -> tuple[MedicineRow, ...]:
    """Today, and what still waits from before midnight."""
    record, today = context.medicines.record, context.record.today()
    waiting = tuple(row for row in record.day(today - _DAY) if row.status is Status.DUE)
    return (*waiting, *record.day(today))


def _empty_card(context: Context, pressed: Pressed) -> Card:
    """What the page is for, and the one thing to do."""
    card = Card(context.words("medicines.none_yet"))
    card.add(Label(context.words("medicines.none_yet_why")))
    card.add_space()
    card.add(_add_button(context, pressed, primary=True))
    return card


def _add_button(context: Context, pressed: Pressed, *, primary: bool) -> Button:
    """The way to a new plan."""
    button = Button(context.words("medicines.add"), "primary" if primary else "secondary", icon="add")
    button.clicked.connect(pressed)
    return button
