"""How much was ever written into a diary, as a number that only grows: rows are never taken out."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Final

from companion.stores.aside import read_file, write_aside
from companion.stores.columns import to_moment
from companion.stores.seam import Database
from companion.stores.tables import (
    ALERT_EVENTS,
    ALERTS,
    ANSWERS,
    DOSES,
    ENTRIES,
    HISTORY,
    MEDICINES_TAKEN,
    READINGS,
    TREATMENTS,
)

_TYPED: Final = frozenset(
    {ENTRIES, ANSWERS, READINGS, MEDICINES_TAKEN, DOSES, TREATMENTS, ALERTS, ALERT_EVENTS, HISTORY}
)
_OF_A_DAY: Final = frozenset({ENTRIES, MEDICINES_TAKEN, DOSES})
_LARGEST_FILE: Final = 1024


def entries_ever(db: Database) -> int:
    """How many entries of every kind there ever were: fewer than before means that some are gone."""
    return _rows(db, tables_in(db) & _TYPED)


def changes_ever(db: Database) -> int:
    """Grows with each thing written or changed, as a change keeps the earlier version."""
    return _rows(db, tables_in(db))


def newest_written(db: Database) -> datetime | None:
    """When something of a day was written down last, by the clock of that day."""
    parts = " UNION ALL ".join(f"SELECT max(updated_at) AS at FROM {table}" for table in sorted(_OF_A_DAY))
    (found,) = db.execute(f"SELECT max(at) FROM ({parts})").fetchone()
    return None if found is None else to_moment(found)


def tables_in(db: Database) -> frozenset[str]:
    """The tables of a file, which may come from an earlier version of the program; nothing derived."""
    found = db.execute(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND wr = 0"
    ).fetchall()
    return frozenset(name for (name,) in found)


def read_mark(path: Path) -> int | None:
    """What `write_mark` wrote; None where there is nothing, or nothing that can be read."""
    try:
        found: object = json.loads(read_file(path, most=_LARGEST_FILE))
    except (OSError, ValueError, RecursionError):
        return None
    entries = found.get("entries") if isinstance(found, dict) else None
    return entries if isinstance(entries, int) and not isinstance(entries, bool) else None


def write_mark(path: Path, entries: int) -> None:
    """Note how many entries there are, in a file beside the diary; UserCanFix where it cannot be written."""
    write_aside(path, json.dumps({"entries": entries}).encode("ascii"))


def _rows(db: Database, tables: frozenset[str]) -> int:
    counts = (db.execute(f"SELECT coalesce(max(rowid), 0) FROM {name}").fetchone()[0] for name in tables)
    return sum(int(count) for count in counts)
