"""The copy of the key that the keyring of the desktop holds: stored, fetched, removed, never waited for long.

A keyring may ask its person for a password, may hang, or may say "stored" and keep nothing. So every call
runs in a thread that may stay stuck, every answer is one of a few, and what was stored is read back.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from threading import Thread
from typing import Final, Generic, TypeVar

SERVICE: Final = "Companion"
LOOK_SECONDS: Final = 3.0
PROMPT_SECONDS: Final = 60.0
_KEY_BYTES = 32
# What keyring itself recommends; below it come plain files and backends that keep nothing.
_LEAST_PRIORITY = 1
Answer = TypeVar("Answer")


class Held(Enum):
    """What came of a question to the keyring."""

    STORED = auto()
    NONE = auto()
    NO_KEYRING = auto()
    LOCKED = auto()
    FAILED = auto()


@dataclass(frozen=True, slots=True)
class Fetched:
    """What the keyring holds under a name; `text` only with STORED."""

    held: Held
    text: str = ""

    @property
    def key(self) -> bytes | None:
        """The key, where what is held is one."""
        try:
            key = base64.b64decode(self.text, validate=True)
        except (binascii.Error, ValueError):
            return None
        return key if len(key) == _KEY_BYTES else None


class Asked(Generic[Answer]):
    """A question on its way to the keyring, in a thread that does not keep the program from ending."""

    def __init__(self, question: Callable[[], Answer], failed: Answer) -> None:
        self._answer = failed
        self._question = question
        self._thread = Thread(target=self._ask, name="keyring", daemon=True)
        self._thread.start()

    def is_answered(self) -> bool:
        """Whether `wait` would return at once."""
        return not self._thread.is_alive()

    def wait(self, seconds: float) -> Answer | None:
        """The answer; None where there is none by then."""
        self._thread.join(seconds)
        return self._answer if self.is_answered() else None

    def wait_for_ever(self) -> Answer:
        """The answer; only for a thread that may itself stay stuck."""
        self._thread.join()
        return self._answer

    def _ask(self) -> None:
        self._answer = self._question()


def ask_whether_there_is_one() -> Asked[Held]:
    """NONE for a keyring that can be used (nothing was looked up yet), else what is the matter."""
    return Asked(lambda: _bounded(lambda: Held.NONE), Held.FAILED)


def ask_for(name: str) -> Asked[Fetched]:
    """What is held under this name; the person may be asked for a password."""
    return Asked(lambda: _fetch(name), Fetched(Held.FAILED))


def ask_to_put(name: str, text: str) -> Asked[Held]:
    """STORED once what was stored came back the same; the person may be asked for a password."""
    return Asked(lambda: _put(name, text), Held.FAILED)


def ask_to_delete(name: str) -> Asked[Held]:
    """NONE once nothing is held under this name any more."""
    return Asked(lambda: _delete(name), Held.FAILED)


def ask_for_what_it_names(name: str) -> Asked[tuple[str, Fetched]]:
    """The name that is held under this one, and what is held under that."""

    def follow() -> tuple[str, Fetched]:
        named = _fetch(name)
        return (named.text, _fetch(named.text)) if named.text else ("", named)

    return Asked(follow, ("", Fetched(Held.FAILED)))


def ask_to_delete_all(place: str, names: tuple[str, ...]) -> Asked[Held]:
    """NONE once nothing is held under these names, under `place` and under what that names."""

    def delete() -> Held:
        named = _fetch(place)
        found = (*names, *((named.text,) if named.text else ()), place)
        answers = [_delete(name) for name in dict.fromkeys(found)]
        return next((held for held in answers if held is not Held.NONE), Held.NONE)

    return Asked(delete, Held.FAILED)


def name_of_place(diary: Path) -> str:
    """A name for where a diary lies that does not tell it."""
    where = os.path.normcase(os.path.abspath(diary))
    return "at-" + hashlib.sha256(os.fsencode(where)).hexdigest()[:32]


def as_text(key: bytes) -> str:
    """A key as it is kept in a keyring."""
    return base64.b64encode(key).decode("ascii")


def _fetch(name: str) -> Fetched:
    found: list[str] = []

    def look() -> Held:
        import keyring

        text = keyring.get_password(SERVICE, name)
        found.extend(() if text is None else (text,))
        return Held.NONE if text is None else Held.STORED

    held = _bounded(look)
    return Fetched(held, found[0]) if held is Held.STORED else Fetched(held)


def _put(name: str, text: str) -> Held:
    def put() -> Held:
        import keyring

        keyring.set_password(SERVICE, name, text)
        return Held.STORED if keyring.get_password(SERVICE, name) == text else Held.FAILED

    return _bounded(put)


def _delete(name: str) -> Held:
    def delete() -> Held:
        import keyring

        if keyring.get_password(SERVICE, name) is not None:
            keyring.delete_password(SERVICE, name)
        return Held.NONE if keyring.get_password(SERVICE, name) is None else Held.FAILED

    return _bounded(delete)


def _bounded(question: Callable[[], Held]) -> Held:
    """The answer of the keyring; whatever it raises becomes an answer too, and its words are not repeated."""
    try:
        import keyring
        from keyring.backends import fail
        from keyring.core import init_backend
        from keyring.errors import InitError, KeyringLocked, NoKeyringError
    except Exception:  # noqa: BLE001  # a broken installation of any backend is "no keyring"
        return Held.NO_KEYRING
    try:
        if isinstance(keyring.get_keyring(), fail.Keyring):
            init_backend()  # one may have come since the program started
        if not keyring.get_keyring().priority >= _LEAST_PRIORITY:
            return Held.NO_KEYRING
        return question()
    except NoKeyringError:
        return Held.NO_KEYRING
    except (KeyringLocked, InitError):
        return Held.LOCKED
    except Exception:  # noqa: BLE001  # backends raise what their system raises: D-Bus, COM, Keychain
        return Held.FAILED
