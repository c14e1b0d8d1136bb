"""Wants the diary locked when nobody has been there for a while, where a passphrase opens it again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, Signal, Slot

from companion.services.locking import Locking
from companion.ui.idle import IdleWatch
from companion.ui.places import PageId
from companion.ui.window import MainWindow

_NUMBERS = frozenset({PageId.UNWELL, PageId.CALL})


class IdleLock(QObject):
    """Only in private mode: what opens unasked has no use for a lock.

    Signals:
        wanted: the diary is to be locked now.
    """

    wanted = Signal()

    def __init__(self, locking: Locking, window: MainWindow, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._locking = locking
        self._window = window
        self._now = now
        self._watch: IdleWatch | None = None
        locking.changed.connect(self.begin)

    @Slot()
    def begin(self) -> None:
        """Watch from now on, or no longer, as the diary is opened by now."""
        self._end_watch()
        if self._locking.keys.is_private:
            self._watch = IdleWatch(self._now)
            self._watch.idle.connect(self._on_idle)
            self._watch.start()

    def stop(self) -> None:
        """The diary is being closed."""
        self._locking.changed.disconnect(self.begin)
        self._end_watch()

    def _end_watch(self) -> None:
        if self._watch is not None:
            self._watch.stop()
            self._watch = None

    @Slot()
    def _on_idle(self) -> None:
        """Not while the numbers are in front: somebody may be reading them out on the phone.

        What was typed and not gone on from is kept first: it may be what brings them.
        """
        if not self._shows_numbers():
            self._window.leave_pages()
        if not self._shows_numbers():
            self.wanted.emit()

    def _shows_numbers(self) -> bool:
        current = self._window.current
        return current is not None and current.page in _NUMBERS
