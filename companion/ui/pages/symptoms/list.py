"""The days of a chart as a list: the same in words, month by month."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.core.words import Words
from companion.ui.widgets.day_view import ShownDay
from companion.ui.widgets.label import Label


class DayList(QWidget):
    """Each day of which something is known: an entry, an infusion, or a temperature (`heat`, in °C)."""

    def __init__(self, days: tuple[ShownDay, ...], heat: Mapping[date, float], words: Words) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        month: tuple[int, int] | None = None
        for day in days:
            if day.severity is None and not day.has_dose and day.day not in heat:
                continue
            if (day.day.year, day.day.month) != month:
                month = (day.day.year, day.day.month)
                name = words(f"calendar.month_{day.day.month}")
                column.addWidget(Label(words("symptoms.month_title", month=name, year=day.day.year), "h3"))
            column.addWidget(Label(day.says, bullet=True))
        column.addWidget(Label(words("symptoms.not_listed"), "small"))
