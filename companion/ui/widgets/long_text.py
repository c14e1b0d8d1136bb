"""What a person wrote, as it may be long: the beginning first, and all of it after a press."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.core.words import Words
from companion.ui.widgets.announce import announce
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import stack
from companion.ui.widgets.label import Label

SHOWN_AT_FIRST: Final = 600
_LINES_AT_FIRST: Final = 12


class LongText(QWidget):
    """Letter for letter in a Label; a long text ends in dots, with a button that shows the rest in place.

    `about` says for a screen reader which text the button is about.
    """

    def __init__(self, text: str, words: Words, *, about: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = text
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        first = shortened(text)
        self._label = Label(first, user_text=True)
        column.addWidget(self._label)
        self._more = Button(words("widgets.show_all"), "quiet")
        self._more.setAccessibleName(words("widgets.show_all_of", name=about))
        self._more.clicked.connect(self._show_all)
        stack(column, self._more)
        self._more.setVisible(first != text)

    def text(self) -> str:
        """What is shown now."""
        return self._label.text()

    @Slot()
    def _show_all(self) -> None:
        self._label.setText(self._text)
        self._more.hide()
        announce(self, self._text)


def shortened(text: str) -> str:
    """The text, or its beginning up to a word or line, with dots behind it."""
    lines = text.split("\n")
    first = "\n".join(lines[:_LINES_AT_FIRST])[:SHOWN_AT_FIRST]
    if first == text:
        return text
    cut_in_word = len(first) == SHOWN_AT_FIRST and not text[SHOWN_AT_FIRST].isspace()
    whole_words = first.rpartition(" ")[0] if cut_in_word else first
    return f"{(whole_words or first).rstrip()} …"
