"""Does what takes its time in a thread of its own, so that the window never waits; the newest wish counts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Thread

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from companion.core.errors import OurFault

_LOOK_MS = 25
_SLOW_MS = 1_000


@dataclass(frozen=True, slots=True)
class Work:
    """What is made for whom: `about` comes back with it.

    `make` holds nothing of Qt, as the thread may be the last to let go of it, and no connection of the
    window: where it reads the diary it opens its own.
    """

    about: str
    make: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Done:
    """What came of it: a value, or what went wrong."""

    about: str
    value: object
    problem: Exception | None


class WorkApart(QObject):
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
        _refuse_qt(work.make)
        self._made = SimpleQueue()
        # A daemon: closing the window does not wait for what nobody wants any more.
        self._thread = Thread(target=_make, args=(work, self._made), name="apart", daemon=True)
        self._thread.start()
        self._look.start()
        self._slow.start()

    def wait(self) -> None:
        """Stand still until it is made, for those who cannot go on without it."""
        if self._thread is not None and self.is_running:
            self._thread.join()
            self._look_after()

    def finish(self) -> None:
        """Stand still until it is done, and tell nobody: for work that must not be cut off half-way."""
        if self._thread is not None and self.is_running:
            self._thread.join()
        self.forget()

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


def _refuse_qt(make: Callable[[], object]) -> None:
    """What Qt made must end in the thread of the window."""
    held = [cell.cell_contents for cell in getattr(make, "__closure__", None) or ()]
    if any(isinstance(one, QObject) for one in (*held, getattr(make, "__self__", None))):
        raise OurFault("work apart holds something of Qt")


def _make(work: Work, made: SimpleQueue[Done]) -> None:
    """Runs in the thread; whatever fails is told where the window can say it."""
    try:
        made.put(Done(work.about, work.make(), None))
    except Exception as problem:  # noqa: BLE001  # raised again in the window, where it is handled
        made.put(Done(work.about, None, problem))
