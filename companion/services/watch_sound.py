"""The sound of a watch, played beside the window's own thread, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from queue import SimpleQueue
from threading import Thread

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from companion.channels.sound import SoundOutcome, SoundResult

_LOOK_EVERY_MS = 200
_MOST_LOOKS = 17  # a little longer than a player may take


class WatchSound(QObject):
    """One sound at a time.

    Signals:
        finished: a SoundResult, on the main thread.
    """

    finished = Signal(object)

    def __init__(self, play: Callable[[], SoundResult], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._play = play
        self._said: SimpleQueue[SoundResult] | None = None
        self._looks = 0
        self._look = QTimer(self, interval=_LOOK_EVERY_MS)
        self._look.timeout.connect(self._hear)

    @Slot()
    def play(self) -> None:
        """Begin, unless it is sounding already."""
        if self._said is not None:
            return
        said = self._said = SimpleQueue[SoundResult]()
        self._looks = 0
        Thread(target=_carry, args=(self._play, said), name="watch sound", daemon=True).start()
        self._look.start()

    def stop(self) -> None:
        """Wait for nothing any more."""
        self._look.stop()

    @Slot()
    def _hear(self) -> None:
        assert self._said is not None  # the timer runs only then
        self._looks += 1
        if self._said.empty() and self._looks < _MOST_LOOKS:
            return
        missing = SoundResult(SoundOutcome.NO_ANSWER, "")
        result = missing if self._said.empty() else self._said.get()
        self._look.stop()
        self._said = None
        self.finished.emit(result)


def _carry(play: Callable[[], SoundResult], said: SimpleQueue[SoundResult]) -> None:
    try:
        said.put(play())
    except Exception:  # noqa: BLE001 - a player may raise anything; the watch stands in the window all the same
        said.put(SoundResult(SoundOutcome.FAILED, ""))
