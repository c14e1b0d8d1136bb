"""The medicines of a stretch of time: each occurrence beside what was written down of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from companion.core.diary import MedicineTaken
from companion.core.medicine_timing import MedicineTiming
from companion.core.plan import MedicinePlan, MedicineSkipped
from companion.core.schedule import (
    MedicineLog,
    Occurrence,
    Status,
    all_occurrences,
    one_per_slot,
    status,
)

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class MedicineRow:
    """One occurrence with its plan as it was then, and what was written down of it, the first first."""

    plan: MedicinePlan
    occurrence: Occurrence
    status: Status
    taken: tuple[MedicineTaken, ...]
    skip: MedicineSkipped | None


def medicine_rows(
    plans: Iterable[MedicinePlan],
    log: MedicineLog,
    *,
    start: datetime,
    end: datetime,
    now: datetime,
    timing: MedicineTiming | None,
) -> tuple[MedicineRow, ...]:
    """What falls due from `start` to before `end`, in order of time; a slot that was moved stands once."""
    every = {(plan.id, plan.version): plan for plan in plans}
    # A day further on each side: the next one tells when one is missed, and a moved one may cross an edge.
    around = one_per_slot(all_occurrences(every.values(), start - _DAY, end + _DAY), log)
    following = _following(around)
    rows = []
    for one in around:
        if start <= one.due_at < end:
            plan = every[(one.plan_id, one.version)]
            taken, skip = log.takings(one.plan_id, one.slot), log.skip(one.plan_id, one.slot)
            next_due = following.get((one.plan_id, one.slot))
            rows.append(MedicineRow(plan, one, status(one, log, now, timing, next_due=next_due), taken, skip))
    return tuple(rows)


def row_to_answer(
    rows: Iterable[MedicineRow], at: datetime, timing: MedicineTiming | None
) -> MedicineRow | None:
    """The row that a medicine taken at `at` answers: the nearest that nobody answered, not far from it."""
    if timing is None:
        return None
    near = [
        row
        for row in rows
        if not row.taken
        and row.skip is None
        and -timing.late_after <= at - row.occurrence.due_at <= timing.missed_after
    ]
    return min(near, key=lambda row: abs(at - row.occurrence.due_at), default=None)


def _following(ordered: Iterable[Occurrence]) -> dict[tuple[str, str], datetime]:
    """When the next one of the same plan falls due, by plan and slot."""
    found: dict[tuple[str, str], datetime] = {}
    before: dict[str, Occurrence] = {}
    for one in ordered:
        if one.plan_id in before:
            found[(one.plan_id, before[one.plan_id].slot)] = one.due_at
        before[one.plan_id] = one
    return found
