"""The history of the diary: what was changed, and putting it back as it was, judged like any other write."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from companion.core.changes import Change
from companion.core.levels import Reporter
from companion.services.corrections import topics_of
from companion.services.journal import Journal
from companion.services.record import Record
from companion.stores.changes import ChangesStore
from companion.stores.shelf import Shelf


class Changes:
    """What is put back is a change too, and can itself be put back."""

    def __init__(self, journal: Journal, shelf: Shelf, now: Callable[[], datetime], record: Record) -> None:
        self._journal = journal
        self._record = record
        self._store = ChangesStore(shelf.db)
        self._now = now

    def newest(self, count: int) -> tuple[Change, ...]:
        """The newest changes, newest first, without those of notes hidden from the one who looks."""
        return self._store.newest(count, hidden=self._record.hidden_from_reader())

    def put_back(self, change_id: str, *, by: Reporter = Reporter.PATIENT) -> str | None:
        """Let stand again what stood before; the id of this very change, to take it back, if it was one."""
        with self._journal.judged(*topics_of(self._store.part_of(change_id))):
            return self._store.put_back(change_id, at=self._now(), by=by)
