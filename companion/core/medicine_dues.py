"""What falls due of the medicines: each occurrence nobody answered, and each box to be filled again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from companion.core.medicine_timing import MedicineTiming
from companion.core.notices import Due, NoticeKind
from companion.core.plan import MedicinePlan, newest_versions, settled_versions, versions_of
from companion.core.schedule import MedicineLog, all_occurrences, one_per_slot
from companion.core.stock import supply
from companion.core.zones import to_utc

_DAY = timedelta(days=1)


def medicine_dues(
    plans: Iterable[MedicinePlan], log: MedicineLog, *, since: datetime, until: datetime
) -> tuple[Due, ...]:
    """What falls due after `since` up to `until` and nobody answered; not what was over when it was entered.

    A time that was moved within its day falls due once, at the new time. What nobody had answered when a
    plan was stopped or paused falls due no more.
    """
    every = tuple(plans)
    settled = settled_versions(every)
    # Looked at a day further on each side: a moved time may stand on the other side of an edge.
    found = all_occurrences(every, since - _DAY, until + _DAY)
    return tuple(
        Due(medicine_due_plan(one.plan_id, one.version), one.due_at, NoticeKind.MEDICINE)
        for one in one_per_slot(found, log)
        if since < one.due_at <= until
        and one.version > settled.get(one.plan_id, 0)
        and one.due_at >= one.entered_at
        and log.answer(one.plan_id, one.slot) is None
    )


def refill_dues(
    plans: Iterable[MedicinePlan],
    log: MedicineLog,
    timing: MedicineTiming | None,
    *,
    now: datetime,
    since: datetime,
    until: datetime,
) -> tuple[Due, ...]:
    """When to ask the pharmacy, as it looks at `now`; at once where the count was too low already."""
    every = tuple(plans)
    found = []
    for plan in newest_versions(every):
        stands = supply(versions_of(every, plan.id), log, now)
        if plan.stock is None or timing is None or stands is None or stands.refill_day is None:
            continue
        at = to_utc(datetime.combine(stands.refill_day, timing.refill_at), plan.zone)
        due_at = max(at, plan.stock.counted_at)
        if since < due_at <= until:
            found.append(Due(f"refill.{plan.id}.{plan.version}", due_at, NoticeKind.REFILL))
    return tuple(sorted(found, key=lambda due: due.due_at))


def medicine_due_plan(plan_id: str, version: int) -> str:
    """How a due names the plan it comes from."""
    return f"medicine.{plan_id}.{version}"
