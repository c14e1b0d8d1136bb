"""Between midnight and morning: does this belong to the evening before, or to the new day?"""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.ui.context import Context
from companion.ui.pages.diary.back import back_button
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Card, stack
from companion.ui.widgets.label import Label


def evening_before(context: Context, moment: datetime) -> date | None:
    """The day before, where an entry of this hour may belong to it."""
    local = context.formats().local(moment)
    return context.catalogue.diary_times.evening_before(local)


class NightQuestion(QWidget):
    """Whichever is chosen, what is felt is felt now, and judged as of now.

    Signals:
        chosen(object): the day before (a date), or None for the new day.
        left: neither; back to the start.
    """

    chosen = Signal(object)
    left = Signal()

    def __init__(self, context: Context, evening: date) -> None:
        super().__init__()
        words, formats = context.words, context.formats()
        self._evening = evening
        back = back_button(context.words)
        back.clicked.connect(self.left)
        card = Card(words("diary.which_day"))
        card.add(Label(words("diary.which_day_why")))
        card.add_space()
        before = Button(words("diary.evening_of", day=formats.short_day(evening)), "secondary", "big")
        before.clicked.connect(self._choose_evening)
        today = Button(
            words("diary.new_day", day=formats.short_day(context.record.today())), "secondary", "big"
        )
        today.clicked.connect(self._choose_today)
        card.add(before)
        card.add(today)
        self.primary = before
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        stack(column, back)
        column.addWidget(card)
        column.addStretch(1)

    @Slot()
    def _choose_evening(self) -> None:
        self.chosen.emit(self._evening)

    @Slot()
    def _choose_today(self) -> None:
        self.chosen.emit(None)
