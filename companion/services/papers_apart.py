"""Reads what goes onto paper in a thread, over a connection of its own: years of diary take a second."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from companion.core.catalogue import Catalogue
from companion.core.levels import Reporter
from companion.core.words import Words
from companion.services.alert_watch import AlertWatch
from companion.services.papers import Papers
from companion.services.record import Record
from companion.services.unsaved import Unsaved
from companion.stores.connection import another_connection
from companion.stores.shelf import Shelf

_PATIENCE_S = 30.0


@dataclass(frozen=True, slots=True)
class PapersApart:
    """As things stood when it was made: who looks, and what could not be saved yet."""

    diary: Path
    key: bytes | None
    catalogue: Catalogue
    words: Words
    now: Callable[[], datetime]
    zone: Callable[[], str]
    reader: Reporter
    unsaved: Unsaved

    @contextmanager
    def opened(self) -> Iterator[Papers]:
        """For one thread, which closes it again; UserCanFix where the diary cannot be read."""
        with another_connection(self.diary, key=self.key, patience=_PATIENCE_S) as db:
            shelf = Shelf.over(db)
            watch = AlertWatch(shelf, self.catalogue, lambda: record.formats(), self.now)
            watch.unsaved = self.unsaved
            record = Record(
                shelf, watch, self.words, self.now, self.zone, self.diary, reader=lambda: self.reader
            )
            yield Papers(shelf, record, self.catalogue, self.now, self.zone)
