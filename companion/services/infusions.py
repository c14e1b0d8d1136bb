"""Infusions as they really go, as verbs: given, moved, not given, stopped, gone on with in another way."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

from companion.core.catalogue import Catalogue
from companion.core.errors import OurFault, UserCanFix
from companion.core.hospital import checks_at_home
from companion.core.later_doses import LaterDoses, later_doses
from companion.core.levels import Reporter
from companion.core.move_check import MoveProblem, move_problem
from companion.core.plan_changes import DoseChange, Moved, NotGiven, can_take_back
from companion.core.scenario import UNKNOWN_DRUG, Dose
from companion.core.switching import first_cycle_of, months_from
from companion.core.team_times import TeamTimes
from companion.core.treatment import DoseGiven, Treatment
from companion.core.upcoming import PlanRow, plan_rows, still_to_come
from companion.core.watch import ChecksOver, checks_over, watches_after
from companion.core.zones import to_utc
from companion.services.journal import Journal
from companion.services.record import Record
from companion.services.topics import Topic
from companion.stores.shelf import Shelf

_DAYS_AHEAD = 365


@dataclass(frozen=True, slots=True)
class Infusions:
    """Every verb returns after COMMIT, or raises UserCanFix and has saved nothing."""

    journal: Journal
    record: Record
    shelf: Shelf
    catalogue: Catalogue
    now: Callable[[], datetime]

    def record_dose(self, dose: DoseGiven) -> None:
        """A dose as it was really given, or a correction of the one with its id."""
        now = self.now()
        if dose.started_at is not None and dose.started_at > now:
            raise UserCanFix("journal.dose_in_future")
        if dose.ended_at is not None and dose.ended_at > now:
            raise UserCanFix("journal.dose_end_in_future")
        if dose.started_at is not None and dose.ended_at is not None and dose.ended_at < dose.started_at:
            raise UserCanFix("journal.dose_ends_before_start")
        unsaved = Dose(dose.id, dose.drug or UNKNOWN_DRUG, dose.started_at)
        with self.journal.judged(Topic.TREATMENT, unsaved=(unsaved,)):
            self.shelf.doses.save(dose, at=now)

    def remove_dose(self, id: str, *, by: Reporter = Reporter.PATIENT) -> None:
        """It was written down by mistake; what it opened is judged anew."""
        with self.journal.judged(Topic.TREATMENT):
            self.shelf.doses.remove(id, at=self.now(), by=by)

    def restore_dose(self, id: str, *, by: Reporter = Reporter.PATIENT) -> None:
        """It was given after all."""
        with self.journal.judged(Topic.TREATMENT):
            self.shelf.doses.restore(id, at=self.now(), by=by)

    def after_move(self, row: PlanRow, move: Moved) -> tuple[PlanRow, ...]:
        """The plan as a move would make it; nothing is saved."""
        fact = self._fact(row.treatment.id, move, Reporter.PATIENT)
        return self._rows(row.treatment, fact, until=self._beyond(row, move))

    def problem_with(self, row: PlanRow, move: Moved) -> MoveProblem | None:
        """What stands in the way of a move."""
        before = self._rows(row.treatment, until=self._beyond(row, move))
        return move_problem(before, self.after_move(row, move), move, self.now())

    def move(self, row: PlanRow, move: Moved, *, by: Reporter = Reporter.PATIENT) -> str:
        """A dose has a new time; the id under which that can be taken back."""
        problem = self.problem_with(row, move)
        if problem is not None:
            raise UserCanFix(f"treatment_move.{problem.fault.value}")
        return self._add(self._fact(row.treatment.id, move, by))

    def later_doses(self, dose: DoseGiven) -> LaterDoses | None:
        """The doses after one that was given on another day than planned, where they could follow it."""
        treatment = next((one for one in self.record.treatments() if one.id == dose.treatment_id), None)
        if treatment is None:
            return None
        until = self.now() + timedelta(days=2 * _DAYS_AHEAD)
        return later_doses(self._rows(treatment, until=until), dose.id, self.after_move)

    def let_follow(self, later: LaterDoses, *, by: Reporter = Reporter.PATIENT) -> str:
        """The later doses move by as many days; the id under which that can be taken back."""
        return self._add(self._fact(later.given.treatment.id, later.move, by))

    def leave_out(self, row: PlanRow, *, reason: str, by: Reporter = Reporter.PATIENT) -> str:
        """A dose was not given and will not be; the id under which that can be taken back."""
        return self._add(self._fact(row.treatment.id, NotGiven(row.planned.ordinal, reason), by))

    def checks_after(self, dose: DoseGiven) -> tuple[ChecksOver, ...]:
        """What became of the checks after a dose, one for each watch that it began.

        Of a dose that was written down only after its watch, and without any check, there is nothing to say.
        """
        record, start, now = self.record, dose.started_at, self.now()
        if start is None:
            return ()
        cannot = record.preferences().cannot_measure
        began = watches_after(dose, record.doses(), self.catalogue, record.zone(), cannot)
        own = (checks_at_home(one, self.shelf.hospital.stays()) for one in began)
        found = (
            checks_over(one, record.taken_between(start, one.ends_at + one.spec.overdue_after), now)
            for one in own
        )
        return tuple(one for one in found if one.over and (one.made or dose.recorded_at <= one.ends_at))

    def changes(self, treatment_id: str) -> tuple[DoseChange, ...]:
        """How the plan of one treatment changed, in the order it did."""
        return tuple(one for one in self.shelf.dose_changes.changes() if one.treatment_id == treatment_id)

    def may_take_back(self, change: DoseChange) -> bool:
        """Whether no later change was built upon this one."""
        return can_take_back(change, self.changes(change.treatment_id))

    def take_back(self, change_id: str, *, by: Reporter = Reporter.PATIENT) -> None:
        """A change was a mistake: the plan is as it was before it."""
        change = next((one for one in self.shelf.dose_changes.changes() if one.id == change_id), None)
        if change is None:
            return
        if not self.may_take_back(change):
            raise UserCanFix("treatment_move.changed_since")
        with self.journal.plain(Topic.TREATMENT):
            self.shelf.dose_changes.remove(change_id, at=self.now(), by=by)

    def start_beside(
        self,
        treatment: Treatment,
        drugs: Iterable[str],
        *,
        first_wall: datetime,
        by: Reporter = Reporter.PATIENT,
    ) -> tuple[str, ...]:
        """Drugs that are given beside a treatment, each as a plan of its own with its first regimen."""
        now, zone = self.now(), self.record.zone()
        chosen = [self.catalogue.drugs[id] for id in drugs]
        started = [
            Treatment(str(uuid4()), drug.id, drug.regimens[0].id, first_wall, zone, treatment.place, now)
            for drug in chosen
        ]
        with self.journal.plain(Topic.TREATMENT):
            for one in started:
                self.shelf.treatments.save(one, at=now, by=by)
        return tuple(one.id for one in started)

    def take_away(self, ids: Iterable[str], *, by: Reporter = Reporter.PATIENT) -> None:
        """Treatments that were added by mistake."""
        with self.journal.plain(Topic.TREATMENT):
            for id in ids:
                self.shelf.treatments.remove(id, at=self.now(), by=by)

    def stopped(self) -> tuple[Treatment, ...]:
        """Treatments that ended, the newest end first."""
        ended = [(t.stopped_at, t) for t in self.shelf.treatments.treatments() if t.stopped_at is not None]
        return tuple(treatment for _, treatment in sorted(ended, key=lambda pair: pair[0], reverse=True))

    def stop(self, treatment: Treatment, *, day: date, reason: str, by: Reporter = Reporter.PATIENT) -> None:
        """The treatment ended with this day of the person's; what was given goes on being watched."""
        now = self.now()
        here = ZoneInfo(self.record.zone())
        if day > now.astimezone(here).date():
            raise UserCanFix("treatment_stop.in_future")
        end_of_day = datetime.combine(day + timedelta(days=1), datetime.min.time(), here)
        self._save(replace(treatment, stopped_at=min(now, end_of_day), stop_reason=reason), by)

    def restop(self, treatment: Treatment, *, by: Reporter = Reporter.PATIENT) -> None:
        """It ended after all, as it was written down before."""
        self._save(treatment, by)

    def resume(self, treatment: Treatment, *, by: Reporter = Reporter.PATIENT) -> None:
        """It goes on after all."""
        self._save(replace(treatment, stopped_at=None, stop_reason=""), by)

    def next_row(self, treatment: Treatment) -> PlanRow | None:
        """The next dose of a treatment whose time has not come yet."""
        rows = still_to_come(self._rows(treatment))
        return next((row for row in rows if row.planned.starts_at > self.now()), None)

    def switch(
        self,
        treatment: Treatment,
        *,
        drug: str,
        regimen: str,
        first_wall: datetime,
        from_the_start: bool = False,
        by: Reporter = Reporter.PATIENT,
    ) -> str:
        """Go on with another regimen, or with the same one anew, from `first_wall` in the treatment's zone.

        The two are one course: the count of cycles and the months of the label go on, unless the person
        starts again from the first dose.
        """
        now, chosen = self.now(), self.catalogue.drugs.get(drug)
        wanted = None if chosen is None else chosen.regimen(regimen)
        if wanted is None:
            raise OurFault(f"no regimen {regimen!r} of {drug!r}")
        rows = self._rows(treatment)
        if any(row.given and row.given.started_at and row.planned.wall >= first_wall for row in rows):
            raise UserCanFix("treatment_switch.before_given")
        following = Treatment(
            id=str(uuid4()),
            drug=drug,
            regimen=regimen,
            first_wall=first_wall,
            zone=treatment.zone,
            place=treatment.place,
            started_at=now,
            follows=treatment.id,
            first_cycle=1 if from_the_start else first_cycle_of(wanted, rows, first_wall, self.catalogue),
            months_from=months_from(treatment, wanted, self.catalogue),
        )
        last = to_utc(first_wall, treatment.zone) - timedelta(microseconds=1)
        with self.journal.plain(Topic.TREATMENT):
            self.shelf.treatments.save(replace(treatment, stopped_at=min(now, last)), at=now, by=by)
            self.shelf.treatments.save(following, at=now, by=by)
        return following.id

    def take_back_switch(self, following_id: str, *, by: Reporter = Reporter.PATIENT) -> None:
        """Go on as before a switch of which no dose was given yet."""
        treatments = {one.id: one for one in self.shelf.treatments.treatments()}
        following = treatments.get(following_id)
        before = treatments.get(following.follows) if following is not None and following.follows else None
        if before is None:
            return
        if any(dose.treatment_id == following_id for dose in self.record.doses()):
            raise UserCanFix("treatment_switch.dose_given")
        now = self.now()
        with self.journal.plain(Topic.TREATMENT):
            self.shelf.treatments.remove(following_id, at=now, by=by)
            self.shelf.treatments.save(replace(before, stopped_at=None), at=now, by=by)

    def times_of(self, treatment_id: str, ordinal: int | None) -> TeamTimes | None:
        """What the team told about one dose, or with None about all doses of a treatment."""
        return next(
            (
                one
                for one in self.shelf.team_times.times()
                if (one.treatment_id, one.ordinal) == (treatment_id, ordinal)
            ),
            None,
        )

    def tell_times(self, times: TeamTimes) -> None:
        """How long to stay where, as the team told it; nothing named takes back what it told before."""
        hours = (times.observe_hours, times.near_hours, times.caregiver_hours)
        sheet = self.catalogue.team_sheet
        least, most = (1, None) if sheet is None else (sheet.least_hours, sheet.most_hours)
        if any(one is not None and (one < least or (most is not None and one > most)) for one in hours):
            raise UserCanFix("treatment_times.impossible", low=least, high=most or least)
        before = self.times_of(times.treatment_id, times.ordinal)
        with self.journal.plain(Topic.TREATMENT):
            if all(one is None for one in hours):
                if before is not None:
                    self.shelf.team_times.remove(before.id, at=self.now(), by=times.by)
                return
            kept = times if before is None else replace(times, id=before.id)
            self.shelf.team_times.save(kept, at=self.now())

    def _beyond(self, row: PlanRow, move: Moved) -> datetime:
        """So far that the dose and those around it are seen, wherever it is moved."""
        there = max(to_utc(move.to_wall, row.treatment.zone), row.planned.starts_at, self.now())
        return there + timedelta(days=_DAYS_AHEAD)

    def _rows(
        self, treatment: Treatment, *more: DoseChange, until: datetime | None = None
    ) -> tuple[PlanRow, ...]:
        until = until or self.now() + timedelta(days=_DAYS_AHEAD)
        changes = (*self.changes(treatment.id), *more)
        return plan_rows(treatment, self.record.doses(), self.catalogue, until, changes)

    def _fact(self, treatment_id: str, what: Moved | NotGiven, by: Reporter) -> DoseChange:
        return DoseChange(str(uuid4()), treatment_id, self.now(), what, by)

    def _add(self, change: DoseChange) -> str:
        with self.journal.plain(Topic.TREATMENT):
            self.shelf.dose_changes.add(change)
        return change.id

    def _save(self, treatment: Treatment, by: Reporter) -> None:
        with self.journal.plain(Topic.TREATMENT):
            self.shelf.treatments.save(treatment, at=self.now(), by=by)
