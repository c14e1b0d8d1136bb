"""The questions of a taper, step by step, and of chosen dates, one by one."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Slot

from companion.core.plan import MedicinePlan
from companion.core.recurrence import OnDates, Taper, TaperStep
from companion.core.typed import NotRead
from companion.ui.context import Context
from companion.ui.forms.field import TypedField
from companion.ui.forms.when import DayField
from companion.ui.pages.medicines.fields import Schedule, ScheduleFields, TimesField, times_in
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Field, stack
from companion.ui.widgets.label import Label

_DAY = timedelta(days=1)


class _Step:
    """The fields of one step of a taper."""

    def __init__(self, context: Context, number: int, step: TaperStep | None, first: date | None) -> None:
        words = context.words
        self.title = words("medicines.step", n=number)
        day, last = (step.first, step.last) if step is not None else (first, None)
        self.first = DayField(context, words("medicines.step_first"), day=day)
        self.last = DayField(context, words("medicines.step_last"), day=last)
        self.amount = TypedField(words("medicines.step_amount"), words("medicines.step_amount_hint"))
        self.times = TimesField(
            context,
            words("medicines.step_times"),
            step.times if step is not None else (),
        )
        self.amount.set_text(step.amount if step is not None else "")
        for field in (self.first, self.last, self.amount, self.times):
            name = field.control.accessibleName()
            field.control.setAccessibleName(words("medicines.step_field", field=name, step=self.title))

    def is_blank(self) -> bool:
        """Whether nothing was typed into it but what stood there."""
        return not (self.last.text().strip() or self.amount.text().strip())

    def readings(self) -> tuple[tuple[Field, object], ...]:
        first = self.first.needed("medicines.needs_first_day")
        amount = self.amount.text().strip() or NotRead("medicines.step_needs_amount")
        return (
            (self.first, first),
            (self.last, self.last.needed("medicines.needs_last_day")),
            (self.amount, amount),
            (self.times, self.times.read()),
        )

    def answer(self) -> TaperStep:
        first, last = self.first.read(), self.last.read()
        assert isinstance(first, date)  # nothing was complained of
        assert isinstance(last, date)
        return TaperStep(first, last, self.amount.text().strip(), times_in(self.times))


class TaperFields(ScheduleFields):
    """In steps: each begins where the one before ends, unless another day is typed."""

    def __init__(self, context: Context, plan: MedicinePlan | None) -> None:
        super().__init__(context)
        rule = plan.recurrence if plan is not None else None
        self._steps: list[_Step] = []
        self._more = Button(self.words("medicines.add_step"), icon="add")
        self._more.clicked.connect(self._add_step)
        for step in rule.steps if isinstance(rule, Taper) else ():
            self._append(step, None)
        if not self._steps:
            self._append(None, context.record.today())
        stack(self.column, self._more)

    def readings(self) -> tuple[tuple[Field, object], ...]:
        filled = [step for step in self._steps if not step.is_blank()] or self._steps[:1]
        return tuple(reading for step in filled for reading in step.readings())

    def first(self) -> Field:
        return self._steps[0].last

    def _answer(self) -> Schedule:
        steps = tuple(step.answer() for step in self._steps if not step.is_blank())
        first, last = min(step.first for step in steps), max(step.last for step in steps)
        return Schedule(Taper(steps), first, last)

    def _append(self, step: TaperStep | None, first: date | None) -> None:
        made = _Step(self.context, len(self._steps) + 1, step, first)
        place = self.column.indexOf(self._more)
        self._steps.append(made)
        self.column.addWidget(Label(made.title, "h3"))
        self.add(made.first, made.last)
        self.add(made.amount, made.times)
        if place >= 0:
            self.column.removeWidget(self._more)
            stack(self.column, self._more)

    @Slot()
    def _add_step(self) -> None:
        before = self._steps[-1]
        last = before.last.read()
        self._append(None, last + _DAY if isinstance(last, date) else None)
        self._steps[-1].times.set_text(before.times.text())
        self._steps[-1].last.control.setFocus()


class DatesFields(ScheduleFields):
    """On chosen dates."""

    def __init__(self, context: Context, plan: MedicinePlan | None) -> None:
        super().__init__(context)
        rule = plan.recurrence if plan is not None else None
        self._dates: list[DayField] = []
        times = rule.times if isinstance(rule, OnDates) else ()
        self._times = TimesField(context, self.words("medicines.times"), times)
        self.add(self._times)
        self._more = Button(self.words("medicines.add_date"), icon="add")
        self._more.clicked.connect(self._add_date)
        for day in rule.dates if isinstance(rule, OnDates) else (None,):
            self._append(day)

    def readings(self) -> tuple[tuple[Field, object], ...]:
        filled = [field for field in self._dates if field.text().strip()] or self._dates[:1]
        days = tuple((field, field.needed("medicines.no_dates")) for field in filled)
        return ((self._times, self._times.read()), *days)

    def _answer(self) -> Schedule:
        dates = tuple(day for field in self._dates if isinstance(day := field.read(), date))
        return Schedule(OnDates(dates, times_in(self._times)), min(dates), max(dates))

    def _append(self, day: date | None) -> None:
        label = self.words("medicines.date_n", n=len(self._dates) + 1)
        field = DayField(self.context, label, day=day)
        self._dates.append(field)
        self.column.removeWidget(self._more)
        self.add(field)
        stack(self.column, self._more)

    @Slot()
    def _add_date(self) -> None:
        self._append(None)
        self._dates[-1].control.setFocus()
