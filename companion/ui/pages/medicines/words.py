"""How a medicine is named in words, who writes, and what is known of it."""

from __future__ import annotations

from datetime import date, time, timedelta

from companion.core.levels import Reporter
from companion.core.medicine_day import MedicineRow
from companion.core.medicines import MedicineKind
from companion.core.plan import MedicinePlan
from companion.core.plan_check import Problem
from companion.core.schedule import Occurrence
from companion.ui.context import Context


def who_writes(context: Context) -> Reporter:
    """Whose hand it is at this moment."""
    return context.entering.by


def who(by: Reporter, context: Context) -> str:
    """The name of the patient, as the diary says it too; else the patient or the caregiver."""
    name = context.record.person().name if by is Reporter.PATIENT else ""
    return name or context.words(f"medicines.who_{by.value}")


def problem_sentence(problem: Problem, context: Context) -> str:
    """What to change, with days and times as this person writes them."""
    formats = context.formats()
    shown: dict[str, object] = {}
    for name, value in problem.values.items():
        if isinstance(value, date):
            shown[name] = formats.short_day(value)
        else:
            shown[name] = formats.clock(value) if isinstance(value, time) else value
    return context.words(problem.key, **shown)


def plan_name(plan: MedicinePlan, context: Context) -> str:
    """The name with the amount, where one was typed."""
    return _with_amount(plan.name, plan.amount, context)


def row_name(row: MedicineRow, context: Context) -> str:
    """The time, the name and the amount of one occurrence: what its buttons are about."""
    name = _with_amount(row.plan.name, row.occurrence.amount, context)
    return context.words("medicines.time_and_name", time=row_time(row.occurrence, context), name=name)


def past_row_name(row: MedicineRow, context: Context) -> str:
    """The same without a word about the day, for a list of one day."""
    formats = context.formats()
    at = formats.clock(formats.local(row.occurrence.due_at).time())
    name = _with_amount(row.plan.name, row.occurrence.amount, context)
    return context.words("medicines.time_and_name", time=at, name=name)


def row_time(one: Occurrence, context: Context) -> str:
    """The time on the clock here, and what the clocks do to it."""
    formats, words = context.formats(), context.words
    local = formats.local(one.due_at)
    shown = formats.clock(local.time())
    if one.is_moved:
        shown = words("medicines.clock_change", time=formats.clock(one.wall.time()), shown=shown)
    if local.date() < context.record.today():
        return words("medicines.yesterday_time", time=shown)
    return shown


def hides_fever(plan: MedicinePlan, context: Context) -> bool:
    """Whether it is known that it can hide a fever."""
    return context.catalogue.medicine(plan.medicine, plan.name) is not None


def is_steroid(plan: MedicinePlan, context: Context) -> bool:
    """Whether it is known to be one of those that are never to be stopped without the team."""
    known = context.catalogue.medicine(plan.medicine, plan.name)
    return known is not None and known.kind is MedicineKind.STEROID


def next_line(one: Occurrence, context: Context) -> str:
    """One of the next times, with its day and amount."""
    words = context.words
    moment = wall_moment(one, context)
    if one.amount:
        return words("medicines.next_time_amount", moment=moment, amount=one.amount)
    return words("medicines.next_time", moment=moment)


def wall_moment(one: Occurrence, context: Context) -> str:
    """Its day and its agreed time, and what the clocks do to it."""
    formats, words = context.formats(), context.words
    at = formats.clock(one.wall.time())
    if one.is_moved:
        shown = formats.clock(formats.local(one.due_at).time())
        at = words("medicines.clock_change", time=at, shown=shown)
    return words("calendar.day_and_time", day=formats.short_day(one.wall.date()), time=at)


def one_week(today: date) -> tuple[date, ...]:
    """The seven days before today, the newest first."""
    return tuple(today - timedelta(days=n) for n in range(1, 8))


def _with_amount(name: str, amount: str, context: Context) -> str:
    return context.words("medicines.name_and_amount", name=name, amount=amount) if amount else name
