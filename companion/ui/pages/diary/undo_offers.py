"""How what was just written to an entry is undone, and what is said about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from companion.core.changes import Part
from companion.core.diary import Reading, SymptomReport
from companion.services.corrections import TakeOut, Undo
from companion.ui.context import Context
from companion.ui.pages.diary.lines import Lines

# Shows what was written, with the way to undo it.
Offer = Callable[[str, Undo], None]


@dataclass(frozen=True, slots=True)
class UndoOffers:
    """Each is offered right after the write."""

    context: Context
    offer: Offer

    def changed(self, before: SymptomReport, after: SymptomReport) -> None:
        """An answer says something else than it did."""
        added = TakeOut(((Part.ANSWER, after.key),))
        undo = self._last_change(after.key) if after.key == before.key else added
        name = Lines(self.context).symptom(after.symptom)
        self.offer(self.context.words("diary.changed_this", name=name), undo or added)

    def repeated(self, entry_id: str) -> None:
        """Answers of the day before were given again in a new entry."""
        self.offer(self.context.words("diary.repeated"), TakeOut(((Part.NOTE, entry_id),)))

    def measured(self, reading: Reading) -> None:
        """A reading was written down."""
        self._written(Lines(self.context).reading(reading), Part.READING, reading.key)

    def taken(self, key: str, name: str) -> None:
        """A medicine was written down."""
        self._written(name, Part.MEDICINE, key)

    def _written(self, what: str, part: Part, key: str) -> None:
        self.offer(self.context.words("diary.written_down", what=what), TakeOut(((part, key),)))

    def _last_change(self, key: str) -> Undo | None:
        return self.context.diary.corrections.last_change(Part.ANSWER, key)


def offer_nothing(_text: str, _undo: Undo) -> None:
    """Nobody shows how a change is undone."""
