"""When a box or a whole plan comes to its end, in words."""

from __future__ import annotations

from collections.abc import Iterator

from companion.core.course_end import last_of_plan
from companion.core.plan import MedicinePlan
from companion.core.schedule import Occurrence
from companion.core.stock import Supply
from companion.ui.context import Context
from companion.ui.pages.medicines.words import is_steroid, wall_moment


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


def end_lines(plan: MedicinePlan, context: Context) -> Iterator[str]:
    """The last time that the plan foresees, and whom to ask what comes after it."""
    last = last_of_plan(plan)
    if last is None:
        return
    key = "medicines.last_time" if last.due_at > context.record.now() else "medicines.last_was"
    yield context.words(key, moment=wall_moment(last, context))
    yield context.words("medicines.after_last")


def is_the_last(plan: MedicinePlan, one: Occurrence) -> bool:
    """Whether this is the last time of a plan."""
    last = last_of_plan(plan)
    return last is not None and last.slot == one.slot


def steroid_lines(plan: MedicinePlan, context: Context) -> tuple[str, ...]:
    """Not to stop a steroid without the team; nothing of any other medicine."""
    return (context.words("medicines.steroid"),) if is_steroid(plan, context) else ()
