"""Whether somebody set the clock of this computer between two looks at it."""

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
