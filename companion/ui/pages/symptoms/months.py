"""One symptom in the last months: a sentence, bars with doses and fever, and the same as a list."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Slot

from companion.core.levels import Severity
from companion.ui.pages.symptoms.days import AS_LIST, SymptomDays
from companion.ui.pages.symptoms.list import DayList
from companion.ui.pages.symptoms.words import heat_of
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Card
from companion.ui.widgets.course_chart import ChartWords, CourseChart
from companion.ui.widgets.flow import button_row
from companion.ui.widgets.label import Label
from companion.ui.widgets.rebuilt import Rebuilt

_QUARTER, _YEAR = 90, 365
_STEPS = (Severity.NONE, Severity.MILD, Severity.MODERATE, Severity.SEVERE)


class MonthsPart(Rebuilt):
    """Three months, or a year."""

    def __init__(self, days: SymptomDays) -> None:
        super().__init__()
        self._days = days
        self._span = _QUARTER
        self._is_listed = False
        self._show_chart()

    def _show_chart(self) -> None:
        context, words = self._days.context, self._days.context.words
        first = self._days.today - timedelta(days=self._span - 1)
        marks = self._days.marks(first, self._days.today)
        sentence = self._days.sentence(marks)
        heat = heat_of(first, context)
        days = self._days.shown(marks, heat.by_day)
        said = ChartWords(
            tuple(words(f"severity.{severity.value}") for severity in _STEPS),
            words("symptoms.lane_doses"),
            words("symptoms.lane_heat"),
            tuple(words(f"calendar.month_{n}") for n in range(1, 13)),
        )
        self.clear()
        card = Card(words("symptoms.months_title"))
        self.add(card)
        card.add(Label(sentence, "strong"))
        card.add(CourseChart(days, heat, said, sentence))
        card.add(Label(words("symptoms.chart_hint"), "small"))
        if heat.by_day and heat.says:
            card.add(Label(heat.says, "small"))
        other = Button(words("symptoms.one_year" if self._span == _QUARTER else "symptoms.three_months"))
        other.clicked.connect(self._turn_span)
        listed = Button(words("symptoms.hide_months" if self._is_listed else "symptoms.months_listed"))
        listed.setObjectName(AS_LIST)
        listed.clicked.connect(self._turn)
        if self._is_listed:
            card.add(DayList(days, heat.by_day, words))
        card.add_space()
        card.add(button_row(other, listed))

    @Slot()
    def _turn(self) -> None:
        self._is_listed = not self._is_listed
        self._show_chart()

    @Slot()
    def _turn_span(self) -> None:
        self._span = _YEAR if self._span == _QUARTER else _QUARTER
        self._show_chart()
