"""The pages of the window, and where a page wants to go."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class PageId(Enum):
    """The pages of the window."""

    TODAY = "today"
    DIARY = "diary"
    SYMPTOMS = "symptoms"
    TREATMENT = "treatment"
    MEDICINES = "medicines"
    APPOINTMENTS = "appointments"
    GETTING_READY = "getting_ready"
    QUESTIONS = "questions"
    CAREGIVER = "caregiver"
    HANDOVER = "handover"
    LEARN = "learn"
    ALERTS = "alerts"
    SETTINGS = "settings"
    ABOUT = "about"
    REMINDERS = "reminders"
    UNWELL = "unwell"
    CALL = "call"
    SETUP = "setup"
    THINKING = "thinking"
    COPIES = "copies"
    HISTORY = "history"
    RECOVERY = "recovery"
    REPORT = "report"
    PAPER_LOG = "paper_log"
    DELETING = "deleting"
    FILES = "files"


@dataclass(frozen=True, slots=True)
class Go:
    """Where a page wants to go, and about what: an alert's id, a page of Learn, a day."""

    page: PageId
    subject: str | None = None
