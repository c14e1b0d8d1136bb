"""How a discreet notice is handed to the desktop through plyer, and what came of it."""

import html
import importlib.util
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import partial
from queue import SimpleQueue
from threading import Thread
from types import SimpleNamespace
from typing import Any, Protocol

from PySide6.QtCore import QObject, Qt, QTimer, Signal, SignalInstance, Slot

try:
    from PySide6 import QtDBus
except ImportError:  # some Linux systems pack it apart
    HAS_QTDBUS = False
else:
    HAS_QTDBUS = True

LIMIT_MS = 3_000
LOOK_EVERY_MS = 20
SHOWN_FOR_S = 10
TITLE_LENGTH = 60
BODY_LENGTH = 240
UNPRINTABLE = frozenset({"Cc", "Cs", "Zl", "Zp"})  # controls, half characters, line and paragraph breaks
SERVICE = ("org.freedesktop.Notifications", "/org/freedesktop/Notifications", "org.freedesktop.Notifications")
OUR_CONNECTION = "companion-toasts"


@dataclass(frozen=True, slots=True)
class Toast:
    """A notice in its final words. It may show on a locked screen, so the words are discreet."""

    title: str
    body: str


class Outcome(Enum):
    HANDED_OVER = auto()
    NO_SERVICE = auto()
    NO_ANSWER = auto()
    FAILED = auto()


@dataclass(frozen=True, slots=True)
class ToastResult:
    """What the desktop made of a toast. `detail` is for the log and holds none of the toast's words."""

    toast_id: str
    outcome: Outcome
    detail: str


class Notifier(Protocol):
    """Sends toasts. `finished` brings one ToastResult for each, on the main thread, after `send` returned."""

    @property
    def finished(self) -> SignalInstance: ...

    def send(self, toast_id: str, toast: Toast) -> None: ...


class NotShownError(Exception):
    """Why a toast did not get through: an outcome, and a detail that quotes none of the toast's words."""

    def __init__(self, outcome: Outcome, detail: str) -> None:
        super().__init__(detail)
        self.outcome = outcome


