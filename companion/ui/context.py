"""What every page is given: the services, the knowledge and the words, and nothing to look up elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

from companion.core.catalogue import Catalogue
from companion.core.formats import Formats
from companion.core.words import Words
from companion.services.agreed import Agreed
from companion.services.backup import Backups
from companion.services.changes import Changes
from companion.services.journal import Journal
from companion.services.locking import Locking
from companion.services.record import Record
from companion.services.thinking import Thinking


@dataclass(frozen=True, slots=True)
class Context:
    """The services and the knowledge that pages show."""

    journal: Journal
    record: Record
    catalogue: Catalogue
    words: Words
    agreed: Agreed
    thinking: Thinking
    backups: Backups
    changes: Changes
    # None for a made-up diary, which has no key to keep.
    locking: Locking | None = None

    def formats(self) -> Formats:
        """How this person wants dates, times and readings written, as set at this moment."""
        return self.record.formats()
