"""The levels of urgency and of severity, each in order."""

from __future__ import annotations

from enum import Enum
from functools import total_ordering


@total_ordering
class Level(Enum):
    """How soon to speak to whom. NONE means that nothing was judged; it is never shown as fine."""

    NONE = "none"
    LOGGED = "logged"
    TELL_TEAM = "tell_team"
    CALL_TODAY = "call_today"
    CALL_NOW = "call_now"
    EMERGENCY = "emergency"

    def __lt__(self, other: Level) -> bool:
        return _LEVELS.index(self) < _LEVELS.index(other)


_LEVELS = tuple(Level)


class Severity(Enum):
    """How bad a symptom was, as answered."""

    NONE = "none"
    MILD = "mild"
    MODERATE = "moderate"
    SEVERE = "severe"
    NOT_SURE = "not_sure"

    @property
    def steps(self) -> int:
        """0 to 3; not sure counts as moderate."""
        return _STEPS[self]


_STEPS = {
    Severity.NONE: 0,
    Severity.MILD: 1,
    Severity.MODERATE: 2,
    Severity.NOT_SURE: 2,
    Severity.SEVERE: 3,
}


class Reporter(Enum):
    """Who gave an answer."""

    PATIENT = "patient"
    CAREGIVER = "caregiver"


class Status(Enum):
    """How far a piece of knowledge has been reviewed by a clinician."""

    DRAFT = "draft"
    REVIEWED = "reviewed"
    RETIRED = "retired"
