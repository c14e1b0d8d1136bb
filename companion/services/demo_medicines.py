"""Plays the medicines of the demonstration: entered some days ago, and answered up to now."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from companion.core.catalogue import Catalogue
from companion.core.demo_medicines import StoryMedicine
from companion.core.levels import Reporter
from companion.core.medicine_day import MedicineRow
from companion.core.plan import SkipReason
from companion.core.recurrence import Taper
from companion.core.zones import to_utc
from companion.services.journal import Journal
from companion.services.medicines import Medicines, PlanAnswer
from companion.stores.shelf import Shelf

_ENTERED = time(9)
_SOON, _LATE = timedelta(minutes=4), timedelta(minutes=95)
_DAY = timedelta(days=1)


def take_medicines(
    story: Iterable[StoryMedicine],
    *,
    journal: Journal,
    shelf: Shelf,
    catalogue: Catalogue,
    until: datetime,
    zone: Callable[[], str],
) -> None:
    """Nothing waits at `until`: all that fell due was taken or left out."""
    today = until.astimezone(ZoneInfo(zone())).date()
    now = Medicines(journal, shelf, catalogue, _always(until), zone)
    for one in story:
        begun = today - one.begun_days_ago * _DAY
        entered = to_utc(datetime.combine(begun, _ENTERED), zone())
        then = Medicines(journal, shelf, catalogue, _always(entered), zone)
        recurrence = one.recurrence(today)
        first, last = begun + _DAY, None
        if isinstance(recurrence, Taper):
            first = min(step.first for step in recurrence.steps)
            last = max(step.last for step in recurrence.steps)
        id = then.add_plan(PlanAnswer(one.name, one.amount, one.what_for, recurrence, first, last))
        if one.left is not None:
            then.count_stock(id, count=Decimal(one.left), per_dose=Decimal(1), lead_days=3)
        for hours in one.taken_hours_ago:
            now.take(id, None, at=until - timedelta(hours=hours), by=Reporter.PATIENT)
        for row in now.record.rows(entered, until + timedelta.resolution):
            if row.plan.id == id:
                _answer(row, one, now, days_ago=(today - row.occurrence.wall.date()).days)


def _always(moment: datetime) -> Callable[[], datetime]:
    return lambda: moment


def _answer(row: MedicineRow, one: StoryMedicine, medicines: Medicines, *, days_ago: int) -> None:
    slot, due_at = row.occurrence.slot, row.occurrence.due_at
    if days_ago == one.skipped_days_ago:
        medicines.skip(row.plan.id, slot, SkipReason.FELT_SICK, by=Reporter.PATIENT)
        return
    at = due_at + (_LATE if days_ago == one.late_days_ago else _SOON)
    medicines.take(row.plan.id, slot, at=min(at, medicines.now()), by=Reporter.PATIENT)
