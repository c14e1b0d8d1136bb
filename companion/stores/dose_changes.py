"""Changes to plans, as rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import assert_never

from companion.core.levels import Reporter
from companion.core.plan_changes import DoseChange, Moved, NotGiven
from companion.stores import rows
from companion.stores.columns import Cell, Row, clean, from_moment, from_wall, to_moment, to_wall
from companion.stores.seam import Database
from companion.stores.tables import DOSE_CHANGES

_MOVED = "moved"
_NOT_GIVEN = "not_given"


@dataclass(frozen=True, slots=True)
class DoseChangesStore:
    """Each change is added once and never altered; one that is taken back stays in the file."""

    db: Database

    def changes(self) -> tuple[DoseChange, ...]:
        """All that hold, in the order they were made."""
        found = rows.select(self.db, f"SELECT * FROM {DOSE_CHANGES} WHERE deleted_at IS NULL ORDER BY rowid")
        return rows.values(found, _change)

    def add(self, change: DoseChange) -> None:
        columns: dict[str, Cell] = {
            "treatment_id": change.treatment_id,
            "at": from_moment(change.at),
            "ordinal": change.what.ordinal,
            "reason": clean(change.what.reason),
            "entered_by": change.by.value,
        }
        match change.what:
            case Moved() as move:
                columns |= {
                    "kind": _MOVED,
                    "from_wall": from_wall(move.from_wall),
                    "to_wall": from_wall(move.to_wall),
                    "later_too": int(move.later_too),
                }
            case NotGiven():
                columns |= {"kind": _NOT_GIVEN, "later_too": 0}
            case _ as never:
                assert_never(never)
        rows.insert_once(self.db, DOSE_CHANGES, change.id, columns, at=change.at)

    def remove(self, id: str, *, at: datetime, by: Reporter) -> None:
        rows.remove(self.db, DOSE_CHANGES, id, at=at, by=by)

    def restore(self, id: str, *, at: datetime, by: Reporter) -> None:
        rows.restore(self.db, DOSE_CHANGES, id, at=at, by=by)


def _change(row: Row) -> DoseChange:
    what: Moved | NotGiven
    if row["kind"] == _MOVED:
        walls = to_wall(row["from_wall"]), to_wall(row["to_wall"])
        what = Moved(row["ordinal"], *walls, bool(row["later_too"]), row["reason"])
    elif row["kind"] == _NOT_GIVEN:
        what = NotGiven(row["ordinal"], row["reason"])
    else:
        raise ValueError(row["kind"])
    return DoseChange(row["id"], row["treatment_id"], to_moment(row["at"]), what, Reporter(row["entered_by"]))
