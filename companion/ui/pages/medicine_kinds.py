"""The kinds of schedule that a person can choose."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from companion.core.recurrence import (
    AsNeeded,
    CycleDays,
    DailyAt,
    EveryHours,
    OnDates,
    Recurrence,
    Taper,
    Weekly,
)


class Kind(Enum):
    """The kinds of schedule, in the order in which they are offered."""

    DAILY = "daily"
    NEEDED = "needed"
    TAPER = "taper"
    HOURS = "hours"
    WEEKLY = "weekly"
    CYCLE = "cycle"
    DATES = "dates"


KIND_OF: Mapping[type[Recurrence], Kind] = {
    DailyAt: Kind.DAILY,
    AsNeeded: Kind.NEEDED,
    Taper: Kind.TAPER,
    EveryHours: Kind.HOURS,
    Weekly: Kind.WEEKLY,
    CycleDays: Kind.CYCLE,
    OnDates: Kind.DATES,
}
