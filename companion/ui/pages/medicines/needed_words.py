"""How a medicine as needed stands, in words: when the last one was, how many, and what the plan says."""

from __future__ import annotations

from companion.core.as_needed import NeededNow
from companion.core.plan import MedicinePlan
from companion.core.recurrence import AsNeeded
from companion.ui.context import Context


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
