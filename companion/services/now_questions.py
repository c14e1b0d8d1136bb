"""How is it now? Asked about what would have been a reason to call at its own time, until it is answered."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from companion.core.diary import MedicineTaken, Reading, SymptomReport
from companion.core.levels import Reporter
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

    def look_at(self, piece: AskedAbout) -> bool:
        """After a write: whether this is to be asked about; where it was nothing urgent it waits no more."""
        is_urgent = self.was_urgent(piece)
        if not is_urgent:
            self.settle((piece,), by=piece.by)
        return is_urgent

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


def subject_of(piece: AskedAbout) -> str:
    """The symptom or the kind of reading that a piece is about."""
    return piece.symptom if isinstance(piece, SymptomReport) else piece.kind


def _is_told(one: WaitsForNow, told: Iterable[tuple[str, datetime]]) -> bool:
    subject = subject_of(one.piece)
    return any(about == subject and at > one.since for about, at in told)
