"""The events of a calendar file, read from the diary at this moment."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from companion.core.appointments import Appointment
from companion.core.calendar_events import CalendarEvent
from companion.core.catalogue import Catalogue
from companion.core.notices import NoticeKind
from companion.core.upcoming import PlanRow
from companion.core.words import Words
from companion.services.due_words import DueWords
from companion.services.dues import Dues
from companion.services.record import Record
from companion.stores.exchange import diary_id
from companion.stores.shelf import Shelf

_AHEAD = timedelta(days=180)
_DAILY_AHEAD = timedelta(days=14)
_SHORT = timedelta(minutes=15)
_AN_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class CalendarFacts:
    """With `details` the events say what they are; without, only that Companion has something."""

    shelf: Shelf
    record: Record
    catalogue: Catalogue
    words: Words

    def events(self, *, details: bool) -> tuple[CalendarEvent, ...]:
        """Infusions and visits of half a year; checks, medicines and the diary of two weeks."""
        return (
            *self._infusions(details=details),
            *self._appointments(details=details),
            *self._daily(details=details),
        )

    def _infusions(self, *, details: bool) -> Iterator[CalendarEvent]:
        leads = self.catalogue.reminders.infusion_leads
        left_out = self.record.not_given(days_ahead=_AHEAD.days)
        for row in (*self.record.upcoming(days_ahead=_AHEAD.days), *left_out):
            if row.planned.starts_at > self.record.now():
                yield CalendarEvent(
                    uid=self._uid("infusion", row.treatment.id, str(row.planned.ordinal)),
                    starts_at=row.planned.starts_at,
                    span=_minutes(row.planned.minutes),
                    title=self._infusion_title(row) if details else self.words("calendar_file.neutral"),
                    place=row.treatment.place if details else "",
                    sequence=row.change,
                    is_cancelled=not row.is_open,
                    alarms=leads,
                )

    def _infusion_title(self, row: PlanRow) -> str:
        drug = self.catalogue.drugs.get(row.planned.drug)
        name = self.words.written(drug.words.name) if drug is not None else row.planned.drug
        return self.words("calendar_file.infusion", drug=name, cycle=row.planned.cycle, day=row.planned.day)

    def _appointments(self, *, details: bool) -> Iterator[CalendarEvent]:
        now = self.record.now()
        for one in self.shelf.appointments.appointments():
            if now < one.starts_at <= now + _AHEAD:
                yield CalendarEvent(
                    uid=self._uid("appointment", one.id),
                    starts_at=one.starts_at,
                    span=_minutes(one.minutes),
                    title=self._appointment_title(one) if details else self.words("calendar_file.neutral"),
                    place=one.place if details else "",
                    notes=self.words("calendar_file.bring", what=one.to_bring)
                    if details and one.to_bring
                    else "",
                    sequence=2 * one.version + (1 if one.is_cancelled else 0),
                    is_cancelled=one.is_cancelled,
                    alarms=self.catalogue.reminders.appointment_leads,
                )

    def _appointment_title(self, appointment: Appointment) -> str:
        kind = self.catalogue.appointment_kinds.get(appointment.kind)
        name = self.words("appointments.lost_kind") if kind is None else self.words.written(kind.words.name)
        return appointment.title or name

    def _daily(self, *, details: bool) -> Iterator[CalendarEvent]:
        dues = Dues(self.shelf, self.record, self.catalogue)
        said = DueWords(self.shelf, self.record, self.catalogue, self.words)
        for due in dues.coming(until=self.record.now() + _DAILY_AHEAD):
            if due.kind in _DAILY:
                title = said.title(due) if details else self.words("calendar_file.neutral")
                yield CalendarEvent(
                    uid=self._uid("due", due.plan, due.due_at.isoformat()),
                    starts_at=due.due_at,
                    span=_SHORT,
                    title=title,
                    alarms=(timedelta(),),
                )

    def _uid(self, *parts: str) -> str:
        """The same for the same thing, and telling nothing of it."""
        text = "\0".join((diary_id(self.shelf.db), *parts))
        return f"{hashlib.sha256(text.encode()).hexdigest()[:32]}@companion.invalid"


def _minutes(minutes: int | None) -> timedelta:
    return _AN_HOUR if minutes is None else timedelta(minutes=minutes)


_DAILY = frozenset({NoticeKind.MEDICINE, NoticeKind.WATCH_CHECK, NoticeKind.DIARY, NoticeKind.REFILL})
