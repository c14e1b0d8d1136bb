"""How a discreet notice leaves the window for the desktop, what came of it, and what was pressed on it."""

from __future__ import annotations

from queue import SimpleQueue
from threading import Thread
from typing import Protocol

from PySide6.QtCore import QObject, Qt, QTimer, Signal, SignalInstance, Slot

from companion.channels.desktop import Letterbox, Show, set_out, this_desktop
from companion.channels.toast import Action, Outcome, Toast, ToastResult, fit_for_desktop

__all__ = ["Action", "DesktopNotifier", "Notifier", "Outcome", "SilentNotifier", "Toast", "ToastResult"]

LIMIT_MS = 3_000
LOOK_EVERY_MS = 20
LISTEN_EVERY_MS = 300


class Notifier(Protocol):
    """Sends toasts. `finished` brings one ToastResult for each, on the main thread, after `send` returned.

    `pressed` brings a toast's id and an Action, on the main thread, each time a person presses on a toast.
    """

    @property
    def finished(self) -> SignalInstance: ...

    @property
    def pressed(self) -> SignalInstance: ...

    def send(self, toast_id: str, toast: Toast) -> None: ...

    def withdraw(self, toast_id: str) -> None: ...

    def put_away(self) -> None:
        """Nobody hears what it says any more; it sends nothing after that."""
        ...


class SilentNotifier(QObject):
    """Shows nothing and remembers what it was given.

    Signals:
        finished: ToastResult, with the answer it was told to give.
        pressed: a toast's id and an Action, when a test presses.
    """

    finished = Signal(object)
    pressed = Signal(str, object)
    _taken = Signal(object)

    def __init__(self, *, answer: Outcome = Outcome.NO_SERVICE, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._answer = answer
        self._given: list[tuple[str, Toast]] = []
        self._withdrawn: list[str] = []
        self._taken.connect(self._finish, Qt.ConnectionType.QueuedConnection)

    @property
    def given(self) -> tuple[tuple[str, Toast], ...]:
        return tuple(self._given)

    @property
    def withdrawn(self) -> tuple[str, ...]:
        return tuple(self._withdrawn)

    def send(self, toast_id: str, toast: Toast) -> None:
        self._given.append((toast_id, toast))
        self._taken.emit(toast_id)

    def withdraw(self, toast_id: str) -> None:
        self._withdrawn.append(toast_id)

    def put_away(self) -> None:
        self.blockSignals(True)

    @Slot(object)
    def _finish(self, toast_id: str) -> None:
        self.finished.emit(ToastResult(toast_id, self._answer, "toasts are switched off"))


class DesktopNotifier(QObject):
    """Shows toasts on the desktop. Never blocks, and says within the limit what came of each.

    Signals:
        finished: ToastResult.
        pressed: a toast's id and an Action.
    """

    finished = Signal(object)
    pressed = Signal(str, object)

    def __init__(
        self,
        app_name: str,
        *,
        hand_over: Show | None = None,
        limit_ms: int = LIMIT_MS,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._app_name = app_name
        # Filled by the thread that hears the desktop: it touches no Qt, so it may outlive the window.
        self._presses: SimpleQueue[tuple[str, Action]] = SimpleQueue()
        presses = self._presses
        self._desktop = this_desktop(app_name, pressed=lambda *press: presses.put(press))
        self._hand_over = hand_over or self._desktop.show
        self._limit_ms = limit_ms
        self._listen = QTimer(self, interval=LISTEN_EVERY_MS)
        self._listen.timeout.connect(self._hear_presses)

    def send(self, toast_id: str, toast: Toast) -> None:
        fitting = fit_for_desktop(toast, self._app_name)
        if fitting.buttons:
            self._listen.start()
        letterbox = set_out(self._hand_over, toast_id, fitting)
        delivery = _Delivery(toast_id, letterbox, self._limit_ms, self)
        delivery.ended.connect(self.finished)

    def withdraw(self, toast_id: str) -> None:
        """Take a toast that was dealt with off the screen, where the desktop lets us."""
        Thread(target=self._desktop.withdraw, args=(toast_id,), name="withdraw", daemon=True).start()

    def put_away(self) -> None:
        """Its timers and its thread end; a toast that is just on its way still arrives."""
        self.blockSignals(True)
        self._listen.stop()
        on_their_way = self.findChildren(_Delivery)
        for delivery in on_their_way:
            delivery.stop()
        if not on_their_way:
            self._desktop.close()
        self.deleteLater()

    @Slot()
    def _hear_presses(self) -> None:
        while not self._presses.empty():
            self.pressed.emit(*self._presses.get())


class _Delivery(QObject):
    """One toast on its way: ends exactly once and never late.

    Signals: ended(object): ToastResult.
    """

    ended = Signal(object)

    def __init__(self, toast_id: str, letterbox: Letterbox, limit_ms: int, parent: QObject) -> None:
        super().__init__(parent)
        self._toast_id = toast_id
        self._letterbox = letterbox
        self._limit = QTimer(self, singleShot=True, interval=limit_ms)
        self._limit.timeout.connect(self._give_up)
        self._look = QTimer(self, interval=LOOK_EVERY_MS)
        self._look.timeout.connect(self._open_letterbox)
        self._limit.start()
        self._look.start()

    @Slot()
    def _open_letterbox(self) -> None:
        if not self._letterbox.empty():
            self._end(*self._letterbox.get())

    @Slot()
    def _give_up(self) -> None:
        self._end(Outcome.NO_ANSWER, f"no answer in {self._limit.interval()} ms")

    def stop(self) -> None:
        """Nobody waits for its end any more."""
        self._limit.stop()
        self._look.stop()

    def _end(self, outcome: Outcome, detail: str) -> None:
        self.stop()
        self.ended.emit(ToastResult(self._toast_id, outcome, detail))
        self.deleteLater()
