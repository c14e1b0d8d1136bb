"""A medicine taken as needed: how long since the last, how many in a day, and from when the next one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from companion.core.diary import MedicineTaken
from companion.core.plan import MedicinePlan
from companion.core.recurrence import AsNeeded

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class NeededNow:
    """How it stands at a moment; nothing here blocks anything.

    `not_before` is None where one may be taken now as far as the team's numbers go. `too_soon` and `too_many`
    say which of them speaks against it, `is_last` that one more reaches the most.
    """

    last: MedicineTaken | None
    since_last: timedelta | None
    in_a_day: int
    not_before: datetime | None
    too_soon: bool
    too_many: bool
    is_last: bool


def needed_now(rule: AsNeeded, takings: Iterable[MedicineTaken], now: datetime) -> NeededNow:
    """How it stands at `now` after these takings of the medicine, from whatever plan or page they come."""
    taken = sorted((one for one in takings if one.at <= now), key=lambda one: one.at)
    last = taken[-1] if taken else None
    counted = [one for one in taken if one.at > now - _DAY]
    most = rule.most_in_a_day
    limits = []
    if last is not None and rule.gap_hours is not None:
        limits.append(last.at + timedelta(hours=rule.gap_hours))
    too_soon = any(limit > now for limit in limits)
    too_many = most is not None and len(counted) >= most
    if most is not None and too_many:
        limits.append(counted[-most].at + _DAY)
    not_before = max(limits, default=now)
    return NeededNow(
        last=last,
        since_last=now - last.at if last is not None else None,
        in_a_day=len(counted),
        not_before=not_before if not_before > now else None,
        too_soon=too_soon,
        too_many=too_many,
        is_last=most is not None and len(counted) == most - 1,
    )


def is_of(plan: MedicinePlan, taken: MedicineTaken) -> bool:
    """Whether it is the medicine of a plan, also where it was written down elsewhere."""
    if taken.plan_id == plan.id:
        return True
    if plan.medicine is not None or taken.medicine is not None:
        return plan.medicine == taken.medicine
    return plan.name.strip().casefold() == taken.name.strip().casefold()
