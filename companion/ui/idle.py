"""Tells when nobody has touched keyboard, mouse or screen for a while."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal, Slot

IDLE = timedelta(minutes=10)
_LOOK_EVERY_MS = 15_000
_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.InputMethod,
    }
)


class IdleWatch(QObject):
    """Watches every event of the program; the wall clock decides, so that sleep counts as idle too.

    Signals:
        idle: nobody was there for that long; said again at each look until somebody is.
    """

    idle = Signal()

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._now = now
        self._last = now()
        self._timer = QTimer(self, interval=_LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        self._last = self._now()
        application = QCoreApplication.instance()
        if application is not None:
            application.installEventFilter(self)
        self._timer.start()

    def stop(self) -> None:
        application = QCoreApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
        self._timer.stop()

    @Slot()
    def look(self) -> None:
        """A clock that was set back makes nobody idle for longer than they are."""
        now = self._now()
        self._last = min(self._last, now)
        if now - self._last >= IDLE:
            self.idle.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES:
            self._last = self._now()
        return False
