"""What the patient keeps from a caregiver, as verbs: one note, or all as the default."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from companion.core.diary import Entry
from companion.core.hidden_notes import is_hidden
from companion.core.levels import Reporter
from companion.services.entering import Entering
from companion.services.journal import Journal
from companion.services.topics import Topic
from companion.stores.shelf import Shelf


@dataclass(frozen=True, slots=True)
class HiddenNotes:
    """Only the patient hides, and only what the patient wrote."""

    journal: Journal
    shelf: Shelf
    now: Callable[[], datetime]
    entering: Entering

    def may_choose(self, entry: Entry | None) -> bool:
        """Whether the one who enters now may hide or show the note of this entry, or of a new one."""
        wrote_it = entry is None or entry.by is Reporter.PATIENT
        return wrote_it and self.entering.by is Reporter.PATIENT

    def is_hidden(self, entry: Entry | None) -> bool:
        """Whether the note of this entry, or of a new one, is kept from a caregiver."""
        by_default = self.shelf.preferences.preferences().hide_notes
        return by_default if entry is None else is_hidden(entry, by_default=by_default)

    def hide(self, entry_id: str, *, hidden: bool) -> None:
        """Keep one note from a caregiver, or show it after all, whatever the default says."""
        with self.journal.plain(Topic.DIARY):
            self.shelf.diary.hide_note(entry_id, hidden=hidden, at=self.now(), by=Reporter.PATIENT)
