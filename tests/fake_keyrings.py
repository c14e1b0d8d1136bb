"""Keyrings for tests, each with one way to behave, in the place where the desktop's own would be."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import keyring
from keyring.backend import KeyringBackend
from keyring.backends import null
from keyring.errors import KeyringLocked, PasswordDeleteError, PasswordSetError


class MemoryKeyring(KeyringBackend):
    """Keeps what it is given."""

    priority = 5  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.held: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.held[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.held.pop((service, username), None) is None:
            raise PasswordDeleteError


class FileKeyring(MemoryKeyring):
    """Keeps it in a file, so that a second process finds it too."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self._file = file

    def get_password(self, service: str, username: str) -> str | None:
        return self._read().get(f"{service} {username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        self._write({**self._read(), f"{service} {username}": password})

    def delete_password(self, service: str, username: str) -> None:
        held = self._read()
        if held.pop(f"{service} {username}", None) is None:
            raise PasswordDeleteError
        self._write(held)

    def _write(self, held: dict[str, str]) -> None:
        part = self._file.with_suffix(".part")  # another thread may be reading
        part.write_text(json.dumps(held), "ascii")
        part.replace(self._file)

    def _read(self) -> dict[str, str]:
        return dict(json.loads(self._file.read_text("ascii"))) if self._file.exists() else {}


class FileKeyringOfProcesses(FileKeyring):
    """The same for a program that runs in a process of its own, which is told where by its environment."""

    FILE = "COMPANION_TESTS_KEYRING"

    def __init__(self) -> None:
        super().__init__(Path(os.environ[self.FILE]))


class ForgetfulKeyring(MemoryKeyring):
    """Says that it has stored, and keeps nothing."""

    def set_password(self, service: str, username: str, password: str) -> None:
        pass


class LockedKeyring(MemoryKeyring):
    """Its person closed the question for the password."""

    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked(f"locked, said of {username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        raise KeyringLocked(f"locked, said of {password}")


class FailingKeyring(MemoryKeyring):
    """Raises what a desktop raises."""

    def get_password(self, service: str, username: str) -> str | None:
        raise ZeroDivisionError

    def set_password(self, service: str, username: str, password: str) -> None:
        raise PasswordSetError("no room")

    def delete_password(self, service: str, username: str) -> None:
        raise PasswordDeleteError


class PlainFileKeyring(MemoryKeyring):
    """One that would put the key into a file anybody can read: nothing for a diary."""

    priority = 0.5  # type: ignore[assignment]


class NoKeyring(PlainFileKeyring):
    """What a computer without a keyring amounts to."""


class HangingKeyring(MemoryKeyring):
    """Asks its person something, and waits until `answer` is set."""

    def __init__(self) -> None:
        super().__init__()
        self.answer = Event()
        self.puts = 0

    def get_password(self, service: str, username: str) -> str | None:
        self.answer.wait()
        return super().get_password(service, username)

    def set_password(self, service: str, username: str, password: str) -> None:
        self.answer.wait()
        super().set_password(service, username, password)
        self.puts += 1


@contextmanager
def in_place(backend: KeyringBackend) -> Iterator[KeyringBackend]:
    """This keyring instead of the desktop's."""
    # Not none at all: a thread that is left over would look for all keyrings there are, and find these.
    before = keyring.core._keyring_backend or null.Keyring()
    keyring.set_keyring(backend)
    try:
        yield backend
    finally:
        if isinstance(backend, HangingKeyring):
            backend.answer.set()
        keyring.set_keyring(before)
