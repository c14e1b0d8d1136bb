"""What belongs into a calendar file: infusions, visits, checks and medicines, with when to ring."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """One event. `uid` stays the same when it moves, and `sequence` goes up then.

    `title` is neutral unless the person wants details; `alarms` are spans before the start, 0 at the start.
    """

    uid: str
    starts_at: datetime
    span: timedelta
    title: str
    place: str = ""
    notes: str = ""
    sequence: int = 0
    is_cancelled: bool = False
    alarms: tuple[timedelta, ...] = ()
