"""One day of the diary to be put right: each thing changed or deleted, more added, and each step undone."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.core.levels import Reporter
from companion.services.corrections import Piece
from companion.ui.context import Context
from companion.ui.pages.diary.aside import Aside
from companion.ui.pages.diary.back import back_button
from companion.ui.pages.diary.day_contents import DayContents
from companion.ui.pages.diary.undo import DiaryUndo
from companion.ui.pages.medicines.words import who_writes
from companion.ui.places import Go, PageId
from companion.ui.widgets.card import stack


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
        self._back = back_button(context.words)
        self._back.clicked.connect(self._go_back)
        self.undo = DiaryUndo(context, self._who_writes)
        self.undo.changed.connect(self._look_again)
        self._aside = Aside(context, self.undo.offer)
        self._aside.opened.connect(self._make_room)
        self._aside.closed.connect(self._end_aside)
        self._aside.thinking_wanted.connect(self._to_thinking)
        self._contents = self._made_contents()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for part in (self._back, self.undo, self._aside, self._contents):
            stack(column, part)
        self.show_again()

    def _made_contents(self) -> DayContents:
        contents = DayContents(self._context, self.day, self.undo.offer)
        contents.add_wanted.connect(self._want_fill)
        contents.piece_change_wanted.connect(self._change)
        contents.piece_delete_wanted.connect(self.undo.delete)
        contents.note_wanted.connect(self._change_note)
        contents.entry_delete_wanted.connect(self.undo.delete_entry)
        contents.photo_delete_wanted.connect(self.undo.delete_photo)
        contents.photo_added.connect(self._look_again)
        contents.treatment_wanted.connect(self._to_treatment)
        return contents

    def is_busy(self) -> bool:
        """Whether something is being put right or asked at this moment."""
        return self._aside.is_open()

    def keep(self) -> None:
        """Write what is finished of an answer about now, and a note."""
        self._aside.keep()

    def take_turns(self) -> None:
        """Whoever is entering now says how it is now."""
        self._aside.answer_by(self._context.entering.by)

    def focus_first(self) -> None:
        """Where a person begins."""
        if self._aside.is_open():
            self._aside.focus_first()
        else:
            self._back.setFocus()

    def show_again(self) -> None:
        """The day as it is stored now."""
        self._contents.show_again()

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
        self._contents.hide()
        self.moved.emit()

    @Slot()
    def _go_back(self) -> None:
        if self._aside.is_open():
            if self._aside.keep():
                self._end_aside()
        else:
            self.left.emit()

    @Slot()
    def _end_aside(self) -> None:
        self._aside.drop()
        self.show_again()
        self._contents.show()
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
