"""One symptom in one month: a sentence, a map of its days, and the same as a list."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from companion.ui.pages.symptoms.days import AS_LIST, SymptomDays
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Card
from companion.ui.widgets.flow import button_row
from companion.ui.widgets.label import Label
from companion.ui.widgets.month_map import MonthMap
from companion.ui.widgets.rebuilt import Rebuilt


class MonthPart(Rebuilt):
    """`month` is the first day of the month that is shown; None for the present one."""

    def __init__(self, days: SymptomDays, month: date | None) -> None:
        super().__init__()
        self._days = days
        self.month = month or days.today.replace(day=1)
        self._is_listed = False
        self._show_month()

    def _show_month(self) -> None:
        words = self._days.context.words
        last = self.month.replace(day=monthrange(self.month.year, self.month.month)[1])
        marks = self._days.marks(self.month, last)
        month = words(f"calendar.month_{self.month.month}")
        title = words("symptoms.month_title", month=month, year=self.month.year)
        sentence = self._days.sentence(marks)
        self.clear()
        card = Card(title)
        self.add(card)
        card.add(Label(sentence, "strong"))
        weekdays = tuple(words(f"symptoms.weekday_{n}") for n in range(1, 8))
        days = self._days.shown(marks, {})
        card.add(MonthMap(days, weekdays, f"{title}. {sentence}"))
        card.add(Label(words("symptoms.legend"), "small"))
        card.add(Label(words("symptoms.legend_marks"), "small"))
        if self._is_listed:
            for day in days:
                card.add(Label(day.says, bullet=True))
        card.add_space()
        card.add(self._buttons())

    def _buttons(self) -> QWidget:
        words = self._days.context.words
        earlier = Button(words("symptoms.earlier"), icon="back")
        earlier.clicked.connect(self._to_earlier)
        listed = Button(words("symptoms.as_picture" if self._is_listed else "symptoms.as_table"))
        listed.setObjectName(AS_LIST)
        listed.clicked.connect(self._turn)
        buttons = [earlier, listed]
        if self.month < self._days.today.replace(day=1):
            later = Button(words("symptoms.later"), icon="forward")
            later.clicked.connect(self._to_later)
            buttons.insert(1, later)
        return button_row(*buttons)

    @Slot()
    def _to_earlier(self) -> None:
        self.month = (self.month - timedelta(days=1)).replace(day=1)
        self._show_month()

    @Slot()
    def _to_later(self) -> None:
        self.month = (self.month + timedelta(days=31)).replace(day=1)
        self._show_month()

    @Slot()
    def _turn(self) -> None:
        self._is_listed = not self._is_listed
        self._show_month()
