"""Wall times of a treatment on its own clocks, and on those of this person after a journey."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from companion.core.zones import to_utc
from companion.ui.context import Context


def wall_in(zone: str, wall: datetime, context: Context) -> datetime:
    """A wall time of this person's zone on the clocks of `zone`: the same number where the zones are one."""
    here = context.record.zone()
    if here == zone:
        return wall
    return to_utc(wall, here).astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)


def wall_here(zone: str, wall: datetime, context: Context) -> datetime:
    """A wall time of `zone` on this person's clocks."""
    if context.record.zone() == zone:
        return wall
    return context.formats().local(to_utc(wall, zone)).replace(tzinfo=None, fold=0)
