"""What the team said they know of and keep watching, as rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from companion.core.levels import Reporter, Severity
from companion.core.scenario import TeamKnows
from companion.stores import rows
from companion.stores.columns import Row, from_moment, to_moment
from companion.stores.seam import Database
from companion.stores.tables import TEAM_KNOWS


@dataclass(frozen=True, slots=True)
class TeamKnowsStore:
    """Each row came out of a call; `alert_id` names the alert the call was about."""

    db: Database

    def save(self, id: str, known: TeamKnows, *, alert_id: str | None, at: datetime, by: Reporter) -> None:
        """Add what the team said, or correct the row with this id."""
        columns = {
            "symptom": known.symptom,
            "severity": known.severity.value,
            "at": from_moment(known.at),
            "alert_id": alert_id,
            "entered_by": by.value,
            "deleted_at": None,
        }
        rows.save(self.db, TEAM_KNOWS, id, columns, at=at, by=by)

    def remove(self, id: str, *, at: datetime, by: Reporter) -> None:
        rows.remove(self.db, TEAM_KNOWS, id, at=at, by=by)

    def restore(self, id: str, *, at: datetime, by: Reporter) -> None:
        rows.restore(self.db, TEAM_KNOWS, id, at=at, by=by)

    def known(self) -> tuple[TeamKnows, ...]:
        """All that the team knows of, oldest first."""
        return tuple(known for _, known in self.known_by_id())

    def known_since(self, since: datetime) -> tuple[TeamKnows, ...]:
        """What the team said from that moment on, oldest first."""
        sql = f"SELECT * FROM {TEAM_KNOWS} WHERE at >= ? AND deleted_at IS NULL ORDER BY at, rowid"
        found = rows.values(rows.select(self.db, sql, [from_moment(since)]), _known)
        return tuple(known for _, known in found)

    def known_by_id(self) -> tuple[tuple[str, TeamKnows], ...]:
        """The same, each with the id under which it can be taken back."""
        found = rows.select(
            self.db, f"SELECT * FROM {TEAM_KNOWS} WHERE deleted_at IS NULL ORDER BY at, rowid"
        )
        return rows.values(found, _known)


def _known(row: Row) -> tuple[str, TeamKnows]:
    return row["id"], TeamKnows(row["symptom"], Severity(row["severity"]), to_moment(row["at"]))
