"""What belongs into a calendar file: infusions, visits, checks and medicines, with when to ring."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """One event. `uid` stays the same when it moves, and `sequence` goes up then.

    `title` is neutral unless the person wants details; `alarms` are spans before the start, 0 at the start.
    """

    uid: str
    starts_at: datetime
    span: timedelta
    title: str
    place: str = ""
    notes: str = ""
    sequence: int = 0
    is_cancelled: bool = False
    alarms: tuple[timedelta, ...] = ()


@dataclass(frozen=True, slots=True)
class Sent:
    """What the newest calendar file said of an event; `sign` differs where anything of it does."""

    event: CalendarEvent
    sign: str


def sign_of_event(event: CalendarEvent) -> str:
    """Of all that a phone shows or rings for."""
    told = (event.starts_at.timestamp(), event.span, event.title, event.place, event.notes, event.alarms)
    return hashlib.sha256(repr((told, event.is_cancelled)).encode()).hexdigest()[:16]


def settled(
    events: Iterable[CalendarEvent], sent: Mapping[str, Sent], *, now: datetime
) -> tuple[CalendarEvent, ...]:
    """The events as the next file has them: what changed since the last one counts up, and what is to come
    and is no longer there is cancelled, in each file until its time is over."""
    planned = tuple(_counted_up(event, sent.get(event.uid)) for event in events)
    there = {event.uid for event in planned}
    return (*planned, *_cancelled(sent, there, now))


def _counted_up(event: CalendarEvent, before: Sent | None) -> CalendarEvent:
    if before is None:
        return event
    changed = before.sign != sign_of_event(event)
    return replace(event, sequence=max(event.sequence, before.event.sequence + changed))


def _cancelled(sent: Mapping[str, Sent], there: set[str], now: datetime) -> Iterator[CalendarEvent]:
    for uid, one in sent.items():
        if uid not in there and one.event.starts_at > now:
            known = one.event.is_cancelled
            sequence = one.event.sequence + (0 if known else 1)
            yield replace(one.event, is_cancelled=True, sequence=sequence, alarms=())
