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
from companion.ui.pages.diary.begin_card import BeginCard, SavedCard
from companion.ui.pages.diary.day_card import DayCard
from companion.ui.pages.diary.half import HalfCard
from companion.ui.pages.diary.lines import Lines
from companion.ui.pages.diary.now_card import now_card, said_then, to_ask_now
from companion.ui.pages.diary.other_day import OtherDayCard
from companion.ui.places import Go, PageId
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import stack
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
        words = context.words
        # Each read goes to the disk: once for all that is shown.
        days = context.record.days(count=count)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_GAP)
        top = self._saved_card(days[0], can_undo=can_undo) if just_saved else self._begin_card(days[0])
        self.primary = top.primary
        column.addWidget(top)
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
        self.other_day = other = OtherDayCard(context)
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

    def _begin_card(self, today: DiaryDay) -> BeginCard:
        draft = self._context.record.draft()
        card = BeginCard(self._context, draft, is_filled_in=_is_filled_in(today))
        card.begin_wanted.connect(self.begin_wanted)
        return card

    def _saved_card(self, today: DiaryDay, *, can_undo: bool) -> SavedCard:
        draft, is_filled_in = self._context.record.draft(), _is_filled_in(today)
        card = SavedCard(self._context.words, draft, is_filled_in=is_filled_in, can_undo=can_undo)
        card.begin_wanted.connect(self.begin_wanted)
        card.undo_wanted.connect(self.undo_wanted)
        card.today_wanted.connect(self._go_to_today)
        return card

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


def _is_filled_in(today: DiaryDay) -> bool:
    return any(entry.state is EntryState.FINISHED for entry in today.entries)
