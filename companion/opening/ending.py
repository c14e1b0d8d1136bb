"""Deletes everything of one diary, in the last window, and lets go of the lock at the very end."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from companion.core.words import Words
from companion.opening.claim import Claim
from companion.opening.numbers import numbers_without_diary
from companion.paths import PersonFiles
from companion.services.deleting import Deletion
from companion.stores.deleting import Traces
from companion.ui.alone.farewell import Farewell


class Ending(QObject):
    """The diary is closed, and its key is held by nobody.

    Signals:
        ended: the last page is shown; whether all is gone that this program knows of.
    """

    ended = Signal(bool)

    def __init__(
        self, files: PersonFiles, traces: Traces, claim: Claim, words: Words, *, goes_on: bool
    ) -> None:
        """`goes_on`: an earlier run was stopped while it deleted everything."""
        super().__init__()
        self._claim = claim
        facts = numbers_without_diary(files, words)
        self.window = Farewell(Deletion.here(files, traces, words), facts, words, goes_on=goes_on)
        self.window.deleted.connect(self._on_deleted)

    def begin(self) -> None:
        """Delete, in a thread; the window is shown already."""
        self.window.begin()

    @Slot()
    def _on_deleted(self) -> None:
        """The files are gone; the lock and the ear for a second start go last."""
        self._claim.close()
        self.window.say(self.window.deletion.finish())
        self.ended.emit(self.window.all_is_gone)
