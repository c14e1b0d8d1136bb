"""One symptom over time: a month, the last months, and the days after the last two infusions."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.ui.context import Context
from companion.ui.pages.symptoms.cycles import cycles_card
from companion.ui.pages.symptoms.days import SymptomDays
from companion.ui.pages.symptoms.month import MonthPart
from companion.ui.pages.symptoms.months import MonthsPart

_GAP = 12


class SymptomCourse(QWidget):
    """`month` is the first day of the month to begin with; None for the present one."""

    def __init__(self, context: Context, symptom: str, month: date | None) -> None:
        super().__init__()
        days = SymptomDays(context, symptom)
        self._month = MonthPart(days, month)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_GAP)
        column.addWidget(self._month)
        column.addWidget(MonthsPart(days))
        cycles = context.trends.last_cycles(symptom)
        if cycles:
            column.addWidget(cycles_card(cycles, context))

    @property
    def month(self) -> date:
        """The first day of the month that is shown."""
        return self._month.month
