"""The copy in the keyring: proved by reading it back, and never an exception or a wait without end."""

from __future__ import annotations

from collections.abc import Callable

import keyring
import pytest
from keyring.backends import fail, null

from companion.services.keyring_copy import (
    SERVICE,
    Fetched,
    Held,
    as_text,
    ask_for,
    ask_to_delete,
    ask_to_put,
    ask_whether_there_is_one,
)
from tests.fake_keyrings import (
    FailingKeyring,
    ForgetfulKeyring,
    HangingKeyring,
    LockedKeyring,
    MemoryKeyring,
    PlainFileKeyring,
    in_place,
)

KEY = bytes(range(32))
LONG = 20.0


def test_what_was_put_is_found_again() -> None:
    with in_place(MemoryKeyring()):
        assert ask_whether_there_is_one().wait(LONG) is Held.NONE
        assert ask_for("diary").wait(LONG) == Fetched(Held.NONE)
        assert ask_to_put("diary", as_text(KEY)).wait(LONG) is Held.STORED

        found = ask_for("diary").wait(LONG)

    assert found is not None
    assert found.held is Held.STORED
    assert found.key == KEY


def test_it_stands_under_the_name_of_the_program() -> None:
    with in_place(MemoryKeyring()) as held:
        ask_to_put("diary", as_text(KEY)).wait(LONG)

        assert held.get_password(SERVICE, "diary") == as_text(KEY)
        assert held.get_password(SERVICE, "another") is None


def test_deleting_it_twice_is_no_failure() -> None:
    with in_place(MemoryKeyring()):
        ask_to_put("diary", as_text(KEY)).wait(LONG)

        assert ask_to_delete("diary").wait(LONG) is Held.NONE
        assert ask_to_delete("diary").wait(LONG) is Held.NONE
        assert ask_for("diary").wait(LONG) == Fetched(Held.NONE)


@pytest.mark.parametrize(
    ("backend", "answer"),
    [
        (ForgetfulKeyring, Held.FAILED),
        (LockedKeyring, Held.LOCKED),
        (FailingKeyring, Held.FAILED),
        (PlainFileKeyring, Held.NO_KEYRING),
        (null.Keyring, Held.NO_KEYRING),
    ],
)
def test_what_does_not_keep_a_key_safely_never_says_stored(
    backend: Callable[[], MemoryKeyring], answer: Held
) -> None:
    with in_place(backend()):
        assert ask_to_put("diary", as_text(KEY)).wait(LONG) is answer


@pytest.mark.parametrize(("backend", "answer"), [(LockedKeyring, Held.LOCKED), (FailingKeyring, Held.FAILED)])
def test_a_keyring_that_cannot_answer_is_told_from_one_that_holds_nothing(
    backend: Callable[[], MemoryKeyring], answer: Held
) -> None:
    with in_place(backend()):
        assert ask_for("diary").wait(LONG) == Fetched(answer)
        assert ask_to_delete("diary").wait(LONG) is answer


def test_no_keyring_at_all_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyring.core, "init_backend", lambda: None)

    with in_place(fail.Keyring()):
        assert ask_whether_there_is_one().wait(LONG) is Held.NO_KEYRING
        assert ask_for("diary").wait(LONG) == Fetched(Held.NO_KEYRING)
        assert ask_to_put("diary", as_text(KEY)).wait(LONG) is Held.NO_KEYRING


def test_a_keyring_that_hangs_is_not_waited_for_and_may_answer_later() -> None:
    hanging = HangingKeyring()
    with in_place(hanging):
        asked = ask_for("diary")

        assert asked.wait(0.05) is None
        assert not asked.is_answered()
        hanging.answer.set()
        assert asked.wait(LONG) == Fetched(Held.NONE)


@pytest.mark.parametrize("text", ["", "not base64!", as_text(bytes(31)), "ключ"])
def test_what_is_no_key_is_not_taken_for_one(text: str) -> None:
    assert Fetched(Held.STORED, text).key is None
