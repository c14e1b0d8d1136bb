"""The occurrences of a medicine plan: when each falls due, and what became of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum
from itertools import islice, pairwise
from zoneinfo import ZoneInfo

from companion.core.diary import MedicineTaken
from companion.core.errors import OurFault
from companion.core.medicine_timing import MedicineTiming
from companion.core.plan import MedicinePlan, MedicineSkipped
from companion.core.recurrence import AsNeeded, CycleDays, DailyAt, EveryHours, OnDates, Taper, Weekly
from companion.core.zones import to_utc

_Slot = tuple[str | None, str | None]
_DAY = timedelta(days=1)
_FIRST_LOOK = timedelta(days=32)
_LAST_LOOK = timedelta(days=3660)
# Far enough from the ends of the calendar that a zone cannot fall over them.
_FIRST_MOMENT = datetime.min.replace(tzinfo=UTC) + 5 * _DAY
_LAST_MOMENT = datetime.max.replace(tzinfo=UTC) - 5 * _DAY


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time at which a plan says to take it.

    `slot` is the local date, which of how many of that day: it names the occurrence through all versions
    of a plan, so that moving 08:00 to 09:00 asks for no second one. `wall` is the agreed time on the clocks
    of `zone`, even where a clock change skips it; `due_at` is the moment that stands for it. `entered_at`
    is when the program was told of the plan.
    """

    plan_id: str
    version: int
    slot: str
    due_at: datetime
    wall: datetime
    zone: str
    amount: str
    entered_at: datetime

    @property
    def is_moved(self) -> bool:
        """Whether a change of the clocks skips the agreed time."""
        return self.due_at.astimezone(ZoneInfo(self.zone)).replace(tzinfo=None, fold=0) != self.wall


class Status(Enum):
    """What became of an occurrence; only taken and skipped are stored, the others follow from the time."""

    TAKEN = "taken"
    LATE = "late"
    SKIPPED = "skipped"
    DUE = "due"
    MISSED = "missed"
    COMING = "coming"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class MedicineLog:
    """What was written down: medicines taken, and occurrences left out."""

    taken: tuple[MedicineTaken, ...] = ()
    skipped: tuple[MedicineSkipped, ...] = ()
    # Years of slots are asked for one by one: each finds its own without a look at all the others.
    _of_slot: Mapping[_Slot, tuple[MedicineTaken, ...]] = field(init=False, repr=False, compare=False)
    _skips: Mapping[_Slot, MedicineSkipped] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        found: dict[_Slot, list[MedicineTaken]] = defaultdict(list)
        for one in sorted(self.taken, key=lambda one: one.at):
            found[one.plan_id, one.slot].append(one)
        skips: dict[_Slot, MedicineSkipped] = {}
        for skip in self.skipped:
            skips.setdefault((skip.plan_id, skip.slot), skip)
        object.__setattr__(self, "_of_slot", {slot: tuple(several) for slot, several in found.items()})
        object.__setattr__(self, "_skips", skips)

    def takings(self, plan_id: str, slot: str) -> tuple[MedicineTaken, ...]:
        """What was taken for one slot, the first first."""
        return self._of_slot.get((plan_id, slot), ())

    def skip(self, plan_id: str, slot: str) -> MedicineSkipped | None:
        """How one slot was left out."""
        return self._skips.get((plan_id, slot))

    def answer(self, plan_id: str, slot: str) -> MedicineTaken | MedicineSkipped | None:
        """What a slot came to; taking it counts more than leaving it out."""
        return next(iter(self.takings(plan_id, slot)), None) or self.skip(plan_id, slot)


def occurrences(versions: Iterable[MedicinePlan], start: datetime, end: datetime) -> tuple[Occurrence, ...]:
    """All that fall due from `start` to before `end`, in order of time; `versions` are of one plan."""
    ordered = sorted(versions, key=lambda plan: plan.version)
    if len({plan.id for plan in ordered}) > 1:
        raise OurFault("versions of more than one plan")
    found: list[Occurrence] = []
    for plan, valid_from, valid_to in _valid(ordered):
        found += _of_version(plan, max(start, valid_from), min(end, valid_to))
    return tuple(found)


def all_occurrences(plans: Iterable[MedicinePlan], start: datetime, end: datetime) -> tuple[Occurrence, ...]:
    """The same for any number of plans."""
    by_id: dict[str, list[MedicinePlan]] = {}
    for plan in plans:
        by_id.setdefault(plan.id, []).append(plan)
    found = [one for versions in by_id.values() for one in occurrences(versions, start, end)]
    return tuple(sorted(found, key=lambda one: one.due_at))


def next_occurrences(versions: Iterable[MedicinePlan], after: datetime, count: int) -> tuple[Occurrence, ...]:
    """The first `count` that fall due after a moment; fewer where a plan ends before."""
    every = tuple(versions)
    return tuple(islice(_ahead(every, after), count))


