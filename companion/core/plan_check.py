"""What is wrong with a plan of a medicine, each as a sentence, before it is saved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from itertools import pairwise

from companion.core.errors import OurFault, UserCanFix
from companion.core.plan import MedicinePlan, check_stock
from companion.core.recurrence import (
    AsNeeded,
    CycleDays,
    DailyAt,
    EveryHours,
    OnDates,
    Recurrence,
    Taper,
    TaperStep,
    Weekly,
)
from companion.core.zones import is_known_zone

_DAY = timedelta(days=1)
_WEEKDAYS = frozenset(range(1, 8))


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to change: the key of its sentence; days and times stand in `values` as they are."""

    key: str
    values: Mapping[str, date | time | int | str] = field(default_factory=dict)


def check_plan(plan: MedicinePlan) -> None:
    """Refuse a plan with a problem; the first one is told."""
    if not is_known_zone(plan.zone):
        raise OurFault(f"unknown time zone {plan.zone!r}")
    for problem in problems(plan):
        raise UserCanFix(problem.key, **problem.values)
    if plan.stock is not None:
        check_stock(plan.stock)


def problems(plan: MedicinePlan) -> tuple[Problem, ...]:
    """Everything that must be changed before this plan can be saved."""
    found = [] if plan.name.strip() else [Problem("medicines.no_name")]
    found += recurrence_problems(plan.recurrence)
    if plan.last_day is not None and plan.last_day < plan.first_day:
        found.append(Problem("medicines.ends_before_start", {"first": plan.first_day, "last": plan.last_day}))
    return tuple(found)


def recurrence_problems(recurrence: Recurrence) -> tuple[Problem, ...]:
    """The same for how often alone."""
    return tuple(_problems(recurrence))


def _problems(recurrence: Recurrence) -> Iterator[Problem]:
    match recurrence:
        case DailyAt(times):
            yield from _of_times(times)
        case EveryHours(hours, _):
            if hours < 1:
                yield Problem("medicines.hours_below_one")
        case Weekly(weekdays, times):
            if not weekdays:
                yield Problem("medicines.no_weekday")
            if not _WEEKDAYS.issuperset(weekdays) or len(set(weekdays)) < len(weekdays):
                yield Problem("medicines.wrong_weekday")
            yield from _of_times(times)
        case CycleDays(cycle_days, days, times):
            yield from _of_cycle(cycle_days, days)
            yield from _of_times(times)
        case Taper(steps):
            yield from _of_steps(steps)
        case AsNeeded(gap_hours, most_in_a_day):
            if gap_hours is not None and gap_hours < 1:
                yield Problem("medicines.gap_below_one")
            if most_in_a_day is not None and most_in_a_day < 1:
                yield Problem("medicines.most_below_one")
        case OnDates(dates, times):
            if not dates:
                yield Problem("medicines.no_dates")
            for day in sorted({day for day in dates if dates.count(day) > 1}):
                yield Problem("medicines.date_twice", {"day": day})
            yield from _of_times(times)


def _of_times(times: tuple[time, ...]) -> Iterator[Problem]:
    if not times:
        yield Problem("medicines.no_times")
    for at in sorted({at for at in times if times.count(at) > 1}):
        yield Problem("medicines.time_twice", {"time": at})


def _of_cycle(cycle_days: int, days: tuple[int, ...]) -> Iterator[Problem]:
    if cycle_days < 1:
        yield Problem("medicines.cycle_below_one")
    if not days:
        yield Problem("medicines.no_cycle_day")
    for day in sorted({day for day in days if not 1 <= day <= cycle_days}):
        yield Problem("medicines.day_outside_cycle", {"n": day, "length": cycle_days})
    if len(set(days)) < len(days):
        yield Problem("medicines.cycle_day_twice")


def _of_steps(steps: tuple[TaperStep, ...]) -> Iterator[Problem]:
    if not steps:
        yield Problem("medicines.no_steps")
    for step in steps:
        if step.last < step.first:
            yield Problem("medicines.step_ends_before_start", {"first": step.first, "last": step.last})
        if not step.amount.strip():
            yield Problem("medicines.step_without_amount", {"first": step.first})
        yield from _of_times(step.times)
    for before, after in pairwise(sorted(steps, key=lambda step: (step.first, step.last))):
        if after.first <= before.last:
            yield Problem("medicines.steps_overlap", {"first": after.first, "last": before.last})
        elif after.first > before.last + _DAY:
            yield Problem("medicines.steps_gap", {"first": before.last, "last": after.first})
