"""A private diary that is gone, empty or damaged: its copies are locked too, and open to those who may."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from companion.core.levels import Reporter
from companion.paths import PersonFiles, resources_dir
from companion.ui.alone.trouble import TroubleWindow
from companion.ui.theme import wear
from companion.ui.window import MainWindow
from tests.fake_keyrings import ForgetfulKeyring, MemoryKeyring
from tests.stories.conftest import NUMBER
from tests.stories.desk import WORDS, Desk, keys_of, unlock
from tests.stories.person import Person
from tests.ui import lint

NOTE = "felt cold, CRP<5 and WBC>3"
LOCKED = "The copies of your diary are locked too."
GOOD = "There is a good copy of your diary"
Another = Callable[[MemoryKeyring], None]


def gone(files: PersonFiles) -> None:
    files.diary.unlink()


def emptied(files: PersonFiles) -> None:
    files.diary.write_bytes(b"")


def without_key_file(files: PersonFiles) -> None:
    files.diary.unlink()
    files.vault.unlink()


def write_a_note(desk: Desk) -> None:
    journal, record = desk.app.journal, desk.app.record
    journal.set_preferences(replace(record.preferences(), setup_done=True))
    entry = journal.begin_entry(day=record.today(), by=Reporter.PATIENT)
    journal.write_note(entry, NOTE)
    journal.finish_entry(entry)


@pytest.fixture
def code(private: Desk) -> str:
    """A private diary with a note, closed, which leaves a copy; its recovery code."""
    private.start()
    unlock(private)
    write_a_note(private)
    code = keys_of(private).new_code()
    private.close()
    return code


def trouble_of(desk: Desk) -> TroubleWindow:
    window = desk.begun[-1].window
    assert isinstance(window, TroubleWindow)
    return window


def open_the_copy(desk: Desk) -> None:
    trouble_of(desk).copies._want()
    desk.wait(lambda: isinstance(desk.begun[-1].window, MainWindow) and not desk.begun[-1].is_at_the_door)
    desk.person.press("Diary")
    assert desk.person.sees(NOTE)


@pytest.mark.parametrize("spoil", [gone, emptied, without_key_file])
def test_the_passphrase_leads_to_the_newest_good_copy(
    private: Desk, code: str, spoil: Callable[[PersonFiles], None]
) -> None:
    spoil(private.files)
    person = private.start()
    assert person.sees(LOCKED)
    assert person.sees(NUMBER)
    assert not person.sees(GOOD)

    person.type("Passphrase", WORDS)
    person.press("Look for a copy")
    private.wait(lambda: person.sees(GOOD))

    assert not person.sees(LOCKED)
    open_the_copy(private)
    assert keys_of(private).is_private
    assert private.is_watched()
    private.close()
    private.start()
    unlock(private)


def test_the_recovery_code_leads_there_too(private: Desk, code: str) -> None:
    gone(private.files)
    person = private.start()

    person.press("I have a recovery code on paper")
    person.type("Recovery code", code.lower())
    trouble_of(private).copies.code_given.emit(code.lower())
    private.wait(lambda: person.sees(GOOD))

    open_the_copy(private)


def test_a_wrong_passphrase_is_told_and_shows_nothing_of_the_copies(private: Desk, code: str) -> None:
    gone(private.files)
    person = private.start()

    person.type("Passphrase", "something else")
    person.press("Look for a copy")
    private.wait(lambda: person.sees("not the passphrase"))

    assert person.sees(LOCKED)
    assert not person.sees(GOOD)
    assert not private.files.diary.exists()


def test_a_keyring_that_lost_the_key_leaves_the_recovery_code(desk: Desk, another_keyring: Another) -> None:
    desk.start()
    write_a_note(desk)
    code = keys_of(desk).new_code()
    desk.close()
    gone(desk.files)
    another_keyring(ForgetfulKeyring())

    person = desk.start()
    assert person.sees(LOCKED)
    trouble_of(desk).copies.code_given.emit(code)
    desk.wait(lambda: person.sees(GOOD))

    open_the_copy(desk)


def test_without_a_copy_it_says_so_after_the_passphrase(private: Desk, code: str) -> None:
    gone(private.files)
    for copy in private.files.backups.glob("*.db"):
        copy.unlink()
    person = private.start()

    person.type("Passphrase", WORDS)
    person.press("Look for a copy")
    private.wait(lambda: person.sees("No good copy was found beside the diary."))


@pytest.mark.parametrize(("theme", "scale"), [("light", 1.0), ("dark", 2.0), ("high_contrast", 1.5)])
def test_it_can_be_read_and_reached(
    qapp: QApplication, qtbot: QtBot, private: Desk, code: str, theme: str, scale: float
) -> None:
    gone(private.files)
    private.start()
    wear(qapp, theme, scale, resources_dir())
    trouble_of(private).resize(1024, 600)
    Person(trouble_of(private)).reads()

    assert lint.all_complaints(trouble_of(private)) == ()