def one_per_slot(found: Iterable[Occurrence], log: MedicineLog) -> tuple[Occurrence, ...]:
    """Of several versions that name one slot only one: the newest, or the one nearest to what was done."""
    by_slot: dict[tuple[str, str], list[Occurrence]] = {}
    for one in found:
        by_slot.setdefault((one.plan_id, one.slot), []).append(one)
    kept = []
    for (plan_id, slot), same in by_slot.items():
        answer = log.answer(plan_id, slot)
        if answer is None:
            kept.append(max(same, key=lambda one: one.version))
        else:
            at = answer.at
            kept.append(min(same, key=lambda one: abs(one.due_at - at)))
    return tuple(sorted(kept, key=lambda one: one.due_at))


def status(
    occurrence: Occurrence,
    log: MedicineLog,
    now: datetime,
    timing: MedicineTiming | None,
    *,
    next_due: datetime | None = None,
) -> Status:
    """What became of an occurrence.

    It is due until `next_due`, when the next one of its plan takes its place, and no longer than the file
    says. What fell due before the program was told of the plan is unknown.
    """
    answer = log.answer(occurrence.plan_id, occurrence.slot)
    if isinstance(answer, MedicineTaken):
        late = timing is not None and answer.at - occurrence.due_at > timing.late_after
        return Status.LATE if late else Status.TAKEN
    if answer is not None:
        return Status.SKIPPED
    if occurrence.due_at > now:
        return Status.COMING
    if occurrence.due_at < occurrence.entered_at:
        return Status.UNKNOWN
    replaced = next_due is not None and next_due > occurrence.due_at and next_due <= now
    if replaced or (timing is not None and now - occurrence.due_at > timing.missed_after):
        return Status.MISSED
    return Status.DUE


def _ahead(versions: tuple[MedicinePlan, ...], after: datetime) -> Iterator[Occurrence]:
    span, start = _FIRST_LOOK, after
    while start - after < _LAST_LOOK:
        for one in occurrences(versions, start, start + span):
            if one.due_at > after:
                yield one
        start, span = start + span, span * 2


def _valid(ordered: list[MedicinePlan]) -> Iterator[tuple[MedicinePlan, datetime, datetime]]:
    """From when to when each version holds; the first also before it was entered."""
    for plan, following in pairwise([*ordered, None]):
        assert plan is not None
        begins = _FIRST_MOMENT if plan is ordered[0] else plan.since
        ends = _LAST_MOMENT if following is None else following.since
        yield plan, begins, min(ends, plan.stopped_at or _LAST_MOMENT)


def _of_version(plan: MedicinePlan, start: datetime, end: datetime) -> Iterator[Occurrence]:
    if start >= end:
        return
    if isinstance(plan.recurrence, EveryHours):
        yield from _elapsed(plan, plan.recurrence, start, end)
        return
    info = ZoneInfo(plan.zone)
    first = max(plan.first_day, start.astimezone(info).date() - _DAY)
    last = min(plan.last_day or date.max, end.astimezone(info).date() + _DAY)
    day = first
    while day <= last:
        amount, times = _on_day(plan, day)
        for number, at in enumerate(sorted(times), 1):
            wall = datetime.combine(day, at)
            due_at = to_utc(wall, plan.zone)
            if start <= due_at < end:
                yield _occurrence(plan, f"{day} {number}/{len(times)}", due_at, wall, amount)
        day += _DAY


def _on_day(plan: MedicinePlan, day: date) -> tuple[str, tuple[time, ...]]:
    """How much and at which times on one day of the plan."""
    match plan.recurrence:
        case DailyAt(times):
            return plan.amount, times
        case Weekly(weekdays, times):
            return plan.amount, times if day.isoweekday() in weekdays else ()
        case CycleDays(cycle_days, days, times):
            number = (day - plan.first_day).days % cycle_days + 1
            return plan.amount, times if number in days else ()
        case OnDates(dates, times):
            return plan.amount, times if day in dates else ()
        case Taper(steps):
            step = next((step for step in steps if step.first <= day <= step.last), None)
            return (step.amount, step.times) if step is not None else ("", ())
        case AsNeeded() | EveryHours():
            return plan.amount, ()


def _elapsed(plan: MedicinePlan, every: EveryHours, start: datetime, end: datetime) -> Iterator[Occurrence]:
    info, step = ZoneInfo(plan.zone), timedelta(hours=every.hours)
    anchor = to_utc(datetime.combine(plan.first_day, every.first), plan.zone)
    number = max(0, -((anchor - start) // step))
    while (due_at := anchor + number * step) < end:
        wall = due_at.astimezone(info).replace(tzinfo=None, fold=0)
        if plan.last_day is not None and wall.date() > plan.last_day:
            return
        if due_at >= start:
            slot = f"{wall.date()} {number + 1}/{every.hours}h"
            yield _occurrence(plan, slot, due_at, wall, plan.amount)
        number += 1


def _occurrence(plan: MedicinePlan, slot: str, due_at: datetime, wall: datetime, amount: str) -> Occurrence:
    return Occurrence(plan.id, plan.version, slot, due_at, wall, plan.zone, amount, plan.since)
