"""How each kind of due thing is told: how loudly, how often again, and how long before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum
from types import MappingProxyType

from companion.core.notices import NoticeKind
from companion.core.parsing import Section

PART = "reminders"


class Urgency(Enum):
    """QUIET is told once, REPEATING until somebody dealt with it, WATCH also sounds, in quiet hours too."""

    QUIET = "quiet"
    REPEATING = "repeating"
    WATCH = "watch"


@dataclass(frozen=True, slots=True)
class Telling:
    """How one kind is told; `again_after` is None for what is told once."""

    urgency: Urgency
    again_after: timedelta | None
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReminderPolicy:
    """When and how to remind; leads are how long before, the longest first.

    `missed_after` parts what falls due now from what fell due while nobody looked. `clock_jump` is by how
    much a clock must have been set to be told; `clock_behind` and `clock_ahead` how far from the newest entry
    it must be at a start to be asked about.
    """

    tellings: Mapping[NoticeKind, Telling]
    listed_for: timedelta
    missed_after: timedelta
    clock_jump: timedelta
    clock_behind: timedelta
    clock_ahead: timedelta
    ask_reached_after: timedelta
    snoozes: tuple[timedelta, ...]
    infusion_leads: tuple[timedelta, ...]
    appointment_leads: tuple[timedelta, ...]
    medicine_late_after: timedelta
    refill_lead: timedelta
    sources: tuple[str, ...]

    def urgency(self, kind: NoticeKind) -> Urgency:
        """How loudly this kind is told."""
        return self.tellings[kind].urgency


# Holds where the file is broken: nothing is told less often than a file that holds may have it.
SAFE = ReminderPolicy(
    tellings=MappingProxyType(
        {
            kind: Telling(
                Urgency.WATCH if kind in (NoticeKind.ALERT, NoticeKind.WATCH_CHECK) else Urgency.REPEATING,
                timedelta(minutes=10),
                (),
            )
            for kind in NoticeKind
        }
    ),
    listed_for=timedelta(days=7),
    missed_after=timedelta(hours=1),
    clock_jump=timedelta(minutes=2),
    clock_behind=timedelta(minutes=5),
    clock_ahead=timedelta(days=60),
    ask_reached_after=timedelta(minutes=10),
    snoozes=(timedelta(minutes=10),),
    infusion_leads=(timedelta(days=7), timedelta(days=1), timedelta(hours=2)),
    appointment_leads=(timedelta(days=1), timedelta(hours=2)),
    medicine_late_after=timedelta(hours=1),
    refill_lead=timedelta(days=3),
    sources=(),
)


def parse_reminder_policy(section: Section, _id: str) -> ReminderPolicy:
    """The one table of resources/reminders.toml; an open alert and a check of a watch are always loud."""
    section.whole("version")
    kinds = section.section("kinds")
    policy = ReminderPolicy(
        tellings=MappingProxyType({kind: _telling(kinds, kind) for kind in NoticeKind}),
        listed_for=timedelta(days=_positive(section, "listed_days")),
        missed_after=timedelta(minutes=_positive(section, "missed_after_minutes")),
        clock_jump=timedelta(minutes=_positive(section, "clock_jump_minutes")),
        clock_behind=timedelta(minutes=_positive(section, "clock_behind_minutes")),
        clock_ahead=timedelta(days=_positive(section, "clock_ahead_days")),
        ask_reached_after=timedelta(minutes=_positive(section, "reached_minutes")),
        snoozes=tuple(timedelta(minutes=n) for n in _positives(section, "snooze_minutes")),
        infusion_leads=_leads(section, "infusion_lead_hours"),
        appointment_leads=_leads(section, "appointment_lead_hours"),
        medicine_late_after=timedelta(minutes=_positive(section, "medicine_late_minutes")),
        refill_lead=timedelta(days=_positive(section, "refill_lead_days")),
        sources=section.texts("sources"),
    )
    kinds.finish()
    section.finish()
    return policy


def _telling(kinds: Section, kind: NoticeKind) -> Telling:
    section = kinds.section(kind.value)
    urgency = section.choice("urgency", Urgency)
    if SAFE.urgency(kind) is Urgency.WATCH and urgency is not Urgency.WATCH:
        section.complain("urgency", "not_one_of", value=urgency.value, allowed=Urgency.WATCH.value)
    again = None if urgency is Urgency.QUIET else timedelta(minutes=_positive(section, "repeat_minutes"))
    telling = Telling(urgency, again, section.texts("sources"))
    section.finish()
    return telling


def _leads(section: Section, key: str) -> tuple[timedelta, ...]:
    return tuple(timedelta(hours=n) for n in sorted(_positives(section, key), reverse=True))


def _positives(section: Section, key: str) -> tuple[int, ...]:
    numbers = section.wholes(key)
    if not numbers:
        section.complain(key, "empty")
    if min(numbers) < 1:
        section.complain(key, "impossible_number")
    return numbers


def _positive(section: Section, key: str) -> int:
    number = section.whole(key)
    if number < 1:
        section.complain(key, "impossible_number")
    return number
