"""The form about how times, dates and temperatures are written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, time

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from companion.core.people import DateOrder
from companion.ui.context import Context
from companion.ui.forms.field import ChoiceField
from companion.ui.forms.form import Answers, Form
from companion.ui.widgets.choice_list import Option
from companion.ui.widgets.label import Label

_EXAMPLE_DAY = date(2026, 3, 31)
_EXAMPLE_TIME = time(19, 30)
_CELSIUS, _FAHRENHEIT = "Cel", "[degF]"
_24, _12 = "24", "12"


class ClockForm(Form):
    """The unit of temperature, the clock and the order of a date, with an example that follows."""

    is_typed = False

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        words, formats = self.words, context.formats()
        self._unit = ChoiceField(
            words("forms.temperature_unit"),
            (Option(_CELSIUS, words("forms.celsius")), Option(_FAHRENHEIT, words("forms.fahrenheit"))),
        )
        self._clock = ChoiceField(
            words("forms.clock"),
            tuple(
                Option(value, replace(formats, clock_24h=value == _24).clock(_EXAMPLE_TIME))
                for value in (_24, _12)
            ),
        )
        self._order = ChoiceField(
            words("forms.date_order" if formats.has_order_in_words else "forms.date_order_digits"),
            tuple(
                Option(order.value, replace(formats, date_order=order).order_example(_EXAMPLE_DAY))
                for order in DateOrder
            ),
        )
        self._example = Label("", "strong")
        self.add(self._unit, self._clock, self._order)
        self.column.addWidget(self._example)
        self.changed.connect(self._show_example)

    def answers(self) -> Answers:
        return {
            "shown.temperature_unit": self._unit.value(),
            "shown.clock": self._clock.value(),
            "shown.date_order": self._order.value(),
        }

    def fill(self, answers: Answers) -> None:
        self._unit.set_value(answers.get("shown.temperature_unit", ""))
        self._clock.set_value(answers.get("shown.clock", ""))
        self._order.set_value(answers.get("shown.date_order", ""))
        self._show_example()

    def stored(self) -> Answers:
        wanted = self.context.record.preferences()
        return {
            "shown.temperature_unit": wanted.temperature_unit,
            "shown.clock": _24 if wanted.clock_24h else _12,
            "shown.date_order": wanted.date_order.value,
        }

    def store(self) -> None:
        wanted = replace(
            self.context.record.preferences(),
            temperature_unit=self._unit.value() or _CELSIUS,
            clock_24h=self._clock.value() != _12,
            date_order=_order(self.answers()),
        )
        if wanted != self.context.record.preferences():
            self.context.journal.set_preferences(wanted)

    def first(self) -> QWidget:
        return self._unit.control

    @Slot()
    def _show_example(self) -> None:
        shown = replace(
            self.context.formats(), clock_24h=self._clock.value() != _12, date_order=_order(self.answers())
        )
        local = shown.local(self.context.record.now())
        day, at = shown.day(local.date()), shown.clock(local.time())
        moment = self.words("calendar.day_and_time", day=day, time=at)
        self._example.setText(self.words("forms.shown_like", moment=moment))


def _order(answers: Mapping[str, str]) -> DateOrder:
    value = answers.get("shown.date_order") or DateOrder.DAY_FIRST.value
    return DateOrder(value)
