"""The start of the diary page: what to do about today's entry, and the last days to read."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.core.diary import EntryState
from companion.services.diary_day import DiaryDay
from companion.ui.context import Context
from companion.ui.pages.diary_days import DayCard
from companion.ui.pages.diary_half import HalfCard
from companion.ui.pages.diary_other_day import OtherDayCard
from companion.ui.places import Go, PageId
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Card, stack
from companion.ui.widgets.flow import button_row
from companion.ui.widgets.label import Label

_GAP = 16


class DiaryStart(QWidget):
    """The last `count` days; the day `asked` for, however old, stands before them.

    Signals:
        begin_wanted: fill in today's entry, or go on with it.
        more_wanted: show earlier days too.
        day_wanted(object): one day (a date) is to be put right, or added to.
        half_wanted(object): what was half typed (a HalfTyped) is to go on.
        undo_wanted: saving was a slip, the entry is to go on.
        go(object): a Go to another page.
    """

    begin_wanted = Signal()
    more_wanted = Signal()
    day_wanted = Signal(object)
    undo_wanted = Signal()
    half_wanted = Signal(object)
    go = Signal(object)

    def __init__(
        self, context: Context, *, count: int, asked: date | None, just_saved: bool, can_undo: bool = False
    ) -> None:
        super().__init__()
        self._context = context
        self._words = words = context.words
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_GAP)
        self.primary = Button(words("diary.to_today"), "primary", icon="today")
        column.addWidget(self._saved_card(can_undo=can_undo) if just_saved else self._begin_card())
        if context.thinking.check is not None:
            thinking = Button(words("thinking.do_check"))
            thinking.clicked.connect(self._go_to_thinking)
            stack(column, thinking)
        half = context.diary.half_typed.kept()
        if half is not None:
            kept = HalfCard(context, half)
            kept.go_on_wanted.connect(self.half_wanted)
            kept.left_out.connect(kept.hide)
            column.insertWidget(0, kept)
        other = OtherDayCard(context)
        other.day_wanted.connect(self.day_wanted)
        column.addWidget(Label(words("diary.last_days"), "h2"))
        days = self._days(count, asked)
        for day in days:
            card = DayCard(day, context)
            card.alert_wanted.connect(self._go_to_alert)
            card.day_wanted.connect(self.day_wanted)
            column.addWidget(card)
        if not days:
            column.addWidget(Label(words("diary.nothing_yet")))
        more = Button(words("diary.earlier_days"))
        more.clicked.connect(self.more_wanted)
        stack(column, more)
        column.addWidget(other)

    def _begin_card(self) -> Card:
        record, words = self._context.record, self._words
        draft = record.draft()
        card = Card()
        if draft is not None:
            began = self._context.formats().moment(draft.started_at, record.now())
            card.add(Label(words("diary.begun", moment=began)))
        else:
            card.add(Label(words("diary.filled_in" if self._is_filled_in() else "diary.not_filled_in")))
        self.primary = Button(self._begin_text(), "primary", "big", icon="diary")
        self.primary.clicked.connect(self.begin_wanted)
        card.add(self.primary)
        return card

    def _saved_card(self, *, can_undo: bool) -> Card:
        card = Card(self._words("diary.saved"))
        card.add(Label(self._words("diary.saved_explained")))
        self.primary.clicked.connect(self._go_to_today)
        again = Button(self._begin_text())
        again.clicked.connect(self.begin_wanted)
        card.add_space()
        if can_undo:
            undo = Button(self._words("widgets.undo"), icon="undo")
            undo.setAccessibleName(self._words("diary.undo_save"))
            undo.clicked.connect(self.undo_wanted)
            card.add(button_row(self.primary, undo))
        else:
            card.add(self.primary)
        card.add(again)
        return card

    def _begin_text(self) -> str:
        if self._context.record.draft() is not None:
            return self._words("diary.go_on")
        return self._words("diary.add_more" if self._is_filled_in() else "diary.fill_in")

    def _is_filled_in(self) -> bool:
        days = self._context.record.days(count=1)
        return any(entry.state is EntryState.FINISHED for day in days for entry in day.entries)

    def _days(self, count: int, asked: date | None) -> tuple[DiaryDay, ...]:
        """Newest first, without the empty ones at the end and without today while it is empty."""
        record = self._context.record
        far = (record.today() - asked).days + 1 if asked else 0
        days = record.days(count=max(count, far))
        first = [day for day in days if day.day == asked]
        others = [day for day in days[:count] if day.day != asked]
        while others and others[-1].is_empty:
            others.pop()
        if others and others[0].is_empty and others[0].day == record.today():
            del others[0]
        return (*first, *others)

    @Slot()
    def _go_to_today(self) -> None:
        self.go.emit(Go(PageId.TODAY))

    @Slot()
    def _go_to_thinking(self) -> None:
        self.go.emit(Go(PageId.THINKING))

    @Slot(object)
    def _go_to_alert(self, alert_id: str) -> None:
        self.go.emit(Go(PageId.ALERTS, alert_id))
