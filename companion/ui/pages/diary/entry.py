"""One entry of a day that is put right: each thing in it, its note, and the way to take all of it out."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot

from companion.core.diary import Entry
from companion.ui.context import Context
from companion.ui.pages.diary.lines import Lines
from companion.ui.pages.diary.piece_list import PieceList
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Card
from companion.ui.widgets.flow import button_row
from companion.ui.widgets.label import Label
from companion.ui.widgets.long_text import LongText


class EntryCard(Card):
    """`pieces` are its answers and readings.

    Signals:
        note_wanted(object): the id (str) of this entry, whose note is to be written over or added.
        delete_wanted(object): the id (str) of this entry, all of which is to be taken out.
    """

    note_wanted = Signal(object)
    delete_wanted = Signal(object)

    def __init__(self, entry: Entry, context: Context) -> None:
        words, lines = context.words, Lines(context)
        super().__init__(lines.entry(entry))
        self._id = entry.id
        self.pieces = PieceList(context)
        if entry.reports or entry.readings:
            self.pieces.show_pieces((*entry.reports, *entry.readings), entered_by=entry.by)
            self.add(self.pieces)
        else:
            self.add(Label(words("diary.no_symptoms")))
        if entry.note:
            self.add(Label(words("diary.note"), "strong"))
            self.add(LongText(entry.note, words, about=words("diary.note")))
        delete = Button(words("diary.delete_entry"))
        delete.setAccessibleName(words("diary.delete_this", name=lines.entry(entry)))
        delete.clicked.connect(self._want_delete)
        self.add_space()
        if entry.note_withheld:  # Who may not see it would write over it.
            self.add(button_row(delete))
            return
        note = Button(words("diary.change_note" if entry.note else "diary.add_note"))
        note.clicked.connect(self._want_note)
        self.add(button_row(note, delete))

    @Slot()
    def _want_note(self) -> None:
        self.note_wanted.emit(self._id)

    @Slot()
    def _want_delete(self) -> None:
        self.delete_wanted.emit(self._id)
