"""Who is with the person when, around one dose; and the times for which there is nobody yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from companion.core.levels import Reporter


@dataclass(frozen=True, slots=True)
class DoseKey:
    """A planned dose: its treatment, and its number in the plan."""

    treatment_id: str
    ordinal: int


@dataclass(frozen=True, slots=True)
class Spell:
    """Someone is with the person from `starts_at` up to `ends_at`; the name as it was typed."""

    id: str
    dose: DoseKey
    name: str
    starts_at: datetime
    ends_at: datetime
    by: Reporter = Reporter.PATIENT


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time in which nobody comes or goes: `names` are those who are there, none for a gap."""

    starts_at: datetime
    ends_at: datetime
    names: tuple[str, ...]

    @property
    def is_gap(self) -> bool:
        """Whether nobody is there."""
        return not self.names


def stretches(spells: Iterable[Spell], *, start: datetime, until: datetime) -> tuple[Stretch, ...]:
    """The time from `start` to `until` without a hole or an overlap; what lies outside is left out."""
    inside = tuple(spell for spell in spells if spell.starts_at < until and spell.ends_at > start)
    edges = {start, until}
    for spell in inside:
        edges |= {max(start, spell.starts_at), min(until, spell.ends_at)}
    found: list[Stretch] = []
    for opens, closes in pairwise(sorted(edges)):
        if opens >= closes:
            continue
        there = tuple(dict.fromkeys(s.name for s in inside if s.starts_at <= opens and closes <= s.ends_at))
        if found and found[-1].names == there:
            opens = found.pop().starts_at
        found.append(Stretch(opens, closes, there))
    return tuple(found)


def gaps(spells: Iterable[Spell], *, start: datetime, until: datetime) -> tuple[Stretch, ...]:
    """The times for which there is nobody yet."""
    return tuple(stretch for stretch in stretches(spells, start=start, until=until) if stretch.is_gap)
