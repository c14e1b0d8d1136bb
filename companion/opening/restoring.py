"""Puts a copy in the place of the diary, in a thread, behind a page that says so."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from companion.core.errors import UserCanFix
from companion.core.words import Words
from companion.opening.copy_keys import CopyKeys
from companion.opening.numbers import numbers_without_diary
from companion.paths import PersonFiles, resources_dir
from companion.services.single_instance import Request
from companion.services.work_apart import Done, Work, WorkApart
from companion.stores.restoring import restore
from companion.stores.words import load_words
from companion.ui.alone.waiting import WaitingPage
from companion.ui.window import MainWindow


class Restoring(QObject):
    """The diary is closed. It is all or nothing, and a start finishes what a power cut interrupts.

    Signals:
        ended: a sentence, what came of it.
    """

    ended = Signal(str)

    def __init__(
        self, files: PersonFiles, copy: Path, keys: CopyKeys, now: Callable[[], datetime], words: Words
    ) -> None:
        super().__init__()
        self._files = files
        self._words = load_words(resources_dir(), words.language)
        self._window: MainWindow | None = None
        at = now()
        # The keyring, too, is asked in the thread: it may take its time to answer.
        self._job = Work("restore", lambda: restore(files, copy, at=at, key=keys.key()))
        self._work = WorkApart(self)
        self._work.done.connect(self._on_done)

    def begin(self, window: MainWindow) -> None:
        """Begin, and say so in the window."""
        facts = numbers_without_diary(self._files, self._words)
        self._window = window
        window.show_alone(WaitingPage(self._words("waiting.restoring"), facts, self._words))
        self._work.begin(self._job)

    def on_request(self, request: Request) -> None:
        """A second start of the program asks this one to come forward."""
        if self._window is not None:
            if request is Request.UNWELL:
                self._window.show_unwell()
            self._window.come_forward()

    def finish(self) -> None:
        """The program ends: what was begun is not cut off."""
        self._work.finish()

    @Slot(object)
    def _on_done(self, done: Done) -> None:
        if done.problem is not None and not isinstance(done.problem, UserCanFix):
            raise done.problem
        if done.problem is not None:
            self.ended.emit(self._words(done.problem.key, **done.problem.values))
        else:
            self.ended.emit(self._words("copies.was_restored"))
