"""The questions of each kind of schedule: when, from when, until when."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import time

from companion.core.plan import MedicinePlan
from companion.core.recurrence import AsNeeded, DailyAt, EveryHours
from companion.core.typed import NotRead
from companion.core.typed_lists import read_whole
from companion.ui.context import Context
from companion.ui.forms.field import TypedField
from companion.ui.pages.medicines.fields import (
    MORNING,
    Schedule,
    ScheduleFields,
    Spanned,
    TimesField,
    times_in,
    whole_in,
)
from companion.ui.pages.medicines.kinds import Kind
from companion.ui.pages.medicines.rounds import CycleFields, WeeklyFields
from companion.ui.pages.medicines.steps import DatesFields, TaperFields
from companion.ui.typed_here import typed_time
from companion.ui.widgets.card import Field

_HOURS = "8"


class DailyFields(Spanned):
    """Every day at set times."""

    def __init__(self, context: Context, plan: MedicinePlan | None) -> None:
        super().__init__(context, plan, context.words("medicines.first_day"))
        rule = plan.recurrence if plan is not None else None
        times = rule.times if isinstance(rule, DailyAt) else ()
        self._times = TimesField(context, self.words("medicines.times"), times)
        self.add(self._times)
        self.add(self._first, self._last)

    def readings(self) -> tuple[tuple[Field, object], ...]:
        return ((self._times, self._times.read()), *self._span())

    def _answer(self) -> Schedule:
        return self._with(DailyAt(times_in(self._times)))


class HoursFields(Spanned):
    """Every so many hours."""

    def __init__(self, context: Context, plan: MedicinePlan | None) -> None:
        super().__init__(context, plan, context.words("medicines.first_day"))
        rule = plan.recurrence if plan is not None else None
        self._hours = TypedField(
            self.words("medicines.hours"), self.words("forms.for_example", example=_HOURS), example=_HOURS
        )
        at = context.formats().clock(MORNING)
        hint = self.words("forms.for_example", example=at)
        self._at = TypedField(self.words("medicines.first_time"), hint, example=at)
        if isinstance(rule, EveryHours):
            self._hours.set_text(str(rule.hours))
            self._at.set_text(context.formats().clock(rule.first))
        self.add(self._hours, self._at)
        self.add(self._first, self._last)

    def readings(self) -> tuple[tuple[Field, object], ...]:
        return (
            (self._hours, read_whole(self._hours.text()) or NotRead("medicines.hours_below_one")),
            (self._at, self._time() or NotRead("medicines.needs_time")),
            *self._span(),
        )

    def _time(self) -> time | NotRead | None:
        return typed_time(self._at.text(), self.context)

    def _answer(self) -> Schedule:
        at = self._time()
        assert isinstance(at, time)  # nothing was complained of
        return self._with(EveryHours(whole_in(self._hours) or 0, at))


class NeededFields(ScheduleFields):
    """Only when it is needed."""

    def __init__(self, context: Context, plan: MedicinePlan | None) -> None:
        super().__init__(context)
        rule = plan.recurrence if plan is not None else None
        self._begun = plan.first_day if plan is not None else context.record.today()
        hint = self.words("medicines.as_team_said")
        self._gap = TypedField(self.words("medicines.gap"), hint, example="6")
        self._most = TypedField(self.words("medicines.most"), hint, example="4")
        if isinstance(rule, AsNeeded):
            for field, number in ((self._gap, rule.gap_hours), (self._most, rule.most_in_a_day)):
                field.set_text("" if number is None else str(number))
        self.add(self._gap, self._most)

    def readings(self) -> tuple[tuple[Field, object], ...]:
        return tuple((field, read_whole(field.text())) for field in (self._gap, self._most))

    def _answer(self) -> Schedule:
        return Schedule(AsNeeded(whole_in(self._gap), whole_in(self._most)), self._begun, None)


FIELDS: Mapping[Kind, Callable[[Context, MedicinePlan | None], ScheduleFields]] = {
    Kind.DAILY: DailyFields,
    Kind.NEEDED: NeededFields,
    Kind.TAPER: TaperFields,
    Kind.HOURS: HoursFields,
    Kind.WEEKLY: WeeklyFields,
    Kind.CYCLE: CycleFields,
    Kind.DATES: DatesFields,
}
