"""A time of day as a person types it, and the moment that is meant."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from companion.core.zones import to_utc
from companion.ui.context import Context
from companion.ui.typed_here import typed_time


def clock_hint(context: Context) -> str:
    """How a time is typed on this person's clock."""
    return context.words("diary.time_hint_24" if context.formats().clock_24h else "diary.time_hint_12")


def read_clock(text: str, context: Context) -> time | None:
    """The time of day; None where there is none that can be read."""
    typed = typed_time(text, context)
    return typed if isinstance(typed, time) else None


def on_day(day: date, clock: time, context: Context) -> datetime:
    """The moment in UTC when the clocks here showed this time on that day."""
    return to_utc(datetime.combine(day, clock), context.record.zone())


def last_time(clock: time, now: datetime, today: date, zone: str) -> datetime:
    """When the clocks of the zone showed this time last: today, or yesterday if it is still to come."""
    moment = to_utc(datetime.combine(today, clock), zone)
    return moment if moment <= now else to_utc(datetime.combine(today - timedelta(days=1), clock), zone)
