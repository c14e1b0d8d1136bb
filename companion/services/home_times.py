"""Whose clocks the daily times follow: those at home, or those where the computer is now."""

from __future__ import annotations

from dataclasses import dataclass

from companion.core.errors import UserCanFix
from companion.core.levels import Reporter
from companion.core.plan import MedicinePlan
from companion.core.recurrence import AsNeeded, EveryHours
from companion.core.zone_change import ZoneQuestion, zone_question
from companion.services.dues import HOME_ZONE, Dues
from companion.services.journal import Journal
from companion.services.medicines import Medicines, PlanAnswer
from companion.services.record import Record
from companion.services.topics import Topic
from companion.stores.shelf import Shelf

_KEEP = "keep"


@dataclass(frozen=True, slots=True)
class HomeTimes:
    """Asked once for each pair of zones; until it is answered, times stay as they are at home."""

    journal: Journal
    shelf: Shelf
    record: Record
    dues: Dues
    medicines: Medicines

    def begin(self) -> None:
        """Where this diary is opened for the first time is home; a full disk leaves that for later."""
        if HOME_ZONE in self.shelf.reminder_answers.answers():
            return
        try:
            self._save(HOME_ZONE, self.record.zone(), by=None)
        except UserCanFix as problem:
            self.journal.not_saved.emit(problem)

    def question(self) -> ZoneQuestion | None:
        """What to ask at this moment."""
        home, here = self.dues.home_zone(), self.record.zone()
        keeps = self.shelf.reminder_answers.answers().get(_pair(home, here)) == _KEEP
        return zone_question(home, here, keeps_home=keeps, now=self.record.now())

    def keep_home(self, *, by: Reporter = Reporter.PATIENT) -> None:
        """Times of day stay on the clocks at home; not asked again for these two zones."""
        question = self.question()
        if question is not None:
            with self.journal.plain(Topic.NOTICES):
                self._save(_pair(question.home, question.here), _KEEP, by=by)

    def use_local(self, *, by: Reporter = Reporter.PATIENT) -> None:
        """The diary reminder and the medicines taken at times of day follow the clocks here.

        Each such plan gets a new version. What is counted in hours goes on as it was.
        """
        question = self.question()
        if question is None:
            return
        with self.journal.plain(Topic.PREFERENCES, Topic.NOTICES):
            for plan in self.medicines.record.current():
                if plan.zone != question.here and _follows_clocks(plan):
                    self.medicines.change_plan(plan.id, _as_it_is(plan), zone=question.here, by=by)
            self._save(HOME_ZONE, question.here, by=by)

    def _save(self, question: str, answer: str, *, by: Reporter | None) -> None:
        self.shelf.reminder_answers.save(question, answer, at=self.record.now(), by=by)


def _pair(home: str, here: str) -> str:
    return f"zone.{home}>{here}"


def _follows_clocks(plan: MedicinePlan) -> bool:
    return not isinstance(plan.recurrence, EveryHours | AsNeeded)


def _as_it_is(plan: MedicinePlan) -> PlanAnswer:
    """The same times of day."""
    return PlanAnswer(
        name=plan.name,
        amount=plan.amount,
        what_for=plan.what_for,
        recurrence=plan.recurrence,
        first_day=plan.first_day,
        last_day=plan.last_day,
        level=plan.level,
    )
