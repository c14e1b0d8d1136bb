"""The start of the diary page: what to do about today's entry, and the last days to read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.core.diary import EntryState
from companion.core.zones import to_utc
from companion.services.diary_day import DiaryDay
from companion.ui.context import Context
from companion.ui.pages.diary.days import DayCard
from companion.ui.pages.diary.half import HalfCard
from companion.ui.pages.diary.lines import Lines
from companion.ui.pages.diary.now_card import now_card, said_then, to_ask_now
from companion.ui.pages.diary.other_day import OtherDayCard
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
        now_wanted: how it is now is to be said.
        half_wanted(object): what was half typed (a HalfTyped) is to go on.
        undo_wanted: saving was a slip, the entry is to go on.
        go(object): a Go to another page.
    """

    begin_wanted = Signal()
    more_wanted = Signal()
    day_wanted = Signal(object)
    undo_wanted = Signal()
    now_wanted = Signal()
    half_wanted = Signal(object)
    go = Signal(object)

    def __init__(
        self, context: Context, *, count: int, asked: date | None, just_saved: bool, can_undo: bool = False
    ) -> None:
        super().__init__()
        self._context = context
        self._words = words = context.words
        # Each read goes to the disk: once for all that is shown.
        self._draft = context.record.draft()
        days = context.record.days(count=count)
        self._is_filled_in = any(entry.state is EntryState.FINISHED for entry in days[0].entries)
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
        waiting = tuple(said_then(piece, context) for piece in to_ask_now(context))
        if waiting:
            column.insertWidget(0, now_card(waiting, words, self._ask_now))
        other = OtherDayCard(context)
        other.day_wanted.connect(self.day_wanted)
        column.addWidget(Label(words("diary.last_days"), "h2"))
        days = self._to_show(days, asked)
        for card in self._day_cards(days):
            column.addWidget(card)
        if not days:
            column.addWidget(Label(words("diary.nothing_yet")))
        more = Button(words("diary.earlier_days"))
        more.clicked.connect(self.more_wanted)
        stack(column, more)
        column.addWidget(other)

    def _begin_card(self) -> Card:
        words = self._words
        card = Card()
        if self._draft is not None:
            began = self._context.formats().moment(self._draft.started_at, self._context.record.now())
            card.add(Label(words("diary.begun", moment=began)))
        else:
            card.add(Label(words("diary.filled_in" if self._is_filled_in else "diary.not_filled_in")))
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
        if self._draft is not None:
            return self._words("diary.go_on")
        return self._words("diary.add_more" if self._is_filled_in else "diary.fill_in")

    def _to_show(self, days: tuple[DiaryDay, ...], asked: date | None) -> tuple[DiaryDay, ...]:
        """The day asked for, then the newest first, without the empty ones at the end and an empty today."""
        today = days[0]
        others = [day for day in days if day.day != asked]
        while others and others[-1].is_empty:
            others.pop()
        if others and others[0] is today and today.is_empty:
            del others[0]
        if asked is None or asked > today.day:
            return tuple(others)
        return (self._context.record.day(asked), *others)

    def _day_cards(self, days: tuple[DiaryDay, ...]) -> Iterator[DayCard]:
        if not days:
            return
        lines = Lines(self._context)
        earliest = to_utc(datetime.combine(min(day.day for day in days), time()), self._context.record.zone())
        hiding = self._context.record.hiding_since(earliest)
        for day in days:
            card = DayCard(day, self._context, lines, hiding)
            card.alert_wanted.connect(self._go_to_alert)
            card.day_wanted.connect(self.day_wanted)
            yield card

    @Slot()
    def _ask_now(self) -> None:
        self.now_wanted.emit()

    @Slot()
    def _go_to_today(self) -> None:
        self.go.emit(Go(PageId.TODAY))

    @Slot()
    def _go_to_thinking(self) -> None:
        self.go.emit(Go(PageId.THINKING))

    @Slot(object)
    def _go_to_alert(self, alert_id: str) -> None:
        self.go.emit(Go(PageId.ALERTS, alert_id))
