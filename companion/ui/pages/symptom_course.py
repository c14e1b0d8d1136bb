"""One symptom over time: a sentence, a month, the last months, and the days after the last two infusions."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.core.levels import Severity
from companion.core.trends import DayMark, summary
from companion.ui.context import Context
from companion.ui.pages.symptom_cycles import cycles_card
from companion.ui.pages.symptom_list import DayList
from companion.ui.pages.symptom_words import heat_of, sentence_of, shown_days
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Card
from companion.ui.widgets.course_chart import ChartWords, CourseChart
from companion.ui.widgets.flow import button_row
from companion.ui.widgets.label import Label
from companion.ui.widgets.month_map import MonthMap

AS_LIST = "as_list"
_QUARTER, _YEAR = 90, 365
_STEPS = (Severity.NONE, Severity.MILD, Severity.MODERATE, Severity.SEVERE)


class SymptomCourse(QWidget):
    """`month` is the first day of the month that is shown; None for the present one."""

    def __init__(self, context: Context, symptom: str, month: date | None) -> None:
        super().__init__()
        self._context, self._words, self._symptom = context, context.words, symptom
        self._today = context.record.today()
        self.month = month or self._today.replace(day=1)
        self._doses = context.trends.dose_days()
        self._name = self._words.written(context.catalogue.symptoms[symptom].words.name)
        self._days = _QUARTER
        self._month_listed = self._chart_listed = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._month_place, self._chart_place = QVBoxLayout(), QVBoxLayout()
        self._column.addLayout(self._month_place)
        self._column.addLayout(self._chart_place)
        self._show_month()
        self._show_chart()
        cycles = context.trends.last_cycles(symptom)
        if cycles:
            self._column.addWidget(cycles_card(cycles, context))

    def _course(self, first: date, last: date) -> tuple[DayMark, ...]:
        return self._context.trends.course(self._symptom, first, min(last, self._today))

    def _show_month(self) -> None:
        words = self._words
        last = self.month.replace(day=monthrange(self.month.year, self.month.month)[1])
        marks = self._course(self.month, last)
        month = words(f"calendar.month_{self.month.month}")
        title = words("symptoms.month_title", month=month, year=self.month.year)
        sentence = sentence_of(summary(marks, self._doses), self._name, words)
        card = _put(self._month_place, Card(title))
        card.add(Label(sentence, "strong"))
        weekdays = tuple(words(f"symptoms.weekday_{n}") for n in range(1, 8))
        days = shown_days(marks, self._doses, {}, self._context)
        card.add(MonthMap(days, weekdays, f"{title}. {sentence}"))
        card.add(Label(words("symptoms.legend"), "small"))
        card.add(Label(words("symptoms.legend_marks"), "small"))
        if self._month_listed:
            for day in days:
                card.add(Label(day.says, bullet=True))
        card.add_space()
        card.add(self._month_buttons())

    def _month_buttons(self) -> QWidget:
        words = self._words
        earlier = Button(words("symptoms.earlier"), icon="back")
        earlier.clicked.connect(self._to_earlier)
        listed = Button(words("symptoms.as_picture" if self._month_listed else "symptoms.as_table"))
        listed.setObjectName(AS_LIST)
        listed.clicked.connect(self._turn_month)
        buttons = [earlier, listed]
        if self.month < self._today.replace(day=1):
            later = Button(words("symptoms.later"), icon="forward")
            later.clicked.connect(self._to_later)
            buttons.insert(1, later)
        return button_row(*buttons)

    def _show_chart(self) -> None:
        words = self._words
        first = self._today - timedelta(days=self._days - 1)
        marks = self._course(first, self._today)
        sentence = sentence_of(summary(marks, self._doses), self._name, words)
        heat = heat_of(first, self._context)
        days = shown_days(marks, self._doses, heat.by_day, self._context)
        chart = CourseChart(
            days,
            heat,
            ChartWords(
                tuple(words(f"severity.{severity.value}") for severity in _STEPS),
                words("symptoms.lane_doses"),
                words("symptoms.lane_heat"),
                tuple(words(f"calendar.month_{n}") for n in range(1, 13)),
            ),
            sentence,
        )
        card = _put(self._chart_place, Card(words("symptoms.months_title")))
        card.add(Label(sentence, "strong"))
        card.add(chart)
        card.add(Label(words("symptoms.chart_hint"), "small"))
        if heat.by_day and heat.says:
            card.add(Label(heat.says, "small"))
        other = Button(words("symptoms.one_year" if self._days == _QUARTER else "symptoms.three_months"))
        other.clicked.connect(self._turn_span)
        listed = Button(words("symptoms.hide_months" if self._chart_listed else "symptoms.months_listed"))
        listed.setObjectName(AS_LIST)
        listed.clicked.connect(self._turn_chart)
        if self._chart_listed:
            card.add(DayList(days, heat.by_day, words))
        card.add_space()
        card.add(button_row(other, listed))

    @Slot()
    def _to_earlier(self) -> None:
        self.month = (self.month - timedelta(days=1)).replace(day=1)
        self._show_month()

    @Slot()
    def _to_later(self) -> None:
        self.month = (self.month + timedelta(days=31)).replace(day=1)
        self._show_month()

    @Slot()
    def _turn_month(self) -> None:
        self._month_listed = not self._month_listed
        self._show_month()

    @Slot()
    def _turn_chart(self) -> None:
        self._chart_listed = not self._chart_listed
        self._show_chart()

    @Slot()
    def _turn_span(self) -> None:
        self._days = _YEAR if self._days == _QUARTER else _QUARTER
        self._show_chart()


def _put(place: QVBoxLayout, card: Card) -> Card:
    """The card in the place of the one before it."""
    before = place.takeAt(0)
    old = before.widget() if before is not None else None
    if old is not None:
        old.hide()
        old.deleteLater()
    place.addWidget(card)
    return card
