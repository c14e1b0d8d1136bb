"""A journey: whether the clocks where the computer is differ from those at home, and what to ask then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

_LOOKED_AHEAD = 53
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class ZoneQuestion:
    """Shall daily times stay on the clocks of `home`, or follow those of `here`?"""

    home: str
    here: str


def zone_question(home: str, here: str, *, keeps_home: bool, now: datetime) -> ZoneQuestion | None:
    """What to ask; nothing where the clocks show the same through the year to come, or it was answered."""
    if keeps_home or show_the_same(home, here, now):
        return None
    return ZoneQuestion(home, here)


def show_the_same(one: str, other: str, now: datetime) -> bool:
    """Whether the clocks of two zones agree now and, week by week, for a year."""
    moments = (now + n * _WEEK for n in range(_LOOKED_AHEAD))
    first, second = ZoneInfo(one), ZoneInfo(other)
    return one == other or all(
        moment.astimezone(first).utcoffset() == moment.astimezone(second).utcoffset() for moment in moments
    )


def place_of(zone: str) -> str:
    """The town of a zone, as its name has it: New York of America/New_York."""
    return zone.rpartition("/")[2].replace("_", " ")
