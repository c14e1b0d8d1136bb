"""A scenario: all that an assessment reads, from the diary or from a file."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from companion.core.diary import MedicineTaken, Reading, SymptomReport
from companion.core.levels import Severity
from companion.core.people import Person

UNKNOWN_DRUG = "unknown"


@dataclass(frozen=True, slots=True)
class Dose:
    """A dose that was or will be given; an unknown drug is "unknown", an unknown time is None."""

    key: str
    drug: str
    started_at: datetime | None


@dataclass(frozen=True, slots=True)
class TeamKnows:
    """The team said of a symptom, up to a severity: they know, keep watching."""

    symptom: str
    severity: Severity
    at: datetime


@dataclass(frozen=True, slots=True)
class Scenario:
    """Everything that is judged, as it stood at `now`; nothing in it but doses is later than `now`."""

    now: datetime
    person: Person = field(default_factory=Person)
    doses: tuple[Dose, ...] = ()
    reports: tuple[SymptomReport, ...] = ()
    readings: tuple[Reading, ...] = ()
    medicines: tuple[MedicineTaken, ...] = ()
    team_knows: tuple[TeamKnows, ...] = ()
