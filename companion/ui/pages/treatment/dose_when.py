"""When a dose was started: its day and time, or that nobody knows; what is wrong is said at the field."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from companion.core.typed import NotRead
from companion.core.zones import to_utc
from companion.ui.context import Context
from companion.ui.typed_here import typed_day, typed_time
from companion.ui.widgets.card import Field
from companion.ui.widgets.choice_list import Option, ToggleList

# Farther from the plan, or longer ago, a wrong month or year is likelier than such a dose: ask once more.
_FAR_FROM_PLAN = timedelta(days=14)
_LONG_AGO = timedelta(days=60)
_NO_TIME = "no_time"
_EXAMPLE = time(9, 30)
_GAP = 16


class DoseWhen(QWidget):
    """Nothing typed is ever cleared.

    Signals:
        turned: whether the time is known was changed.
        doubted: it is far off the plan; the same answer once more is taken.
    """

    turned = Signal()
    doubted = Signal()

    def __init__(
        self, context: Context, *, planned_at: datetime | None, known: datetime | None, asks_time: bool
    ) -> None:
        """`known` is what was written down before; with `asks_time` not knowing it is no answer."""
        super().__init__()
        self._context = context
        self._planned_at = planned_at
        self._confirmed = known
        words, formats, now = context.words, context.formats(), context.record.now()
        shown = known or planned_at
        day = QLineEdit(formats.plain_day(formats.day_of(shown)) if shown else "")
        example = formats.plain_day(formats.day_of(now))
        self._day = Field(words("treatment.day"), day, words("treatment.day_hint", example=example))
        hint = words("treatment.time_hint", example=formats.clock(_EXAMPLE))
        at = "" if known is None else formats.clock(formats.local(known).time())
        self._time = Field(words("treatment.time"), QLineEdit(at), hint)
        no_time = words("treatment.no_time")
        self._no_time = ToggleList(no_time, (Option(_NO_TIME, no_time, words("treatment.no_time_means")),))
        self._no_time.changed.connect(self._turn)
        self._no_time.setVisible(not asks_time)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_GAP)
        for part in (self._day, self._time, self._no_time):
            column.addWidget(part)

    @property
    def is_unknown(self) -> bool:
        """Whether nobody knows the time."""
        return bool(self._no_time.values())

    def first(self) -> QWidget:
        """Where typing starts: the time where the day is known."""
        return (self._time if text_in(self._day) else self._day).control

    def read(self) -> datetime | None:
        """The start; None where nobody knows it, or after saying at a field what to change."""
        for field in (self._day, self._time):
            field.clear_error()
        return None if self.is_unknown else self._start()

    def wrong(self) -> QWidget | None:
        """The first control whose answer cannot be used."""
        return next((field.control for field in (self._day, self._time) if field.error()), None)

    @Slot()
    def _turn(self) -> None:
        self._day.setVisible(not self.is_unknown)
        self._time.setVisible(not self.is_unknown)
        self.turned.emit()

    def _start(self) -> datetime | None:
        words, record, formats = self._context.words, self._context.record, self._context.formats()
        now = record.now()
        day = self._read_day(formats.day_of(now))
        clock = typed_time(text_in(self._time), self._context)
        if not isinstance(clock, time):
            example = formats.clock(_EXAMPLE)
            self._time.show_error(words(clock.reason if clock else "treatment.needs_time", example=example))
            return None
        if day is None:
            return None
        started_at = to_utc(datetime.combine(day, clock), record.zone())
        if started_at > now:
            self._time.show_error(words("treatment.in_future"))
        elif self._is_doubtful(started_at, now):
            self._confirmed = started_at
            self.doubted.emit()
        return started_at

    def _read_day(self, today: date) -> date | None:
        words = self._context.words
        day = typed_day(text_in(self._day), self._context)
        if isinstance(day, date) and day <= today:
            return day
        if isinstance(day, date):
            self._day.show_error(words("treatment.day_in_future"))
        else:
            reason = day.reason if isinstance(day, NotRead) else "treatment.needs_day"
            self._day.show_error(words(reason, example=self._context.formats().plain_day(today)))
        return None

    def _is_doubtful(self, started_at: datetime, now: datetime) -> bool:
        """Whether to ask once more, saying at the day how far off it is."""
        if started_at == self._confirmed:
            return False
        formats, planned_at = self._context.formats(), self._planned_at
        off = abs(started_at - (planned_at or now))
        if off <= (_FAR_FROM_PLAN if planned_at else _LONG_AGO):
            return False
        days = abs((formats.day_of(started_at) - formats.day_of(planned_at or now)).days)
        key = "treatment.far_off" if planned_at else "treatment.long_ago"
        self._day.show_error(self._context.words(key, n=days))
        return True


def text_in(field: Field) -> str:
    """What was typed, without the blanks around it."""
    return field.control.text().strip() if isinstance(field.control, QLineEdit) else ""
