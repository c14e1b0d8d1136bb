"""What lies ahead of the made-up patient: appointments, and a next dose that is half got ready for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from uuid import uuid4

from companion.core.catalogue import Catalogue
from companion.core.company import DoseKey
from companion.core.demo_ahead import StoryAppointment, StoryReady
from companion.core.infusion_dues import infusion_dues
from companion.core.notices import Notice
from companion.core.team_times import TeamTimes
from companion.services.appointments import AppointmentAnswer, Appointments
from companion.services.getting_ready import GettingReady
from companion.services.infusions import Infusions
from companion.services.journal import Journal
from companion.services.record import Record
from companion.stores.shelf import Shelf

_DAYS_AHEAD = 9


def make_appointments(appointments: Appointments, story: Iterable[StoryAppointment], *, today: date) -> None:
    """Each so many days from today."""
    for one in story:
        wall = datetime.combine(today + timedelta(days=one.in_days), one.at)
        appointments.add(AppointmentAnswer(one.kind, one.title, wall, one.place, one.to_bring, one.notes))


def deal_with_reminders(shelf: Shelf, record: Record, catalogue: Catalogue, *, now: datetime) -> None:
    """The reminders of the next dose that came by now were seen, each as it came."""
    policy = catalogue.reminders
    rows = record.upcoming(days_ahead=_DAYS_AHEAD)
    for due in infusion_dues(rows, policy.infusion_leads, since=now - policy.listed_for, until=now):
        shelf.notices.record(Notice(str(uuid4()), due, due.due_at, acted_at=due.due_at))


def get_ready(
    story: StoryReady,
    dose: DoseKey,
    *,
    starts_at: datetime,
    told_on: date,
    journal: Journal,
    record: Record,
    shelf: Shelf,
    catalogue: Catalogue,
    now: Callable[[], datetime],
) -> None:
    """What is ticked for the next dose, and who will be there."""
    told = TeamTimes(str(uuid4()), dose.treatment_id, dose.ordinal, None, None, story.company_hours, told_on)
    Infusions(journal, record, shelf, catalogue, now).tell_times(told)
    ready = GettingReady(journal, record, shelf, catalogue, now)
    for item in story.ticked:
        ready.tick(dose, item, done=True)
    for one in story.company:
        ready.add_spell(dose, name=one.name, starts_at=starts_at + one.begins, ends_at=starts_at + one.ends)
