"""Wall time in a time zone turned into a moment in UTC."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from companion.core.errors import OurFault

_MINUTE = timedelta(minutes=1)
_LONGEST_GAP = timedelta(days=2)
# Found among the zone files of some computers, yet naming no place: one changes when a person travels.
_NO_PLACE = frozenset({"localtime", "Factory"})


def to_utc(wall: datetime, zone: str) -> datetime:
    """The moment at which the clocks of `zone` show `wall` (naive).

    A time that the clocks skip gives the next valid minute, a time they show twice the first of the two.
    """
    if wall.tzinfo is not None:
        raise OurFault("wall time must be naive")
    if not is_known_zone(zone):
        raise OurFault(f"unknown time zone {zone!r}")
    info = ZoneInfo(zone)
    wall = wall.replace(fold=0)
    if not _is_shown(wall, info):
        wall = _first_shown_after(wall, info)
    return wall.replace(tzinfo=info).astimezone(UTC)


def is_known_zone(name: str) -> bool:
    """Whether `name` is an IANA time zone that this computer knows."""
    return name in _known_zones()


@cache
def _known_zones() -> frozenset[str]:
    return frozenset(available_timezones()) - _NO_PLACE


def _is_shown(wall: datetime, info: ZoneInfo) -> bool:
    back = wall.replace(tzinfo=info).astimezone(UTC).astimezone(info)
    return back.replace(tzinfo=None, fold=0) == wall


def _first_shown_after(wall: datetime, info: ZoneInfo) -> datetime:
    latest = wall + _LONGEST_GAP
    minute = wall.replace(second=0, microsecond=0) + _MINUTE
    while not _is_shown(minute, info):
        if minute > latest:
            raise OurFault(f"no valid minute after {wall} in {info.key}")
        minute += _MINUTE
    return minute
