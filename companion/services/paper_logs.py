"""Typing a paper log back: all of it in one write, judged, and taken out again if it was a mistake."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from companion.core.errors import UserCanFix
from companion.core.levels import Reporter
from companion.core.paper_facts import WatchedDose
from companion.core.paper_log import LogRow, entries_of_log
from companion.services.journal import Journal
from companion.services.now_questions import AskedAbout, NowQuestions
from companion.services.record import Record
from companion.services.topics import Topic
from companion.stores.shelf import Shelf

_DRAFT = "paper_log_draft"


@dataclass(frozen=True, slots=True)
class PaperLogs:
    """Every verb returns after COMMIT, or raises UserCanFix and has saved nothing."""

    journal: Journal
    record: Record
    shelf: Shelf
    now: Callable[[], datetime]
    now_questions: NowQuestions

    def save(self, rows: Iterable[LogRow], note: str, *, by: Reporter) -> tuple[str, ...]:
        """The whole log, marked "from paper"; the ids of its entries, one for each day."""
        now = self.now()
        entries = entries_of_log(
            rows, note, by=by, now=now, formats=self.record.formats(), new_id=lambda: str(uuid4())
        )
        reports = [report for entry in entries for report in entry.reports]
        readings = [reading for entry in entries for reading in entry.readings]
        pieces: list[AskedAbout] = [*reports, *readings]
        if max([*(one.at for one in reports), *(one.at for one in readings)], default=now) > now:
            raise UserCanFix("paper_log.in_future")
        with self.journal.judged(Topic.DIARY, unsaved=pieces):
            for entry in entries:
                self.shelf.diary.begin_entry(entry)
            self.shelf.setup.save(_DRAFT, "", at=now, by=by)
            for piece in pieces:
                self.now_questions.wait_for(piece)
        for piece in pieces:
            self.now_questions.look_at(piece)
        return tuple(entry.id for entry in entries)

    def take_out(self, entry_ids: Iterable[str], *, by: Reporter) -> None:
        """It was typed in by mistake; what follows from it is judged anew."""
        with self.journal.judged(Topic.DIARY):
            for id in entry_ids:
                self.shelf.diary.remove_entry(id, at=self.now(), by=by)

    def is_typed_in(self, watched: WatchedDose) -> bool:
        """Whether a log of the hours after this dose is in the diary already."""
        formats = self.record.formats()
        first, last = formats.day_of(watched.started_at), formats.day_of(watched.checks[-1])
        return any(entry.from_paper for entry in self.shelf.diary.entries_between(first, last))

    def keep_draft(self, draft: str) -> None:
        """What is typed so far, so that nothing is lost when the window closes."""
        if self.draft() != draft:
            self.journal.keep_setup({_DRAFT: draft})

    def draft(self) -> str:
        """What was typed and not saved."""
        return self.record.setup_answers().get(_DRAFT, "")
