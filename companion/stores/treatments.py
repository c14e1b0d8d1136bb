"""Treatments as agreed, as rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from companion.core.levels import Reporter
from companion.core.treatment import Treatment
from companion.stores import rows
from companion.stores.columns import (
    Row,
    clean,
    from_moment,
    from_optional_moment,
    from_wall,
    to_moment,
    to_optional_moment,
    to_wall,
)
from companion.stores.seam import Database
from companion.stores.tables import TREATMENTS


@dataclass(frozen=True, slots=True)
class TreatmentsStore:
    """A changed or stopped treatment is saved under its id again; the history keeps what it was."""

    db: Database

    def treatments(self) -> tuple[Treatment, ...]:
        """All but the deleted ones, in the order they were started."""
        found = rows.select(
            self.db, f"SELECT * FROM {TREATMENTS} WHERE deleted_at IS NULL ORDER BY started_at, rowid"
        )
        return rows.values(found, treatment_of)

    def save(self, treatment: Treatment, *, at: datetime, by: Reporter) -> None:
        columns = {
            "drug": treatment.drug,
            "regimen": treatment.regimen,
            "first_wall": from_wall(treatment.first_wall),
            "zone": treatment.zone,
            "place": clean(treatment.place),
            "started_at": from_moment(treatment.started_at),
            "stopped_at": from_optional_moment(treatment.stopped_at),
            "stop_reason": clean(treatment.stop_reason),
            "follows": treatment.follows,
            "first_cycle": treatment.first_cycle,
            "months_from": None if treatment.months_from is None else from_wall(treatment.months_from),
            "entered_by": by.value,
            "deleted_at": None,
        }
        rows.save(self.db, TREATMENTS, treatment.id, columns, at=at, by=by)

    def remove(self, id: str, *, at: datetime, by: Reporter) -> None:
        rows.remove(self.db, TREATMENTS, id, at=at, by=by)

    def restore(self, id: str, *, at: datetime, by: Reporter) -> None:
        rows.restore(self.db, TREATMENTS, id, at=at, by=by)


def treatment_of(row: Row) -> Treatment:
    return Treatment(
        id=row["id"],
        drug=row["drug"],
        regimen=row["regimen"],
        first_wall=to_wall(row["first_wall"]),
        zone=row["zone"],
        place=row["place"],
        started_at=to_moment(row["started_at"]),
        stopped_at=to_optional_moment(row["stopped_at"]),
        stop_reason=row["stop_reason"],
        follows=row["follows"],
        first_cycle=row["first_cycle"],
        months_from=None if row["months_from"] is None else to_wall(row["months_from"]),
    )
