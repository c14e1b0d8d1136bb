"""Keeps what is half typed every two seconds while it is on the screen, and offers it again after a crash."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from companion.core.errors import UserCanFix
from companion.core.half_typed import HalfTyped
from companion.ui.context import Context
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Card
from companion.ui.widgets.flow import button_row
from companion.ui.widgets.label import Label

KEEP_EVERY_MS: Final = 2000


class HalfKeeper(QObject):
    """At work while `parent` is shown; writes only where something differs from what was kept last."""

    def __init__(self, context: Context, now: Callable[[], HalfTyped | None], parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._now = context, now
        self._last: HalfTyped | None = None
        self._timer = QTimer(self, interval=KEEP_EVERY_MS)
        self._timer.timeout.connect(self.look)
        parent.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show:
            self._write_again_if_it_was_replaced()
            self._timer.start()
        elif event.type() is QEvent.Type.Hide and self._timer.isActive():
            self._timer.stop()
            self.look()
        return super().eventFilter(watched, event)

    def take_up(self, half: HalfTyped) -> None:
        """This stands on the screen again."""
        self._last = half

    def _write_again_if_it_was_replaced(self) -> None:
        with suppress(UserCanFix):
            if self._last is not None and self._context.diary.half_typed.kept() != self._last:
                self._last = None

    @Slot()
    def look(self) -> None:
        """Keep what stands half typed at this moment."""
        half = self._now()
        if half == self._last:
            return
        # Where the disk refuses, the answer itself will say so; typing is not disturbed.
        with suppress(UserCanFix):
            self._context.diary.half_typed.keep(half)
            self._last = half


class HalfCard(Card):
    """What was never finished, to go on with or to leave out.

    Signals:
        go_on_wanted(object): the HalfTyped to go on with.
        left_out: it was put away.
    """

    go_on_wanted = Signal(object)
    left_out = Signal()

    def __init__(self, context: Context, half: HalfTyped) -> None:
        words = context.words
        super().__init__(words("diary.half_kept"))
        self._context, self._half = context, half
        day = context.formats().short_day(half.day)
        self.add(Label(words("diary.half_means", day=day)))
        go_on, leave = Button(words("diary.half_go_on")), Button(words("diary.half_leave"))
        go_on.clicked.connect(self._go_on)
        leave.clicked.connect(self._leave_out)
        self.add_space()
        self.add(button_row(go_on, leave))

    @Slot()
    def _go_on(self) -> None:
        self.go_on_wanted.emit(self._half)

    @Slot()
    def _leave_out(self) -> None:
        self._context.diary.half_typed.keep(None)
        self.left_out.emit()
