"""The last time that a plan of a medicine foresees, where it has an end."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from companion.core.plan import MedicinePlan
from companion.core.recurrence import OnDates, Taper
from companion.core.schedule import Occurrence, occurrences

_DAY = timedelta(days=1)
_FIRST_LOOK = timedelta(days=32)


def last_of_plan(plan: MedicinePlan) -> Occurrence | None:
    """The last occurrence of a version; None where it goes on without an end, or has none."""
    end = _last_day(plan)
    if end is None or plan.stopped_at is not None:
        return None
    info = ZoneInfo(plan.zone)
    start, until = (datetime.combine(day, time(), info) for day in (plan.first_day - _DAY, end + 2 * _DAY))
    span = _FIRST_LOOK
    while until > start:
        found = occurrences((plan,), max(start, until - span), until)
        if found:
            return found[-1]
        until, span = until - span, span * 2
    return None


def _last_day(plan: MedicinePlan) -> date | None:
    ends = [] if plan.last_day is None else [plan.last_day]
    match plan.recurrence:
        case Taper(steps):
            ends.append(max(step.last for step in steps))
        case OnDates(dates, _):
            ends.append(max(dates))
        case _:
            pass
    return min(ends, default=None)
