"""When a medicine was taken: now, an hour ago, or at a time that is typed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import Enum
from typing import assert_never

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from companion.ui.pages.diary.clock import clock_hint, last_time, on_day, read_clock
from companion.ui.pages.diary.filling import Filling
from companion.ui.widgets.card import Field, stack
from companion.ui.widgets.choice_list import ChoiceList, Option
from companion.ui.widgets.label import Label


class _When(Enum):
    NOW = "now"
    HOUR_AGO = "hour_ago"
    OTHER = "other"


class TakenWhen(QWidget):
    """Nothing is chosen at first; on a past day only a time that is typed says when.

    Signals:
        changed: something was chosen or typed.
    """

    changed = Signal()

    def __init__(self, filling: Filling) -> None:
        super().__init__()
        self._filling = filling
        words = filling.context.words
        times = tuple(Option(when.value, words(f"diary.taken_{when.value}")) for when in _When)
        self._when = ChoiceList(words("diary.when_taken"), times, columns=2)
        self._is_past = filling.asks_when
        self._clock = QLineEdit()
        self._clock_field = Field(words("diary.time_taken"), self._clock, clock_hint(filling.context))
        self._echo = Label("", "strong")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for part in (Label(words("diary.when_taken"), "h3"), self._when, self._clock_field, self._echo):
            stack(column, part)
        self._when.setVisible(not self._is_past)
        self._when.chosen.connect(self._look)
        self._clock.textChanged.connect(self._look)
        self._look()

    def taken_at(self) -> datetime | None:
        """The moment; None while it is not known."""
        context = self._filling.context
        now, chosen = context.record.now(), self._when.value()
        if self._is_past:
            clock = read_clock(self._clock.text(), context)
            at = None if clock is None else on_day(self._filling.on, clock, context)
            return None if at is None or at > now else at
        if chosen is None:
            return None
        match _When(chosen):
            case _When.NOW:
                return now
            case _When.HOUR_AGO:
                return now - timedelta(hours=1)
            case _When.OTHER:
                clock, record = read_clock(self._clock.text(), context), context.record
                return None if clock is None else last_time(clock, now, record.today(), record.zone())
            case never:
                assert_never(never)

    def missing(self) -> str:
        """What is still needed, as a sentence; empty when the moment is known."""
        if self._when.value() is None and not self._is_past:
            return self._filling.context.words("diary.choose_time")
        return "" if self.taken_at() is not None else clock_hint(self._filling.context)

    def half(self) -> Mapping[str, str]:
        """What is chosen or typed."""
        return {"medicine_when": self._when.value() or "", "medicine_clock": self._clock.text()}

    def show_half(self, fields: Mapping[str, str]) -> None:
        """What `half` gave before."""
        when = fields.get("medicine_when")
        if when in {one.value for one in _When}:
            self._when.set_value(when)
        self._clock.setText(fields.get("medicine_clock", ""))
        self._look()

    def empty(self) -> None:
        """As at first."""
        self._when.set_value(None)
        self._clock.clear()
        self._look()

    @Slot()
    def _look(self) -> None:
        context, at = self._filling.context, self.taken_at()
        typed = self._when.value() == _When.OTHER.value or self._is_past
        self._clock_field.setVisible(typed)
        shown = context.formats().moment(at, context.record.now()) if at is not None and typed else ""
        self._echo.setText(context.words("diary.understood", what=shown) if shown else "")
        self._echo.setVisible(bool(shown))
        self.changed.emit()
