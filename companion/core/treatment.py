"""Treatments as agreed and doses as given; planned doses are derived, never stored."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from companion.core.levels import Reporter


@dataclass(frozen=True, slots=True)
class Treatment:
    """A drug, a regimen from its file and a first dose; `first_wall` is naive local time in `zone`.

    One that goes on with another names it in `follows`, begins in its `first_cycle`, and counts the months
    its label allows from `months_from`, a wall time; None: from its own first dose.
    """

    id: str
    drug: str
    regimen: str
    first_wall: datetime
    zone: str
    place: str
    started_at: datetime
    stopped_at: datetime | None = None
    stop_reason: str = ""
    follows: str | None = None
    first_cycle: int = 1
    months_from: datetime | None = None


@dataclass(frozen=True, slots=True)
class DoseGiven:
    """A dose as it was really given; `started_at` is None until the time is entered.

    `ordinal` is the number of the planned dose it fulfils, None for one outside any plan. `had_reaction`
    is None where nobody said whether there was one while it was given.
    """

    id: str
    treatment_id: str | None
    ordinal: int | None
    drug: str | None
    amount: str
    started_at: datetime | None
    recorded_at: datetime
    by: Reporter = Reporter.PATIENT
    ended_at: datetime | None = None
    place: str = ""
    had_reaction: bool | None = None
    reaction: str = ""


def changed(known: Treatment, wanted: Treatment) -> Treatment:
    """The treatment with what was entered anew; another plan is one known from now on, for its reminders."""
    plan = (wanted.drug, wanted.regimen, wanted.first_wall)
    same = (known.drug, known.regimen, known.first_wall) == plan
    drug, regimen, first_wall = plan
    since = known.started_at if same else wanted.started_at
    return replace(
        known, drug=drug, regimen=regimen, first_wall=first_wall, place=wanted.place, started_at=since
    )
