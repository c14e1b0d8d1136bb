"""The watch after a dose: when the checks are due, and which of them were made."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from companion.core.catalogue import Catalogue
from companion.core.diary import Reading
from companion.core.exposure import opens_window
from companion.core.regimen import restart_count
from companion.core.scenario import UNKNOWN_DRUG
from companion.core.treatment import DoseGiven
from companion.core.watch_spec import WatchSpec
from companion.core.zones import to_utc


@dataclass(frozen=True, slots=True)
class Watch:
    """The checks after one dose, in order; the watch ends at the last moment one may be due."""

    spec: WatchSpec
    dose: DoseGiven
    started_at: datetime
    ends_at: datetime
    checks: tuple[datetime, ...]


@dataclass(frozen=True, slots=True)
class Check:
    """One check that was not made yet."""

    due_at: datetime
    overdue: bool


def watches(doses: Iterable[DoseGiven], catalogue: Catalogue, zone: str, now: datetime) -> tuple[Watch, ...]:
    """The watches that are on at `now`, the newest dose first."""
    found = []
    for spec in catalogue.watches.values():
        opening = [d for d in doses if opens_window(catalogue, d.drug or UNKNOWN_DRUG, spec.window)]
        timed = sorted((d.started_at, d.id, d) for d in opening if d.started_at and d.started_at <= now)
        gaps = next((d.restart_gaps for d in catalogue.drugs.values() if d.restart_gaps), ())
        numbers = restart_count(tuple(start for start, _, _ in timed), gaps)
        for (start, _, dose), number in zip(timed, numbers, strict=True):
            ends_at = start + spec.length(number)
            if now <= ends_at:
                found.append(Watch(spec, dose, start, ends_at, _checks(spec, start, ends_at, zone)))
    return tuple(sorted(found, key=lambda watch: watch.started_at, reverse=True))


def next_check(watch: Watch, readings: Iterable[Reading], now: datetime) -> Check | None:
    """The first check with no reading for it; None when all were made or the watch is over.

    A check that was missed gives way once the next one may be made.
    """
    lead = watch.spec.overdue_after
    for due_at, end in _spells(watch):
        missed = end <= now and due_at + lead < now
        if not missed and not _is_made(watch, due_at, end, readings):
            return Check(due_at, overdue=now > due_at + lead)
    return None


def checks_not_made(watch: Watch, readings: Iterable[Reading]) -> tuple[datetime, ...]:
    """When the checks of a watch were or will be due for which there is no reading."""
    return tuple(due for due, end in _spells(watch) if not _is_made(watch, due, end, readings))


def _spells(watch: Watch) -> Iterable[tuple[datetime, datetime]]:
    """Each check with the moment from which a reading counts for the next one."""
    lead = watch.spec.overdue_after
    ends = (*(later - lead for _, later in pairwise(watch.checks)), watch.ends_at + lead)
    return zip(watch.checks, ends, strict=True)


def _is_made(watch: Watch, due: datetime, end: datetime, readings: Iterable[Reading]) -> bool:
    """Whether any reading that the watch asks for was taken, from `overdue_after` before it was due."""
    lead = watch.spec.overdue_after
    return any(r.kind in watch.spec.readings and due - lead <= r.at < end for r in readings)


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
