"""The earlier versions of a row, as it stood before each change or deletion."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from companion.stores.columns import Row, to_moment
from companion.stores.rows import select, values
from companion.stores.seam import Database
from companion.stores.tables import HISTORY


@dataclass(frozen=True, slots=True)
class EarlierVersion:
    """A row as it was until `replaced_at`; `replaced_by` is a reporter's value or "program"."""

    replaced_at: datetime
    replaced_by: str
    row: Row


def earlier_versions(db: Database, table: str, id: str) -> tuple[EarlierVersion, ...]:
    """Oldest first."""
    rows = select(
        db, f"SELECT * FROM {HISTORY} WHERE table_name = ? AND row_id = ? ORDER BY version", [table, id]
    )
    return values(rows, _version)


def _version(row: Row) -> EarlierVersion:
    return EarlierVersion(to_moment(row["replaced_at"]), row["replaced_by"], json.loads(row["row"]))
