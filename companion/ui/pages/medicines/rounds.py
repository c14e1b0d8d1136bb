"""The questions of the schedules that come round by days: some days of the week, or of each round."""

from __future__ import annotations

from companion.core.plan import MedicinePlan
from companion.core.recurrence import CycleDays, Weekly
from companion.core.typed import NotRead
from companion.core.typed_lists import read_whole, read_wholes
from companion.ui.context import Context
from companion.ui.forms.field import TypedField, with_room
from companion.ui.pages.medicines.fields import Schedule, Spanned, TimesField, times_in, whole_in
from companion.ui.pages.medicines.schedule_words import joined
from companion.ui.widgets.card import Field
from companion.ui.widgets.choice_list import Option, ToggleList

_ROUND = "28"


class WeeklyFields(Spanned):
    """On some days of the week."""

    def __init__(self, context: Context, plan: MedicinePlan | None) -> None:
        super().__init__(context, plan, context.words("medicines.first_day"))
        rule = plan.recurrence if plan is not None else None
        question = self.words("medicines.weekdays")
        days = tuple(Option(str(n), self.words(f"calendar.weekday_{n}")) for n in range(1, 8))
        self._rows = ToggleList(question, days)
        self._days = Field(question, self._rows)
        with_room(self._days)
        self._times = TimesField(
            context, self.words("medicines.times"), rule.times if isinstance(rule, Weekly) else ()
        )
        if isinstance(rule, Weekly):
            self._rows.set_values(tuple(str(day) for day in rule.weekdays))
        self.add(self._days)
        self.add(self._times)
        self.add(self._first, self._last)

    def readings(self) -> tuple[tuple[Field, object], ...]:
        days = self._rows.values() or NotRead("medicines.no_weekday")
        return ((self._days, days), (self._times, self._times.read()), *self._span())

    def _answer(self) -> Schedule:
        days = tuple(int(day) for day in self._rows.values())
        return self._with(Weekly(days, times_in(self._times)))


class CycleFields(Spanned):
    """On some days of each round."""

    def __init__(self, context: Context, plan: MedicinePlan | None) -> None:
        super().__init__(context, plan, context.words("medicines.cycle_first"))
        rule = plan.recurrence if plan is not None else None
        self._length = TypedField(
            self.words("medicines.cycle_length"),
            self.words("forms.for_example", example=_ROUND),
            example=_ROUND,
        )
        example = joined(("1", "2", "3"), context)
        hint = self.words("forms.for_example", example=example)
        self._days = TypedField(self.words("medicines.cycle_days"), hint, example=example)
        self._times = TimesField(
            context, self.words("medicines.times"), rule.times if isinstance(rule, CycleDays) else ()
        )
        if isinstance(rule, CycleDays):
            self._length.set_text(str(rule.cycle_days))
            self._days.set_text(", ".join(str(day) for day in rule.days))
        self.add(self._length, self._days)
        self.add(self._times)
        self.add(self._first, self._last)

    def readings(self) -> tuple[tuple[Field, object], ...]:
        return (
            (self._length, read_whole(self._length.text()) or NotRead("medicines.cycle_below_one")),
            (self._days, read_wholes(self._days.text()) or NotRead("medicines.no_cycle_day")),
            (self._times, self._times.read()),
            *self._span(),
        )

    def _answer(self) -> Schedule:
        days = read_wholes(self._days.text())
        assert isinstance(days, tuple)  # nothing was complained of
        return self._with(CycleDays(whole_in(self._length) or 0, days, times_in(self._times)))
