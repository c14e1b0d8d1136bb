"""What lies ahead of the made-up patient, as resources/demo.toml tells it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time, timedelta

from companion.core.parsing import Section


@dataclass(frozen=True, slots=True)
class StoryAppointment:
    """An appointment so many days after the day of the demo."""

    kind: str
    title: str
    in_days: int
    at: time
    place: str
    to_bring: str
    notes: str


@dataclass(frozen=True, slots=True)
class StoryCompany:
    """Who will be there, counted from the start of the next dose."""

    name: str
    begins: timedelta
    ends: timedelta


@dataclass(frozen=True, slots=True)
class StoryReady:
    """How far the person is with getting ready for the next dose."""

    company_hours: int
    ticked: tuple[str, ...]
    company: tuple[StoryCompany, ...]


def parse_appointment(section: Section) -> StoryAppointment:
    """One table of the appointments."""
    appointment = StoryAppointment(
        kind=section.text("kind"),
        title=section.optional_text("title") or "",
        in_days=section.whole("in_days"),
        at=parse_clock(section, "at"),
        place=section.text("place"),
        to_bring=section.optional_text("to_bring") or "",
        notes=section.optional_text("notes") or "",
    )
    section.finish()
    return appointment


def parse_ready(section: Section) -> StoryReady:
    """The table about the next dose."""
    ready = StoryReady(
        company_hours=section.whole("company_hours"),
        ticked=section.texts("ticked"),
        company=tuple(_company(table) for table in section.sections("company")),
    )
    section.finish()
    return ready


def _company(section: Section) -> StoryCompany:
    company = StoryCompany(
        name=section.text("name"),
        begins=timedelta(hours=section.whole("from_hours")),
        ends=timedelta(hours=section.whole("to_hours")),
    )
    section.finish()
    return company


def parse_clock(section: Section, key: str) -> time:
    """A time of day such as 19:30."""
    try:
        return time.fromisoformat(section.text(key))
    except ValueError:
        section.complain(key, "needs_clock")
