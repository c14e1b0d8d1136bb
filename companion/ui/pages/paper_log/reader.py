"""What a field of a paper log says: a moment, a reading, a level; or, in the field itself, why not."""

from __future__ import annotations

from datetime import date, datetime

from companion.core.levels import Severity
from companion.core.paper_log import Level, Value
from companion.core.typed import NotRead
from companion.core.units import NothingTyped, ReadingKind, Understood, read_typed
from companion.core.zones import to_utc
from companion.ui.context import Context
from companion.ui.forms.field import TypedField
from companion.ui.typed_here import typed_day, typed_time

_STEPS = {str(one.steps): one for one in (Severity.NONE, Severity.MILD, Severity.MODERATE, Severity.SEVERE)}


class FieldReader:
    """Each time a field is read, what it said before is forgotten."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def moment(self, time: TypedField, day: TypedField | None, known: date | None) -> datetime | None:
        """A time on the day that is typed, or on the `known` one; None where it cannot be read."""
        words, record = self._context.words, self._context.record
        clock = typed_time(time.text(), self._context)
        on: date | NotRead | None = known
        if day is not None:
            on = typed_day(day.text(), self._context)
            if not isinstance(on, date):
                reason = "paper_log.needs_day" if on is None else on.reason
                day.show_error(words(reason, example=day.example))
                return None
        if clock is None or isinstance(clock, NotRead):
            reason = "paper_log.needs_time" if clock is None else clock.reason
            time.show_error(words(reason, example=time.example))
            return None
        assert isinstance(on, date)  # a row without a field for it has its day from the log
        at = to_utc(datetime.combine(on, clock), record.zone())
        if at > record.now():
            time.show_error(words("paper_log.in_future"))
            return None
        time.clear_error()
        return at

    def value(self, field: TypedField, kind: ReadingKind) -> Value | bool | None:
        """The reading, None for an empty field, False for one that cannot be read."""
        formats = self._context.formats()
        preferred = formats.preferred_unit(kind)
        typed = read_typed(field.text(), kind, kind.unit(preferred))
        if isinstance(typed, Understood):
            field.clear_error()
            return Value(kind.id, typed.value, typed.unit.code)
        if isinstance(typed, NothingTyped):
            field.clear_error()
            return None
        words = self._context.words
        low, high = formats.range_of(kind, preferred)
        field.show_error(words.written(kind.words.retry, low=low, high=high))
        return False

    def level(self, field: TypedField, symptom: str) -> Level | bool | None:
        """The level, None for an empty field, False for anything but 0 to 3."""
        text = field.text().strip()
        if text and text not in _STEPS:
            field.show_error(self._context.words("paper_log.not_a_level"))
            return False
        field.clear_error()
        return Level(symptom, _STEPS[text]) if text else None
