"""Filling in a past day: what was felt and measured then, and whether it would have been a reason to call."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from companion.core.diary import Reading, SymptomReport
from companion.core.errors import UserCanFix
from companion.core.levels import Reporter
from companion.core.triage import assess
from companion.services.alert_watch import AlertWatch
from companion.services.corrections import Piece
from companion.services.journal import Journal
from companion.services.topics import Topic
from companion.stores.shelf import Shelf


@dataclass(frozen=True, slots=True)
class PastDays:
    """Every verb returns after COMMIT, or raises UserCanFix and has saved nothing.

    What is written is judged as at this moment, like any other write; `was_urgent` looks at its own.
    """

    journal: Journal
    shelf: Shelf
    watch: AlertWatch
    now: Callable[[], datetime]

    def answer(self, entry_id: str | None, day: date, report: SymptomReport) -> str:
        """What was felt then, or a correction of the answer with this key; the id of its entry."""
        self._refuse_future(report.at)
        with self.journal.judged(Topic.DIARY, unsaved=report):
            entry_id = self._open(entry_id, day, report.by)
            self.shelf.diary.save_answer(entry_id, report, at=self.now())
        return entry_id

    def measure(self, entry_id: str | None, day: date, reading: Reading) -> str:
        """What was measured then; the id of its entry."""
        self._refuse_future(reading.at)
        with self.journal.judged(Topic.DIARY, unsaved=reading):
            entry_id = self._open(entry_id, day, reading.by)
            self.shelf.diary.save_reading(entry_id, reading, at=self.now())
        return entry_id

    def was_urgent(self, piece: Piece) -> bool:
        """Whether a piece, too old to be judged now, would have interrupted at its own time."""
        catalogue = self.watch.knowledge
        look_back = catalogue.look_back or timedelta()
        if piece.at >= self.now() - look_back or catalogue.look_back is None:
            return False
        found = assess(self.watch.scenario_at(piece.at), catalogue).findings
        interrupts_from = catalogue.alert_policy.interrupts_from
        return any(
            finding.level >= interrupts_from and any(one.entry.key == piece.key for one in finding.evidence)
            for finding in found
        )

    def _open(self, entry_id: str | None, day: date, by: Reporter) -> str:
        """The entry that goes on, or a new one for that day."""
        return self.journal.begin(day, by) if entry_id is None else self.journal.reopened(entry_id)

    def _refuse_future(self, at: datetime) -> None:
        if at > self.now():
            raise UserCanFix("diary.in_future")
