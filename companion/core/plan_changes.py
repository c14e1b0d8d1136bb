"""How a plan changed: doses that moved or were not given, as facts laid over what the regimen foresees."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from companion.core.levels import Reporter
from companion.core.regimen import PlannedDose
from companion.core.zones import to_utc

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Moved:
    """Dose `ordinal` has a new time; both are wall times in the zone of the treatment.

    With `later_too` the doses after it move by as many days and keep their time of day; where only the
    time of day is new, they get that time.
    """

    ordinal: int
    from_wall: datetime
    to_wall: datetime
    later_too: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class NotGiven:
    """Dose `ordinal` was or will not be given; the other doses stay where they are."""

    ordinal: int
    reason: str = ""


What = Moved | NotGiven


@dataclass(frozen=True, slots=True)
class DoseChange:
    """One change to the plan of one treatment, as somebody entered it."""

    id: str
    treatment_id: str
    at: datetime
    what: What
    by: Reporter = Reporter.PATIENT


@dataclass(frozen=True, slots=True)
class Standing:
    """A planned dose as it stands after all changes; `first` is how the regimen foresaw it.

    `changes` counts those that concern it; the last of them was made at `changed_at`.
    """

    planned: PlannedDose
    first: PlannedDose
    not_given: NotGiven | None = None
    moved: Moved | None = None
    changes: int = 0
    changed_at: datetime | None = None


def standing_plan(planned: Iterable[PlannedDose], changes: Iterable[DoseChange]) -> tuple[Standing, ...]:
    """Each planned dose after the changes, in the order of the plan: none is lost and none added.

    Changes are given in the order they were made, which a clock that was set back does not tell.
    """
    ordered = tuple(changes)
    return tuple(_standing(dose, ordered) for dose in planned)


def reach_back(changes: Iterable[DoseChange]) -> timedelta:
    """By how much a dose may come earlier than its regimen foresees: so much farther the plan is needed."""
    total = timedelta()
    for change in changes:
        if isinstance(change.what, Moved):
            total += max(timedelta(), change.what.from_wall - change.what.to_wall) + _DAY
    return total


def can_take_back(change: DoseChange, changes: Iterable[DoseChange]) -> bool:
    """Whether a change may be undone alone: no later one was built upon it."""
    ordered = tuple(changes)
    after = ordered[ordered.index(change) + 1 :]
    match change.what:
        case Moved():
            return not any(isinstance(later.what, Moved) for later in after)
        case NotGiven(ordinal):
            return not any(later.what.ordinal == ordinal for later in after)


def _standing(dose: PlannedDose, changes: tuple[DoseChange, ...]) -> Standing:
    standing, wall = Standing(dose, dose), dose.wall
    for change in changes:
        match change.what:
            case Moved() as move if move.ordinal == dose.ordinal:
                wall = move.to_wall
                standing = replace(standing, moved=move, not_given=None)
            case Moved() as move if move.later_too and move.ordinal < dose.ordinal:
                wall = _moved_along(wall, move)
                standing = replace(standing, moved=move)
            case NotGiven() as not_given if not_given.ordinal == dose.ordinal:
                standing = replace(standing, not_given=not_given)
            case _:
                continue
        standing = replace(standing, changes=standing.changes + 1, changed_at=change.at)
    if wall == dose.wall:
        return standing
    return replace(standing, planned=replace(dose, wall=wall, starts_at=to_utc(wall, dose.zone)))


def _moved_along(wall: datetime, move: Moved) -> datetime:
    days = move.to_wall.date() - move.from_wall.date()
    return wall + days if days else datetime.combine(wall.date(), move.to_wall.time())
