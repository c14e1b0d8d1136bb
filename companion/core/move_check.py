"""Whether a dose can be moved to a new time: what would be in the way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from companion.core.plan_changes import Moved
from companion.core.upcoming import PlanRow


class MoveFault(Enum):
    """Why a dose cannot be moved there."""

    PASSED = "passed"
    BEFORE_GIVEN = "before_given"
    BEFORE_OTHER = "before_other"
    AFTER_OTHER = "after_other"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class MoveProblem:
    """What is in the way; `other` is the dose that would be overtaken."""

    fault: MoveFault
    other: PlanRow | None = None


def move_problem(
    before: tuple[PlanRow, ...], after: tuple[PlanRow, ...], move: Moved, now: datetime
) -> MoveProblem | None:
    """What is wrong with a move that makes the plan `before` the plan `after`.

    A dose stays between its neighbours: those that are neither given nor left out. Both plans must reach
    beyond the dose and its neighbours.
    """
    old = next((row for row in before if row.planned.ordinal == move.ordinal), None)
    new = next((row for row in after if row.planned.ordinal == move.ordinal), None)
    if old is not None and old.is_open and old.planned.wall == move.to_wall:
        return MoveProblem(MoveFault.SAME)
    starts_at = None if new is None else new.planned.starts_at
    given = (row.given.started_at for row in before if row.given is not None)
    if starts_at is not None and any(at is not None and starts_at <= at for at in given):
        return MoveProblem(MoveFault.BEFORE_GIVEN)
    if starts_at is not None and starts_at <= now:
        return MoveProblem(MoveFault.PASSED)
    overtaken = _overtaken(after)
    if overtaken is None:
        return None
    earlier, later = overtaken
    if later.planned.ordinal == move.ordinal:
        return MoveProblem(MoveFault.BEFORE_OTHER, earlier)
    return MoveProblem(MoveFault.AFTER_OTHER, later)


def _overtaken(rows: tuple[PlanRow, ...]) -> tuple[PlanRow, PlanRow] | None:
    """Two doses, in the order of the plan, of which the second would not come after the first."""
    open_rows = sorted((row for row in rows if row.is_open), key=lambda row: row.planned.ordinal)
    for n, later in enumerate(open_rows):
        for earlier in open_rows[:n]:
            if earlier.planned.starts_at >= later.planned.starts_at:
                return earlier, later
    return None
