"""What pages read of the medicines: plans, days, what is due, what is left in the box."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from companion.core.as_needed import NeededNow, is_of, needed_now
from companion.core.catalogue import Catalogue
from companion.core.diary import MedicineTaken
from companion.core.errors import OurFault
from companion.core.medicine_day import MedicineRow, medicine_rows
from companion.core.medicine_dues import medicine_dues, refill_dues
from companion.core.notices import Due
from companion.core.plan import MedicinePlan, is_over, is_past, newest_versions, settled_versions, versions_of
from companion.core.recurrence import AsNeeded, Taper
from companion.core.schedule import MedicineLog, Occurrence, Status, occurrences
from companion.core.stock import Supply, supply
from companion.core.zones import to_utc
from companion.stores.columns import to_moment
from companion.stores.history import earlier_versions
from companion.stores.shelf import Shelf
from companion.stores.tables import MEDICINES_TAKEN

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class MedicineRecord:
    """It decides nothing and writes nothing."""

    shelf: Shelf
    catalogue: Catalogue
    now: Callable[[], datetime]
    zone: Callable[[], str]

    def plans(self) -> tuple[MedicinePlan, ...]:
        """Every version of every plan."""
        return self.shelf.medicine_plans.plans()

    def current(self) -> tuple[MedicinePlan, ...]:
        """The newest version of each plan that goes on."""
        return tuple(plan for plan in newest_versions(self.plans()) if not is_over(plan, self._today()))

    def ended(self) -> tuple[MedicinePlan, ...]:
        """The newest version of each plan that was stopped or came to its end."""
        resting = self.paused()
        return tuple(
            plan
            for plan in newest_versions(self.plans())
            if is_over(plan, self._today()) and plan not in resting
        )

    def paused(self) -> tuple[MedicinePlan, ...]:
        """The newest version of each plan that rests, and whose days are not over meanwhile."""
        newest = newest_versions(self.plans())
        return tuple(plan for plan in newest if plan.is_paused and not is_past(plan, self._today()))

    def plan(self, id: str) -> MedicinePlan:
        """The newest version of one plan."""
        found = versions_of(self.plans(), id)
        if not found:
            raise OurFault(f"no plan {id}")
        return found[-1]

    def versions(self, id: str) -> tuple[MedicinePlan, ...]:
        """One plan as it was and is, the oldest version first."""
        return versions_of(self.plans(), id)

    def day(self, day: date) -> tuple[MedicineRow, ...]:
        """What falls due on a day of the person's own calendar."""
        return self.rows(self._midnight(day), self._midnight(day + _DAY))

    def due_now(self) -> tuple[MedicineRow, ...]:
        """What waits for an answer at this moment, also from before midnight."""
        now, settled = self.now(), settled_versions(self.plans())
        rows = self.rows(now - _DAY, now + timedelta.resolution)
        due = (row for row in rows if row.status is Status.DUE)
        return tuple(row for row in due if row.plan.version > settled.get(row.plan.id, 0))

    def taken_on(self, day: date) -> tuple[MedicineTaken, ...]:
        """All that was taken on a day, whatever plan it belongs to."""
        start, end = self._midnight(day), self._midnight(day + _DAY)
        return tuple(one for one in self.shelf.diary.medicines_since(start) if one.at < end)

    def times_before(self, key: str) -> tuple[datetime, ...]:
        """When one was said to be taken before that was put right, the first word first."""
        said = [to_moment(one.row["at"]) for one in earlier_versions(self.shelf.db, MEDICINES_TAKEN, key)]
        now = self.shelf.diary.medicine(key)
        return tuple(at for at in dict.fromkeys(said) if now is None or at != now.at)

    def needed(self, plan: MedicinePlan, at: datetime) -> NeededNow:
        """How a plan as needed stands at a moment; wherever the medicine was written down, it counts."""
        if not isinstance(plan.recurrence, AsNeeded):
            raise OurFault(f"{plan.id} is not taken as needed")
        rule = plan.recurrence
        back = at - max(_DAY, timedelta(hours=rule.gap_hours or 0)) - 6 * _DAY
        takings = (one for one in self.shelf.diary.medicines_since(back) if is_of(plan, one))
        return needed_now(rule, takings, at)

    def supply(self, plan: MedicinePlan) -> Supply | None:
        """How the box of a plan stands; None where nobody counted."""
        if plan.stock is None:
            return None
        log = self.log(plan.stock.counted_at - _DAY)
        return supply(self.versions(plan.id), log, self.now())

    def can_count(self, plan: MedicinePlan) -> bool:
        """Whether a count says anything: each step of a taper takes another number."""
        return not isinstance(plan.recurrence, Taper)

    def log(self, since: datetime) -> MedicineLog:
        """What was written down from a moment on."""
        taken = self.shelf.diary.medicines_since(since)
        return MedicineLog(taken, self.shelf.medicine_plans.skips_since(since))

    def dues(self, *, since: datetime, until: datetime) -> tuple[Due, ...]:
        """What falls due after `since` up to `until` and nobody dealt with: medicines, and boxes to fill."""
        plans = self.plans()
        if not plans:
            return ()
        counted = [plan.stock.counted_at for plan in plans if plan.stock is not None]
        log = self.log(min([since, *counted]) - 2 * _DAY)
        refills = refill_dues(
            plans, log, self.catalogue.medicine_timing, now=self.now(), since=since, until=until
        )
        return (*medicine_dues(plans, log, since=since, until=until), *refills)

    def occurrence(self, plan_id: str, slot: str) -> Occurrence:
        """The occurrence that a slot names."""
        day = date.fromisoformat(slot.split()[0])
        start = datetime.combine(day, time(), tzinfo=ZoneInfo(self.zone()))
        found = occurrences(self.versions(plan_id), start - 2 * _DAY, start + 3 * _DAY)
        same = [one for one in found if one.slot == slot]
        if not same:
            raise OurFault(f"no occurrence {slot} of {plan_id}")
        return same[-1]

    def rows(self, start: datetime, end: datetime) -> tuple[MedicineRow, ...]:
        """What falls due from `start` to before `end`."""
        return medicine_rows(
            self.plans(),
            self.log(start - 2 * _DAY),
            start=start,
            end=end,
            now=self.now(),
            timing=self.catalogue.medicine_timing,
        )

    def taken(self, key: str) -> MedicineTaken:
        """One medicine that was taken."""
        found = self.shelf.diary.medicine(key)
        if found is None:
            raise OurFault(f"nothing taken under {key}")
        return found

    def _today(self) -> date:
        return self.now().astimezone(ZoneInfo(self.zone())).date()

    def _midnight(self, day: date) -> datetime:
        return to_utc(datetime.combine(day, time()), self.zone())
