"""A question for the team: noted at any time, ticked off with what they said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from companion.core.levels import Reporter


@dataclass(frozen=True, slots=True)
class Question:
    """`about` is where it came from: "alert:ID", "page:ID", "symptom:ID", or empty.

    One with `asked_at` was asked: it is kept, and does not stand on the list for the next visit.
    """

    id: str
    text: str
    noted_at: datetime
    by: Reporter = Reporter.PATIENT
    about: str = ""
    asked_at: datetime | None = None
    answer: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it is still to be asked."""
        return self.asked_at is None
