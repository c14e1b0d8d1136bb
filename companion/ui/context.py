"""What every page is given: the services, the knowledge and the words, and nothing to look up elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from companion.core.catalogue import Catalogue
from companion.core.formats import Formats
from companion.core.words import Words
from companion.services.journal import Journal
from companion.services.record import Record


class PageId(Enum):
    """The pages of the window."""

    TODAY = "today"
    DIARY = "diary"
    SYMPTOMS = "symptoms"
    TREATMENT = "treatment"
    CAREGIVER = "caregiver"
    LEARN = "learn"
    ALERTS = "alerts"
    SETTINGS = "settings"
    UNWELL = "unwell"
    CALL = "call"
    SETUP = "setup"


@dataclass(frozen=True, slots=True)
class Go:
    """Where a page wants to go, and about what: an alert's id, a page of Learn, a day."""

    page: PageId
    subject: str | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """The services and the knowledge that pages show."""

    journal: Journal
    record: Record
    catalogue: Catalogue
    words: Words

    def formats(self) -> Formats:
        """How this person wants dates, times and readings written, as set at this moment."""
        return self.record.formats()
