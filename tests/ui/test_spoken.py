"""Each lint of what a screen reader hears finds the fault it is for, and nothing where all is well."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from companion.core.words import Words
from companion.ui.pages.symptoms.days import AS_LIST
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Field
from companion.ui.widgets.label import Label
from companion.ui.widgets.month_map import MonthMap
from companion.ui.widgets.notice_bar import Notice, NoticeBar, NoticeLevel
from companion.ui.widgets.scroll_page import ScrollPage
from companion.ui.widgets.undo_bar import UndoBar
from tests.hearing import listening
from tests.ui.spoken import headings_out_of_order, several_primaries, silent_pictures, unsaid, wrong_roles

SENTENCE = "Tiredness was mild on 2 of 3 days."


def shown(qtbot: QtBot, *parts: QWidget) -> QWidget:
    window = QWidget()
    column = QVBoxLayout(window)
    for part in parts:
        column.addWidget(part)
    qtbot.addWidget(window)
    window.resize(700, 500)
    window.show()
    return window


def a_map(sentence: str = SENTENCE) -> MonthMap:
    return MonthMap((), ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"), sentence)


def listed() -> Button:
    button = Button("Show as a list")
    button.setObjectName(AS_LIST)
    return button


def test_a_button_that_says_it_is_a_check_box_is_found(qtbot: QtBot) -> None:
    toggled = QPushButton("Today")
    toggled.setCheckable(True)

    (complaint,) = wrong_roles(shown(qtbot, toggled, Button("Diary"), QLineEdit()))

    assert "CheckBox" in complaint


def test_a_control_that_is_announced_as_nothing_is_found(qtbot: QtBot) -> None:
    painted = QWidget()
    painted.setMinimumSize(50, 50)
    Button("inside", parent=painted)
    painted.setFocusPolicy(painted.focusPolicy().StrongFocus)

    (complaint,) = wrong_roles(shown(qtbot, painted))

    assert "Client" in complaint


def test_a_second_button_that_calls_for_attention_is_found(qtbot: QtBot) -> None:
    second = Button("Save and go on", "primary")
    window = shown(qtbot, Button("Save", "primary"), Button("Back"), second)

    (complaint,) = several_primaries(window)
    second.hide()

    assert "Save and go on" in complaint
    assert several_primaries(window) == ()


@pytest.mark.parametrize(
    ("roles", "fault"),
    [
        (("h1", "h2", "h3", "h2"), ""),
        (("h2", "h3"), "0 titles"),
        (("h1", "h2", "h1"), "2 titles"),
        (("h2", "h1"), "stands above the title"),
        (("h1", "h3"), "level 3 right after one of level 1"),
    ],
)
def test_headings_follow_one_title_level_by_level(qtbot: QtBot, roles: tuple[str, ...], fault: str) -> None:
    parts = [Label(f"Heading {n}", role) for n, role in enumerate(roles)]  # type: ignore[arg-type]

    complaints = " ".join(headings_out_of_order(shown(qtbot, *parts)))

    assert fault in complaints
    assert bool(complaints) is bool(fault)


def test_large_letters_that_are_no_heading_are_found(qtbot: QtBot) -> None:
    painted = QLabel("My symptoms")
    painted.setProperty("role", "h2")

    (complaint,) = headings_out_of_order(shown(qtbot, Label("Title", "h1"), painted))

    assert "looks like a heading" in complaint


def test_headings_that_were_scrolled_up_keep_their_place_below_the_title(qtbot: QtBot) -> None:
    page = ScrollPage()
    page.add(Label("First", "h2"))
    for n in range(40):
        page.add(Label(f"Line {n}"))
    window = shown(qtbot, Label("Title", "h1"), page)
    page.verticalScrollBar().setValue(page.verticalScrollBar().maximum())

    assert headings_out_of_order(window) == ()


def test_a_chart_has_its_sentence_on_the_page_and_a_list(qtbot: QtBot) -> None:
    whole = (Label(SENTENCE, "strong"), a_map(f"March 2026. {SENTENCE}"), listed())

    assert silent_pictures(shown(qtbot, *whole)) == ()
    assert "no sentence" in " ".join(silent_pictures(shown(qtbot, a_map(), listed())))
    assert "0 buttons" in " ".join(silent_pictures(shown(qtbot, Label(SENTENCE), a_map())))
    assert "no sentence" in " ".join(silent_pictures(shown(qtbot, Label("March"), a_map("March"), listed())))


def test_what_appears_without_a_word_is_found(
    qtbot: QtBot, words: Words, monkeypatch: pytest.MonkeyPatch
) -> None:
    field, bar, notices = Field("Time", QLineEdit()), UndoBar(words), NoticeBar(words)
    window = shown(qtbot, field, bar, notices)
    heard = listening(monkeypatch)

    assert unsaid(window, heard) == ()
    field.show_error("Type the time.")
    bar.offer("Monday deleted.", 1)
    notices.show_notices((Notice("fever", NoticeLevel.URGENT, "Call your team now.", ()),))

    assert len(unsaid(window, [])) == 3
    assert unsaid(window, heard) == ()
