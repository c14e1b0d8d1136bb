"""Who took over the watch when, as rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from companion.core.levels import Reporter
from companion.core.on_watch import Handover
from companion.stores import rows
from companion.stores.columns import Row, clean, from_moment, to_moment
from companion.stores.seam import Database
from companion.stores.tables import HANDOVERS


@dataclass(frozen=True, slots=True)
class HandoversStore:
    """A hand-over that is taken back stays in the file as deleted."""

    db: Database

    def handovers(self) -> tuple[Handover, ...]:
        """All of them, oldest first."""
        sql = f"SELECT * FROM {HANDOVERS} WHERE deleted_at IS NULL ORDER BY at, rowid"
        return rows.values(rows.select(self.db, sql), _handover)

    def save(self, handover: Handover, *, at: datetime) -> None:
        columns = {
            "at": from_moment(handover.at),
            "name": clean(handover.name),
            "note": clean(handover.note),
            "entered_by": handover.by.value,
            "deleted_at": None,
        }
        rows.save(self.db, HANDOVERS, handover.id, columns, at=at, by=handover.by)

    def remove(self, id: str, *, at: datetime, by: Reporter) -> None:
        rows.remove(self.db, HANDOVERS, id, at=at, by=by)


def _handover(row: Row) -> Handover:
    return Handover(row["id"], to_moment(row["at"]), row["name"], row["note"], Reporter(row["entered_by"]))
