"""How an appointment is put in words: the same on its own page and on Today."""

from __future__ import annotations

from datetime import datetime

from companion.core.appointments import Appointment
from companion.ui.context import Context
from companion.ui.pages.dose_words import day_and_time


def kind_name(appointment: Appointment, context: Context) -> str:
    """What sort it is; one of a kind that is not known any more is just an appointment."""
    kind = context.catalogue.appointment_kinds.get(appointment.kind)
    return context.words("appointments.lost_kind") if kind is None else context.words.written(kind.words.name)


def title_of(appointment: Appointment, context: Context) -> str:
    """Its own name, or what sort it is."""
    return appointment.title or kind_name(appointment, context)


def when_line(appointment: Appointment, context: Context) -> str:
    """The day and time on the clock of the place, as it stands in the letter."""
    formats, wall = context.formats(), appointment.wall
    return context.words(
        "calendar.day_and_time", day=formats.short_day(wall.date()), time=formats.clock(wall.time())
    )


def full_when_line(appointment: Appointment, context: Context) -> str:
    """The same with the year: for what may be long ago."""
    formats, wall = context.formats(), appointment.wall
    return context.words(
        "calendar.day_and_time", day=formats.day(wall.date()), time=formats.clock(wall.time())
    )


def elsewhere_line(appointment: Appointment, context: Context) -> str | None:
    """The time on the clock here, where that is another than in the place of the appointment."""
    formats, starts_at = context.formats(), appointment.starts_at
    if formats.local(starts_at).replace(tzinfo=None) == appointment.wall:
        return None
    return context.words("appointments.clock_here", moment=day_and_time(formats, starts_at))


def countdown(moment: datetime, context: Context) -> str:
    """Today, tomorrow, or in how many days."""
    formats = context.formats()
    days = (formats.day_of(moment) - context.record.today()).days
    if days < 1:
        return context.words("appointments.today")
    return (
        context.words("appointments.tomorrow") if days == 1 else context.words("appointments.in_days", n=days)
    )
