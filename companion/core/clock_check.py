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


def does_not_fit(
    newest: datetime | None, now: datetime, *, behind: timedelta, ahead: timedelta
) -> datetime | None:
    """The moment of the newest entry, where a clock that says `now` may be wrong."""
    return None if newest is None or newest - behind <= now <= newest + ahead else newest
