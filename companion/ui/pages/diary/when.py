"""When on a past day something was: a part of the day or a time that is typed; and a time to put right."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from companion.ui.context import Context
from companion.ui.pages.diary.clock import clock_hint, on_day, read_clock
from companion.ui.widgets.card import Field
from companion.ui.widgets.choice_list import ChoiceList, Option
from companion.ui.widgets.label import Label

_OTHER = "other"


class ClockField(QWidget):
    """A time on one day, typed; what stands there already counts to the second until it is typed anew."""

    def __init__(self, context: Context, day: date, label: str, at: datetime | None = None) -> None:
        super().__init__()
        self._context, self._day, self._at = context, day, at
        formats = context.formats()
        self._stood = "" if at is None else formats.clock(formats.local(at).time())
        self.line = QLineEdit(self._stood)
        self._field = Field(label, self.line, clock_hint(context))
        self.line.textChanged.connect(self._typed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._field)

    def moment(self) -> datetime | None:
        """The moment that is meant; None where it cannot be read or is still to come."""
        if self._at is not None and self.line.text() == self._stood:
            return self._at
        clock = read_clock(self.line.text(), self._context)
        moment = None if clock is None else on_day(self._day, clock, self._context)
        return None if moment is None or moment > self._context.record.now() else moment

    def missing(self) -> str:
        """What must be changed, as a sentence; empty when the time can be read."""
        if self.moment() is not None:
            return ""
        clock = read_clock(self.line.text(), self._context)
        said = clock_hint(self._context) if clock is None else self._context.words("diary.in_future")
        self._field.show_error(said)
        return said

    @Slot()
    def _typed(self) -> None:
        if self._field.error():
            self._field.clear_error()


class WhenField(QWidget):
    """About when on a past day: nothing is chosen at first.

    Signals:
        changed: another moment is meant, or none.
    """

    changed = Signal()

    def __init__(self, context: Context, day: date, at: datetime | None) -> None:
        super().__init__()
        self._context, self._day = context, day
        words = context.words
        question = words("diary.when_then", day=context.formats().short_day(day))
        self._parts = context.catalogue.diary_times.parts
        options = tuple(Option(part, words(f"diary.part_{part}")) for part in self._parts)
        self._choice = ChoiceList(question, (*options, Option(_OTHER, words("diary.taken_other"))), columns=2)
        self._clock = ClockField(context, day, words("diary.time_then"), at)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for part in (Label(question, "h3"), self._choice, self._clock):
            column.addWidget(part)
        self._choice.chosen.connect(self._look)
        self._clock.line.textChanged.connect(self._look)
        self.setFocusProxy(self._choice)
        if at is not None or not self._parts:
            self._choice.set_value(_OTHER)
        self._clock.setVisible(self._choice.value() == _OTHER)

    def moment(self) -> datetime | None:
        """The moment that is meant; None where nothing is chosen or the time cannot be read."""
        value = self._choice.value()
        if value is None:
            return None
        if value == _OTHER:
            return self._clock.moment()
        return min(on_day(self._day, self._parts[value], self._context), self._context.record.now())

    def missing(self) -> str:
        """What is still needed, as a sentence."""
        if self._choice.value() is None:
            return self._context.words("diary.choose_when_then")
        return self._clock.missing() if self._choice.value() == _OTHER else ""

    @Slot()
    def _look(self) -> None:
        self._clock.setVisible(self._choice.value() == _OTHER)
        self.changed.emit()
