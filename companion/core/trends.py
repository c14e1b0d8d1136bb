"""How one symptom went: day by day, beside the infusions, and one cycle against the one before."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from companion.core.levels import Severity

# How long after an infusion a bad day is said to be "in the days after" it.
AFTER_DOSE = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class DayMark:
    """One day: how bad it was at worst; NONE if the diary was filled in without it, None if it was not."""

    day: date
    severity: Severity | None


@dataclass(frozen=True, slots=True)
class Summary:
    """`at_worst` of `known` days were as bad as `worst`, `after_dose` of them soon after an infusion."""

    known: int
    worst: Severity
    at_worst: int
    after_dose: int


@dataclass(frozen=True, slots=True)
class Cycle:
    """The days after one dose, counted from its hour: the first mark is the first 24 hours."""

    started_at: datetime
    marks: tuple[Severity | None, ...]


def course(
    reported: Mapping[date, Iterable[Severity]], filled: Collection[date], *, first: date, last: date
) -> tuple[DayMark, ...]:
    """Every day from `first` to `last`; a day without an answer is NONE, or a gap if no diary."""
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return tuple(DayMark(day, _mark(reported.get(day, ()), filled=day in filled)) for day in days)


def summary(marks: Iterable[DayMark], dose_days: Collection[date]) -> Summary | None:
    """What can be said in one sentence; None where no day is known."""
    known = [(mark.day, mark.severity) for mark in marks if mark.severity is not None]
    if not known:
        return None
    worst = worst_of(severity for _, severity in known)
    bad = [day for day, severity in known if severity.steps == worst.steps]
    soon = {dose + timedelta(days=n) for dose in dose_days for n in range(AFTER_DOSE.days + 1)}
    after = [day for day in bad if day in soon]
    return Summary(len(known), worst, len(bad), len(after))


def worst_of(severities: Iterable[Severity]) -> Severity:
    """The worst; of a moderate answer and one that was not sure, the moderate one."""
    return max(severities, key=lambda severity: (severity.steps, severity is not Severity.NOT_SURE))


def cycles(
    reported: Iterable[tuple[datetime, Severity]],
    filled: Collection[datetime],
    doses: Iterable[datetime],
    now: datetime,
    *,
    most: timedelta,
) -> tuple[Cycle, ...]:
    """The days after each dose up to the next one, to `now` or to `most`, oldest dose first.

    Counted in hours elapsed since the dose, so that day 1 is the same stretch in each.
    """
    starts = sorted(dose for dose in doses if dose <= now)
    answers = sorted(reported, key=lambda answer: answer[0])
    return tuple(
        _cycle(start, min(end, start + most), answers, filled)
        for start, end in pairwise((*starts, now + timedelta.resolution))  # what is told now belongs to it
    )


def _cycle(
    start: datetime, end: datetime, answers: list[tuple[datetime, Severity]], filled: Collection[datetime]
) -> Cycle:
    day = timedelta(days=1)
    length = -((start - end) // day)  # a day that has begun counts
    marks = []
    for n in range(length):
        opens, closes = start + n * day, min(start + (n + 1) * day, end)
        inside = [severity for at, severity in answers if opens <= at < closes]
        marks.append(_mark(inside, filled=any(opens <= at < closes for at in filled)))
    return Cycle(start, tuple(marks))


def _mark(severities: Iterable[Severity], *, filled: bool) -> Severity | None:
    found = tuple(severities)
    if found:
        return worst_of(found)
    return Severity.NONE if filled else None
