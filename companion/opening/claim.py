"""Holds one diary for this copy of the program, and hears what a later copy asks."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto

from PySide6.QtCore import QObject, Slot

from companion.core.errors import UserCanFix
from companion.lock import AlreadyRunning, Lock, acquire
from companion.paths import PersonFiles, make_private_folder
from companion.services.single_instance import RaiseServer, Request, ask_running_copy_to_show


class Claimed(Enum):
    """What came of wanting the diary for oneself."""

    OURS = auto()
    ANOTHER_COMES_FORWARD = auto()
    ANOTHER_IS_SILENT = auto()
    NO_FOLDER = auto()


class Claim(QObject):
    """From `take` to `close`; whoever is in front says with `tell` that requests are for them."""

    def __init__(self, files: PersonFiles) -> None:
        super().__init__()
        self._files = files
        self._lock: Lock | None = None
        self._server: RaiseServer | None = None
        self._hears: Callable[[Request], None] | None = None

    def take(self, request: Request) -> Claimed:
        """Take the lock; a copy that runs already is asked to come forward, with this request."""
        try:
            make_private_folder(self._files.folder)
            found = acquire(self._files.lock)
        except (OSError, UserCanFix):
            return Claimed.NO_FOLDER
        if isinstance(found, AlreadyRunning):
            answers = ask_running_copy_to_show(self._files.lock, request)
            return Claimed.ANOTHER_COMES_FORWARD if answers else Claimed.ANOTHER_IS_SILENT
        self._lock = found
        self._server = RaiseServer(found)
        self._server.raise_requested.connect(self._pass_on)
        self._server.listen()
        return Claimed.OURS

    def tell(self, hears: Callable[[Request], None] | None) -> None:
        """From now on this one comes forward when a later copy asks; None while nobody can."""
        self._hears = hears

    def close(self) -> None:
        """Hear nothing more, and let go of the diary."""
        self._hears = None
        if self._server is not None:
            self._server.close()
        if self._lock is not None:
            self._lock.release()
        self._server = self._lock = None

    @Slot(object)
    def _pass_on(self, request: Request) -> None:
        if self._hears is not None:
            self._hears(request)
