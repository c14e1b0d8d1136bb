"""After a dose on another day than planned: how the later ones would stand if they moved by as many days."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from companion.core.plan_changes import Moved
from companion.core.upcoming import PlanRow


@dataclass(frozen=True, slots=True)
class LaterDoses:
    """The doses after one that was given `days` later than planned, or earlier where that is below none.

    `stay` are they as planned now, `follow` as `move` would have them. `gap` is how many days after it the
    regimen has the next one.
    """

    given: PlanRow
    move: Moved
    days: int
    stay: tuple[PlanRow, ...]
    follow: tuple[PlanRow, ...]
    gap: timedelta


def later_doses(
    rows: tuple[PlanRow, ...], dose_id: str, after_move: Callable[[PlanRow, Moved], tuple[PlanRow, ...]]
) -> LaterDoses | None:
    """What there is to ask about a dose that was written down; None where no day can follow it.

    Nothing is asked of a dose on its planned day or without its time, after which another was given or
    none is planned, or which the next one would then not follow.
    """
    given = next((row for row in rows if row.given is not None and row.given.id == dose_id), None)
    if given is None or given.given is None or given.given.started_at is None:
        return None
    started_at, ordinal, wall = given.given.started_at, given.planned.ordinal, given.planned.wall
    days = (started_at.astimezone(ZoneInfo(given.planned.zone)).date() - wall.date()).days
    stay = _open_after(rows, ordinal)
    is_last = not any(row.given is not None and row.planned.ordinal > ordinal for row in rows)
    if not days or not stay or not is_last:
        return None
    move = Moved(ordinal, wall, wall + timedelta(days=days), later_too=True)
    follow = _open_after(after_move(given, move), ordinal)
    starts = [started_at, *(row.planned.starts_at for row in follow)]
    if not follow or any(later <= earlier for earlier, later in pairwise(starts)):
        return None
    gap = _foreseen(stay[0]) - _foreseen(given)
    return LaterDoses(given, move, days, stay, follow, gap)


def _open_after(rows: Iterable[PlanRow], ordinal: int) -> tuple[PlanRow, ...]:
    found = (row for row in rows if row.is_open and row.planned.ordinal > ordinal)
    return tuple(sorted(found, key=lambda row: row.planned.ordinal))


def _foreseen(row: PlanRow) -> datetime:
    return row.first_planned or row.planned.starts_at
