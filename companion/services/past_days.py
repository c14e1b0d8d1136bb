"""Filling in a past day: what was felt and measured then."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from companion.core.diary import Reading, SymptomReport
from companion.core.errors import UserCanFix
from companion.core.levels import Reporter
from companion.services.journal import Journal
from companion.services.now_questions import NowQuestions
from companion.services.topics import Topic
from companion.stores.shelf import Shelf


@dataclass(frozen=True, slots=True)
class PastDays:
    """Every verb returns after COMMIT, or raises UserCanFix and has saved nothing.

    What is written is judged as at this moment, like any other write; what is too old for that is asked
    about.
    """

    journal: Journal
    shelf: Shelf
    now_questions: NowQuestions
    now: Callable[[], datetime]

    def answer(self, entry_id: str | None, day: date, report: SymptomReport) -> str:
        """What was felt then, or a correction of the answer with this key; the id of its entry."""
        self._refuse_future(report.at)
        with self.journal.judged(Topic.DIARY, unsaved=(report,)):
            entry_id = self._open(entry_id, day, report.by)
            self.shelf.diary.save_answer(entry_id, report, at=self.now())
            self.now_questions.wait_for(report)
        return entry_id

    def measure(self, entry_id: str | None, day: date, reading: Reading) -> str:
        """What was measured then; the id of its entry."""
        self._refuse_future(reading.at)
        with self.journal.judged(Topic.DIARY, unsaved=(reading,)):
            entry_id = self._open(entry_id, day, reading.by)
            self.shelf.diary.save_reading(entry_id, reading, at=self.now())
            self.now_questions.wait_for(reading)
        return entry_id

    def _open(self, entry_id: str | None, day: date, by: Reporter) -> str:
        """The entry that goes on, or a new one for that day."""
        return self.journal.begin(day, by) if entry_id is None else self.journal.reopened(entry_id)

    def _refuse_future(self, at: datetime) -> None:
        if at > self.now():
            raise UserCanFix("diary.in_future")
