"""Makes tests/data/schemas/: a made-up diary for each shape the tables have had. Run it with each new step.

    python -m tests.stores.make_schema_files

One file for each migration step, named after it, as the program of that step left it: plain, so that rows can
be compared, with the rows of today's stores as far as that shape knew them. A file that is there stays.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from companion.stores.connection import APPLICATION_ID
from companion.stores.database import close_diary, open_diary
from companion.stores.migrations import STEPS
from companion.stores.seam import Database
from companion.stores.tables import HISTORY, IDENTITY
from tests.stores.samples import first_steps
from tests.stores.test_every_store import exercise_every_store

FOLDER = Path(__file__).parents[1] / "data" / "schemas"
_PAGE_BYTES = 1024  # small files: most tables hold one row
_OF_SQLITE = "_sqlite_migrations"
Rows = Mapping[str, tuple[Mapping[str, Any], ...]]


def all_steps() -> tuple[str, ...]:
    """The names of all steps, in their order."""
    empty = Database(memory=True, execute_plugins=False)
    try:
        return tuple(step.name for step in STEPS.pending(empty))
    finally:
        empty.close()


def file_of(step: str) -> Path:
    return FOLDER / f"{step}.db"


def rows_of(db: Database) -> Rows:
    """Every row of every table of ours."""
    return {name: tuple(db.table(name).rows) for name in db.table_names() if name != _OF_SQLITE}


def rows_of_today() -> Rows:
    """What the stores of today write: one of everything, changed, removed and restored."""
    with tempfile.TemporaryDirectory() as folder:
        db = open_diary(Path(folder) / "diary.db", create=True)
        exercise_every_store(db)
        rows = rows_of(db)
        close_diary(db)
    return rows


def make_file(path: Path, count: int, rows: Rows) -> None:
    """A diary of the first `count` steps with as much of `rows` as it has tables and columns for."""
    path.touch(mode=0o600, exist_ok=False)
    db = Database(str(path), execute_plugins=False, strict=True)
    db.execute(f"PRAGMA page_size = {_PAGE_BYTES}")
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    first_steps(count).apply(db)
    columns = {name: {column.name for column in db.table(name).columns} for name in db.table_names()}
    for name, found in rows.items():
        if name in columns and name != IDENTITY:  # that row comes with its step
            db.table(name).insert_all(_fitting(name, found, columns))
    db.conn.commit()
    db.close()


def _fitting(
    name: str, rows: Iterable[Mapping[str, Any]], columns: Mapping[str, set[str]]
) -> list[dict[str, Any]]:
    if name != HISTORY:
        return [_known(row, columns[name]) for row in rows]
    fitting = []
    for kept in rows:
        known = columns.get(kept["table_name"])
        if known is not None:
            fitting.append({**kept, "row": json.dumps(_known(json.loads(kept["row"]), known))})
    return fitting


def _known(row: Mapping[str, Any], columns: set[str]) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key in columns}


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    rows = rows_of_today()
    for count, step in enumerate(all_steps(), 1):
        if not file_of(step).exists():
            make_file(file_of(step), count, rows)
            sys.stdout.write(f"{file_of(step)}\n")


if __name__ == "__main__":
    main()
