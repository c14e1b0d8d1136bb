"""Makes a paper in a thread of its own, so that the window never waits for it; the newest wish counts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Thread

from PySide6.QtCore import QObject, QTimer, Signal, Slot

_LOOK_MS = 25
_SLOW_MS = 1_000


@dataclass(frozen=True, slots=True)
class Work:
    """What is made for whom: `about` comes back with it. `make` reads no diary and no widget."""

    about: str
    make: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Done:
    """What came of it: a value, or what went wrong."""

    about: str
    value: object
    problem: Exception | None


class PaperWork(QObject):
    """One thing at a time; what was wished before and is not wanted any more is let go of.

    Signals:
        done: a Done.
        slow: it has taken a second, and somebody should be told.
    """

    done = Signal(object)
    slow = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._made: SimpleQueue[Done] = SimpleQueue()
        self._thread: Thread | None = None
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._look_after)
        self._slow = QTimer(self)
        self._slow.setInterval(_SLOW_MS)
        self._slow.setSingleShot(True)
        self._slow.timeout.connect(self.slow)

    @property
    def is_running(self) -> bool:
        """Whether something is being made."""
        return self._look.isActive()

    def begin(self, work: Work) -> None:
        """Make it; what is under way is let go of."""
        self._made = SimpleQueue()
        # A daemon: closing the window does not wait for a paper that nobody wants any more.
        self._thread = Thread(target=_make, args=(work, self._made), daemon=True)
        self._thread.start()
        self._look.start()
        self._slow.start()

    def wait(self) -> None:
        """Stand still until it is made, for those who cannot go on without it."""
        if self._thread is not None and self.is_running:
            self._thread.join()
            self._look_after()

    def forget(self) -> None:
        """Nobody waits for it any more."""
        self._look.stop()
        self._slow.stop()
        self._made = SimpleQueue()

    @Slot()
    def _look_after(self) -> None:
        try:
            done = self._made.get_nowait()
        except Empty:
            return
        self._look.stop()
        self._slow.stop()
        self.done.emit(done)


def _make(work: Work, made: SimpleQueue[Done]) -> None:
    """Runs in the thread; whatever fails is told where the window can say it."""
    try:
        made.put(Done(work.about, work.make(), None))
    except Exception as problem:  # noqa: BLE001  # raised again in the window, where it is handled
        made.put(Done(work.about, None, problem))
