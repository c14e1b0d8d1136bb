"""What the questions of every schedule are made of: days and times as they are typed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from companion.core.plan import MedicinePlan
from companion.core.recurrence import (
    Recurrence,
)
from companion.core.typed import NotRead
from companion.core.typed_lists import read_times, read_whole
from companion.ui.context import Context
from companion.ui.forms.field import TypedField
from companion.ui.forms.form import Form
from companion.ui.forms.when import DayField, UnderstoodField
from companion.ui.pages.medicines.schedule_words import times_text
from companion.ui.widgets.card import Field

MORNING, EVENING = time(8), time(20)


@dataclass(frozen=True, slots=True)
class Schedule:
    """What was answered."""

    recurrence: Recurrence
    first_day: date
    last_day: date | None


class ScheduleFields(Form):
    """The questions of one kind; nothing that was typed is ever cleared."""

    def schedule(self) -> Schedule | None:
        """The answer; None after saying at each field what to change."""
        return None if self.complain() else self._answer()

    def first(self) -> Field:
        return self.readings()[0][0]

    def _answer(self) -> Schedule:
        raise NotImplementedError


class TimesField(UnderstoodField):
    """One time of day or several in one line, and how they were understood."""

    def __init__(self, context: Context, label: str, times: tuple[time, ...] = ()) -> None:
        example = times_text((MORNING, EVENING), context)
        super().__init__(context, label, context.words("medicines.times_hint", example=example), example)
        # Commas are read in every language.
        self.set_text(", ".join(context.formats().clock(at) for at in sorted(times)))

    def read(self) -> tuple[time, ...] | NotRead:
        found = read_times(self.text(), clock_24h=self._context.formats().clock_24h)
        return found or NotRead("medicines.no_times")

    def understood(self) -> str:
        times = self.read()
        return "" if isinstance(times, NotRead) else times_text(times, self._context)


class Spanned(ScheduleFields):
    """A kind with a first and perhaps a last day; the fields of its own come first."""

    def __init__(self, context: Context, plan: MedicinePlan | None, first_label: str) -> None:
        super().__init__(context)
        first = plan.first_day if plan is not None else context.record.today()
        last = plan.last_day if plan is not None else None
        self._first = DayField(context, first_label, day=first)
        hint = self.words("medicines.last_day_hint")
        self._last = DayField(context, self.words("medicines.last_day"), hint, day=last)

    def _span(self) -> tuple[tuple[Field, object], ...]:
        return (
            (self._first, self._first.needed("medicines.needs_first_day")),
            (self._last, self._last.read()),
        )

    def _with(self, recurrence: Recurrence) -> Schedule:
        first, last = self._first.read(), self._last.read()
        assert isinstance(first, date)  # nothing was complained of
        return Schedule(recurrence, first, last if isinstance(last, date) else None)


def times_in(field: TimesField) -> tuple[time, ...]:
    """The times that were read."""
    times = field.read()
    return () if isinstance(times, NotRead) else times


def whole_in(field: TypedField) -> int | None:
    """The whole number that was read."""
    number = read_whole(field.text())
    return number if isinstance(number, int) else None
