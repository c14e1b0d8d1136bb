"""Looking for a word in all notes of the diary."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit

from companion.services.trends import FoundNote
from companion.ui.context import Context
from companion.ui.pages.go_button import GoButton
from companion.ui.places import Go, PageId
from companion.ui.widgets.announce import announce
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Card, Field
from companion.ui.widgets.label import Label
from companion.ui.widgets.long_text import LongText

_MOST_NOTES = 50


class SearchCard(Card):
    """The field, and below it what was found. `looked_for` is what was looked for before.

    Signals:
        go: a Go, to the day of a note.
        wanted(object): the text (str) to look for; the page shows a new card for it.
    """

    go = Signal(object)
    wanted = Signal(object)

    def __init__(self, context: Context, looked_for: str) -> None:
        words = context.words
        super().__init__(words("symptoms.notes"))
        self._context = context
        self._looked_for = looked_for
        self._found: tuple[FoundNote, ...] = context.trends.notes_with(looked_for) if looked_for else ()
        self._line = QLineEdit(looked_for)
        self._line.returnPressed.connect(self._look)
        look = Button(words("symptoms.search_now"))
        look.clicked.connect(self._look)
        self.add(Field(words("symptoms.search"), self._line, words("symptoms.search_hint")))
        self.add(look)
        if looked_for:
            self._show_found()

    def say_found(self) -> None:
        """Say what was found, with the keyboard in the field to look for something else."""
        self._line.setFocus()
        if self._looked_for.strip():
            announce(self, self._said())

    def _said(self) -> str:
        words, n = self._context.words, len(self._found)
        return words("symptoms.search_found", n=n) if n else words("symptoms.search_none")

    def _show_found(self) -> None:
        words, formats = self._context.words, self._context.formats()
        self.add(Label(self._said(), "strong"))
        for note in self._found[:_MOST_NOTES]:
            day = formats.day(note.day)
            self.add(Label(day, "h3"))
            self.add(LongText(note.note, words, about=day))
            place = Go(PageId.DIARY, note.day.isoformat())
            to_day = GoButton(place, words("symptoms.open_day"), self.go, "quiet")
            to_day.setAccessibleDescription(day)
            self.add(to_day)

    @Slot()
    def _look(self) -> None:
        self.wanted.emit(self._line.text())
