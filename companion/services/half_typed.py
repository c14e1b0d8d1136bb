"""What is half typed at the diary is kept in the diary, and nowhere else, until it is finished."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from companion.core.half_typed import HalfTyped
from companion.services.journal import Journal
from companion.stores.half_typed import HalfTypedStore
from companion.stores.shelf import Shelf


@dataclass(frozen=True, slots=True)
class HalfTypedAnswers:
    """Nothing of it is judged or announced: it is offered again, and that is all."""

    journal: Journal
    shelf: Shelf
    now: Callable[[], datetime]

    def kept(self) -> HalfTyped | None:
        """What was never finished."""
        return HalfTypedStore(self.shelf.db).kept()

    def keep(self, half: HalfTyped | None) -> None:
        """This from now on; None once nothing is half typed."""
        store = HalfTypedStore(self.shelf.db)
        with self.journal.plain():
            if half is None:
                store.drop(at=self.now())
            else:
                store.keep(half, at=self.now())
