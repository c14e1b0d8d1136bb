"""What can change, so that the pages that show it look again."""

from __future__ import annotations

from enum import Enum


class Topic(Enum):
    """One kind of thing the journal announces."""

    PERSON = "person"
    PREFERENCES = "preferences"
    TREATMENT = "treatment"
    DIARY = "diary"
    ALERTS = "alerts"
    NOTICES = "notices"
    MEDICINES = "medicines"
    APPOINTMENTS = "appointments"
    QUESTIONS = "questions"
