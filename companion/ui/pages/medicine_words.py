"""How a medicine, its times and what became of them are put in words."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import assert_never

from companion.core.as_needed import NeededNow
from companion.core.diary import MedicineTaken
from companion.core.levels import Reporter
from companion.core.medicine_day import MedicineRow
from companion.core.plan import MedicinePlan
from companion.core.plan_check import Problem
from companion.core.recurrence import AsNeeded
from companion.core.schedule import Occurrence, Status
from companion.core.stock import Supply
from companion.ui.context import Context


def who_writes(context: Context) -> Reporter:
    """Whose hand it is at this moment."""
    return context.entering.by


def who(by: Reporter, context: Context) -> str:
    """The patient or the caregiver."""
    return context.words(f"medicines.who_{by.value}")


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


def status_line(row: MedicineRow, context: Context) -> str:
    """What became of it."""
    words = context.words
    match row.status:
        case Status.TAKEN | Status.LATE:
            key = "medicines.status_taken" if row.status is Status.TAKEN else "medicines.status_late"
            first = row.taken[0]
            return words(key, time=_when(first, row, context), who=who(first.by, context))
        case Status.SKIPPED:
            assert row.skip is not None  # the status says so
            reason = words(f"medicines.reason_{row.skip.reason.value}")
            return words("medicines.status_skipped", reason=reason, who=who(row.skip.by, context))
        case Status.DUE:
            return words("medicines.status_due")
        case Status.MISSED:
            return words("medicines.status_missed")
        case Status.COMING:
            return words("medicines.status_coming")
        case Status.UNKNOWN:
            return words("medicines.status_unknown")
        case never:
            assert_never(never)


def more_lines(row: MedicineRow, context: Context) -> tuple[str, ...]:
    """What else was written down: an earlier time, one more, and that it was written all the same."""
    words, formats, now = context.words, context.formats(), context.record.now()
    lines = []
    for n, one in enumerate(row.taken):
        if n:
            moment = formats.moment(one.at, now)
            lines.append(words("medicines.again", moment=moment, who=who(one.by, context)))
        earlier = context.medicines.record.times_before(one.key)
        lines += [words("medicines.time_before", moment=formats.moment(at, now)) for at in earlier]
        if one.was_override:
            lines.append(words("medicines.was_override"))
    return tuple(lines)


def hides_fever(plan: MedicinePlan, context: Context) -> bool:
    """Whether it is known that it can hide a fever."""
    return context.catalogue.medicine(plan.medicine, plan.name) is not None


def needed_lines(plan: MedicinePlan, needed: NeededNow, context: Context) -> tuple[str, ...]:
    """When the last one was, how many in 24 hours, and what the plan says of the next."""
    words, formats, now = context.words, context.formats(), context.record.now()
    rule = plan.recurrence
    most = rule.most_in_a_day if isinstance(rule, AsNeeded) else None
    lines = [words("medicines.none_taken")]
    if needed.last is not None and needed.since_last is not None:
        moment, span = formats.moment(needed.last.at, now), formats.span(needed.since_last)
        lines = [words("medicines.last_one", moment=moment, span=span)]
    if most is not None:
        lines.append(words("medicines.in_a_day_of", n=needed.in_a_day, most=most))
    else:
        lines.append(words("medicines.in_a_day", n=needed.in_a_day))
    if needed.not_before is not None:
        lines.append(words("medicines.not_before", moment=formats.moment(needed.not_before, now)))
    elif needed.is_last:
        lines.append(words("medicines.one_left"))
    return tuple(lines)


def wait_lines(plan: MedicinePlan, needed: NeededNow, context: Context) -> tuple[str, ...]:
    """What speaks against one more, or that it is the last one."""
    words, formats, now = context.words, context.formats(), context.record.now()
    rule = plan.recurrence
    most = rule.most_in_a_day if isinstance(rule, AsNeeded) else None
    free = formats.moment(needed.not_before, now) if needed.not_before is not None else ""
    lines = []
    if needed.too_soon and needed.last is not None and needed.since_last is not None:
        span, at = formats.span(needed.since_last), formats.clock(formats.local(needed.last.at).time())
        lines.append(words("medicines.too_soon", span=span, time=at, moment=free))
    if needed.too_many:
        lines.append(words("medicines.too_many", n=needed.in_a_day, most=most, moment=free))
    if needed.is_last:
        lines.append(words("medicines.is_last"))
    return tuple(lines)


def already_line(taken: MedicineTaken, context: Context) -> str:
    """When and by whom it was written down before."""
    formats = context.formats()
    at = formats.clock(formats.local(taken.at).time())
    return context.words("medicines.already", time=at, who=who(taken.by, context))


def supply_lines(supply: Supply | None, context: Context) -> tuple[str, ...]:
    """What is left, when it runs out, and when to ask the pharmacy."""
    words, formats = context.words, context.formats()
    if supply is None:
        return ()
    count = words.number(f"{supply.left.normalize():f}")
    if supply.run_out_day is None or supply.refill_day is None:
        return (words("medicines.left", count=count),)
    lines = [words("medicines.runs_out", count=count, day=formats.short_day(supply.run_out_day))]
    if supply.refill_day <= context.record.today():
        lines.append(words("medicines.ask_pharmacy_now"))
    else:
        lines.append(words("medicines.ask_pharmacy", day=formats.short_day(supply.refill_day)))
    return tuple(lines)


def next_line(one: Occurrence, context: Context) -> str:
    """One of the next times, with its day and amount."""
    formats, words = context.formats(), context.words
    at = formats.clock(one.wall.time())
    if one.is_moved:
        shown = formats.clock(formats.local(one.due_at).time())
        at = words("medicines.clock_change", time=at, shown=shown)
    moment = words("calendar.day_and_time", day=formats.short_day(one.wall.date()), time=at)
    if one.amount:
        return words("medicines.next_time_amount", moment=moment, amount=one.amount)
    return words("medicines.next_time", moment=moment)


def _with_amount(name: str, amount: str, context: Context) -> str:
    return context.words("medicines.name_and_amount", name=name, amount=amount) if amount else name


def _when(taken: MedicineTaken, row: MedicineRow, context: Context) -> str:
    """The time alone where it is the same day, else with its day."""
    formats = context.formats()
    if formats.day_of(taken.at) == formats.day_of(row.occurrence.due_at):
        return formats.clock(formats.local(taken.at).time())
    return _day_and_clock(taken.at, context)


def _day_and_clock(moment: datetime, context: Context) -> str:
    formats = context.formats()
    local = formats.local(moment)
    return context.words(
        "calendar.day_and_time", day=formats.short_day(local.date()), time=formats.clock(local.time())
    )


def one_week(today: date) -> tuple[date, ...]:
    """The seven days before today, the newest first."""
    return tuple(today - timedelta(days=n) for n in range(1, 8))
