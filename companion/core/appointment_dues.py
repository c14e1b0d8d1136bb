"""When the reminders of appointments fall due."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from companion.core.appointments import Appointment
from companion.core.notices import Due, NoticeKind

_PLAN = "appointment"
_HOUR = timedelta(hours=1)


def appointment_dues(
    appointments: Iterable[Appointment], leads: Iterable[timedelta], *, since: datetime, until: datetime
) -> tuple[Due, ...]:
    """All that falls due after `since` and up to `until`, the earliest first.

    Leads are elapsed time. One that had passed when the time was written down reminds of nothing.
    """
    wanted = tuple(leads)
    dues = (
        Due(_plan(one, lead), due_at, NoticeKind.APPOINTMENT)
        for one in appointments
        if not one.is_cancelled
        for lead in wanted
        if since < (due_at := one.starts_at - lead) <= until and due_at > one.recorded_at
    )
    return tuple(sorted(dues, key=lambda due: (due.due_at, due.plan)))


def appointment_of(plan: str) -> str | None:
    """The id of the appointment that a due thing is about; None for something else."""
    sort, _, rest = plan.partition(".")
    return rest.partition(".")[0] if sort == _PLAN else None


def _plan(appointment: Appointment, lead: timedelta) -> str:
    return f"{_PLAN}.{appointment.id}.{appointment.version}.{lead // _HOUR}"
