"""The page on which a paper log is typed in: whole by keyboard, nothing lost, saved in one go."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from companion.ui.context import Context
from companion.ui.pages.paper_log import PaperLogPage
from companion.ui.theme import Theme, apply_theme
from tests.fake_clock import FakeClock
from tests.stories.person import Person
from tests.ui.context import build_context
from tests.ui.gallery import RESOURCES
from tests.ui.lint import all_complaints, untranslated
from tests.ui.looks import in_every_look
from tests.ui.scenes import named


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


def given(context: Context, started_at: datetime) -> None:
    named(context)
    treatment = context.journal.start_treatment(
        drug="tarlatamab", regimen="tarlatamab", first_wall=datetime(2026, 3, 2, 10), place="Day unit"
    )
    context.journal.record_dose(
        treatment_id=treatment, ordinal=1, drug="tarlatamab", amount="1 mg", started_at=started_at
    )


@pytest.fixture
def context(tmp_path: Path, clock: FakeClock) -> Iterator[Context]:
    context = build_context(tmp_path, clock)
    given(context, clock.now() - timedelta(hours=22))
    yield context
    context.record._shelf.db.close()


def shown(qtbot: QtBot, context: Context) -> PaperLogPage:
    page = PaperLogPage(context)
    qtbot.addWidget(page)
    page.setProperty("surface", "page")
    page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    page.resize(1000, 700)
    page.open(None)
    page.show()
    page.activateWindow()
    return page


def field(page: PaperLogPage, row: int, name: str) -> QLineEdit:
    line = page._rows.all[row].fields[name].control
    assert isinstance(line, QLineEdit)
    return line


def put(page: PaperLogPage, row: int, name: str, text: str) -> None:
    line = field(page, row, name)
    line.setText(text)
    line.editingFinished.emit()


def test_only_the_times_that_have_come_are_asked_for_each_with_its_time(
    qtbot: QtBot, context: Context, clock: FakeClock
) -> None:
    page = shown(qtbot, context)

    watched = context.papers.watched_to_type()
    assert watched is not None
    assert len(page._rows.all) == len([check for check in watched.checks if check <= clock.now()]) >= 4
    assert field(page, 0, "time").text()


def test_what_is_typed_is_saved_in_one_go_and_can_be_undone(qtbot: QtBot, context: Context) -> None:
    page = shown(qtbot, context)
    put(page, 0, "temperature", "36.9")
    put(page, 1, "temperature", "37.1")
    put(page, 1, "chills", "0")

    Person(page).press("Save all of it")

    entries = [entry for day in context.record.days(count=3) for entry in day.entries]
    assert sum(len(entry.readings) for entry in entries) == 2
    assert all(entry.from_paper for entry in entries)
    assert Person(page).sees("2 times are in the diary")
    assert field(page, 0, "temperature").text() == ""
    Person(page).press("Undo")
    assert not [entry for day in context.record.days(count=3) for entry in day.entries]


def test_a_fever_on_the_paper_calls_for_the_numbers(qtbot: QtBot, context: Context) -> None:
    page = shown(qtbot, context)
    put(page, 0, "temperature", "38.9")

    with qtbot.waitSignal(context.journal.interrupt):
        Person(page).press("Save all of it")


def test_what_cannot_be_read_is_said_at_its_field_and_nothing_is_saved(
    qtbot: QtBot, context: Context
) -> None:
    page = shown(qtbot, context)
    put(page, 0, "temperature", "36.9")
    put(page, 1, "temperature", "3701")
    put(page, 2, "chills", "7")

    Person(page).press("Save all of it")

    assert page._rows.all[1].fields["temperature"].error()
    assert Person(page).sees("Type 0, 1, 2 or 3, or leave it empty.")
    assert field(page, 0, "temperature").text() == "36.9"
    assert not context.record.days(count=1)[0].entries


def test_fahrenheit_is_taken_where_it_is_written(qtbot: QtBot, context: Context) -> None:
    page = shown(qtbot, context)
    put(page, 0, "temperature", "98.6 F")

    Person(page).press("Save all of it")

    (reading,) = (r for d in context.record.days(count=3) for e in d.entries for r in e.readings)
    assert reading.unit == "[degF]"


def test_enter_and_the_arrows_go_along_the_paper(qtbot: QtBot, context: Context) -> None:
    page = shown(qtbot, context)
    first = field(page, 0, "temperature")
    first.setFocus()

    QTest.keyClick(first, Qt.Key.Key_Return)
    after_enter = page.window().focusWidget()
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Down)

    assert after_enter is field(page, 0, "pulse")
    assert page.window().focusWidget() is field(page, 1, "temperature")


def test_what_was_typed_is_there_again_after_leaving_and_after_a_crash(
    qtbot: QtBot, context: Context
) -> None:
    page = shown(qtbot, context)
    put(page, 1, "temperature", "37")
    put(page, 1, "chills", "1")

    again = shown(qtbot, context)

    assert field(again, 1, "temperature").text() == "37"
    assert field(again, 1, "chills").text() == "1"


def test_another_time_can_be_added(qtbot: QtBot, context: Context, clock: FakeClock) -> None:
    page = shown(qtbot, context)
    count = len(page._rows.all)
    Person(page).press("Add another time")
    at = context.formats().local(clock.now() - timedelta(hours=1))
    put(page, count, "day", context.formats().plain_day(at.date()))
    put(page, count, "time", context.formats().clock(at.time()))
    put(page, count, "temperature", "36.5")

    Person(page).press("Save all of it")

    (reading,) = (r for d in context.record.days(count=3) for e in d.entries for r in e.readings)
    assert reading.at == (clock.now() - timedelta(hours=1)).replace(second=0, microsecond=0)


def test_a_log_that_is_there_already_is_said(qtbot: QtBot, context: Context) -> None:
    page = shown(qtbot, context)
    put(page, 0, "temperature", "36.9")
    Person(page).press("Save all of it")

    assert Person(shown(qtbot, context)).sees("A paper log of these days is in the diary already.")


def test_nothing_typed_is_nothing_saved(qtbot: QtBot, context: Context) -> None:
    page = shown(qtbot, context)

    Person(page).press("Save all of it")

    assert Person(page).sees("Nothing is typed yet.")


def test_without_a_dose_the_page_says_what_to_do(qtbot: QtBot, tmp_path: Path, clock: FakeClock) -> None:
    context = build_context(tmp_path, clock)

    assert Person(shown(qtbot, context)).sees("Write down that it was given first")
    context.record._shelf.db.close()


@in_every_look
def test_it_can_be_read_and_reached(
    qtbot: QtBot, qapp: QApplication, context: Context, theme: Theme, scale: float, size: tuple[int, int]
) -> None:
    apply_theme(qapp, theme, scale, RESOURCES)
    page = shown(qtbot, context)
    page.resize(*size)
    Person(page).press("Save all of it")

    assert all_complaints(page) == ()


def test_every_word_comes_from_the_resources(qtbot: QtBot, tmp_path: Path, clock: FakeClock) -> None:
    context = build_context(tmp_path, clock, pseudo=True)
    given(context, clock.now() - timedelta(hours=22))
    page = shown(qtbot, context)
    Person(page).reads()

    assert untranslated(page) == ()
    context.record._shelf.db.close()
