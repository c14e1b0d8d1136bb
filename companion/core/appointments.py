"""Appointments: what, when, where and what to bring; and the kinds there are, as resources/ names them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from companion.core.levels import Reporter
from companion.core.parsing import Section
from companion.core.zones import to_utc


@dataclass(frozen=True, slots=True)
class KindWords:
    """What a person reads of a kind; `bring` is an example of what to bring."""

    name: str
    bring: str


@dataclass(frozen=True, slots=True)
class AppointmentKind:
    """One kind; `lasts` where nobody said how long. `needs_title`: its name alone would say nothing."""

    id: str
    icon: str
    lasts: timedelta
    needs_title: bool
    words: KindWords


@dataclass(frozen=True, slots=True)
class Appointment:
    """One appointment; `wall` is naive local time in `zone`, `minutes` None where nobody said how long.

    `version` goes up when its time changes, and `recorded_at` is when this time was written down.
    """

    id: str
    version: int
    kind: str
    title: str
    wall: datetime
    zone: str
    minutes: int | None
    place: str
    to_bring: str
    notes: str
    recorded_at: datetime
    cancelled_at: datetime | None = None
    cancel_reason: str = ""
    by: Reporter = Reporter.PATIENT

    @property
    def starts_at(self) -> datetime:
        """The moment it begins, in UTC."""
        return to_utc(self.wall, self.zone)

    @property
    def is_cancelled(self) -> bool:
        """Whether it will not take place."""
        return self.cancelled_at is not None

    def ends_at(self, kinds: Mapping[str, AppointmentKind]) -> datetime:
        """When it is over; one of a kind that is not known any more ends as it begins."""
        kind = kinds.get(self.kind)
        usual = kind.lasts if kind is not None else timedelta()
        return self.starts_at + (usual if self.minutes is None else timedelta(minutes=self.minutes))


def coming(
    appointments: Iterable[Appointment], kinds: Mapping[str, AppointmentKind], now: datetime
) -> tuple[Appointment, ...]:
    """Those that will take place and are not over, the next one first."""
    left = (one for one in appointments if not one.is_cancelled and one.ends_at(kinds) > now)
    return tuple(sorted(left, key=_order))


def past(
    appointments: Iterable[Appointment], kinds: Mapping[str, AppointmentKind], now: datetime
) -> tuple[Appointment, ...]:
    """Those that are over or cancelled, the newest first."""
    over = (one for one in appointments if one.is_cancelled or one.ends_at(kinds) <= now)
    return tuple(sorted(over, key=_order, reverse=True))


def _order(appointment: Appointment) -> tuple[datetime, str]:
    return appointment.starts_at, appointment.id


def parse_appointment_kind(section: Section, id: str) -> AppointmentKind:
    """One table of resources/appointments.toml."""
    words = section.section("words")
    kind = AppointmentKind(
        id=id,
        icon=section.text("icon"),
        lasts=timedelta(minutes=section.whole("minutes")),
        needs_title=section.flag("needs_title"),
        words=KindWords(words.text("name"), words.text("bring")),
    )
    if kind.lasts <= timedelta():
        section.complain("minutes", "impossible_number")
    words.finish()
    section.finish()
    return kind
