"""How is it now? Asked about what would have been a reason to call at its own time, until it is answered."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from companion.core.diary import MedicineTaken, Reading, SymptomReport
from companion.core.hidden_fever import reach_of_hiding
from companion.core.history import reach
from companion.core.levels import Reporter
from companion.core.scenario import Scenario
from companion.core.treatment import DoseGiven
from companion.core.triage import assess
from companion.services.alert_watch import AlertWatch
from companion.services.journal import Journal
from companion.services.topics import Topic
from companion.stores.now_questions import NowQuestionsStore, WaitsForNow
from companion.stores.shelf import Shelf

AskedAbout = SymptomReport | Reading


@dataclass(frozen=True, slots=True)
class NowQuestions:
    """What is too old to be judged waits from the write that saves it; looked at, most of it waits no more.

    So a program that ends anywhere in between asks once too often, and never once too little.
    """

    journal: Journal
    shelf: Shelf
    watch: AlertWatch
    now: Callable[[], datetime]

    def wait_for(self, piece: AskedAbout | MedicineTaken) -> None:
        """Ask about this from now on, if it is too old to be judged; call it in the write that saves it."""
        if self._is_old(piece) and not isinstance(piece, MedicineTaken):
            NowQuestionsStore(self.shelf.db).wait(piece.key, at=self.now(), by=piece.by)

    def was_urgent(self, piece: AskedAbout) -> bool:
        """Whether a piece, too old to be judged now, would have interrupted at its own time."""
        if not self._is_old(piece):
            return False
        catalogue = self.watch.knowledge
        found = assess(self.watch.scenario_at(piece.at), catalogue).findings
        interrupts_from = catalogue.alert_policy.interrupts_from
        return any(
            finding.level >= interrupts_from and any(one.entry.key == piece.key for one in finding.evidence)
            for finding in found
        )

    def look_at(self, piece: AskedAbout | MedicineTaken) -> tuple[AskedAbout, ...]:
        """After a write: what is to be asked about; where this was nothing urgent it waits no more.

        Whatever order things are told in, it is asked about the same: what this piece makes urgent, too.
        """
        asked: tuple[AskedAbout, ...] = ()
        if not isinstance(piece, MedicineTaken):
            if self.was_urgent(piece):
                asked = (piece,)
            else:
                self.settle((piece,), by=piece.by)
        return (*asked, *self._ask_too(piece.key, piece.by, piece.at, piece.at + self._reach_of(piece)))

    def look_at_dose(self, dose: DoseGiven) -> tuple[AskedAbout, ...]:
        """After a dose was written down late: what it makes urgent of the last days and is judged no more."""
        if dose.started_at is None:
            return ()
        now = self.now()
        first = max(dose.started_at, now - reach(self.watch.knowledge).reports)
        return self._ask_too(dose.id, dose.by, first, now)

    def _ask_too(self, key: str, by: Reporter, first: datetime, last: datetime) -> tuple[AskedAbout, ...]:
        """Old pieces that would have interrupted in that time with what has this key, and not without."""
        back = reach(self.watch.knowledge).look_back
        if first >= self.now() - back:
            return ()
        reports, readings = self.shelf.diary.recent(first - back)
        told: tuple[AskedAbout, ...] = (*reports, *readings)
        others = [one for one in told if one.key != key and self._is_old(one)]
        made: set[str] = set()
        for at in {first, *(one.at for one in others if first <= one.at <= last)}:
            scenario = self.watch.scenario_at(at)
            urgent = self._urgent(scenario)
            if urgent:
                made |= urgent - self._urgent(_without(key, scenario))
        found = tuple(one for one in others if one.key in made)
        if found:
            store = NowQuestionsStore(self.shelf.db)
            with self.journal.plain(Topic.DIARY):
                for one in found:
                    store.wait(one.key, at=self.now(), by=by)
        return found

    def _reach_of(self, piece: AskedAbout | MedicineTaken) -> timedelta:
        """For how long something counts for what comes after it, where that may interrupt."""
        knowledge = self.watch.knowledge
        back = reach(knowledge)
        if isinstance(piece, MedicineTaken):
            return reach_of_hiding(knowledge)
        is_fever = knowledge.fever is not None and subject_of(piece) == knowledge.fever.reading
        return back.readings.get(subject_of(piece), back.look_back) if is_fever else back.look_back

    def _urgent(self, scenario: Scenario) -> set[str]:
        """The keys of all that would have interrupted then, each for itself."""
        catalogue = self.watch.knowledge
        interrupts_from = catalogue.alert_policy.interrupts_from
        found = (one for finding in assess(scenario, catalogue).findings for one in finding.evidence)
        return {one.entry.key for one in found if one.level >= interrupts_from}

    def open(self) -> tuple[AskedAbout, ...]:
        """What nobody has answered yet, nor told anew since; the first asked first."""
        waiting = NowQuestionsStore(self.shelf.db).waiting()
        if not waiting:
            return ()
        reports, readings = self.shelf.diary.recent(min(one.since for one in waiting))
        told = {(report.symptom, report.at) for report in reports}
        told |= {(reading.kind, reading.at) for reading in readings}
        return tuple(one.piece for one in waiting if not _is_told(one, told))

    def settle(self, pieces: Iterable[AskedAbout], *, by: Reporter) -> None:
        """Somebody said how it is now, or cannot say it."""
        store = NowQuestionsStore(self.shelf.db)
        keys = [piece.key for piece in pieces if store.is_waiting(piece.key)]
        if not keys:
            return
        with self.journal.plain(Topic.DIARY):
            for key in keys:
                store.settle(key, at=self.now(), by=by)

    def _is_old(self, piece: AskedAbout | MedicineTaken) -> bool:
        look_back = self.watch.knowledge.look_back
        return look_back is not None and piece.at < self.now() - look_back


def _without(key: str, scenario: Scenario) -> Scenario:
    return replace(
        scenario,
        doses=tuple(one for one in scenario.doses if one.key != key),
        reports=tuple(one for one in scenario.reports if one.key != key),
        readings=tuple(one for one in scenario.readings if one.key != key),
        medicines=tuple(one for one in scenario.medicines if one.key != key),
    )


def subject_of(piece: AskedAbout) -> str:
    """The symptom or the kind of reading that a piece is about."""
    return piece.symptom if isinstance(piece, SymptomReport) else piece.kind


def _is_told(one: WaitsForNow, told: Iterable[tuple[str, datetime]]) -> bool:
    subject = subject_of(one.piece)
    return any(about == subject and at > one.since for about, at in told)
