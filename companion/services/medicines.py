"""Medicines as they are really taken: plans in versions, what was taken or left out, and how it stands."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import uuid4

from companion.core.as_needed import NeededNow, is_of
from companion.core.catalogue import Catalogue
from companion.core.diary import MedicineTaken
from companion.core.errors import UserCanFix
from companion.core.levels import Reporter
from companion.core.medicine_day import row_to_answer
from companion.core.medicines import medicine_named_in
from companion.core.plan import (
    MedicinePlan,
    MedicineSkipped,
    SkipReason,
    Stock,
    check_stock,
    versions_of,
)
from companion.core.plan_check import Problem, check_plan, problems
from companion.core.recurrence import AsNeeded, Recurrence
from companion.core.reminder_policy import Urgency
from companion.core.schedule import Occurrence, next_occurrences, occurrences
from companion.services.journal import Journal
from companion.services.medicine_record import MedicineRecord
from companion.services.topics import Topic
from companion.stores.shelf import Shelf

_DAY = timedelta(days=1)
_SHOWN_BEFORE_SAVING = 5


@dataclass(frozen=True, slots=True)
class PlanAnswer:
    """What a person wrote down of a plan; the medicine is known by the name alone."""

    name: str
    amount: str
    what_for: str
    recurrence: Recurrence
    first_day: date
    last_day: date | None = None
    level: Urgency = Urgency.REPEATING


@dataclass(frozen=True, slots=True)
class Written:
    """It stands in the diary under this key."""

    key: str


@dataclass(frozen=True, slots=True)
class AlreadyTaken:
    """Nothing was written down: this was there before, by whom and when stands in it."""

    taken: MedicineTaken


@dataclass(frozen=True, slots=True)
class Wait:
    """Nothing was written down: the team's own numbers speak against it, or it is the last one of the day."""

    needed: NeededNow


TakeAnswer = Written | AlreadyTaken | Wait


