"""A calendar file (iCalendar, RFC 5545) for a phone that rings at night."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from icalendar import Alarm, Calendar, Event

from companion.core.calendar_events import CalendarEvent

_PRODUCT: Final = "-//Companion//Companion//EN"


def calendar_text(events: Iterable[CalendarEvent], *, now: datetime) -> bytes:
    """The file; the same events give the same file but for the moment it was made."""
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for event in sorted(events, key=lambda event: (event.starts_at, event.uid)):
        calendar.add_component(_event(event, now))
    written: bytes = calendar.to_ical()
    return written


def _event(event: CalendarEvent, now: datetime) -> Event:
    written = Event()
    written.add("uid", event.uid)
    written.add("dtstamp", now)
    written.add("dtstart", event.starts_at)
    written.add("dtend", event.starts_at + event.span)
    written.add("summary", event.title)
    written.add("sequence", event.sequence)
    written.add("status", "CANCELLED" if event.is_cancelled else "CONFIRMED")
    # A phone that shows the calendar to others shows only that there is something.
    written.add("class", "PRIVATE")
    written.add("transp", "TRANSPARENT")
    if event.place:
        written.add("location", event.place)
    if event.notes:
        written.add("description", event.notes)
    for before in () if event.is_cancelled else event.alarms:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", event.title)
        alarm.add("trigger", -before)
        written.add_component(alarm)
    return written
