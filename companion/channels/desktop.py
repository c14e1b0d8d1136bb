"""The channels of this system in the order in which they are tried, and how long one may take."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from queue import Empty, SimpleQueue
from threading import Thread

from companion.channels.plyer_channel import PlyerChannel
from companion.channels.script_channel import ScriptChannel
from companion.channels.toast import Action, Channel, NotShownError, Outcome, Toast, ToastResult

LIMIT_S = 3.0

Show = Callable[[str, Toast], None]
# The thread's only way back: it may outlive whoever sent the toast, so it holds nothing of theirs.
Letterbox = SimpleQueue[tuple[Outcome, str]]


class Desktop:
    """What this desktop offers, the richest first; the next one is tried where there is nobody to take it."""

    def __init__(self, channels: tuple[Channel, ...]) -> None:
        self._channels = channels

    def show(self, toast_id: str, toast: Toast) -> None:
        """Hand over to the first channel that takes it; where none does, the first one's reason is told."""
        reasons: list[NotShownError] = []
        for channel in self._channels:
            try:
                channel.show(toast_id, toast)
            except NotShownError as problem:
                reasons.append(problem)
                if problem.outcome is Outcome.NO_ANSWER:
                    break  # somebody is there and may still show it; and the time is used up
            else:
                return
        if reasons:
            raise reasons[0]

    def withdraw(self, toast_id: str) -> None:
        """Take it off the screen, wherever it went."""
        for channel in self._channels:
            channel.withdraw(toast_id)

    def close(self) -> None:
        """Hear no more presses; what is on the screen stays there, as far as the desktop lets it."""
        for channel in self._channels:
            channel.close()


def this_desktop(app_name: str, *, pressed: Callable[[str, Action], None] | None = None) -> Desktop:
    """The channels of the system this runs on. `pressed` is called in a thread of the channel."""
    plain = PlyerChannel(app_name)
    if sys.platform.startswith("linux") and importlib.util.find_spec("jeepney") is not None:
        from companion.channels.dbus_channel import DBusChannel

        return Desktop((DBusChannel(app_name, pressed=pressed), plain))
    if sys.platform == "darwin":
        return Desktop((ScriptChannel(), plain))
    return Desktop((plain,))


def set_out(show: Show, toast_id: str, toast: Toast) -> Letterbox:
    """Hand over in a thread of its own; what came of it falls into the letterbox, once, at some time."""
    letterbox = Letterbox()
    # A daemon thread may stay stuck in a desktop that hangs: the program can end all the same.
    Thread(target=_carry, args=(show, toast_id, toast, letterbox), name="toast", daemon=True).start()
    return letterbox


def deliver(show: Show, toast_id: str, toast: Toast, *, within: float = LIMIT_S) -> ToastResult:
    """Hand over and wait for what comes of it, but not longer than the limit."""
    try:
        outcome, detail = set_out(show, toast_id, toast).get(timeout=within)
    except Empty:
        outcome, detail = Outcome.NO_ANSWER, f"no answer in {within:g} s"
    return ToastResult(toast_id, outcome, detail)


def _carry(show: Show, toast_id: str, toast: Toast, letterbox: Letterbox) -> None:
    try:
        show(toast_id, toast)
    except NotShownError as problem:
        letterbox.put((problem.outcome, str(problem)))
    except Exception as problem:  # noqa: BLE001 - a platform may raise anything, and its text may quote the toast
        letterbox.put((Outcome.FAILED, type(problem).__name__))
    else:
        letterbox.put((Outcome.HANDED_OVER, ""))
