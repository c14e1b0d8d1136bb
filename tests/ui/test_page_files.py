"""The page about files: saved where the person says, taken over after a look, and undone."""

from __future__ import annotations

import csv
import json
import sqlite3
import stat
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import vobject
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from companion.core.levels import Severity
from companion.core.people import Contacts
from companion.paths import PersonFiles
from companion.services.exchange import Exchange
from companion.services.files import Files
from companion.ui.context import Context
from companion.ui.pages.files.page import FilesPage
from companion.ui.pages.history.page import HistoryPage
from companion.ui.theme import Theme, apply_theme
from tests.fake_clock import FakeClock
from tests.stories.person import Person
from tests.ui.context import CATALOGUE, build_context
from tests.ui.gallery import RESOURCES
from tests.ui.lint import all_complaints, untranslated
from tests.ui.looks import in_every_look
from tests.ui.scenes import named, planned, reported

TAKE_OVER = "Take it over"
Change = Callable[[dict[str, Any]], None]


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def context(tmp_path: Path, clock: FakeClock) -> Iterator[Context]:
    context = build_context(tmp_path / "here", clock)
    named(context)
    yield context
    context.files.stop()
    context.record._shelf.db.close()


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> FilesPage:
    return shown(qtbot, FilesPage(context))


def shown(qtbot: QtBot, page: Any) -> Any:
    qtbot.addWidget(page)
    page.setProperty("surface", "page")
    page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    page.resize(1000, 700)
    page.open(None)
    page.show()
    return page


def choose(qtbot: QtBot, page: Any, button: str, path: Path) -> None:
    """Press a button, answer its dialog, and wait until all is done."""
    Person(page).press(button)
    dialog = page.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(path))
    dialog.close()
    done(qtbot, page)


def done(qtbot: QtBot, page: Any) -> None:
    qtbot.waitUntil(lambda: not page.context.files.is_running)
    Person(page)._settle()


def from_elsewhere(
    context: Context, folder: Path, clock: FakeClock, change: Change = lambda tables: None
) -> Path:
    """A file of this person's diary, with an entry of yesterday that was written on another computer."""
    reported(context, "cough", Severity.MILD)
    target = folder / "from-elsewhere.json"
    Exchange(context.record._shelf, CATALOGUE, clock.now).export_json(target)
    content = json.loads(target.read_text("utf-8"))
    entries = content["tables"]["entries"]
    entries.append({**entries[-1], "id": "theirs", "day": "2026-03-01", "note": "written <there>"})
    change(content["tables"])
    target.write_text(json.dumps(content), "utf-8")
    return target


def notes(context: Context) -> list[str]:
    return [row["note"] for row in context.record._shelf.db.query("SELECT note FROM entries ORDER BY day")]


def test_it_says_for_whom_each_file_is_and_that_none_is_locked(page: FilesPage) -> None:
    seen = Person(page).reads()

    for heading in ("The calendar of your phone", "A new computer", "A table on a computer"):
        assert heading in seen
    assert "These files are not locked." in seen
    assert "A report of one or two pages" in seen


def test_a_calendar_is_neutral_unless_details_are_wanted_and_the_phone_is_to_be_checked(
    qtbot: QtBot, page: FilesPage, context: Context, tmp_path: Path
) -> None:
    planned(context)
    person = Person(page)

    choose(qtbot, page, "Save a calendar file", tmp_path / "neutral.ics")
    seen = person.reads()
    person.press("Say what each one is")
    choose(qtbot, page, "Save a calendar file", tmp_path / "told.ics")

    titles = [
        {event.summary.value for event in vobject.readOne((tmp_path / name).read_text("utf-8")).vevent_list}
        for name in ("neutral.ics", "told.ics")
    ]
    assert titles[0] == {"Companion: please look"}
    assert "Tarlatamab, cycle 1, day 1" in titles[1]
    assert str(tmp_path / "neutral.ics") in seen
    assert "Check that the reminder is there." in seen
    assert "choose Delete" in seen


