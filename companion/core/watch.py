"""The watch after a dose: when the checks are due, and which of them were made."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Protocol
from zoneinfo import ZoneInfo

from companion.core.catalogue import Catalogue
from companion.core.exposure import opens_window
from companion.core.regimen import restart_count
from companion.core.scenario import UNKNOWN_DRUG
from companion.core.thinking_check import PART
from companion.core.treatment import DoseGiven
from companion.core.watch_spec import WatchSpec
from companion.core.zones import to_utc


class Taken(Protocol):
    """What was done towards a check: a reading, or a whole thinking check."""

    @property
    def kind(self) -> str: ...
    @property
    def at(self) -> datetime: ...


@dataclass(frozen=True, slots=True)
class Watch:
    """The checks after one dose, in order; the watch ends at the last moment one may be due.

    A check is made when each of `parts` was taken for it: readings by id, and the thinking check.
    """

    spec: WatchSpec
    dose: DoseGiven
    started_at: datetime
    ends_at: datetime
    checks: tuple[datetime, ...]
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChecksOver:
    """What became of the checks of a watch: how many can be made no more, and when the missed were due."""

    over: int
    missed: tuple[datetime, ...]
    ends_at: datetime

    @property
    def made(self) -> int:
        """How many were made."""
        return self.over - len(self.missed)


@dataclass(frozen=True, slots=True)
class Part:
    """One thing to take for a check; `taken_at` is None while it is not taken."""

    kind: str
    taken_at: datetime | None


@dataclass(frozen=True, slots=True)
class Check:
    """One check that was not made yet; what is taken early counts from `opens_at` on."""

    due_at: datetime
    opens_at: datetime
    overdue: bool
    parts: tuple[Part, ...]


def watches(
    doses: Iterable[DoseGiven],
    catalogue: Catalogue,
    zone: str,
    now: datetime,
    cannot_measure: Collection[str] = (),
) -> tuple[Watch, ...]:
    """The watches that are on at `now`, the newest dose first."""
    given = tuple(dose for dose in doses if dose.started_at is not None and dose.started_at <= now)
    found = (
        _begun(spec, dose, start, number, catalogue, zone, cannot_measure)
        for spec in catalogue.watches.values()
        for dose, start, number in _numbered(spec, given, catalogue)
        if now <= start + spec.length(number)
    )
    return tuple(sorted(found, key=lambda watch: watch.started_at, reverse=True))


def watches_after(
    dose: DoseGiven,
    doses: Iterable[DoseGiven],
    catalogue: Catalogue,
    zone: str,
    cannot_measure: Collection[str] = (),
) -> tuple[Watch, ...]:
    """The watches that one of the doses began, also long after they ended."""
    given = tuple(one for one in doses if one.started_at is not None)
    return tuple(
        _begun(spec, one, start, number, catalogue, zone, cannot_measure)
        for spec in catalogue.watches.values()
        for one, start, number in _numbered(spec, given, catalogue)
        if one.id == dose.id
    )


def asked_parts(spec: WatchSpec, catalogue: Catalogue, cannot_measure: Collection[str]) -> tuple[str, ...]:
    """What a check is for this person: all of it, but for what they may lack and cannot measure."""
    readings = tuple(r for r in spec.readings if r not in spec.may_lack or r not in cannot_measure)
    thinking = spec.thinking_check and catalogue.thinking_check is not None
    return (*readings, PART) if thinking else readings


def next_check(watch: Watch, taken: Collection[Taken], now: datetime) -> Check | None:
    """The first check that is not whole; None when all were made or the watch is over.

    A check that was missed gives way once the next one may be made.
    """
    lead = watch.spec.overdue_after
    for due_at, end in _spells(watch):
        parts = _parts(watch, due_at, end, taken)
        if not _has_given_way(watch, due_at, end, now) and not _is_made(parts):
            return Check(due_at, due_at - lead, now > due_at + lead, parts)
    return None


def checks_not_made(watch: Watch, taken: Collection[Taken]) -> tuple[datetime, ...]:
    """When the checks of a watch were or will be due that are not whole."""
    return tuple(due for due, end in _spells(watch) if not _is_made(_parts(watch, due, end, taken)))


def checks_missed(watch: Watch, taken: Collection[Taken], now: datetime) -> tuple[datetime, ...]:
    """When the checks were due that are not whole and have given way: nobody can make them any more."""
    return tuple(
        due
        for due, end in _spells(watch)
        if _has_given_way(watch, due, end, now) and not _is_made(_parts(watch, due, end, taken))
    )


def checks_overtaken(watch: Watch, taken: Collection[Taken]) -> tuple[datetime, ...]:
    """When the checks were due that are not whole although a later one of the watch is."""
    whole = {due: _is_made(_parts(watch, due, end, taken)) for due, end in _spells(watch)}
    last = max((due for due, is_made in whole.items() if is_made), default=watch.started_at)
    return tuple(due for due, is_made in whole.items() if not is_made and due < last)


def checks_over(watch: Watch, taken: Collection[Taken], now: datetime) -> ChecksOver:
    """What became of the checks of a watch that have given way by now."""
    over = sum(_has_given_way(watch, due, end, now) for due, end in _spells(watch))
    return ChecksOver(over, checks_missed(watch, taken, now), watch.ends_at)


def _has_given_way(watch: Watch, due: datetime, end: datetime, now: datetime) -> bool:
    return end <= now and due + watch.spec.overdue_after < now


def _numbered(
    spec: WatchSpec, given: Iterable[DoseGiven], catalogue: Catalogue
) -> Iterator[tuple[DoseGiven, datetime, int]]:
    """The doses that begin this watch, each with its start and its number since the last restart."""
    opening = [dose for dose in given if opens_window(catalogue, dose.drug or UNKNOWN_DRUG, spec.window)]
    timed = sorted((d.started_at, d.id, d) for d in opening if d.started_at is not None)
    gaps = next((d.restart_gaps for d in catalogue.drugs.values() if d.restart_gaps), ())
    numbers = restart_count(tuple(start for start, _, _ in timed), gaps)
    for (start, _, dose), number in zip(timed, numbers, strict=True):
        yield dose, start, number


def _begun(
    spec: WatchSpec,
    dose: DoseGiven,
    start: datetime,
    number: int,
    catalogue: Catalogue,
    zone: str,
    cannot_measure: Collection[str],
) -> Watch:
    ends_at = start + spec.length(number)
    parts = asked_parts(spec, catalogue, cannot_measure)
    return Watch(spec, dose, start, ends_at, _checks(spec, start, ends_at, zone), parts)


def _spells(watch: Watch) -> Iterable[tuple[datetime, datetime]]:
    """Each check with the moment from which what is taken counts for the next one."""
    if not watch.checks:
        return ()
    lead = watch.spec.overdue_after
    ends = (*(later - lead for _, later in pairwise(watch.checks)), watch.ends_at + lead)
    return zip(watch.checks, ends, strict=True)


def _parts(watch: Watch, due: datetime, end: datetime, taken: Collection[Taken]) -> tuple[Part, ...]:
    """Each part with the newest moment it was taken, from `overdue_after` before the check was due."""
    since = due - watch.spec.overdue_after
    return tuple(
        Part(kind, max((t.at for t in taken if t.kind == kind and since <= t.at < end), default=None))
        for kind in watch.parts
    )


def _is_made(parts: tuple[Part, ...]) -> bool:
    """Whether all of a check was taken; one that asks for nothing is never made."""
    return bool(parts) and all(part.taken_at is not None for part in parts)


def _checks(spec: WatchSpec, start: datetime, ends_at: datetime, zone: str) -> tuple[datetime, ...]:
    """Every few hours after the start while awake, and one check in each night."""
    here = ZoneInfo(zone)
    found = set()
    due = start + spec.every
    while due <= ends_at:
        if not spec.is_night(due.astimezone(here).time()):
            found.add(due)
        due += spec.every
    day = start.astimezone(here).date()
    while day <= ends_at.astimezone(here).date():
        at_night = to_utc(datetime.combine(day, spec.night_check), zone)
        if start < at_night <= ends_at:
            found.add(at_night)
        day += timedelta(days=1)
    return tuple(sorted(found))
