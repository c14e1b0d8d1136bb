"""How the schedule of a medicine is put in words: how often, from when until when, and on whose clocks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time
from typing import assert_never

from companion.core.formats import Formats
from companion.core.plan import MedicinePlan
from companion.core.recurrence import (
    AsNeeded,
    CycleDays,
    DailyAt,
    EveryHours,
    OnDates,
    Taper,
    TaperStep,
    Weekly,
)
from companion.core.words import Words
from companion.core.zone_change import place_of


def schedule_lines(plan: MedicinePlan, formats: Formats, today: date) -> tuple[str, ...]:
    """How often, from when and until when."""
    return (*recurrence_lines(plan, formats), *_span_lines(plan, formats, today), *clock_lines(plan, formats))


def clock_lines(plan: MedicinePlan, formats: Formats) -> tuple[str, ...]:
    """On whose clocks the times are, where those are not the clocks here."""
    if plan.zone == formats.zone or isinstance(plan.recurrence, AsNeeded):
        return ()
    return (formats.words("medicines.other_clock", place=place_of(plan.zone)),)


def times_text(times: Iterable[time], formats: Formats) -> str:
    """08:00 and 20:00."""
    return joined((formats.clock(at) for at in sorted(times)), formats.words)


def joined(texts: Iterable[str], words: Words) -> str:
    """a, b and c."""
    every = tuple(texts)
    if len(every) < 2:
        return "".join(every)
    text = words("medicines.join_last", first=every[-2], rest=every[-1])
    for one in reversed(every[:-2]):
        text = words("medicines.join", first=one, rest=text)
    return text


def recurrence_lines(plan: MedicinePlan, formats: Formats) -> tuple[str, ...]:
    """How often it is taken; a taper has a line for each step."""
    words = formats.words
    match plan.recurrence:
        case DailyAt(times):
            return (words("medicines.daily", times=times_text(times, formats)),)
        case EveryHours(hours, first):
            return (words("medicines.every_hours", n=hours, time=formats.clock(first)),)
        case Weekly(weekdays, times):
            days = joined((words(f"calendar.weekday_{day}") for day in sorted(weekdays)), words)
            return (words("medicines.weekly", days=days, times=times_text(times, formats)),)
        case CycleDays(length, days_of, times):
            days = joined((str(day) for day in sorted(days_of)), words)
            at = times_text(times, formats)
            return (words("medicines.cycle", days=days, length=length, times=at),)
        case Taper(steps):
            last = max(step.last for step in steps)
            head = words("medicines.taper", n=len(steps), last=formats.short_day(last))
            ordered = sorted(steps, key=lambda step: step.first)
            return (head, *(_step_line(step, formats) for step in ordered))
        case AsNeeded(gap, most):
            lines = [words("medicines.needed")]
            if gap is not None:
                lines.append(words("medicines.needed_gap", n=gap))
            if most is not None:
                lines.append(words("medicines.needed_most", n=most))
            return tuple(lines)
        case OnDates(dates, times):
            days = joined((formats.short_day(day) for day in sorted(dates)), words)
            return (words("medicines.on_dates", days=days, times=times_text(times, formats)),)
        case never:
            assert_never(never)


def _step_line(step: TaperStep, formats: Formats) -> str:
    at = times_text(step.times, formats)
    first, last = formats.short_day(step.first), formats.short_day(step.last)
    if step.first == step.last:
        return formats.words("medicines.taper_day", first=first, amount=step.amount, times=at)
    return formats.words("medicines.taper_step", first=first, last=last, amount=step.amount, times=at)


def _span_lines(plan: MedicinePlan, formats: Formats, today: date) -> tuple[str, ...]:
    if isinstance(plan.recurrence, Taper | OnDates):
        return ()
    lines = []
    if plan.first_day > today:
        lines.append(formats.words("medicines.from_day", day=formats.short_day(plan.first_day)))
    if plan.last_day is not None:
        lines.append(formats.words("medicines.until_day", day=formats.short_day(plan.last_day)))
    return tuple(lines)
