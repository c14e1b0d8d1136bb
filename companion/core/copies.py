"""What stands in a copy of the diary, and what would change if it took the place of the diary."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum


class Thing(Enum):
    """What is counted when copies are compared."""

    ENTRY = "entry"
    DOSE = "dose"
    ALERT = "alert"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Contents:
    """All that is not deleted: each thing by its id with a sign of how it stands, and the days of entries."""

    things: Mapping[Thing, Mapping[str, str]]
    first_day: date | None
    last_day: date | None

    def count(self, thing: Thing) -> int:
        """How many of one kind there are."""
        return len(self.things.get(thing, {}))


Counts = Mapping[Thing, int]


@dataclass(frozen=True, slots=True)
class Difference:
    """What would go, come back, and stand otherwise than now."""

    lost: Counts
    back: Counts
    changed: int

    @property
    def is_none(self) -> bool:
        """Whether nothing would change."""
        return not (any(self.lost.values()) or any(self.back.values()) or self.changed)


def difference(now: Contents, copy: Contents) -> Difference:
    """What putting the copy in the place of the diary would do."""
    return Difference(
        lost={thing: len(_ids(now, thing) - _ids(copy, thing)) for thing in Thing},
        back={thing: len(_ids(copy, thing) - _ids(now, thing)) for thing in Thing},
        changed=sum(_changed(now.things.get(t, {}), copy.things.get(t, {})) for t in Thing),
    )


def days_of(days: Iterable[str]) -> tuple[date | None, date | None]:
    """The first and the last of some days, written as in the diary."""
    sorted_days = sorted(days)
    if not sorted_days:
        return None, None
    return date.fromisoformat(sorted_days[0]), date.fromisoformat(sorted_days[-1])


def _ids(contents: Contents, thing: Thing) -> frozenset[str]:
    return frozenset(contents.things.get(thing, {}))


def _changed(now: Mapping[str, str], copy: Mapping[str, str]) -> int:
    return sum(1 for id, sign in now.items() if id in copy and copy[id] != sign)


@dataclass(frozen=True, slots=True)
class Preview:
    """What a copy holds against the diary; `now` and `change` are None where the diary cannot be read."""

    copy: Contents
    now: Contents | None
    change: Difference | None
