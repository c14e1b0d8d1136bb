"""Doses as they were given, as rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from companion.core.levels import Reporter
from companion.core.scenario import UNKNOWN_DRUG, Dose
from companion.core.treatment import DoseGiven
from companion.stores import rows
from companion.stores.columns import (
    Row,
    clean,
    from_moment,
    from_optional_moment,
    to_moment,
    to_optional_moment,
)
from companion.stores.seam import Database
from companion.stores.tables import DOSES


@dataclass(frozen=True, slots=True)
class DosesStore:
    """A corrected dose is saved under its id again; the history keeps what it was."""

    db: Database

    def doses(self) -> tuple[DoseGiven, ...]:
        """All but the deleted ones in order of time; one without a time stands where it was recorded."""
        order = "coalesce(started_at, recorded_at), rowid"
        found = rows.select(self.db, f"SELECT * FROM {DOSES} WHERE deleted_at IS NULL ORDER BY {order}")
        return rows.values(found, dose_of)

    def counted(self) -> tuple[Dose, ...]:
        """The same as they are judged: of many years only what opens windows."""
        found = rows.cells(self.db, f"SELECT id, drug, started_at FROM {DOSES} WHERE deleted_at IS NULL")
        return rows.values(found, _counted)

    def save(self, dose: DoseGiven, *, at: datetime) -> None:
        columns = {
            "treatment_id": dose.treatment_id,
            "ordinal": dose.ordinal,
            "drug": dose.drug,
            "amount": clean(dose.amount),
            "started_at": from_optional_moment(dose.started_at),
            "recorded_at": from_moment(dose.recorded_at),
            "ended_at": from_optional_moment(dose.ended_at),
            "place": clean(dose.place),
            "had_reaction": None if dose.had_reaction is None else int(dose.had_reaction),
            "reaction": clean(dose.reaction),
            "entered_by": dose.by.value,
            "deleted_at": None,
        }
        rows.save(self.db, DOSES, dose.id, columns, at=at, by=dose.by)

    def remove(self, id: str, *, at: datetime, by: Reporter) -> None:
        rows.remove(self.db, DOSES, id, at=at, by=by)

    def restore(self, id: str, *, at: datetime, by: Reporter) -> None:
        rows.restore(self.db, DOSES, id, at=at, by=by)


def _counted(cells: tuple[str, str | None, str | None]) -> Dose:
    id, drug, started_at = cells
    return Dose(id, drug or UNKNOWN_DRUG, to_optional_moment(started_at))


def dose_of(row: Row) -> DoseGiven:
    return DoseGiven(
        id=row["id"],
        treatment_id=row["treatment_id"],
        ordinal=row["ordinal"],
        drug=row["drug"],
        amount=row["amount"],
        started_at=to_optional_moment(row["started_at"]),
        recorded_at=to_moment(row["recorded_at"]),
        by=Reporter(row["entered_by"]),
        ended_at=to_optional_moment(row["ended_at"]),
        place=row["place"],
        had_reaction=None if row["had_reaction"] is None else bool(row["had_reaction"]),
        reaction=row["reaction"],
    )
