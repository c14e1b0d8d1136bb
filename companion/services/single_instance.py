"""Which copy of the program is the first, and how a second copy asks it to come to the front."""

import hashlib
import os
import tempfile
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QObject, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from companion.lock import AlreadyRunning, Lock, acquire

__all__ = ["AlreadyRunning", "Lock", "RaiseServer", "Request", "acquire", "ask_running_copy_to_show"]

ANSWER_WITHIN_MS = 5_000
# A Unix socket's address holds 104 bytes (macOS), and Qt adds up to 9 while it makes the socket private.
LONGEST_ADDRESS = 90
HEARD = b"heard\n"


class Request(StrEnum):
    """What a second copy asks of the first: its window, or the page for someone who feels unwell."""

    SHOW = "show"
    UNWELL = "unwell"


class RaiseServer(QObject):
    """The first copy's ear. Needs a QCoreApplication; listen straight after taking the lock.

    Signals: raise_requested(object): a Request.
    """

    raise_requested = Signal(object)

    def __init__(self, lock: Lock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._address = _address(lock.path)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._let_in)

    def listen(self) -> bool:
        """False where the system gives us no socket: the program works, but a second copy cannot raise it."""
        return self._server.listen(self._address)

    def close(self) -> None:
        self._server.close()

    @Slot()
    def _let_in(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            visitor = _Visitor(socket, self)
            visitor.asked.connect(self.raise_requested)
            visitor.listen()


class _Visitor(QObject):
    """One second copy at the door.

    Signals: asked(object): a Request.
    """

    asked = Signal(object)

    def __init__(self, socket: QLocalSocket, parent: QObject) -> None:
        super().__init__(parent)
        socket.setParent(self)
        self._socket = socket

    def listen(self) -> None:
        self._socket.readyRead.connect(self._read)
        self._socket.disconnected.connect(self.deleteLater)
        self._read()  # what came with the connection gives no signal of its own

    @Slot()
    def _read(self) -> None:
        if not self._socket.canReadLine():
            return
        said = bytes(self._socket.readLine(64).data()).decode("ascii", errors="replace").strip()
        if said not in tuple(Request):
            self._socket.disconnectFromServer()
            return
        self._socket.write(HEARD)
        self._socket.flush()  # before the window's work, or the second copy would wait for it
        self._socket.disconnectFromServer()
        self.asked.emit(Request(said))


def ask_running_copy_to_show(path: Path, message: Request, *, within_ms: int = ANSWER_WITHIN_MS) -> bool:
    """Pass the message to the copy that holds the lock at `path`. False if it does not answer in time.

    Blocks; for a second copy that has nothing else to do.
    """
    deadline = QDeadlineTimer(within_ms)
    socket = QLocalSocket()
    socket.connectToServer(_address(path))
    if not socket.waitForConnected(deadline.remainingTime()):
        return False
    socket.write(message.encode() + b"\n")
    while not socket.canReadLine():
        if not socket.waitForReadyRead(deadline.remainingTime()):
            return False
    return bytes(socket.readLine(64).data()) == HEARD


def _address(lock_path: Path) -> str:
    """The same for every copy that uses this lock: beside it, where no other user can squat on the name."""
    resolved = lock_path.resolve()
    name = f"companion-{hashlib.sha256(os.fsencode(resolved)).hexdigest()[:16]}"
    if os.name == "nt":
        return name  # a pipe, not a file
    beside = resolved.parent / name
    fits = len(os.fsencode(beside)) <= LONGEST_ADDRESS
    return str(beside if fits else _short_folder() / name)


def _short_folder() -> Path:
    """Where sockets of this account belong; the folder for temporary files only where there is none."""
    given = Path(os.environ.get("XDG_RUNTIME_DIR", ""))
    return given if given.is_absolute() and given.is_dir() else Path(tempfile.gettempdir())
