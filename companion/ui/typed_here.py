"""Days and times as this person writes them, read from what was typed."""

from __future__ import annotations

from datetime import date, time

from companion.core.typed import NotRead, calendar_names, read_dose_date, read_time
from companion.ui.context import Context


def typed_day(text: str, context: Context) -> date | NotRead | None:
    """The day; None where nothing was typed, NotRead with the reason where it is not understood."""
    order, names = context.formats().date_order, calendar_names(context.words)
    return read_dose_date(text, order=order, names=names, today=context.record.today())


def typed_time(text: str, context: Context) -> time | NotRead | None:
    """The time of day; None where nothing was typed, NotRead with the reason where it is not understood."""
    return read_time(text, clock_24h=context.formats().clock_24h)
