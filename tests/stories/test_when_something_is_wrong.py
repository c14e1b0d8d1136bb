"""When the diary cannot be opened or saved: one clear sentence, the numbers all the same, nothing lost."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from companion.app import App
from companion.core.errors import UserCanFix
from companion.core.levels import Reporter
from companion.core.people import Contacts
from companion.core.words import Words
from companion.lock import Lock, acquire
from companion.paths import PersonFiles, resources_dir
from companion.services.single_instance import Request
from companion.start import Start
from companion.stores.database import close_diary, open_diary
from companion.ui.alone.trouble import TroubleWindow
from companion.ui.error_hook import ErrorHook
from companion.ui.places import Go, PageId
from companion.ui.theme import wear
from companion.ui.window import MainWindow
from tests.fake_clock import FakeClock
from tests.stories.person import Person

Starter = Callable[..., Start]
Opener = Callable[..., App]
_LOOKS, _LOOK_MS = 500, 20


@pytest.fixture
def start(qapp: QApplication, diary: Path, clock: FakeClock, words: Words) -> Iterator[Starter]:
    """Starts the program over the diary file, as the command line does."""
    begun: list[Start] = []
    wear(qapp, "light", 1.0, resources_dir())
    hook = sys.excepthook

    def over(file: Path = diary) -> Start:
        begun.append(Start(PersonFiles(file), clock, words, unwell=False))
        if begun[-1].may_open():
            begun[-1].open_diary()
            for _ in range(_LOOKS):
                if not begun[-1].is_at_the_door:
                    break
                QTest.qWait(_LOOK_MS)
        return begun[-1]

    yield over
    sys.excepthook = hook
    for one in begun:
        one.window.close()
        one.close()
        one.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def not_a_database(diary: Path) -> None:
    diary.write_bytes(b"Dear diary, today I felt fine.\n" * 100)


def empty(diary: Path) -> None:
    diary.write_bytes(b"")


def from_a_newer_version(diary: Path) -> None:
    db = open_diary(diary, create=True)
    row = dict(next(iter(db["_sqlite_migrations"].rows)))
    db.table("_sqlite_migrations").insert({**row, "id": None, "name": "from_the_future"})
    close_diary(db)


def cut_in_half(diary: Path) -> None:
    close_diary(open_diary(diary, create=True))
    content = diary.read_bytes()
    diary.write_bytes(content[: len(content) // 2])


@pytest.mark.parametrize("spoil", [not_a_database, empty, from_a_newer_version, cut_in_half])
def test_a_file_that_is_no_diary_is_told_about_and_left_as_it_is(
    start: Starter, diary: Path, spoil: Callable[[Path], None]
) -> None:
    spoil(diary)
    before = diary.read_bytes()

    begun = start()

    assert isinstance(begun.window, TroubleWindow)
    person = Person(begun.window)
    assert person.sees("Companion cannot open the diary")
    assert person.sees("112 or 911")
    assert begun.exit_code == 1
    assert diary.read_bytes() == before


def test_the_numbers_of_the_team_are_there_when_the_diary_is_not(
    start: Starter, companion: Opener, diary: Path
) -> None:
    app = companion()
    app.journal.set_contacts(Contacts("Riverside Cancer Center", "202-555-0143", "911"))
    app.window.close()
    diary.write_bytes(b"spoilt")

    person = Person(start().window)

    assert person.sees("202-555-0143")
    assert person.sees("Call 911 now if:")


def test_a_folder_that_cannot_be_made_is_told_about(start: Starter, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    begun = start(tmp_path / "file" / "diary.db")

    assert Person(begun.window).sees("Companion cannot use the folder")


def test_a_second_copy_brings_the_first_one_forward(
    start: Starter, diary: Path, qapp: QApplication, words: Words
) -> None:
    first = start()
    command = [
        sys.executable,
        "-c",
        "import sys; from pathlib import Path; from companion.services.single_instance import *;"
        "print(ask_running_copy_to_show(Path(sys.argv[1]), Request.UNWELL))",
        str(PersonFiles(diary).lock),
    ]

    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as second:
        while second.poll() is None:
            qapp.processEvents()
        assert second.stdout is not None
        answer = second.stdout.read().strip()

    assert answer == "True"
    assert Person(first.window).sees("Say this")


def test_a_second_start_says_that_it_is_open_already_and_ends(
    start: Starter, diary: Path, qapp: QApplication, words: Words
) -> None:
    first = start()
    assert isinstance(first.window, MainWindow)
    first.window.showMinimized()
    command = [sys.executable, "-m", "companion", "--data", str(diary)]

    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as second:
        while second.poll() is None:
            qapp.processEvents()
        assert second.stdout is not None
        said = second.stdout.read().strip()

    assert said == words("window.already_open")
    assert second.returncode == 0
    assert not first.window.isMinimized()


def test_one_that_is_open_and_does_not_answer_is_told_with_the_way_out_and_the_numbers(
    start: Starter, companion: Opener, diary: Path, words: Words
) -> None:
    app = companion()
    app.journal.set_contacts(Contacts("Riverside Cancer Center", "202-555-0143", "911"))
    app.window.close()
    before = diary.read_bytes()
    held = acquire(PersonFiles(diary).lock)
    assert isinstance(held, Lock)

    begun = start()

    person = Person(begun.window)
    assert isinstance(begun.window, TroubleWindow)
    assert person.sees(words("window.already_open_silent"))
    assert person.sees("Close that window.")
    assert person.sees("Then start Companion again.")
    assert person.sees("202-555-0143")
    assert begun.exit_code == 1
    assert diary.read_bytes() == before
    held.release()
    assert isinstance(start().window, MainWindow)


def test_the_tray_leads_to_the_numbers(companion: Opener) -> None:
    app = companion()

    app.tray.unwell.emit()

    assert app.window.current == Go(PageId.UNWELL)


def test_a_request_to_show_does_not_change_the_page(companion: Opener) -> None:
    app = companion()
    before = app.window.current

    app.on_request(Request.SHOW)

    assert app.window.current == before


def test_what_a_person_can_put_right_stands_at_the_top_until_it_was_read(
    companion: Opener, words: Words
) -> None:
    app = companion()
    person = Person(app.window)

    ErrorHook(app.board, words)(UserCanFix, UserCanFix("storage.not_saved_disk"), None)
    assert person.sees(words("storage.not_saved_disk"))
    person.press("I have read this")

    assert not person.sees(words("storage.not_saved_disk"))


def test_a_fault_of_ours_is_said_without_a_traceback(
    companion: Opener, words: Words, caplog: pytest.LogCaptureFixture
) -> None:
    app = companion()

    ErrorHook(app.board, words)(ValueError, ValueError("Ruth Example has 38.4"), None)

    assert Person(app.window).sees("What you saved is safe.")
    assert "Ruth" not in caplog.text
    assert "38.4" not in caplog.text
    caplog.clear()


def test_a_full_disk_is_told_about_and_the_next_try_saves(companion: Opener) -> None:
    app = companion()
    entry = app.journal.begin_entry(day=app.record.today(), by=Reporter.PATIENT)
    pages = app.shelf.db.execute("PRAGMA page_count").fetchone()[0]
    app.shelf.db.execute(f"PRAGMA max_page_count = {pages}")
    long_note = "felt cold and tired " * 500

    with pytest.raises(UserCanFix) as refused:
        app.journal.write_note(entry, long_note)

    assert refused.value.key == "storage.not_saved_full"
    app.shelf.db.execute("PRAGMA max_page_count = 1073741823")
    app.journal.write_note(entry, long_note)
    assert app.record.entry(entry).note == long_note


def test_the_small_file_beside_the_diary_holds_numbers_and_looks_and_nothing_else(
    companion: Opener, diary: Path
) -> None:
    app = companion()

    app.journal.set_contacts(Contacts("Riverside Cancer Center", "202-555-0143", "911"))

    kept = json.loads(PersonFiles(diary).emergency.read_text("ascii"))
    assert set(kept) == {
        "team_name",
        "team_number",
        "emergency_number",
        "text_scale",
        "theme",
        "language",
        "diary_exists",
    }
