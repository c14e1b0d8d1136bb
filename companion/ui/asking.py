"""Waits for an answer of the keyring without holding up the window, and not for ever."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Slot

from companion.services.keyring_copy import Asked

_LOOK_EVERY_MS = 20


class Asking(QObject):
    """One question at a time; a later one takes the place of an earlier."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._asked: Asked[Any] | None = None
        self._then: Callable[[Any], None] | None = None
        self._look = QTimer(self, interval=_LOOK_EVERY_MS)
        self._look.timeout.connect(self._look_for_answer)
        self._limit = QTimer(self, singleShot=True)
        self._limit.timeout.connect(self._give_up)

    def ask(self, asked: Asked[Any], seconds: float, then: Callable[[Any], None]) -> None:
        """Call `then` with the answer, or with None where there is none by then."""
        self._asked, self._then = asked, then
        self._limit.start(round(seconds * 1000))
        self._look.start()

    def stop(self) -> None:
        """Wait for nothing any more."""
        self._asked = self._then = None
        self._look.stop()
        self._limit.stop()

    @Slot()
    def _look_for_answer(self) -> None:
        if self._asked is not None and self._asked.is_answered():
            self._end(self._asked.wait(0))

    @Slot()
    def _give_up(self) -> None:
        self._end(None)

    def _end(self, answer: object) -> None:
        then = self._then
        self.stop()
        if then is not None:
            then(answer)
