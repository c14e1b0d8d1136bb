"""A time of day as a person types it, and the moment that is meant."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from companion.core.zones import to_utc

_CLOCK = re.compile(r"([0-9]{1,2})(?:[:.h]?([0-9]{2}))?\s*(?:([ap])\.?m\.?)?", re.IGNORECASE)


def read_clock(text: str, *, clock_24h: bool) -> time | None:
    """A time of day as typed: 19:30, 1930, 7.30 pm. On a 12-hour clock a time needs am or pm."""
    match = _CLOCK.fullmatch(text.strip())
    if match is None:
        return None
    hour, minute, half = int(match[1]), int(match[2] or 0), (match[3] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    elif not clock_24h and 1 <= hour <= 12:
        return None
    return time(hour, minute) if hour < 24 and minute < 60 else None


def last_time(clock: time, now: datetime, today: date, zone: str) -> datetime:
    """When the clocks of the zone showed this time last: today, or yesterday if it is still to come."""
    moment = to_utc(datetime.combine(today, clock), zone)
    return moment if moment <= now else to_utc(datetime.combine(today - timedelta(days=1), clock), zone)
