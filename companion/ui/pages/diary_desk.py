"""One day of the diary to be put right: each thing changed or deleted, more added, and each step undone."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.core.levels import Reporter
from companion.core.treatment import DoseGiven
from companion.services.corrections import Piece
from companion.ui.context import Context
from companion.ui.pages.diary_answers import PieceList
from companion.ui.pages.diary_aside import Aside
from companion.ui.pages.diary_entry import EntryCard
from companion.ui.pages.diary_lines import Lines
from companion.ui.pages.diary_photos import PhotoForm, PhotoList
from companion.ui.pages.diary_undo import DiaryUndo
from companion.ui.pages.medicine_words import who_writes
from companion.ui.places import Go, PageId
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Card, stack
from companion.ui.widgets.label import Label
from companion.ui.widgets.rebuilt import Rebuilt


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
        self._list = Rebuilt(gap=16)
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
        self._list.clear()
        words, context = self._words, self._context
        found = context.record.day(self.day)
        head = Card(words("diary.day_put_right", day=context.formats().day(self.day)))
        head.add(Label(words("diary.day_put_right_means")))
        add = Button(words("diary.add_to_day"), "primary", icon="add")
        add.clicked.connect(self._want_fill)
        head.add_space()
        head.add(add)
        self._list.add(head)
        for entry in found.entries:
            card = EntryCard(entry, context)
            self._connect(card.pieces)
            card.note_wanted.connect(self._change_note)
            card.delete_wanted.connect(self.undo.delete_entry)
            self._list.add(card)
        if found.medicines:
            taken = PieceList(context)
            taken.show_pieces(found.medicines)
            self._connect(taken)
            taken_card = Card(words("diary.medicines"))
            taken_card.add(taken)
            self._list.add(taken_card)
        if found.doses:
            self._list.add(self._dose_card(found.doses))
        self._list.add(self._photo_card())
        self._list.show_all()

    def _dose_card(self, doses: tuple[DoseGiven, ...]) -> Card:
        card, lines = Card(self._words("diary.doses")), Lines(self._context)
        for dose in doses:
            card.add(Label(lines.dose(dose), bullet=True, user_text=True))
        there = Button(self._words("diary.to_treatment"))
        there.clicked.connect(self._to_treatment)
        card.add(there)
        return card

    def _photo_card(self) -> Card:
        card = Card(self._words("photos.heading"))
        photos, form = PhotoList(self._context), PhotoForm(self._context, self.day, self.undo.offer)
        photos.delete_wanted.connect(self.undo.delete_photo)
        photos.show_day(self.day)
        form.added.connect(self._look_again)
        card.add(photos)
        card.add(form)
        return card

    def _connect(self, pieces: PieceList) -> None:
        pieces.piece_change_wanted.connect(self._change)
        pieces.piece_delete_wanted.connect(self.undo.delete)

    @Slot(object)
    def _change(self, piece: Piece) -> None:
        entries = self._context.record.day(self.day).entries
        own = next((entry for entry in entries if piece in (*entry.reports, *entry.readings)), None)
        self._aside.correct(piece, own)

    @Slot()
    def _look_again(self) -> None:
        if not self._aside.is_open():
            self.show_again()
            self.moved.emit()

    def _who_writes(self) -> Reporter:
        return who_writes(self._context)

    @Slot(object)
    def _change_note(self, entry_id: str) -> None:
        self._aside.correct_note(self._context.record.entry(entry_id))

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
