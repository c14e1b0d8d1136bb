"""What was taken over from files, and what came of undoing that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

UNDO_WITHIN: Final = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class ImportDone:
    """One import; `origin` is the name of the file, `rows` how many rows it brought or made newer."""

    id: str
    at: datetime
    origin: str
    rows: int
    undone_at: datetime | None = None

    def can_be_undone(self, now: datetime) -> bool:
        """Whether it stands and is not long ago; a clock that was set back does not take that away."""
        return self.undone_at is None and self.rows > 0 and now - self.at <= UNDO_WITHIN


@dataclass(frozen=True, slots=True)
class Undone:
    """How many rows went, how many are as they were before, and how many stay as they were changed since."""

    taken_out: int
    put_back: int
    stayed: int
