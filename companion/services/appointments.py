"""Appointments as verbs and reads: written down, changed, cancelled, and when to remind of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import uuid4

from companion.core.appointment_dues import appointment_dues, appointment_of
from companion.core.appointments import Appointment, coming, past
from companion.core.catalogue import Catalogue
from companion.core.errors import OurFault, UserCanFix
from companion.core.levels import Reporter
from companion.core.notices import Due
from companion.core.zones import to_utc
from companion.services.journal import Journal
from companion.services.topics import Topic
from companion.stores.shelf import Shelf


@dataclass(frozen=True, slots=True)
class AppointmentAnswer:
    """What a person wrote down of an appointment; `wall` is on their own clock."""

    kind: str
    title: str
    wall: datetime
    place: str = ""
    to_bring: str = ""
    notes: str = ""
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Appointments:
    """Every verb returns after COMMIT, or raises UserCanFix and has saved nothing."""

    journal: Journal
    shelf: Shelf
    catalogue: Catalogue
    now: Callable[[], datetime]
    zone: Callable[[], str]

    def add(self, answer: AppointmentAnswer, *, by: Reporter = Reporter.PATIENT) -> str:
        """A new appointment; one whose time has passed is refused."""
        now, zone = self.now(), self.zone()
        self._refuse_past(answer.wall, zone)
        made = _written(answer, id=str(uuid4()), version=1, zone=zone, recorded_at=now, by=by)
        with self.journal.plain(Topic.APPOINTMENTS):
            self.shelf.appointments.save(made, at=now)
        return made.id

    def change(self, id: str, answer: AppointmentAnswer, *, by: Reporter = Reporter.PATIENT) -> None:
        """Put it right; another time counts as new, so that it is reminded of anew."""
        before, now, zone = self.appointment(id), self.now(), self.zone()
        if answer.wall == before.wall:
            zone = before.zone
        moved = (answer.wall, zone) != (before.wall, before.zone)
        if moved:
            self._refuse_past(answer.wall, zone)
        version = before.version + 1 if moved else before.version
        recorded_at = now if moved else before.recorded_at
        after = _written(answer, id=id, version=version, zone=zone, recorded_at=recorded_at, by=by)
        with self.journal.plain(Topic.APPOINTMENTS):
            self.shelf.appointments.save(after, at=now)
            if moved:
                self._act_on_notices(id)

    def cancel(self, id: str, *, reason: str = "", by: Reporter = Reporter.PATIENT) -> None:
        """It will not take place: nothing reminds of it any more, and it stays among the past ones."""
        now = self.now()
        cancelled = replace(self.appointment(id), cancelled_at=now, cancel_reason=reason, by=by)
        with self.journal.plain(Topic.APPOINTMENTS):
            self.shelf.appointments.save(cancelled, at=now)
            self._act_on_notices(id)

    def restore(self, id: str, *, by: Reporter = Reporter.PATIENT) -> None:
        """It takes place after all."""
        restored = replace(self.appointment(id), cancelled_at=None, cancel_reason="", by=by)
        with self.journal.plain(Topic.APPOINTMENTS):
            self.shelf.appointments.save(restored, at=self.now())

    def appointment(self, id: str) -> Appointment:
        """One of them, cancelled or not."""
        found = self.shelf.appointments.appointment(id)
        if found is None:
            raise OurFault(f"no appointment {id}")
        return found

    def coming(self) -> tuple[Appointment, ...]:
        """Those that will take place and are not over, the next one first."""
        every = self.shelf.appointments.appointments()
        return coming(every, self.catalogue.appointment_kinds, self.now())

    def within(self, span: timedelta) -> tuple[Appointment, ...]:
        """Those of the coming ones that begin within so long from now."""
        last = self.now() + span
        return tuple(one for one in self.coming() if one.starts_at <= last)

    def past(self) -> tuple[Appointment, ...]:
        """Those that are over or cancelled, the newest first."""
        every = self.shelf.appointments.appointments()
        return past(every, self.catalogue.appointment_kinds, self.now())

    def dues(self, *, since: datetime, until: datetime) -> tuple[Due, ...]:
        """The reminders that fall due after `since` and up to `until`."""
        leads = self.catalogue.reminders.appointment_leads
        return appointment_dues(self.shelf.appointments.appointments(), leads, since=since, until=until)

    def _refuse_past(self, wall: datetime, zone: str) -> None:
        if to_utc(wall, zone) <= self.now():
            raise UserCanFix("appointments.time_has_passed")

    def _act_on_notices(self, id: str) -> None:
        for notice in self.shelf.notices.unacted():
            if appointment_of(notice.due.plan) == id:
                self.shelf.notices.act(notice.id, at=self.now())


def _written(
    answer: AppointmentAnswer, *, id: str, version: int, zone: str, recorded_at: datetime, by: Reporter
) -> Appointment:
    return Appointment(
        id=id,
        version=version,
        kind=answer.kind,
        title=answer.title,
        wall=answer.wall,
        zone=zone,
        minutes=answer.minutes,
        place=answer.place,
        to_bring=answer.to_bring,
        notes=answer.notes,
        recorded_at=recorded_at,
        by=by,
    )
