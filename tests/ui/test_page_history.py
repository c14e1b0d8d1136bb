"""The page about changes: told in words, put back with one press, and taken back with another."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from companion.core.levels import Reporter, Severity
from companion.ui.context import Context
from companion.ui.pages.history.page import HistoryPage
from companion.ui.theme import Theme, apply_theme
from tests.fake_clock import FakeClock
from tests.stories.person import Person
from tests.ui.context import build_context
from tests.ui.gallery import RESOURCES
from tests.ui.lint import all_complaints, untranslated
from tests.ui.looks import in_every_look
from tests.ui.scenes import named


def scene(context: Context) -> str:
    """A note that was written over and an answer that was corrected."""
    named(context)
    journal = context.journal
    entry = journal.begin_entry(day=context.record.today(), by=Reporter.PATIENT)
    journal.write_note(entry, "CRP<5 and WBC>3")
    journal.write_note(entry, "slept well")
    for severity in (Severity.MODERATE, Severity.MILD):
        journal.answer(entry, symptom="cough", severity=severity, signs=frozenset(), by=Reporter.CAREGIVER)
    return entry


def shown(qtbot: QtBot, context: Context) -> HistoryPage:
    page = HistoryPage(context)
    qtbot.addWidget(page)
    page.setProperty("surface", "page")
    page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    page.resize(1000, 700)
    page.open(None)
    page.show()
    return page


@pytest.fixture
def context(tmp_path: Path) -> Iterator[Context]:
    context = build_context(tmp_path, FakeClock())
    yield context
    context.record._shelf.db.close()


def test_a_diary_without_changes_says_so(qtbot: QtBot, context: Context) -> None:
    assert Person(shown(qtbot, context)).sees("Nothing has been changed or deleted")


def test_a_change_tells_before_and_since_letter_for_letter_and_by_whom(
    qtbot: QtBot, context: Context
) -> None:
    scene(context)

    person = Person(shown(qtbot, context))

    assert person.sees("A note was changed")
    assert person.sees("CRP<5 and WBC>3")
    assert person.sees("slept well")
    assert person.sees("today, 09:00, by Ann")
    assert person.sees("An answer was changed")
    assert person.sees("Moderate")
    assert person.sees("today, 09:00, by the caregiver")


def test_what_is_put_back_stands_in_the_diary_and_can_be_undone_in_place(
    qtbot: QtBot, context: Context
) -> None:
    entry = scene(context)
    person = Person(shown(qtbot, context))

    person.press("Put back: A note was changed")
    back = context.record.entry(entry).note
    person.press("Undo: Put back.")

    assert back == "CRP<5 and WBC>3"
    assert context.record.entry(entry).note == "slept well"


@in_every_look
def test_everything_can_be_read_and_reached(
    qapp: QApplication, qtbot: QtBot, context: Context, theme: Theme, scale: float, size: tuple[int, int]
) -> None:
    apply_theme(qapp, theme, scale, RESOURCES)
    scene(context)
    page = shown(qtbot, context)
    page.resize(*size)
    Person(page).press("Put back: A note was changed")

    assert all_complaints(page) == ()


def test_every_word_comes_from_the_words(qtbot: QtBot, tmp_path: Path) -> None:
    context = build_context(tmp_path, FakeClock(), pseudo=True)
    scene(context)

    assert untranslated(shown(qtbot, context)) == ()
    context.record._shelf.db.close()
