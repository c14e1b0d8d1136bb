"""Who watches now, and handing over: a log from hand-over to hand-over, with names as they are typed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from companion.core.on_watch import Handover, Turn, turns
from companion.services.entering import Entering
from companion.services.journal import Journal
from companion.services.topics import Topic
from companion.stores.shelf import Shelf


@dataclass(frozen=True, slots=True)
class OnWatch:
    """Every verb returns after COMMIT, or raises UserCanFix and has saved nothing."""

    journal: Journal
    shelf: Shelf
    now: Callable[[], datetime]
    entering: Entering

    def log(self) -> tuple[Turn, ...]:
        """Every turn, the newest first."""
        return turns(self.shelf.handovers.handovers())

    def current(self) -> Turn | None:
        """Whose turn it is; None where nobody is named."""
        newest = next(iter(self.log()), None)
        return newest if newest is not None and newest.name else None

    def names(self) -> tuple[str, ...]:
        """Who could take over: the caregiver of the settings, and everybody who watched before."""
        known = (self.shelf.people.person().caregiver_name, *(turn.name for turn in self.log()))
        current = self.current()
        watching = current.name if current is not None else ""
        return tuple(name for name in dict.fromkeys(known) if name and name != watching)

    def hand_over(self, name: str, *, note: str = "") -> str:
        """From now on this one watches, nobody where the name is empty; the id, to take it back."""
        handover = Handover(str(uuid4()), self.now(), name.strip(), note.strip(), self.entering.by)
        with self.journal.plain(Topic.PERSON):
            self.shelf.handovers.save(handover, at=handover.at)
        return handover.id

    def take_back(self, id: str) -> None:
        """It was not handed over after all: who watched before goes on."""
        with self.journal.plain(Topic.PERSON):
            self.shelf.handovers.remove(id, at=self.now(), by=self.entering.by)
