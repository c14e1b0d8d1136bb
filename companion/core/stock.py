"""When the box runs out: the plan simulated forward, with what was taken since somebody counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from companion.core.plan import MedicinePlan, Stock
from companion.core.recurrence import Taper
from companion.core.schedule import MedicineLog, next_occurrences, occurrences, one_per_slot

_NONE = Decimal(0)


@dataclass(frozen=True, slots=True)
class Supply:
    """What is left, and the first occurrence that the box cannot serve; None where no end is in sight."""

    left: Decimal
    runs_out_at: datetime | None
    run_out_day: date | None
    refill_day: date | None


def supply(versions: Iterable[MedicinePlan], log: MedicineLog, now: datetime) -> Supply | None:
    """How the box of a plan stands; None where nobody counted, or each step of a taper takes another amount.

    An occurrence that nobody answered counts as taken: to ask the pharmacy early does no harm.
    """
    every = tuple(sorted(versions, key=lambda plan: plan.version))
    plan = every[-1]
    stock = plan.stock
    if stock is None or isinstance(plan.recurrence, Taper):
        return None
    left = max(_NONE, stock.count - stock.per_dose * _used(every, stock, log, now))
    servable = int(left // stock.per_dose)
    ahead = (one for one in next_occurrences(every, now, servable + 1 + len(log.taken) + len(log.skipped)))
    unanswered = [one for one in ahead if log.answer(one.plan_id, one.slot) is None]
    if plan.stopped_at is not None or len(unanswered) <= servable:
        return Supply(left, None, None, None)
    first = unanswered[servable]
    day = first.wall.date()
    return Supply(left, first.due_at, day, day - timedelta(days=stock.lead_days))


def _used(versions: tuple[MedicinePlan, ...], stock: Stock, log: MedicineLog, now: datetime) -> int:
    """How many were used since the count."""
    id = versions[-1].id
    own = [one for one in log.taken if one.plan_id == id and one.at <= now]
    takings = Counter(one.slot for one in own if one.at > stock.counted_at)
    before = {one.slot for one in own if one.at <= stock.counted_at}
    fell_due = occurrences(versions, stock.counted_at, now)
    unanswered = {
        one.slot
        for one in one_per_slot(fell_due, log)
        if one.slot not in takings and one.slot not in before and log.skip(id, one.slot) is None
    }
    return takings.total() + len(unanswered)
