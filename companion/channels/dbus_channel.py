"""A notice on the session bus of a Linux desktop: urgency, sound, buttons, and what was pressed."""

from __future__ import annotations

import html
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from threading import Lock
from typing import Any

from jeepney import (
    DBusAddress,
    HeaderFields,
    MatchRule,
    Message,
    MessageType,
    new_method_call,
)
from jeepney.bus_messages import message_bus

from companion.channels.session_bus import BusError, NoBusError, SessionBus
from companion.channels.toast import Action, NotShownError, Outcome, Toast
from companion.core.reminder_policy import Urgency

LIMIT_S = 3.0
# Below the limit for the whole: a question that was given up must not be followed by a late notice.
ASK_LIMIT_S = 2.5
SERVICE = "org.freedesktop.Notifications"
SOUND = "alarm-clock-elapsed"  # a name of the freedesktop sound naming specification
_DESKTOP = DBusAddress("/org/freedesktop/Notifications", bus_name=SERVICE, interface=SERVICE)
_SIGNALS = MatchRule(type="signal", interface=SERVICE, path="/org/freedesktop/Notifications")
_NORMAL, _CRITICAL = 1, 2
_AS_THE_DESKTOP_LIKES, _NEVER = -1, 0


class DBusChannel:
    """One connection for all notices, as presses come back only to the connection that showed them."""

    def __init__(self, app_name: str, *, pressed: Callable[[str, Action], None] | None = None) -> None:
        self._app_name = app_name
        self._pressed = pressed
        self._opening = Lock()
        self._bus: SessionBus | None = None
        self._shown: dict[str, tuple[str, int]] = {}

    def show(self, toast_id: str, toast: Toast) -> None:
        """Hand over, in the place of an earlier one with the same id; NotShownError says why not."""
        try:
            bus = self._open_bus()
            # Proves that somebody is there, and says what the desktop can do.
            (abilities,) = bus.call(new_method_call(_DESKTOP, "GetCapabilities"), within=ASK_LIMIT_S).body
            notify = self._notify(toast_id, toast, frozenset(abilities))
            bus.call(notify, within=LIMIT_S, answered=partial(self._note, toast_id))
        except NoBusError as problem:
            raise NotShownError(Outcome.NO_SERVICE, f"no session bus: {problem}") from problem
        except TimeoutError:
            raise NotShownError(Outcome.NO_ANSWER, "the notification service did not answer") from None
        except BusError as problem:
            raise NotShownError(_what_bus_error_means(problem.name), problem.name) from problem

    def withdraw(self, toast_id: str) -> None:
        """Take a notice that was dealt with off the screen; where that fails it only stays longer."""
        bus, shown = self._bus, self._shown.pop(toast_id, None)
        if bus is None or shown is None:
            return
        try:
            bus.call(new_method_call(_DESKTOP, "CloseNotification", "u", (shown[1],)), within=LIMIT_S)
        except (NoBusError, BusError, TimeoutError):
            return

    def close(self) -> None:
        """Hear no more presses."""
        if self._bus is not None and self._bus.is_open:
            with suppress(OSError):  # the bus went away in this very moment
                self._bus.close()

    def _open_bus(self) -> SessionBus:
        with self._opening:
            if self._bus is None or not self._bus.is_open:
                self._shown.clear()
                self._bus = SessionBus(self._hear, within=LIMIT_S)
                self._bus.call(message_bus.AddMatch(_SIGNALS), within=LIMIT_S)
            return self._bus

    def _notify(self, toast_id: str, toast: Toast, abilities: frozenset[str]) -> Message:
        is_watch = toast.urgency is Urgency.WATCH
        hints: dict[str, tuple[str, Any]] = {
            "urgency": ("y", _CRITICAL if is_watch else _NORMAL),
            "desktop-entry": ("s", "companion"),
        }
        if is_watch:
            hints["resident"] = ("b", True)
            hints["sound-name"] = ("s", SOUND)
        buttons = [text for action, label in toast.buttons for text in (action.value, label)]
        body = html.escape(toast.body, quote=False) if "body-markup" in abilities else toast.body
        _, replaced = self._shown.get(toast_id, ("", 0))
        return new_method_call(
            _DESKTOP,
            "Notify",
            "susssasa{sv}i",
            (
                self._app_name,
                replaced,
                "",
                toast.title,
                body,
                buttons if "actions" in abilities else [],
                hints,
                _NEVER if is_watch else _AS_THE_DESKTOP_LIKES,
            ),
        )

    def _note(self, toast_id: str, answer: Message) -> None:
        if answer.header.message_type is MessageType.method_return:
            self._shown[toast_id] = (answer.header.fields[HeaderFields.sender], answer.body[0])

    def _hear(self, signal: Message) -> None:
        """Only from the service that showed the notice: any program on the bus could send the same."""
        fields = signal.header.fields
        if fields.get(HeaderFields.interface) != SERVICE:
            return
        sender, member = fields.get(HeaderFields.sender), fields.get(HeaderFields.member)
        if member not in ("ActionInvoked", "NotificationClosed") or len(signal.body) != len(("id", "key")):
            return
        number, said = signal.body
        for toast_id, shown in tuple(self._shown.items()):
            if shown != (sender, number):
                continue
            if member == "NotificationClosed":
                self._shown.pop(toast_id, None)
            elif self._pressed is not None and said in {action.value for action in Action}:
                self._pressed(toast_id, Action(said))


def _what_bus_error_means(name: str) -> Outcome:
    match name.removeprefix("org.freedesktop.DBus.Error.").split("."):
        case ["NoReply" | "Timeout" | "TimedOut"]:
            return Outcome.NO_ANSWER
        case ["ServiceUnknown" | "NameHasNoOwner" | "Disconnected" | "AccessDenied"] | ["Spawn", *_]:
            return Outcome.NO_SERVICE
        case _:
            return Outcome.FAILED
