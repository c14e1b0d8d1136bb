"""How an entry is begun, or gone on with: for which day, and whether it is asked when on that day it was."""

from __future__ import annotations

from datetime import date

from companion.core.half_typed import HalfTyped
from companion.ui.context import Context
from companion.ui.pages.diary.filled_in import moments
from companion.ui.pages.diary.filling import Filling
from companion.ui.pages.diary.night import evening_before
from companion.ui.pages.diary.stage import Stage


def for_today(context: Context) -> Filling:
    """Today's entry."""
    return Filling(context, context.record.draft())


def for_evening(context: Context, evening: date | None) -> Filling:
    """Soon after midnight: the evening before, or None for the new day; what comes counts from now."""
    return Filling(context, context.record.draft(evening), day=evening)


def for_past(context: Context, day: date) -> Filling:
    """More for a day that is over; for today it is the entry of today."""
    if day >= context.record.today():
        return for_today(context)
    return Filling(context, context.record.draft(day), day=day, asks_when=True)


def for_one_reading(context: Context) -> Filling:
    """One reading alone goes into today's newest entry."""
    entries = context.record.day(context.record.today()).entries
    return Filling(context, context.record.draft() or (entries[-1] if entries else None))


def for_half(context: Context, half: HalfTyped) -> Filling:
    """What was half typed when the program ended."""
    if half.day >= context.record.today():
        return for_today(context)
    draft = context.record.draft(half.day)
    return Filling(context, draft, day=half.day, asks_when="at" in half.fields)


def is_half_reading(context: Context, half: HalfTyped) -> bool:
    """Whether it was typed where one reading is asked alone."""
    return half.stage == Stage.MEASURE.value and half.subject in context.catalogue.readings


def for_more(context: Context, entry_id: str) -> Filling:
    """An entry that was finished by a slip, as it was before."""
    entry = context.record.entry(entry_id)
    if entry.day == context.record.today():
        return Filling(context, entry)
    formats, told = context.formats(), moments(entry)
    begun_in_its_night = evening_before(context, entry.started_at) == entry.day
    asks_when = all(formats.day_of(at) == entry.day for at in told) if told else not begun_in_its_night
    return Filling(context, entry, day=entry.day, asks_when=asks_when)
