"""A note as the one who looks may see it, with the way to hide it from a caregiver or to show it."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.core.diary import Entry
from companion.ui.context import Context
from companion.ui.widgets.button import Button
from companion.ui.widgets.label import Label
from companion.ui.widgets.long_text import LongText


class NoteShown(QWidget):
    """The note of one entry; nothing where it has none."""

    def __init__(self, entry: Entry, context: Context) -> None:
        super().__init__()
        self._entry, self._context = entry, context
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in self._parts():
            column.addWidget(part)
        if entry.note and context.hidden_notes.may_choose(entry):
            column.addWidget(self._switch(), 0, Qt.AlignmentFlag.AlignLeft)
        self.setVisible(bool(entry.note) or entry.note_withheld)

    def _parts(self) -> Iterator[QWidget]:
        words, entry = self._context.words, self._entry
        if entry.note_withheld:
            yield Label(words("hidden_notes.withheld"), "small")
        elif entry.note:
            yield Label(words("diary.note"), "strong")
            yield LongText(entry.note, words, about=words("diary.note"))
            if self._context.hidden_notes.is_hidden(entry):
                yield Label(words("hidden_notes.is_hidden"), "small")

    def _switch(self) -> Button:
        words, hidden = self._context.words, self._context.hidden_notes.is_hidden(self._entry)
        key = "hidden_notes.show_note" if hidden else "hidden_notes.hide_note"
        button = Button(words(key), "quiet")
        day = self._context.formats().short_day(self._entry.day)
        button.setAccessibleName(words(f"{key}_of", day=day))
        button.clicked.connect(self._turn)
        return button

    @Slot()
    def _turn(self) -> None:
        hidden_notes = self._context.hidden_notes
        hidden_notes.hide(self._entry.id, hidden=not hidden_notes.is_hidden(self._entry))