def test_the_whole_diary_tables_and_a_database_are_written_for_this_account_only(
    qtbot: QtBot, page: FilesPage, context: Context, tmp_path: Path
) -> None:
    reported(context, "cough", Severity.MILD)

    choose(qtbot, page, "Save the whole diary", tmp_path / "all.json")
    choose(qtbot, page, "Save tables", tmp_path)
    choose(qtbot, page, "Save tables", tmp_path)
    choose(qtbot, page, "Save a database", tmp_path / "plain.db")

    assert json.loads((tmp_path / "all.json").read_text("utf-8"))["tables"]["answers"]
    tables = tmp_path / "companion-tables-2026-03-02"
    with (tables / "symptoms.csv").open(encoding="utf-8-sig", newline="") as file:
        assert next(csv.DictReader(file))["Symptom"] == "Cough"
    assert (tmp_path / "companion-tables-2026-03-02-2" / "symptoms.csv").exists()
    assert Person(page).sees("plain.db")
    database = sqlite3.connect(tmp_path / "plain.db")
    assert database.execute("SELECT count(*) FROM answers").fetchone() == (1,)
    database.close()
    for file in (tmp_path / "all.json", tmp_path / "plain.db", tables / "symptoms.csv"):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_file_that_is_there_stays_whole_until_the_new_one_is(
    qtbot: QtBot, page: FilesPage, tmp_path: Path
) -> None:
    old = tmp_path / "all.json"
    old.write_text("old")
    old.with_name("all.json.part").mkdir()

    choose(qtbot, page, "Save the whole diary", old)

    assert old.read_text() == "old"
    assert Person(page).sees("The file was not saved.")


def test_no_file_goes_into_a_temporary_folder_or_beside_the_diary(
    qtbot: QtBot, context: Context, tmp_path: Path
) -> None:
    files = PersonFiles(Path(context.record.diary_path()))
    strict = Files(files, context.journal, context.files._exchange, context.files._maker)
    page = shown(qtbot, FilesPage(replace(context, files=strict)))

    choose(qtbot, page, "Save the whole diary", tmp_path / "all.json")
    in_temporary = Person(page).sees("others may see them. Choose another folder")
    strict._refused = ()
    choose(qtbot, page, "Save the whole diary", files.diary)

    assert in_temporary
    assert Person(page).sees("is the folder of your diary.")
    assert not (tmp_path / "all.json").exists()
    strict.stop()


def test_a_file_is_summed_up_and_nothing_is_written_until_it_is_wanted(
    qtbot: QtBot, page: FilesPage, context: Context, clock: FakeClock, tmp_path: Path
) -> None:
    source = from_elsewhere(context, tmp_path, clock)
    person = Person(page)

    choose(qtbot, page, "Choose a file", source)
    seen, before = person.reads(), notes(context)
    person.press("Leave my diary as it is")

    assert "This is the diary of Ann." in seen
    assert "It has diary entries from 1 March 2026 to 2 March 2026." in seen
    assert "It would add: one diary entry." in seen
    assert "You can undo this for 30 days." in seen
    assert before == notes(context) == [""]
    assert not person.sees("It would add")


def test_what_was_taken_over_can_be_undone_here_and_what_was_written_since_stays(
    qtbot: QtBot, page: FilesPage, context: Context, clock: FakeClock, tmp_path: Path
) -> None:
    choose(qtbot, page, "Choose a file", from_elsewhere(context, tmp_path, clock))
    person = Person(page)

    person.press(TAKE_OVER)
    done(qtbot, page)
    taken, said = notes(context), person.reads()
    reported(context, "rash", Severity.MILD)
    person.press("Undo the import of from-elsewhere.json")
    done(qtbot, page)

    assert taken == ["written <there>", ""]
    assert "from-elsewhere.json was taken over." in said
    assert notes(context) == ["", ""]
    assert person.sees("One thing that the file brought was taken out.")
    assert not person.sees("Undo this import")
    assert len(list(context.backups.files.backups.glob("*before_import*.db"))) == 2


def test_the_history_offers_to_undo_an_import_for_thirty_days(
    qtbot: QtBot, page: FilesPage, context: Context, clock: FakeClock, tmp_path: Path
) -> None:
    choose(qtbot, page, "Choose a file", from_elsewhere(context, tmp_path, clock))
    Person(page).press(TAKE_OVER)
    done(qtbot, page)
    history = shown(qtbot, HistoryPage(context))
    soon = Person(history).reads()

    clock.advance(days=31)
    history.open(None)

    assert "Undo the import of from-elsewhere.json" in soon
    assert not Person(history).sees("Undo the import of")


def test_a_bad_symptom_that_arrives_interrupts_and_its_alert_is_raised_once(
    qtbot: QtBot, page: FilesPage, context: Context, clock: FakeClock, tmp_path: Path
) -> None:
    def make_severe(tables: dict[str, Any]) -> None:
        tables["answers"].append(
            {**tables["answers"][0], "id": "bad", "symptom": "chest_pain", "severity": "severe"}
        )

    source = from_elsewhere(context, tmp_path, clock, make_severe)
    choose(qtbot, page, "Choose a file", source)

    with qtbot.waitSignal(context.journal.interrupt):
        Person(page).press(TAKE_OVER)
    alerts = [alert.rule for alert in context.record.open_alerts()]
    choose(qtbot, page, "Choose a file", source)

    assert Person(page).sees("Everything in this file is in your diary already.")
    assert len(alerts) == len(set(alerts))
    assert [alert.rule for alert in context.record.open_alerts()] == alerts


