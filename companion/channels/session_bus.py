"""One connection to the Linux session bus: calls with a limit, and a thread that hears signals."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from threading import Thread
from typing import Any

from jeepney import (
    HeaderFields,
    Message,
    MessageType,
)
from jeepney.bus import get_bus
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import prep_socket
from jeepney.io.threading import DBusConnection, ReceiveStopped

Answered = Callable[[Message], None]


class BusError(Exception):
    """An error that came back over the bus, by its name."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class NoBusError(Exception):
    """There is no session bus, or it has gone away."""


def _ignore(_answer: Message) -> None:
    pass


class SessionBus:
    """Connected from the start until `close` or until the bus goes away; `is_open` says which.

    `heard` gets each signal, in the listening thread.
    """

    def __init__(self, heard: Callable[[Message], None], *, within: float) -> None:
        try:
            self._connection = DBusConnection(prep_socket(_address(), timeout=within))
        except (OSError, RuntimeError, ValueError, EOFError) as error:
            raise NoBusError(type(error).__name__) from error
        self._heard = heard
        self._waiting: dict[int, tuple[Future[Message], Answered]] = {}
        self.is_open = True
        Thread(target=self._listen, name="session bus", daemon=True).start()
        self.call(message_bus.Hello(), within=within)

    def call(self, message: Message, *, within: float, answered: Answered = _ignore) -> Message:
        """The answer; raises BusError, NoBusError or TimeoutError.

        `answered` gets it in the listening thread, before any signal that follows it.
        """
        serial = next(self._connection.outgoing_serial)
        answer: Future[Message] = Future()
        self._waiting[serial] = (answer, answered)
        try:
            if not self.is_open:
                raise NoBusError("closed")
            self._connection.send(message, serial=serial)
            found = answer.result(within)
        except OSError as error:
            if isinstance(error, TimeoutError):
                raise
            raise NoBusError(type(error).__name__) from error
        finally:
            self._waiting.pop(serial, None)
        if found.header.message_type is MessageType.error:
            raise BusError(found.header.fields.get(HeaderFields.error_name, ""))
        return found

    def close(self) -> None:
        self.is_open = False
        self._connection.interrupt()

    def _listen(self) -> None:
        try:
            while True:
                self._sort(self._connection.receive())
        except (OSError, ReceiveStopped, ValueError, EOFError):
            pass  # the bus is gone, or we are
        finally:
            self.is_open = False
            for answer, _ in tuple(self._waiting.values()):
                answer.set_exception(NoBusError("closed"))
            self._connection.selector.close()
            self._connection.sock.close()

    def _sort(self, message: Message) -> None:
        fields: dict[Any, Any] = message.header.fields
        waiting = self._waiting.pop(fields.get(HeaderFields.reply_serial, 0), None)
        if waiting is not None:
            answer, answered = waiting
            answered(message)
            answer.set_result(message)
        elif message.header.message_type is MessageType.signal:
            self._heard(message)


def _address() -> str:
    if "DBUS_SESSION_BUS_ADDRESS" in os.environ:
        return str(get_bus("SESSION"))
    usual = Path(os.environ.get("XDG_RUNTIME_DIR", "/nonexistent")) / "bus"
    return str(usual)
