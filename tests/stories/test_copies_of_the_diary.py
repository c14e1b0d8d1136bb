"""A diary that is damaged, gone or empty, and one that is wanted back as it was: told through the window."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from companion.app import App
from companion.core.formats import Formats
from companion.core.levels import Reporter
from companion.core.people import Contacts
from companion.core.words import Words, pseudo_words
from companion.paths import PersonFiles, resources_dir
from companion.services.keyholder import Keyholder
from companion.services.single_instance import Request
from companion.start import Start
from companion.stores.backup_folder import copies_in
from companion.stores.database import close_diary, open_diary
from companion.stores.diary import DiaryStore
from companion.stores.emergency_file import read_emergency
from companion.ui.alone.offers import Offers
from companion.ui.alone.trouble import TroubleWindow
from companion.ui.places import Go, PageId
from companion.ui.theme import wear
from companion.ui.window import MainWindow
from tests.fake_clock import FakeClock
from tests.stories.person import Person
from tests.ui import lint

MONDAY = datetime(2026, 3, 3, 0, 30, tzinfo=UTC)  # 19:30 in New York
OPEN_IT = "Open the copy of Monday 2 March 2026, 19:30"
_LOOKS, _LOOK_MS, _PATIENCE_S = 500, 20, 30
NOTE = "felt cold, CRP<5 and WBC>3"
Starter = Callable[[], Start]


@pytest.fixture
def files(diary: Path) -> PersonFiles:
    return PersonFiles(diary)


@pytest.fixture
def written(qapp: QApplication, files: PersonFiles, clock: FakeClock, words: Words) -> PersonFiles:
    """A diary with one note, closed on Monday evening, which leaves a copy."""
    clock.moment = MONDAY
    wear(qapp, "light", 1.0, resources_dir())
    a_day(files, clock, words, NOTE)
    return files


def started(files: PersonFiles, clock: FakeClock, words: Words) -> Start:
    """The program as the command line starts it, once the door before the diary is open."""
    begun = Start(files, clock, words, unwell=False)
    assert begun.may_open()
    begun.open_diary()
    for _ in range(_LOOKS):
        if not begun.is_at_the_door:
            break
        QTest.qWait(_LOOK_MS)
    begun.window.resize(1366, 768)
    return begun


def key_of(files: PersonFiles) -> bytes:
    """The key of the diary, from the keyring of the test."""
    holder = Keyholder(files)
    holder.look()
    answer = holder.ask_key().wait(_PATIENCE_S)
    assert answer is not None
    assert holder.take(*answer)
    assert holder.key is not None
    return holder.key


def a_day(files: PersonFiles, clock: FakeClock, words: Words, note: str) -> None:
    """Open the program, write a note, close it."""
    hook = sys.excepthook
    begun = started(files, clock, words)
    app = begun_app(begun)
    app.journal.set_preferences(replace(app.record.preferences(), setup_done=True, theme="light"))
    app.journal.set_contacts(Contacts("Riverside Cancer Center", "202-555-0143", "911"))
    entry = app.journal.begin_entry(day=app.record.today(), by=Reporter.PATIENT)
    app.journal.write_note(entry, note)
    app.journal.finish_entry(entry)
    begun.window.close()
    begun.close()
    begun.window.deleteLater()
    sys.excepthook = hook


@pytest.fixture
def start(qapp: QApplication, diary: Path, clock: FakeClock, words: Words) -> Iterator[Starter]:
    """Starts the program over the diary file, as the command line does."""
    begun: list[Start] = []
    wear(qapp, "light", 1.0, resources_dir())
    hook = sys.excepthook

    def over() -> Start:
        begun.append(started(PersonFiles(diary), clock, words))
        return begun[-1]

    yield over
    sys.excepthook = hook
    for one in begun:
        one.window.close()
        one.close()
        one.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def gone(files: PersonFiles) -> None:
    files.diary.unlink()


def emptied(files: PersonFiles) -> None:
    files.diary.write_bytes(b"")


def cut(files: PersonFiles) -> None:
    files.diary.write_bytes(files.diary.read_bytes()[:9000])


@pytest.mark.parametrize("spoil", [gone, emptied, cut])
def test_a_diary_that_is_gone_empty_or_damaged_is_opened_from_its_copy(
    qtbot: QtBot,
    written: PersonFiles,
    clock: FakeClock,
    start: Starter,
    spoil: Callable[[PersonFiles], None],
) -> None:
    spoil(written)
    clock.advance(days=1)
    begun = start()
    trouble = begun.window
    assert isinstance(trouble, TroubleWindow)
    person = Person(trouble)
    assert person.sees("There is a good copy of your diary")
    assert person.sees("It covers 2 March 2026: one diary entry.")
    assert person.sees("202-555-0143")

    person.press(OPEN_IT)
    qtbot.waitUntil(lambda: isinstance(begun.window, MainWindow) and not begun.is_at_the_door)

    person = Person(begun.window)
    assert person.sees("Your diary is now as it was in the copy.")
    person.press("Diary")
    assert person.sees(NOTE)


def test_without_a_press_nothing_is_changed_and_no_new_diary_is_made(
    written: PersonFiles, start: Starter
) -> None:
    gone(written)

    start()

    assert not written.diary.exists()


def test_a_damaged_newest_copy_is_passed_over_for_the_next_best(
    qapp: QApplication, written: PersonFiles, clock: FakeClock, words: Words, start: Starter
) -> None:
    clock.advance(days=1)
    a_day(written, clock, words, "the next day")
    copies_in(written.backups)[0].path.write_bytes(b"")
    cut(written)

    person = Person(start().window)

    assert person.sees("A newer copy could not be used. This is the next one.")
    assert person.sees(OPEN_IT)


def test_without_a_good_copy_the_person_may_look_for_one_elsewhere(
    qtbot: QtBot, written: PersonFiles, tmp_path: Path, start: Starter
) -> None:
    elsewhere = tmp_path / "from the stick.db"
    copies_in(written.backups)[0].path.rename(elsewhere)
    cut(written)
    begun = start()
    trouble = begun.window
    assert isinstance(trouble, TroubleWindow)
    assert Person(trouble).sees("No good copy was found beside the diary.")

    trouble.copies.copy_chosen.emit(elsewhere)
    qtbot.waitUntil(lambda: Person(trouble).sees("Open the copy from the stick.db"))
    Person(trouble).press("Open the copy from the stick.db")
    qtbot.waitUntil(lambda: isinstance(begun.window, MainWindow) and not begun.is_at_the_door)

    Person(begun.window).press("Diary")
    assert Person(begun.window).sees(NOTE)


def test_a_file_that_is_no_copy_is_refused_in_words(
    qtbot: QtBot, written: PersonFiles, tmp_path: Path, start: Starter
) -> None:
    letter = tmp_path / "letter.db"
    letter.write_bytes(b"Dear diary, today I felt fine.\n" * 100)
    cut(written)
    begun = start()
    trouble = begun.window
    assert isinstance(trouble, TroubleWindow)

    trouble.copies.copy_chosen.emit(letter)

    qtbot.waitUntil(lambda: Person(trouble).sees("letter.db does not open with the key"))


def test_a_diary_of_a_newer_program_is_not_replaced_by_a_copy(written: PersonFiles, start: Starter) -> None:
    db = open_diary(written.diary, create=False, key=key_of(written))
    row = dict(next(iter(db["_sqlite_migrations"].rows)))
    db.table("_sqlite_migrations").insert({**row, "id": None, "name": "from_the_future"})
    close_diary(db)

    person = Person(start().window)

    assert not person.sees("copy of your diary")


def test_going_back_to_a_copy_is_previewed_done_and_undone(
    qtbot: QtBot, written: PersonFiles, clock: FakeClock, words: Words, start: Starter
) -> None:
    clock.advance(days=1)
    a_day(written, clock, words, "the next day")
    begun = start()
    begun_app(begun).begin()
    person = Person(begun.window)
    person.press("Settings")
    person.press("See your copies")
    person.press("Monday 2 March 2026, 19:30")
    qtbot.waitUntil(lambda: person.sees("You would no longer have: one diary entry."))
    assert person.sees("So you can undo this.")

    first = begun.window
    person.press("Go back to this copy")
    qtbot.waitUntil(lambda: begun.window is not first and not begun.is_at_the_door)
    person = Person(begun.window)
    person.press("Diary")
    assert person.sees(NOTE)
    assert not person.sees("the next day")
    begun._claim._pass_on(Request.SHOW)
    assert begun.window.isVisible()
    assert not first.isVisible()

    person.press("Settings")
    person.press("See your copies")
    person.press("Undo this restore")
    qtbot.waitUntil(lambda: person.sees("Go back to this copy"))
    second = begun.window
    person.press("Go back to this copy")
    qtbot.waitUntil(lambda: begun.window is not second and not begun.is_at_the_door)

    person = Person(begun.window)
    person.press("Diary")
    assert person.sees("the next day")
    assert person.sees(NOTE)


def test_the_numbers_beside_the_diary_are_those_of_the_copy(
    qtbot: QtBot, written: PersonFiles, start: Starter
) -> None:
    begun = start()
    copy = copies_in(written.backups)[0]
    begun_app(begun).journal.set_contacts(Contacts("Another place", "555-0199", "112"))
    first = begun.window

    begun_app(begun).backups.want_restore(copy.path)
    qtbot.waitUntil(lambda: begun.window is not first and not begun.is_at_the_door)

    assert read_emergency(written.emergency).team_number == "202-555-0143"


def test_entries_that_went_missing_are_told_at_the_start(written: PersonFiles, start: Starter) -> None:
    db = open_diary(written.diary, create=False, key=key_of(written))
    db.execute("DELETE FROM history")
    close_diary(db)

    begun = start()
    begun_app(begun).begin()

    assert Person(begun.window).sees("Some of your newest entries may be missing. The newest copy has them")


def test_a_synchronised_folder_is_told_at_set_up_and_in_settings(
    companion: Callable[..., App], diary: Path
) -> None:
    (diary.parent / ".stfolder").mkdir()
    app = companion()
    person = Person(app.window)

    at_set_up = person.sees("Syncthing copies the folder of your diary to other computers")
    app.window.show_page(Go(PageId.SETTINGS))

    assert at_set_up
    assert person.sees("Close Companion, move the folder")


def test_nothing_typed_is_lost_when_the_copy_cannot_be_used(
    qtbot: QtBot, written: PersonFiles, start: Starter
) -> None:
    begun = start()
    copy = copies_in(written.backups)[0]
    first = begun.window
    copy.path.write_bytes(b"")

    begun_app(begun).backups.want_restore(copy.path)
    qtbot.waitUntil(lambda: begun.window is not first and not begun.is_at_the_door)

    person = Person(begun.window)
    assert person.sees("is damaged. Choose an older one.")
    person.press("Diary")
    assert person.sees(NOTE)


@pytest.mark.parametrize(("theme", "scale"), [("light", 1.0), ("dark", 2.0), ("high_contrast", 1.5)])
def test_the_offer_can_be_read_and_reached(
    qapp: QApplication, written: PersonFiles, start: Starter, theme: str, scale: float
) -> None:
    cut(written)
    begun = start()
    wear(qapp, theme, scale, resources_dir())
    begun.window.resize(1024, 600)
    Person(begun.window).reads()

    assert lint.all_complaints(begun.window) == ()


def test_the_offer_has_no_words_of_its_own(written: PersonFiles, clock: FakeClock, words: Words) -> None:
    pseudo = pseudo_words(words)
    offer = Offers(written, Formats(pseudo, clock.zone()), pseudo, key_of(written)).newest()

    assert offer is not None
    assert all(line.startswith("[") for line in (offer.name, *offer.lines))


def begun_app(begun: Start) -> App:
    assert begun._app is not None
    return begun._app


def test_the_diary_itself_is_among_the_tables_of_a_copy(written: PersonFiles) -> None:
    db = open_diary(copies_in(written.backups)[0].path, create=False, key=key_of(written))
    entries = DiaryStore(db).entries_between(MONDAY.date().replace(day=1), MONDAY.date())
    close_diary(db)

    assert [entry.note for entry in entries] == [NOTE]
