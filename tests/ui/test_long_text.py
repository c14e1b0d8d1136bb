"""A long text of a person: its beginning, and all of it after one press; a note that is too long says so."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from companion.core.words import Words
from companion.ui.widgets.long_text import SHOWN_AT_FIRST, LongText, shortened

LONG = " ".join(f"word{n}" for n in range(300))


def test_a_short_text_stands_there_whole_and_without_a_button(qtbot: QtBot, words: Words) -> None:
    shown = LongText("CRP<5 and WBC>3\n\nok", words, about="Note")
    qtbot.addWidget(shown)
    shown.show()

    assert shown.text() == "CRP<5 and WBC>3\n\nok"
    assert not shown.findChild(QPushButton).isVisible()


def test_a_long_text_ends_at_a_word_and_one_press_shows_all_of_it(qtbot: QtBot, words: Words) -> None:
    shown = LongText(LONG, words, about="Note")
    qtbot.addWidget(shown)
    shown.show()
    more = shown.findChild(QPushButton)
    first = shown.text()

    more.click()

    assert first.endswith(" …")
    assert LONG.startswith(first.removesuffix(" …"))
    assert LONG[len(first) - 2] == " "
    assert more.accessibleName() == "Show all of it: Note"
    assert shown.text() == LONG
    assert not more.isVisible()


@pytest.mark.parametrize("text", ["x" * 5_000, "\n" * 40, "a\n" * 40, " " * 5_000, "x" * SHOWN_AT_FIRST])
def test_any_text_has_a_short_beginning(text: str) -> None:
    first = shortened(text)

    assert len(first) <= SHOWN_AT_FIRST + 2
    assert text.startswith(first.removesuffix(" …"))
    assert (first == text) == (len(text) <= SHOWN_AT_FIRST and text.count("\n") < 12)
