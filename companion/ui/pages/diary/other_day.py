"""Any past day, named by a press or typed, to be filled in or put right."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit

from companion.core.typed import NotRead
from companion.ui.context import Context
from companion.ui.typed_here import typed_day
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Card, Field
from companion.ui.widgets.flow import button_row
from companion.ui.widgets.label import Label


class OtherDayCard(Card):
    """Signals:
    day_wanted(object): the day (a date) that was named.
    """

    day_wanted = Signal(object)

    def __init__(self, context: Context) -> None:
        words = context.words
        super().__init__(words("diary.other_day"))
        self._context = context
        self.add(Label(words("diary.other_day_means")))
        yesterday = Button(words("diary.yesterday"))
        yesterday.clicked.connect(self._want_yesterday)
        self._line = QLineEdit()
        self._field = Field(words("diary.which_other_day"), self._line, self._hint())
        self._line.textChanged.connect(self._field.clear_error)
        self._line.returnPressed.connect(self._want_typed)
        show = Button(words("diary.open_day"))
        show.clicked.connect(self._want_typed)
        self.add_space()
        self.add(button_row(yesterday))
        self.add(self._field)
        self.add(button_row(show))

    def typed(self) -> str:
        """What is typed and not opened yet."""
        return self._line.text()

    def show_typed(self, text: str) -> None:
        """What `typed` gave before."""
        self._line.setText(text)

    def _hint(self) -> str:
        formats = self._context.formats()
        day = formats.plain_day(self._context.record.today() - timedelta(days=2))
        return self._context.words("diary.type_day", day=day)

    @Slot()
    def _want_yesterday(self) -> None:
        self.day_wanted.emit(self._context.record.today() - timedelta(days=1))

    @Slot()
    def _want_typed(self) -> None:
        today = self._context.record.today()
        day = typed_day(self._line.text(), self._context)
        if day is None or isinstance(day, NotRead):
            self._field.show_error(self._hint())
        elif day > today:
            self._field.show_error(self._context.words("diary.day_in_future"))
        else:
            self.day_wanted.emit(day)
