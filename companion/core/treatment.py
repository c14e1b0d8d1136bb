"""Treatments as agreed and doses as given; planned doses are derived, never stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from companion.core.levels import Reporter


@dataclass(frozen=True, slots=True)
class Treatment:
    """A drug, a regimen from its file and a first dose; `first_wall` is naive local time in `zone`."""

    id: str
    drug: str
    regimen: str
    first_wall: datetime
    zone: str
    place: str
    started_at: datetime
    stopped_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class DoseGiven:
    """A dose as it was really given; `started_at` is None until the time is entered.

    `ordinal` is the number of the planned dose it fulfils, None for one outside any plan.
    """

    id: str
    treatment_id: str | None
    ordinal: int | None
    drug: str | None
    amount: str
    started_at: datetime | None
    recorded_at: datetime
    by: Reporter = Reporter.PATIENT
