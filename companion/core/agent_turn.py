"""What the reminder process tells at one moment, from the agenda and what it has told and heard so far."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from companion.core.agenda import Agenda, AgendaEntry
from companion.core.reminder_policy import Urgency

# A time that lies further ahead was written down under a clock that was wrong.
CLOCK_SLACK = timedelta(minutes=2)
SNOOZE = timedelta(minutes=10)
LONGEST_SNOOZE = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Heard:
    """What was told and what was pressed so far, by the agenda's ids."""

    told: Mapping[str, datetime] = field(default_factory=dict)
    snoozed: Mapping[str, datetime] = field(default_factory=dict)
    taken: Collection[str] = frozenset()


def due_now(agenda: Agenda, heard: Heard, now: datetime) -> tuple[AgendaEntry, ...]:
    """Everything that is due and not dealt with, only the newest of a series; the loudest first."""
    newest: dict[str, AgendaEntry] = {}
    for entry in sorted(agenda.entries, key=lambda entry: (entry.due_at, entry.id)):
        if entry.due_at <= now:
            newest[entry.series] = entry
    open_ones = (
        entry
        for entry in newest.values()
        if entry.id not in heard.taken and (entry.over_at is None or now < entry.over_at)
    )
    return tuple(sorted(open_ones, key=lambda entry: (-_LOUDNESS[entry.level], entry.due_at, entry.id)))


def tell_now(agenda: Agenda, heard: Heard, now: datetime, clock: time) -> tuple[AgendaEntry, ...]:
    """What it is time to tell; `clock` is the wall clock of this computer, for the quiet hours."""
    return tuple(
        entry
        for entry in due_now(agenda, heard, now)
        if _is_time(entry, heard, now) and (entry.level is Urgency.WATCH or not is_quiet(agenda, clock))
    )


def is_quiet(agenda: Agenda, clock: time) -> bool:
    """Whether the person wants to be left alone at this time of day."""
    if agenda.quiet_hours is None:
        return False
    start, end = agenda.quiet_hours
    return start <= clock < end if start <= end else clock >= start or clock < end


def _is_time(entry: AgendaEntry, heard: Heard, now: datetime) -> bool:
    waits = (entry.not_before, heard.snoozed.get(entry.id))
    ends = tuple(end for end in waits if end is not None and end <= now + LONGEST_SNOOZE + CLOCK_SLACK)
    if any(end > now for end in ends):
        return False
    told = (entry.shown_at, heard.told.get(entry.id))
    last = max((at for at in told if at is not None and at <= now + CLOCK_SLACK), default=None)
    if last is None or any(last < end for end in ends):
        return True
    return entry.again_after is not None and now - last >= entry.again_after


_LOUDNESS = {Urgency.QUIET: 0, Urgency.REPEATING: 1, Urgency.WATCH: 2}