class SilentNotifier(QObject):
    """Shows nothing and remembers what it was given.

    Signals: finished(object): ToastResult, with the answer it was told to give.
    """

    finished = Signal(object)
    _taken = Signal(object)

    def __init__(self, *, answer: Outcome = Outcome.NO_SERVICE, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._answer = answer
        self._given: list[tuple[str, Toast]] = []
        self._taken.connect(self._finish, Qt.ConnectionType.QueuedConnection)

    @property
    def given(self) -> tuple[tuple[str, Toast], ...]:
        return tuple(self._given)

    def send(self, toast_id: str, toast: Toast) -> None:
        self._given.append((toast_id, toast))
        self._taken.emit(toast_id)

    @Slot(object)
    def _finish(self, toast_id: str) -> None:
        self.finished.emit(ToastResult(toast_id, self._answer, "toasts are switched off"))


class DesktopNotifier(QObject):
    """Shows toasts on the desktop. Never blocks, and says within the limit what came of each.

    Signals: finished(object): ToastResult.
    """

    finished = Signal(object)

    def __init__(
        self,
        app_name: str,
        *,
        hand_over: Callable[[str, Toast], None] | None = None,
        asks_bus: bool = HAS_QTDBUS and sys.platform.startswith("linux"),
        limit_ms: int = LIMIT_MS,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._app_name = app_name
        self._hand_over = partial(hand_over or hand_to_plyer, app_name)
        self._asks_bus = asks_bus
        self._limit_ms = limit_ms

    def send(self, toast_id: str, toast: Toast) -> None:
        fitting = fit_for_desktop(toast, self._app_name)
        delivery = _Delivery(toast_id, fitting, self._hand_over, self._limit_ms, self)
        delivery.ended.connect(self.finished)
        delivery.set_out(ask_bus=self._asks_bus)


class _Delivery(QObject):
    """One toast on its way: ask the bus, hand over in a thread, end exactly once and never late.

    Signals: ended(object): ToastResult.
    """

    ended = Signal(object)

    def __init__(
        self, toast_id: str, toast: Toast, hand_over: Callable[[Toast], None], limit_ms: int, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._toast_id = toast_id
        self._toast = toast
        self._hand_over = hand_over
        self._letterbox = _Letterbox()
        self._limit = QTimer(self, singleShot=True, interval=limit_ms)
        self._limit.timeout.connect(self._give_up)
        self._look = QTimer(self, interval=LOOK_EVERY_MS)
        self._look.timeout.connect(self._open_letterbox)

    def set_out(self, *, ask_bus: bool) -> None:
        self._limit.start()
        self._look.start()
        if ask_bus:
            self._ask_bus()
        else:
            self._start_thread()

    def _ask_bus(self) -> None:
        bus = _session_bus()
        if not bus.isConnected():
            self._letterbox.put((Outcome.NO_SERVICE, bus.lastError().name()))
            return
        # Proves as much as GetServerInformation, and says whether the body is read as markup.
        question = QtDBus.QDBusMessage.createMethodCall(*SERVICE, "GetCapabilities")
        self._answer = QtDBus.QDBusPendingCallWatcher(bus.asyncCall(question, self._limit.interval()), self)
        self._answer.finished.connect(self._hear_bus)

    @Slot()
    def _hear_bus(self) -> None:
        if not self._limit.isActive():  # given up already
            return
        if self._answer.isError():
            name = self._answer.error().name()
            self._end(_what_bus_error_means(name), name)
            return
        if any("body-markup" in abilities for abilities in self._answer.reply().arguments()):
            self._toast = replace(self._toast, body=html.escape(self._toast.body, quote=False))
        self._start_thread()

    def _start_thread(self) -> None:
        # Not QThreadPool: Qt waits for its threads when the program ends. A daemon thread may stay stuck.
        errand = (self._hand_over, self._toast, self._letterbox)
        Thread(target=_carry, args=errand, name="toast", daemon=True).start()

    @Slot()
    def _open_letterbox(self) -> None:
        if not self._letterbox.empty():
            self._end(*self._letterbox.get())

    @Slot()
    def _give_up(self) -> None:
        self._end(Outcome.NO_ANSWER, f"no answer in {self._limit.interval()} ms")

    def _end(self, outcome: Outcome, detail: str) -> None:
        self._limit.stop()
        self._look.stop()
        self.ended.emit(ToastResult(self._toast_id, outcome, detail))
        self.deleteLater()


# The thread's only way back: it touches no Qt, so it may outlive the window and the program's last moments.
_Letterbox = SimpleQueue[tuple[Outcome, str]]


def _carry(hand_over: Callable[[Toast], None], toast: Toast, letterbox: _Letterbox) -> None:
    try:
        hand_over(toast)
    except NotShownError as problem:
        letterbox.put((problem.outcome, str(problem)))
    except Exception as problem:  # noqa: BLE001 - a platform may raise anything, and its text may quote the toast
        letterbox.put((Outcome.FAILED, type(problem).__name__))
    else:
        letterbox.put((Outcome.HANDED_OVER, ""))


def _session_bus() -> "QtDBus.QDBusConnection":
    # Qt keeps a dead connection under its name; a desktop that came up later, or again, needs a fresh one.
    kind = QtDBus.QDBusConnection.BusType.SessionBus
    bus = QtDBus.QDBusConnection.connectToBus(kind, OUR_CONNECTION)
    if not bus.isConnected():
        QtDBus.QDBusConnection.disconnectFromBus(OUR_CONNECTION)
        bus = QtDBus.QDBusConnection.connectToBus(kind, OUR_CONNECTION)
    return bus


def _what_bus_error_means(name: str) -> Outcome:
    match name.removeprefix("org.freedesktop.DBus.Error.").split("."):
        case ["NoReply" | "Timeout" | "TimedOut"]:
            return Outcome.NO_ANSWER
        case ["ServiceUnknown" | "NameHasNoOwner" | "Disconnected" | "AccessDenied"] | ["Spawn", *_]:
            return Outcome.NO_SERVICE
        case _:
            return Outcome.FAILED


def fit_for_desktop(toast: Toast, app_name: str) -> Toast:
    """The toast as every back end takes it: short, one line each, never an option, never without a title."""
    return Toast(_fit(toast.title, TITLE_LENGTH) or app_name, _fit(toast.body, BODY_LENGTH))


def _fit(text: str, length: int) -> str:
    printable = (" " if unicodedata.category(sign) in UNPRINTABLE else sign for sign in text)
    words = " ".join("".join(printable).split())
    # An apostrophe ends a portal's quoted text; notify-send reads a backslash as the start of an escape.
    words = words.replace("'", "’").replace("\\", "/")
    if words.startswith("-"):
        words = "−" + words[1:]  # a minus sign: "-5 mg" keeps its meaning and is no option
    units = words.encode("utf-16-le")  # what Windows counts
    if len(units) > 2 * length:
        words = units[: 2 * (length - 1)].decode("utf-16-le", errors="ignore").rstrip() + "…"
    return words


def hand_to_plyer(app_name: str, toast: Toast) -> None:
    """Block for as long as the desktop likes, then return, or raise whatever the platform raises."""
    # Not plyer's proxy, which prints a traceback when the platform's part cannot be imported.
    if sys.platform == "win32":
        from plyer.platforms.win.notification import instance
    elif sys.platform == "darwin":
        if importlib.util.find_spec("pyobjus") is None:
            raise NotShownError(Outcome.NO_SERVICE, "pyobjus is not installed")
        from plyer.platforms.macosx.notification import instance
    else:
        instance = _linux_back_end
    instance().notify(title=toast.title, message=toast.body, app_name=app_name, timeout=SHOWN_FOR_S)


def _linux_back_end() -> Any:
    # Not plyer's own choice, which warns and takes any container with an /app folder for a Flatpak.
    from plyer.platforms.linux import notification

    if shutil.which("notify-send"):
        # Plyer would drop the exit status, wait for ever, and let notify-send write on our terminal.
        notification.subprocess = SimpleNamespace(call=_call_patiently)
        return notification.NotifySendNotification()
    if importlib.util.find_spec("dbus"):
        return notification.NotifyDbus()
    raise NotShownError(Outcome.NO_SERVICE, "neither notify-send nor dbus-python is installed")


def _call_patiently(command: Sequence[str]) -> None:
    try:
        subprocess.run(command, capture_output=True, timeout=LIMIT_MS / 1000, check=True)
    except subprocess.TimeoutExpired:
        raise NotShownError(Outcome.NO_ANSWER, "notify-send had to be stopped") from None
    except subprocess.CalledProcessError as problem:
        raise NotShownError(Outcome.FAILED, f"notify-send ended with {problem.returncode}") from None
