"""What takes long leaves the window alive: the press returns at once, and timers beat until it is done."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from companion.stores.backup_folder import copies_in
from companion.stores.encrypting import is_plain
from companion.ui.alone.waiting import WaitingPage
from companion.ui.places import Go, PageId
from companion.ui.window import MainWindow
from tests.source_code import ROOT
from tests.stores.opening import make_diary
from tests.stories.conftest import NUMBER
from tests.stories.desk import WORDS, Desk, keys_of, unlock
from tests.stories.person import Person

Beats = Callable[[], int]


@pytest.fixture
def beats(qapp: QApplication) -> Iterator[Beats]:
    """How often a timer of the window has beaten since the test began."""
    count: list[None] = []
    timer = QTimer(qapp, interval=1)
    timer.timeout.connect(lambda: count.append(None))
    timer.start()
    yield lambda: len(count)
    timer.stop()
    timer.deleteLater()


def test_a_passphrase_is_tried_while_the_window_goes_on(private: Desk, beats: Beats) -> None:
    person = private.start()
    person.type("Passphrase", WORDS)

    person.press("Open my diary")
    at_once = private.shows_the_door()
    before = beats()
    private.open()

    assert at_once
    assert beats() > before
    assert private.app.record.person().name == "Ruth Example"


def test_a_second_press_meanwhile_tries_nothing_twice(private: Desk) -> None:
    person = private.start()
    person.type("Passphrase", "three blue heron")

    person.press("Open my diary")
    thread = private.begun[-1]._door._work._thread  # type: ignore[union-attr]
    person.press("Open my diary")

    assert private.begun[-1]._door._work._thread is thread  # type: ignore[union-attr]
    private.wait(lambda: person.sees("This is not the passphrase of this diary."))
    unlock(private)


def test_a_plain_diary_is_encrypted_while_the_window_goes_on(desk: Desk, beats: Beats) -> None:
    make_diary(desk.files.diary)

    desk.begun_anew()
    at_once = is_plain(desk.files.diary)
    before = beats()
    desk.open()

    assert at_once
    assert beats() > before
    assert not is_plain(desk.files.diary)


def test_the_numbers_can_be_reached_while_a_copy_is_put_in_place(private: Desk, beats: Beats) -> None:
    private.start()
    unlock(private)
    private.app.backups.make_now()
    private.wait(lambda: not private.app.backups.is_running)
    copy = copies_in(private.files.backups)[0].path

    private.begun[-1].go_back_to(copy)
    window = private.begun[-1].window
    assert isinstance(window, MainWindow)
    shown, reads, before = window.alone, Person(window).reads(), beats()
    window.header.unwell_button.click()
    private.open()

    assert isinstance(shown, WaitingPage)
    assert NUMBER in reads
    assert beats() > before
    assert private.person.sees("Your diary is now as it was in the copy.")
    assert private.app.window.current == Go(PageId.UNWELL)


def test_a_passphrase_is_changed_while_the_window_goes_on(private: Desk, beats: Beats) -> None:
    private.start()
    unlock(private)
    private.app.window.show_page(Go(PageId.SETTINGS, "lock"))
    person = private.person
    person.press("Change the passphrase")
    person.type("Your passphrase", "another")
    person.type("The same once more", "another")

    person.press("Use this passphrase")
    at_once = person.sees("asks for this passphrase from now on")
    before = beats()
    private.wait(lambda: person.sees("asks for this passphrase from now on"))

    assert not at_once
    assert beats() > before
    keys_of(private).take_passphrase("another")


def test_nothing_large_is_loaded_before_the_window_is_painted() -> None:
    large = ("companion.app", "companion.ui.context", "argon2", "cryptography", "sqlcipher3", "sqlite_utils")
    code = (
        f"import sys, companion.program\nprint([name for name in sys.modules if name.startswith({large!r})])"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)

    assert done.stdout.strip() == "[]"
