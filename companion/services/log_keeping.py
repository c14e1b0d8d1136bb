"""Keeps the write-ahead log of the diary short, and notes beside it how many entries there are."""

from __future__ import annotations

from contextlib import suppress

from PySide6.QtCore import QObject, QTimer, Slot

from companion.core.backup_plan import Reason
from companion.core.errors import UserCanFix
from companion.services.backup import Backups
from companion.services.journal import Journal
from companion.stores.backup_folder import copies_in, set_aside
from companion.stores.database import shorten_log
from companion.stores.marks import entries_ever, read_mark, write_mark
from companion.stores.seam import sqlite
from companion.stores.shelf import Shelf

_MARK_AFTER_MS = 2_000
_IDLE_MS = 30_000


class LogKeeping(QObject):
    """A bad bit in the log drops all that came after it: so the log is short, and what is gone is noticed."""

    def __init__(self, shelf: Shelf, journal: Journal, backups: Backups) -> None:
        super().__init__()
        self._shelf = shelf
        self._backups = backups
        self._mark = self._timer(_MARK_AFTER_MS)
        self._mark.timeout.connect(self.note)
        self._idle = self._timer(_IDLE_MS)
        self._idle.timeout.connect(self.shorten)
        journal.changed.connect(self._on_changed)

    def some_are_missing(self) -> str | None:
        """The key of a sentence where fewer entries are there than were noted; such copies are then kept."""
        noted = read_mark(self._backups.files.mark)
        try:
            there = entries_ever(self._shelf.db)
        except sqlite.Error:
            return None  # what cannot be read says so where it is shown
        if noted is None or there >= noted:
            return None
        copies = copies_in(self._backups.files.backups)
        fuller = [copy for copy in copies if (self._backups.entries_in(copy) or 0) > there]
        if not fuller:
            return "copies.some_missing"
        set_aside(fuller[0], Reason.HAS_MORE)
        return "copies.some_missing_but_copied"

    def stop(self) -> None:
        """Wait for nothing more, and note how many entries there are."""
        self._idle.stop()
        self._mark.stop()
        self.note()

    @Slot()
    def note(self) -> None:
        """Write down how many entries there are; where that fails, what is gone is only noticed later."""
        with suppress(UserCanFix, sqlite.Error):
            write_mark(self._backups.files.mark, entries_ever(self._shelf.db))

    @Slot()
    def shorten(self) -> None:
        """Nothing was written for a while: move it all into the main file, unless a copy is being made."""
        if self._backups.is_running:
            self._idle.start()
            return
        with suppress(sqlite.Error):
            shorten_log(self._shelf.db)

    @Slot(object)
    def _on_changed(self, _topic: object) -> None:
        if not self._mark.isActive():
            self._mark.start()
        self._idle.start()

    def _timer(self, after_ms: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(after_ms)
        return timer
