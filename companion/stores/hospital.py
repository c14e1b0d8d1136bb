"""The times in hospital, as rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from companion.core.hospital import HospitalStay
from companion.core.levels import Reporter
from companion.stores import rows
from companion.stores.columns import Row, from_moment, from_optional_moment, to_moment, to_optional_moment
from companion.stores.seam import Database
from companion.stores.tables import HOSPITAL_STAYS


@dataclass(frozen=True, slots=True)
class HospitalStore:
    """A stay whose end changes is saved under its id again; the history keeps what it was."""

    db: Database

    def stays(self) -> tuple[HospitalStay, ...]:
        """All of them, oldest first."""
        found = rows.select(
            self.db, f"SELECT * FROM {HOSPITAL_STAYS} WHERE deleted_at IS NULL ORDER BY since, rowid"
        )
        return rows.values(found, _stay)

    def save(self, stay: HospitalStay, *, at: datetime) -> None:
        columns = {
            "since": from_moment(stay.since),
            "until": from_optional_moment(stay.until),
            "left_at": from_optional_moment(stay.left_at),
            "entered_by": stay.by.value,
            "deleted_at": None,
        }
        rows.save(self.db, HOSPITAL_STAYS, stay.id, columns, at=at, by=stay.by)


def _stay(row: Row) -> HospitalStay:
    return HospitalStay(
        id=row["id"],
        since=to_moment(row["since"]),
        until=to_optional_moment(row["until"]),
        left_at=to_optional_moment(row["left_at"]),
        by=Reporter(row["entered_by"]),
    )
