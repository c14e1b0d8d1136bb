"""Whether somebody set the clock of this computer between two looks at it, or between two starts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Tick:
    """What the clock on the wall said, and how long the computer had run by then."""

    wall: datetime
    ran: timedelta


def clock_jump(before: Tick, after: Tick) -> timedelta:
    """By how much the clock was set forward meanwhile; less than nothing where it was set back."""
    return (after.wall - before.wall) - (after.ran - before.ran)


@dataclass(frozen=True, slots=True)
class ClockDoubt:
    """The clock does not fit what was written down last: earlier than that, or long after it."""

    newest: datetime
    is_behind: bool


def clock_doubt(
    newest: datetime | None, now: datetime, *, behind: timedelta, ahead: timedelta
) -> ClockDoubt | None:
    """What to ask at a start; None where the clock can well be right, and where nothing was written yet."""
    if newest is None or newest - behind <= now <= newest + ahead:
        return None
    return ClockDoubt(newest, now < newest)