@dataclass(frozen=True, slots=True)
class Medicines:
    """Every verb returns after COMMIT, or raises UserCanFix and has saved nothing."""

    journal: Journal
    shelf: Shelf
    catalogue: Catalogue
    now: Callable[[], datetime]
    zone: Callable[[], str]

    @property
    def record(self) -> MedicineRecord:
        """How it stands."""
        return MedicineRecord(self.shelf, self.catalogue, self.now, self.zone)

    def add_plan(self, answer: PlanAnswer, *, by: Reporter = Reporter.PATIENT) -> str:
        """A plan from now on."""
        plan = self._planned(answer, str(uuid4()), 1, self.now(), by)
        check_plan(plan)
        with self.journal.plain(Topic.MEDICINES):
            self.shelf.medicine_plans.save(plan, at=self.now())
        return plan.id

    def change_plan(
        self, id: str, answer: PlanAnswer, *, zone: str | None = None, by: Reporter = Reporter.PATIENT
    ) -> None:
        """A new version from now on, also of a plan that was stopped; the past keeps the old one.

        What was taken ahead of its time stays answered: the new version begins after it. Its times stay on
        the clocks they were on unless `zone` names others.
        """
        before, after = self.record.plan(id), self._changed(id, answer, by, zone)
        check_plan(after)
        same = replace(after, version=before.version, since=before.since, by=before.by)
        if same == before:
            return
        with self.journal.plain(Topic.MEDICINES):
            self.shelf.medicine_plans.save(after, at=self.now())

    def stop_plan(self, id: str, reason: str, *, by: Reporter = Reporter.PATIENT) -> None:
        """From now on nothing more of it falls due; all that was written down stays."""
        plan = self.record.plan(id)
        if plan.stopped_at is None:
            # Later than its beginning, however early: what is stopped at its beginning is a pause.
            at = max(self.now(), plan.since + timedelta.resolution)
            self._save(replace(plan, stopped_at=at, stop_reason=reason, by=by))

    def pause_plan(self, id: str, reason: str, *, by: Reporter = Reporter.PATIENT) -> None:
        """From now on nothing of it falls due until it is taken up again; all that was written down stays."""
        plan = self.record.plan(id)
        if plan.stopped_at is None:
            since = max(self.now(), plan.since)
            self._add_version(plan, since=since, stopped_at=since, stop_reason=reason, by=by)

    def take_up_plan(self, id: str, *, by: Reporter = Reporter.PATIENT) -> None:
        """A plan that was paused goes on from now, as it was; its days went on meanwhile."""
        plan = self.record.plan(id)
        if plan.is_paused:
            since = max(self.now(), plan.since + timedelta.resolution)
            self._add_version(plan, since=since, stopped_at=None, stop_reason="", by=by)

    def take_back_stop(self, id: str, *, by: Reporter = Reporter.PATIENT) -> None:
        """It was not stopped after all."""
        self._save(replace(self.record.plan(id), stopped_at=None, stop_reason="", by=by))

    def count_stock(
        self, id: str, *, count: Decimal, per_dose: Decimal, lead_days: int, by: Reporter = Reporter.PATIENT
    ) -> None:
        """So many are in the box now."""
        stock = Stock(count, self.now(), per_dose, lead_days)
        check_stock(stock)
        self._save(replace(self.record.plan(id), stock=stock, by=by))

    def take(
        self, plan_id: str, slot: str | None, *, at: datetime, by: Reporter, anyway: bool = False
    ) -> TakeAnswer:
        """It was taken at `at`; `slot` is None for one as needed.

        Nothing is blocked: what speaks against it is given back first, and `anyway` writes it down.
        """
        plan = self.record.plan(plan_id)
        self._refuse_future(at)
        against = self._against(plan, slot, at)
        if against is not None and not anyway:
            return against
        amount = plan.amount if slot is None else self.record.occurrence(plan_id, slot).amount
        was_override = isinstance(against, AlreadyTaken) or (
            against is not None and (against.needed.too_soon or against.needed.too_many)
        )
        return self._write(
            MedicineTaken(str(uuid4()), plan.medicine, plan.name, at, by, plan_id, slot, amount, was_override)
        )

    def write_taken(self, *, medicine: str | None, name: str, at: datetime, by: Reporter) -> Written:
        """A medicine that was taken, as the diary asks: where a plan waits for it, that is answered too."""
        taken = MedicineTaken(str(uuid4()), medicine, name, at, by)
        with suppress(UserCanFix):  # Where the plans cannot be read it is judged all the same.
            taken = self._answering(taken)
        return self._write(taken)

    def _answering(self, taken: MedicineTaken) -> MedicineTaken:
        """The same with the plan that waits for it, if one does."""
        own = {plan.id: plan for plan in self.record.current() if is_of(plan, taken)}
        around = self.record.rows(taken.at - _DAY, taken.at + _DAY)
        rows = (row for row in around if row.plan.id in own)
        row = row_to_answer(rows, taken.at, self.catalogue.medicine_timing)
        if row is not None:
            one = row.occurrence
            return replace(taken, plan_id=one.plan_id, slot=one.slot, amount=one.amount)
        needed = next((id for id, plan in own.items() if isinstance(plan.recurrence, AsNeeded)), None)
        return replace(taken, plan_id=needed)

    def skip(self, plan_id: str, slot: str, reason: SkipReason, *, by: Reporter) -> str:
        """One is left out, and why."""
        skipped = MedicineSkipped(str(uuid4()), plan_id, slot, reason, self.now(), by)
        with self.journal.plain(Topic.MEDICINES):
            self.shelf.medicine_plans.add_skip(skipped)
        return skipped.id

    def correct_time(self, key: str, at: datetime, *, by: Reporter) -> None:
        """It was taken at another time; the history keeps what was written before."""
        self._refuse_future(at)
        self._write(replace(self.record.taken(key), at=at, by=by))

    def undo_taken(self, key: str, *, by: Reporter) -> None:
        """It was not taken after all."""
        with self.journal.judged(Topic.MEDICINES, Topic.DIARY):
            self.shelf.diary.remove_medicine(key, at=self.now(), by=by)

    def undo_skip(self, id: str, *, by: Reporter) -> None:
        """It was not left out after all."""
        with self.journal.plain(Topic.MEDICINES):
            self.shelf.medicine_plans.remove_skip(id, at=self.now(), by=by)

    def problems(self, answer: PlanAnswer) -> tuple[Problem, ...]:
        """What must be changed before this can be saved."""
        return problems(self._planned(answer, "", 1, self.now(), Reporter.PATIENT))

    def preview(self, answer: PlanAnswer, *, id: str | None = None) -> tuple[Occurrence, ...]:
        """The next times, if this were saved now as a new plan or as a change."""
        now = self.now()
        if id is None:
            return next_occurrences(
                [self._planned(answer, "", 1, now, Reporter.PATIENT)], now, _SHOWN_BEFORE_SAVING
            )
        versions = (*versions_of(self.record.plans(), id), self._changed(id, answer, Reporter.PATIENT, None))
        log = self.record.log(now - _DAY)
        ahead = next_occurrences(versions, now, 2 * _SHOWN_BEFORE_SAVING)
        open_ones = (one for one in ahead if log.answer(one.plan_id, one.slot) is None)
        return tuple(open_ones)[:_SHOWN_BEFORE_SAVING]

    def _planned(
        self, answer: PlanAnswer, id: str, version: int, since: datetime, by: Reporter
    ) -> MedicinePlan:
        known = medicine_named_in(answer.name, self.catalogue.medicines.values())
        return MedicinePlan(
            id=id,
            version=version,
            medicine=known.id if known is not None else None,
            name=answer.name.strip(),
            amount=answer.amount.strip(),
            what_for=answer.what_for.strip(),
            recurrence=answer.recurrence,
            zone=self.zone(),
            first_day=answer.first_day,
            last_day=answer.last_day,
            since=since,
            level=answer.level,
            by=by,
        )

    def _changed(self, id: str, answer: PlanAnswer, by: Reporter, zone: str | None) -> MedicinePlan:
        before, now = self.record.plan(id), self.now()
        log = self.record.log(now - _DAY)
        ahead = occurrences(self.record.versions(id), now, now + _DAY)
        answered = [one.due_at for one in ahead if log.answer(one.plan_id, one.slot) is not None]
        # A version before this one may begin only later, for the same reason.
        since = max([now, before.since, *(due_at + timedelta.resolution for due_at in answered)])
        planned = self._planned(answer, id, before.version + 1, since, by)
        return replace(planned, stock=before.stock, zone=zone or before.zone)

    def _against(self, plan: MedicinePlan, slot: str | None, at: datetime) -> AlreadyTaken | Wait | None:
        if slot is not None:
            before = self.record.log(at - 3 * _DAY).takings(plan.id, slot)
            return AlreadyTaken(before[0]) if before else None
        if not isinstance(plan.recurrence, AsNeeded):
            return None
        needed = self.record.needed(plan, at)
        return Wait(needed) if needed.too_soon or needed.too_many or needed.is_last else None

    def _write(self, taken: MedicineTaken) -> Written:
        with self.journal.judged(Topic.MEDICINES, Topic.DIARY, unsaved=(taken,)):
            self.shelf.diary.save_medicine(taken, at=self.now())
        return Written(taken.key)

    def _add_version(
        self,
        plan: MedicinePlan,
        *,
        since: datetime,
        stopped_at: datetime | None,
        stop_reason: str,
        by: Reporter,
    ) -> None:
        version = plan.version + 1
        self._save(
            replace(plan, version=version, since=since, stopped_at=stopped_at, stop_reason=stop_reason, by=by)
        )

    def _save(self, plan: MedicinePlan) -> None:
        with self.journal.plain(Topic.MEDICINES):
            self.shelf.medicine_plans.save(plan, at=self.now())

    def _refuse_future(self, at: datetime) -> None:
        if at > self.now():
            raise UserCanFix("medicines.in_future")
