"""When the reminders of infusions fall due."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from companion.core.notices import Due, NoticeKind
from companion.core.upcoming import PlanRow

_PLAN = "infusion"
_HOUR = timedelta(hours=1)


def infusion_dues(
    rows: Iterable[PlanRow], leads: Iterable[timedelta], *, since: datetime, until: datetime
) -> tuple[Due, ...]:
    """All that falls due after `since` and up to `until`, the earliest first.

    Leads are elapsed time. One that had passed when the plan was made or changed reminds of nothing, and
    neither does a dose that was given, is not given, or belongs to a treatment that was stopped.
    """
    wanted = tuple(leads)
    dues = (
        Due(_plan(row, lead), due_at, NoticeKind.INFUSION)
        for row in rows
        if row.is_open and row.treatment.stopped_at is None
        for lead in wanted
        if since < (due_at := row.planned.starts_at - lead) <= until and due_at > row.known_since
    )
    return tuple(sorted(dues, key=lambda due: (due.due_at, due.plan)))


def dose_of(plan: str) -> tuple[str, int] | None:
    """The treatment and the ordinal of the dose that a due thing is about; None for something else."""
    sort, _, rest = plan.partition(".")
    if sort != _PLAN:
        return None
    treatment, ordinal, *_ = rest.split(".")
    return treatment, int(ordinal)


def _plan(row: PlanRow, lead: timedelta) -> str:
    return f"{_PLAN}.{row.treatment.id}.{row.planned.ordinal}.{row.change}.{lead // _HOUR}"
