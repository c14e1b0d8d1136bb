"""The medicines of a day: what is due and what became of it, today and on the days before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from PySide6.QtWidgets import QWidget

from companion.core.medicine_day import MedicineRow
from companion.core.schedule import Status
from companion.ui.context import Context
from companion.ui.pages.medicines.end_words import is_the_last
from companion.ui.pages.medicines.parts import Buttons, block, fever_part
from companion.ui.pages.medicines.status_words import more_lines, status_line
from companion.ui.pages.medicines.words import past_row_name, row_name, who
from companion.ui.theme import Role
from companion.ui.widgets.button import Button, Kind
from companion.ui.widgets.card import Card
from companion.ui.widgets.flow import button_row
from companion.ui.widgets.label import Label

_OPEN = frozenset({Status.DUE, Status.MISSED, Status.UNKNOWN})


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
        card.add(block(Label(context.formats().short_day(day), "h3"), *parts))
    return card


def _row(row: MedicineRow, context: Context, buttons: Buttons, *, primary: bool) -> QWidget:
    about, slot = row_name(row, context), f"{row.plan.id} {row.occurrence.slot}"
    role: Role = "strong" if row.status is Status.DUE else "body"
    parts: list[QWidget] = [Label(about, "h3", user_text=True), Label(status_line(row, context), role)]
    parts += [Label(line, "small") for line in more_lines(row, context)]
    if is_the_last(row.plan, row.occurrence):
        parts.append(Label(context.words("medicines.is_the_last"), "strong"))
    parts += fever_part(row.plan, context)
    buttons_of_row = tuple(_buttons(row, about, slot, buttons, primary=primary))
    return block(*parts, *([button_row(*buttons_of_row)] if buttons_of_row else []))


def _buttons(row: MedicineRow, about: str, slot: str, buttons: Buttons, *, primary: bool) -> Iterator[Button]:
    """What can be said of it."""
    if row.status in _OPEN:
        kind: Kind = "primary" if primary else "secondary"
        yield buttons.make("medicines.took_it", about, "take", slot, kind=kind, icon="check")
        yield buttons.make("medicines.took_other", about, "when", slot, icon="clock")
        yield buttons.make("medicines.not_today", about, "skip", slot, icon="close")
    elif row.status is Status.COMING:
        yield buttons.make("medicines.took_early", about, "take", slot, kind="quiet", icon="check")
        yield buttons.make("medicines.not_today", about, "skip", slot, kind="quiet", icon="close")
    elif row.taken:
        key = row.taken[-1].key
        yield buttons.make("medicines.change_time", about, "correct", key, kind="quiet", icon="clock")
        yield buttons.make("medicines.not_taken", about, "untake", key, kind="quiet", icon="undo")
    elif row.skip is not None:
        yield buttons.make("medicines.took_it", about, "take", slot, icon="check")
        id = row.skip.id
        yield buttons.make("medicines.not_left_out", about, "unskip", id, kind="quiet", icon="undo")


def _day_parts(day: date, context: Context, buttons: Buttons) -> list[QWidget]:
    """What fell due that day, and what was taken without a set time."""
    words, formats, record = context.words, context.formats(), context.medicines.record
    rows = record.day(day)
    planned = {one.key for row in rows for one in row.taken}
    parts: list[QWidget] = []
    for row in rows:
        name = past_row_name(row, context)
        line = words("medicines.day_line", row=name, status=status_line(row, context))
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
            time, by = formats.clock(formats.local(one.at).time()), who(one.by, context)
            line = words("medicines.taken_line", name=one.name, time=time, who=by)
            parts.append(Label(line, bullet=True, user_text=True))
    return parts
