"""What is in front while no diary is open and no door leads to one: the way back, a restore, or the end."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from companion.clock import Clock
from companion.core.words import Words
from companion.opening.claim import Claim
from companion.opening.copy_keys import CopyKeys
from companion.opening.front import Front
from companion.paths import PersonFiles, resources_dir
from companion.stores.words import load_words

if TYPE_CHECKING:  # the window is painted before these are loaded, and mostly they never are
    from companion.opening.ending import Ending
    from companion.opening.restoring import Restoring
    from companion.opening.way_back import WayBack
    from companion.stores.deleting import Traces


class Beside(QObject):
    """One of the three at a time, each in a window of its own.

    Signals:
        restore_wanted: a Path, the copy that the person wants to go back to.
        restored: a sentence, what came of going back to a copy.
        ended: everything was deleted; whether all is gone that this program knows of.
    """

    restore_wanted = Signal(object)
    restored = Signal(str)
    ended = Signal(bool)

    def __init__(
        self, files: PersonFiles, clock: Clock, claim: Claim, front: Front, keys: CopyKeys, words: Words
    ) -> None:
        super().__init__()
        self._files = files
        self._clock = clock
        self._claim = claim
        self._front = front
        self._keys = keys
        self._words = words
        self._way_back: WayBack | None = None
        self._restoring: Restoring | None = None
        self._ending: Ending | None = None

    @property
    def is_busy(self) -> bool:
        """Whether copies are being looked for, or one is being put in place."""
        looks = self._way_back is not None and self._way_back.is_looking
        return looks or self._restoring is not None

    def tell(self, key: str, *, numbers_first: bool, **values: object) -> None:
        """Say what is wrong, here and on the terminal, in a window that needs no diary."""
        from companion.opening.way_back import WayBack

        words = load_words(resources_dir(), self._words.language)
        sentence = self._front.named(words(key, **values), words)
        click.echo(sentence, err=True)
        way_back = WayBack(self._files, self._clock, self._keys, words)
        way_back.restore_wanted.connect(self.restore_wanted, Qt.ConnectionType.QueuedConnection)
        self._change_window(way_back.tell(sentence, key, numbers_first=numbers_first))
        self._way_back = way_back

    def say(self, sentence: str) -> None:
        """What came of going back to a copy, where the diary still cannot be opened."""
        if self._way_back is not None:
            self._way_back.say(sentence)

    def restore(self, copy: Path) -> None:
        """Put a copy in the place of the diary, behind a fresh window that says so."""
        from companion.opening.restoring import Restoring

        self._restoring = Restoring(self._files, copy, self._keys, self._clock.now, self._words)
        self._restoring.ended.connect(self._on_restored)
        self._leave_way_back()
        window = self._front.anew()
        self._claim.tell(self._restoring.on_request)
        self._restoring.begin(window)

    def goes_on_deleting(self) -> bool:
        """Whether an earlier run was stopped while it deleted everything: this one finishes it."""
        if not self._files.deleting.exists():
            return False
        from companion.services.deleting import half_deleted

        traces = half_deleted(self._files)
        if traces is not None:
            self.delete(traces, goes_on=True)
        return traces is not None

    def delete(self, traces: Traces, *, goes_on: bool = False) -> None:
        """Delete everything; the last window says what is left."""
        from companion.opening.ending import Ending

        self._ending = Ending(self._files, traces, self._claim, self._words, goes_on=goes_on)
        self._ending.ended.connect(self.ended)
        self._change_window(self._ending.window)
        self._ending.begin()

    def close(self) -> None:
        """The program ends: a restore that was begun is not cut off."""
        if self._way_back is not None:
            self._way_back.put_away()
        if self._restoring is not None:
            self._restoring.finish()
            self._restoring = None

    @Slot(str)
    def _on_restored(self, said: str) -> None:
        self._restoring = None
        self._claim.tell(None)
        self.restored.emit(said)

    def _change_window(self, window: QWidget) -> None:
        self._leave_way_back()
        self._front.change(window)

    def _leave_way_back(self) -> None:
        if self._way_back is not None:
            self._way_back.put_away()
            self._way_back = None