def test_another_persons_file_is_refused_with_a_way_out(
    qtbot: QtBot, page: FilesPage, context: Context, clock: FakeClock, tmp_path: Path
) -> None:
    source = from_elsewhere(context, tmp_path, clock)
    content = json.loads(source.read_text("utf-8"))
    content["diary"] = "f" * 32
    content["tables"]["person"][0]["name"] = "<b>Bob</b>"
    source.write_text(json.dumps(content))
    person = Person(page)
    offered: list[tuple[Path, str]] = []

    choose(qtbot, page, "Choose a file", source)
    in_words = person.reads()
    context.files.offer_new_person = lambda file, name: offered.append((file, name))
    choose(qtbot, page, "Choose a file", source)
    person.press("Make a new diary for <b>Bob</b>")

    assert "is the diary of another person." in in_words
    assert "companion --data NEW-DIARY.db" in in_words
    assert offered == [(source, "<b>Bob</b>")]
    assert notes(context) == [""]


@pytest.mark.parametrize(
    ("table", "change"), [("answers", {"symptom": "no_such_symptom"}), ("entries", {"day": "2026-02-30"})]
)
def test_a_file_that_cannot_be_right_is_refused_with_the_reason(
    qtbot: QtBot,
    page: FilesPage,
    context: Context,
    clock: FakeClock,
    tmp_path: Path,
    table: str,
    change: dict[str, Any],
) -> None:
    later = (clock.now() + timedelta(minutes=5)).isoformat()

    def break_it(tables: dict[str, Any]) -> None:
        tables[table][-1] |= change | {"updated_at": later}

    choose(qtbot, page, "Choose a file", from_elsewhere(context, tmp_path, clock, break_it))

    assert Person(page).sees("The file was not taken over.")
    assert Person(page).sees("is damaged, or something in it cannot be right")
    assert not Person(page).sees(TAKE_OVER)
    assert notes(context) == [""]


def test_the_numbers_come_along_into_a_new_diary(
    qtbot: QtBot, context: Context, clock: FakeClock, tmp_path: Path
) -> None:
    context.journal.set_contacts(Contacts("Ward 3", "202-555-0143", "911"))
    source = from_elsewhere(context, tmp_path, clock)
    new = build_context(tmp_path / "new", clock)
    page = shown(qtbot, FilesPage(new))

    choose(qtbot, page, "Choose a file", source)
    Person(page).press(TAKE_OVER)
    done(qtbot, page)

    assert new.record.contacts().team_number == "202-555-0143"
    assert new.record.person().name == "Ann"
    new.files.stop()
    new.record._shelf.db.close()


def test_everything_is_reached_by_keyboard(qtbot: QtBot, page: FilesPage) -> None:
    page.activateWindow()
    button = Person(page).find(QAbstractButton, "Save the whole diary")

    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)

    dialog = page.findChild(QFileDialog)
    assert dialog is not None
    dialog.close()


@in_every_look
def test_everything_can_be_read_and_reached(
    qapp: QApplication,
    qtbot: QtBot,
    page: FilesPage,
    context: Context,
    clock: FakeClock,
    tmp_path: Path,
    theme: Theme,
    scale: float,
    size: tuple[int, int],
) -> None:
    apply_theme(qapp, theme, scale, RESOURCES)
    page.resize(*size)
    choose(qtbot, page, "Choose a file", from_elsewhere(context, tmp_path, clock))
    complaints = all_complaints(page)
    Person(page).press(TAKE_OVER)
    done(qtbot, page)

    assert (*complaints, *all_complaints(page)) == ()


def test_every_word_comes_from_the_words(qtbot: QtBot, tmp_path: Path, clock: FakeClock) -> None:
    context = build_context(tmp_path / "here", clock, pseudo=True)
    page = shown(qtbot, FilesPage(context))
    source = from_elsewhere(context, tmp_path, clock)

    context.files.look_at(source)
    done(qtbot, page)
    before = untranslated(page)
    context.files.take_over()
    done(qtbot, page)

    assert (*before, *untranslated(page)) == ()
    context.files.stop()
    context.record._shelf.db.close()
