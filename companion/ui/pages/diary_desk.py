"""One day of the diary to be put right: each thing changed or deleted, more added, and each step undone."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.core.diary import Entry
from companion.core.levels import Reporter
from companion.services.corrections import Piece
from companion.ui.context import Context
from companion.ui.pages.diary_answers import PieceList
from companion.ui.pages.diary_aside import Aside
from companion.ui.pages.diary_lines import Lines
from companion.ui.pages.diary_photos import PhotoForm, PhotoList
from companion.ui.pages.diary_undo import DiaryUndo
from companion.ui.pages.medicine_words import who_writes
from companion.ui.places import Go, PageId
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Card, stack
from companion.ui.widgets.flow import button_row
from companion.ui.widgets.label import Label
from companion.ui.widgets.long_text import LongText


class DayDesk(QWidget):
    """The undo bar stays until it is used, closed, or the day is left.

    Signals:
        left: back to the start of the page.
        fill_wanted(object): more is to be added to this day (a date).
        go(object): a Go to another page.
        moved: something else is shown.
    """

    left = Signal()
    fill_wanted = Signal(object)
    go = Signal(object)
    moved = Signal()

    def __init__(self, context: Context, day: date) -> None:
        super().__init__()
        self.day = day
        self._context = context
        self._words = context.words
        back = Button(self._words("diary.back"), "quiet", icon="back")
        back.setShortcut("Alt+Left")
        back.clicked.connect(self._go_back)
        self._back = back
        self.undo = DiaryUndo(context, self._who_writes)
        self.undo.changed.connect(self._look_again)
        self._aside = Aside(context, self.undo.offer)
        self._aside.opened.connect(self._make_room)
        self._aside.closed.connect(self._end_aside)
        self._aside.thinking_wanted.connect(self._to_thinking)
        self._list = QWidget()
        self._inside = QVBoxLayout(self._list)
        self._inside.setContentsMargins(0, 0, 0, 0)
        self._inside.setSpacing(16)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        for part in (back, self.undo, self._aside, self._list):
            stack(self._column, part)
        self.show_again()

    def is_busy(self) -> bool:
        """Whether something is being put right or asked at this moment."""
        return self._aside.is_open()

    def keep(self) -> None:
        """Write what is finished of an answer about now."""
        self._aside.keep()

    def focus_first(self) -> None:
        """Where a person begins."""
        if self._aside.is_open():
            self._aside.focus_first()
        else:
            self._back.setFocus()

    def show_again(self) -> None:
        """The day as it is stored now."""
        while (item := self._inside.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        words, context = self._words, self._context
        found = context.record.day(self.day)
        head = Card(words("diary.day_put_right", day=context.formats().day(self.day)))
        head.add(Label(words("diary.day_put_right_means")))
        add = Button(words("diary.add_to_day"), "primary", icon="add")
        add.clicked.connect(self._want_fill)
        head.add_space()
        head.add(add)
        self._inside.addWidget(head)
        for entry in found.entries:
            self._inside.addWidget(self._entry_card(entry))
        if found.medicines:
            card = Card(words("diary.medicines"))
            card.add(self._pieces(found.medicines))
            self._inside.addWidget(card)
        if found.doses:
            card = Card(words("diary.doses"))
            lines = Lines(context)
            for dose in found.doses:
                card.add(Label(lines.dose(dose), bullet=True, user_text=True))
            there = Button(words("diary.to_treatment"))
            there.clicked.connect(self._to_treatment)
            card.add(there)
            self._inside.addWidget(card)
        card = Card(words("photos.heading"))
        photos, form = PhotoList(context), PhotoForm(context, self.day, self.undo.offer)
        photos.delete_wanted.connect(self.undo.delete_photo)
        photos.show_day(self.day)
        form.added.connect(self._look_again)
        card.add(photos)
        card.add(form)
        self._inside.addWidget(card)
        for at in range(self._inside.count()):
            item = self._inside.itemAt(at)
            part = item.widget() if item is not None else None
            if part is not None:
                part.show()

    def _entry_card(self, entry: Entry) -> Card:
        words, lines = self._words, Lines(self._context)
        card = Card(lines.entry(entry))
        if entry.reports or entry.readings:
            card.add(self._pieces((*entry.reports, *entry.readings), entered_by=entry.by))
        else:
            card.add(Label(words("diary.no_symptoms")))
        if entry.note:
            card.add(Label(words("diary.note"), "strong"))
            card.add(LongText(entry.note, words, about=words("diary.note")))
        delete = Button(words("diary.delete_entry"))
        delete.setAccessibleName(words("diary.delete_this", name=lines.entry(entry)))
        delete.setProperty("entry", entry.id)
        delete.clicked.connect(self._delete_entry)
        card.add_space()
        if entry.note_withheld:  # Who may not see it would write over it.
            card.add(button_row(delete))
            return card
        note = Button(words("diary.change_note" if entry.note else "diary.add_note"))
        note.setProperty("entry", entry.id)
        note.clicked.connect(self._change_note)
        card.add(button_row(note, delete))
        return card

    def _pieces(self, pieces: tuple[Piece, ...], *, entered_by: Reporter | None = None) -> PieceList:
        found = PieceList(self._context)
        found.show_pieces(pieces, entered_by=entered_by)
        found.piece_change_wanted.connect(self._change)
        found.piece_delete_wanted.connect(self.undo.delete)
        return found

    @Slot(object)
    def _change(self, piece: Piece) -> None:
        entries = self._context.record.day(self.day).entries
        own = next((entry for entry in entries if piece in (*entry.reports, *entry.readings)), None)
        self._aside.correct(piece, own)

    @Slot()
    def _delete_entry(self) -> None:
        self.undo.delete_entry(str(self.sender().property("entry")))

    @Slot()
    def _look_again(self) -> None:
        if not self._aside.is_open():
            self.show_again()
            self.moved.emit()

    def _who_writes(self) -> Reporter:
        return who_writes(self._context)

    @Slot()
    def _change_note(self) -> None:
        entry = self._context.record.entry(str(self.sender().property("entry")))
        self._aside.correct_note(entry)

    @Slot()
    def _make_room(self) -> None:
        self._list.hide()
        self.moved.emit()

    @Slot()
    def _go_back(self) -> None:
        if self._aside.is_open():
            self._aside.keep()
            self._end_aside()
        else:
            self.left.emit()

    @Slot()
    def _end_aside(self) -> None:
        self._aside.drop()
        self.show_again()
        self._list.show()
        self.moved.emit()
        self.focus_first()

    @Slot()
    def _to_thinking(self) -> None:
        self.go.emit(Go(PageId.THINKING))

    @Slot()
    def _want_fill(self) -> None:
        self.fill_wanted.emit(self.day)

    @Slot()
    def _to_treatment(self) -> None:
        self.go.emit(Go(PageId.TREATMENT))
