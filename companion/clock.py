"""The only reader of the clock, and of the time zone this computer is set to."""

from __future__ import annotations

import os
import re
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Protocol
from zoneinfo import ZoneInfo, available_timezones

from companion.core.errors import OurFault
from companion.core.zones import is_known_zone

_LOCALTIME = "/etc/localtime"
_INSIDE_ZONEINFO = re.compile(r"/zoneinfo[^/]*/(?:posix/)?(.+)$")
_AREAS = ("Europe", "America", "Asia", "Australia", "Pacific", "Atlantic", "Indian", "Africa", "Antarctica")
_SAMPLED_DAYS = 731


class Clock(Protocol):
    """What a service is given to ask for the time."""

    def now(self) -> datetime:
        """This moment, in UTC."""

    def zone(self) -> str:
        """The IANA name of the zone in which this computer shows its time."""

    def uptime(self) -> timedelta:
        """Time gone by since some moment before, sleep too where the system counts it; never set."""


@dataclass(frozen=True, slots=True)
class SystemClock:
    """The clock of this computer."""

    def now(self) -> datetime:
        return now()

    def zone(self) -> str:
        return zone()

    def uptime(self) -> timedelta:
        return uptime()


@dataclass(frozen=True, slots=True)
class FixedClock:
    """A clock that stands still at `moment` in the zone `place`."""

    moment: datetime
    place: str

    def __post_init__(self) -> None:
        if self.moment.tzinfo is None:
            raise OurFault("a moment needs its offset")
        if not is_known_zone(self.place):
            raise OurFault(f"unknown time zone {self.place!r}")

    def now(self) -> datetime:
        return self.moment.astimezone(UTC)

    def zone(self) -> str:
        return self.place

    def uptime(self) -> timedelta:
        return timedelta()


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def uptime() -> timedelta:
    """Time since the computer was started, asleep or awake; where sleep is not counted, time awake."""
    # Linux counts sleep on the first, macOS on the second; Windows has neither, and counts it anyway.
    counting = getattr(time, "CLOCK_BOOTTIME", None) or getattr(time, "CLOCK_MONOTONIC", None)
    return timedelta(seconds=time.monotonic() if counting is None else time.clock_gettime(counting))


def retune() -> None:
    """Take the zone this computer is set to now: what runs for long would keep the one it began with."""
    if hasattr(time, "tzset"):
        time.tzset()


def zone() -> str:
    """The IANA name of the zone this computer is set to now, or "UTC" where it cannot be told.

    Asked anew each time: a person who travels changes it while the program runs.
    """
    retune()
    name = _set_by_name()
    if name is not None and is_known_zone(name):
        return name
    start = now().replace(month=1, day=1, hour=12, minute=0, second=0, microsecond=0)
    moments = tuple((start + timedelta(days=n)).timestamp() for n in range(_SAMPLED_DAYS))
    return _zone_that_shows(moments, tuple(time.localtime(moment).tm_gmtoff for moment in moments))


def _set_by_name() -> str | None:
    setting = os.environ.get("TZ")
    if setting is None:
        return _name_of_link(_LOCALTIME)
    setting = setting.removeprefix(":")
    return _name_of_link(setting) if os.path.isabs(setting) else setting


def _name_of_link(path: str) -> str | None:
    """The name behind a link into the zone files; the first link counts, as the person chose that name."""
    targets = [path, os.path.realpath(path)]
    if os.path.islink(path):
        targets.insert(0, os.path.join(os.path.dirname(path), os.readlink(path)))
    for target in targets:
        found = _INSIDE_ZONEINFO.search(os.path.normpath(target))
        if found is not None:
            return found[1]
    return None


@cache
def _zone_that_shows(moments: tuple[float, ...], offsets: tuple[int, ...]) -> str:
    """A zone whose offsets are these all through two years: Windows and bare TZ rules give no IANA name."""
    for name in sorted(available_timezones(), key=_preference):
        info = ZoneInfo(name)
        if all(
            datetime.fromtimestamp(moment, info).utcoffset() == timedelta(seconds=offset)
            for moment, offset in zip(moments, offsets, strict=True)
        ):
            return name
    return "UTC"


def _preference(name: str) -> tuple[int, str]:
    if name == "UTC":
        return -1, name
    area = name.partition("/")[0]
    return (_AREAS.index(area) if area in _AREAS else len(_AREAS)), name
