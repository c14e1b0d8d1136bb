"""The end of a paper log: the note, another time, and saving all of it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal

from companion.core.words import Words
from companion.ui.forms.field import TypedField
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Card
from companion.ui.widgets.flow import button_row


class LogEnd(Card):
    """It stands below the rows.

    Signals:
        settled: the person is done with the note for now.
        wanted: all of it is to be saved.
        more: a row for another time is wanted.
    """

    settled = Signal()
    wanted = Signal()
    more = Signal()

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.setAccessibleName(words("paper_log.note"))
        self._note = TypedField(words("paper_log.note"))
        self._note.settled.connect(self.settled)
        save = Button(words("paper_log.save"), "primary", icon="check")
        save.clicked.connect(self.wanted)
        more = Button(words("paper_log.another"), icon="add")
        more.clicked.connect(self.more)
        self.add(self._note)
        self.add_space()
        self.add(button_row(save, more))

    def note(self) -> str:
        """What is typed."""
        return self._note.text()

    def set_note(self, text: str) -> None:
        """Show what was typed before."""
        self._note.set_text(text)

    def focus_first(self) -> None:
        """Put the keyboard on the note, as Enter does in the last row."""
        self._note.control.setFocus(Qt.FocusReason.TabFocusReason)
