"""Which day an entry at night belongs to, and what hour a part of a past day stands for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from types import MappingProxyType

from companion.core.parsing import Section

PART = "diary"


@dataclass(frozen=True, slots=True)
class DiaryTimes:
    """`night_until` is the end of the hours after midnight; `parts` are in the order of the day."""

    night_until: time
    parts: Mapping[str, time]

    def evening_before(self, local: datetime) -> date | None:
        """The day before, while what is written at this local time may belong to its evening."""
        if local.time() >= self.night_until:
            return None
        return local.date() - timedelta(days=1)


# Where the file is broken nothing is asked: an entry belongs to its day, and times are typed.
SAFE = DiaryTimes(time.min, MappingProxyType({}))


def parse_diary_times(section: Section, _id: str) -> DiaryTimes:
    """The one table of resources/diary.toml."""
    section.whole("version")
    section.texts("sources")
    hours = section.section("part_hours")
    names = tuple(hours.names())
    parts = {name: _hour(hours, name) for name in names}
    if list(parts.values()) != sorted(set(parts.values())):
        hours.complain(names[-1], "wrong_order")
    times = DiaryTimes(_hour(section, "night_until_hour"), MappingProxyType(parts))
    hours.finish()
    section.finish()
    return times


def _hour(section: Section, key: str) -> time:
    try:
        return time(section.whole(key))
    except ValueError:
        section.complain(key, "impossible_number")
