"""How long to stay where after a dose, as the team told it, as rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from companion.core.levels import Reporter
from companion.core.team_times import TeamTimes
from companion.stores import rows
from companion.stores.columns import Row, from_day
from companion.stores.seam import Database
from companion.stores.tables import TEAM_TIMES


@dataclass(frozen=True, slots=True)
class TeamTimesStore:
    """Times told anew are saved under their id again; the history keeps what was told before."""

    db: Database

    def times(self) -> tuple[TeamTimes, ...]:
        """All that were told and not taken back."""
        found = rows.select(self.db, f"SELECT * FROM {TEAM_TIMES} WHERE deleted_at IS NULL ORDER BY rowid")
        return rows.values(found, _times)

    def save(self, times: TeamTimes, *, at: datetime) -> None:
        columns = {
            "treatment_id": times.treatment_id,
            "ordinal": times.ordinal,
            "observe_hours": times.observe_hours,
            "near_hours": times.near_hours,
            "caregiver_hours": times.caregiver_hours,
            "told_on": from_day(times.told_on),
            "entered_by": times.by.value,
            "deleted_at": None,
        }
        rows.save(self.db, TEAM_TIMES, times.id, columns, at=at, by=times.by)

    def remove(self, id: str, *, at: datetime, by: Reporter) -> None:
        rows.remove(self.db, TEAM_TIMES, id, at=at, by=by)

    def restore(self, id: str, *, at: datetime, by: Reporter) -> None:
        rows.restore(self.db, TEAM_TIMES, id, at=at, by=by)


def _times(row: Row) -> TeamTimes:
    return TeamTimes(
        id=row["id"],
        treatment_id=row["treatment_id"],
        ordinal=row["ordinal"],
        observe_hours=row["observe_hours"],
        near_hours=row["near_hours"],
        caregiver_hours=row["caregiver_hours"],
        told_on=date.fromisoformat(row["told_on"]),
        by=Reporter(row["entered_by"]),
    )
