"""The days of one symptom: what is known of each, and what is said of them together."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from companion.core.trends import DayMark, summary
from companion.ui.context import Context
from companion.ui.pages.symptoms.words import sentence_of, shown_days
from companion.ui.widgets.day_view import ShownDay

# The button that turns a picture of days into a list of them, for whoever looks for it.
AS_LIST = "as_list"


class SymptomDays:
    """Read anew for each stretch of days; nothing lies after today."""

    def __init__(self, context: Context, symptom: str) -> None:
        self.context = context
        self.today = context.record.today()
        self._symptom = symptom
        self._doses = context.trends.dose_days()
        self._name = context.words.written(context.catalogue.symptoms[symptom].words.name)

    def marks(self, first: date, last: date) -> tuple[DayMark, ...]:
        """Each day from `first` to `last`."""
        return self.context.trends.course(self._symptom, first, min(last, self.today))

    def sentence(self, marks: tuple[DayMark, ...]) -> str:
        """How it was in these days."""
        return sentence_of(summary(marks, self._doses), self._name, self.context.words)

    def shown(self, marks: tuple[DayMark, ...], heat: Mapping[date, float]) -> tuple[ShownDay, ...]:
        """Each of these days with its doses, its highest temperature, and all of it in words."""
        return shown_days(marks, self._doses, heat, self.context)
