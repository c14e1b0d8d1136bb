"""Rows in and out: every change keeps the earlier version, and the same write twice changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any, Final, TypeVar
from uuid import uuid4

from companion.core.errors import OurFault, UserCanFix
from companion.core.levels import Reporter
from companion.stores import refusals
from companion.stores.columns import Cell, Row, from_moment, to_json
from companion.stores.seam import Database, sqlite
from companion.stores.tables import HISTORY
from companion.stores.transactions import write

From = TypeVar("From")
Value = TypeVar("Value")
PROGRAM: Final = "program"


def new_id() -> str:
    """An id that no other row has, here or elsewhere."""
    return str(uuid4())


def select(db: Database, sql: str, parameters: Iterable[Cell] = ()) -> tuple[Row, ...]:
    """All rows of a query."""
    try:
        return tuple(db.query(sql, tuple(parameters)))
    except sqlite.Error as error:
        raise refusals.cannot_read(error) from error


def cells(db: Database, sql: str, parameters: Iterable[Cell] = ()) -> tuple[tuple[Any, ...], ...]:
    """The same without the names of the columns: for what is read by the hundred at each look."""
    try:
        return tuple(db.execute(sql, tuple(parameters)).fetchall())
    except sqlite.Error as error:
        raise refusals.cannot_read(error) from error


def values(rows: Iterable[From], build: Callable[[From], Value]) -> tuple[Value, ...]:
    """A value for each row; a row that cannot be understood is never left out in silence."""
    try:
        return tuple(build(row) for row in rows)
    except (ValueError, TypeError, AttributeError, ArithmeticError, LookupError, RecursionError) as error:
        raise UserCanFix("storage.unreadable") from error


def find(db: Database, table: str, id: str) -> Row | None:
    """One row, deleted or not."""
    found = select(db, f"SELECT * FROM {table} WHERE id = ?", [id])
    return found[0] if found else None


def insert(db: Database, table: str, row: Row) -> None:
    """Add a row as it is; for rows by the thousand, and for names of columns that are known to be such."""
    names, marks = ", ".join(f'"{name}"' for name in row), ", ".join("?" * len(row))
    db.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(row.values()))


def insert_once(db: Database, table: str, id: str, columns: Mapping[str, Cell], *, at: datetime) -> bool:
    """Add a row unless one with this id exists; whether it was added."""
    with write(db):
        if find(db, table, id) is not None:
            return False
        moment = from_moment(at)
        db.table(table).insert({"id": id, "created_at": moment, "updated_at": moment, **columns})
        return True


def save(
    db: Database, table: str, id: str, columns: Mapping[str, Cell], *, at: datetime, by: Reporter | None
) -> bool:
    """Add a row, or put new values into the one with this id; whether anything was different."""
    with write(db):
        return insert_once(db, table, id, columns, at=at) or change(db, table, id, columns, at=at, by=by)


def change(
    db: Database, table: str, id: str, columns: Mapping[str, Cell], *, at: datetime, by: Reporter | None
) -> bool:
    """Put new values into a row and keep its earlier version; `by` is None for the program itself."""
    with write(db):
        stored = find(db, table, id)
        if stored is None:
            raise OurFault(f"no row {id} in {table}")
        changed = {name: value for name, value in columns.items() if stored[name] != value}
        if not changed:
            return False
        keep_version(db, table, stored, at=at, by=by)
        db.table(table).update(id, {**changed, "updated_at": from_moment(at)})
        return True


def remove(db: Database, table: str, id: str, *, at: datetime, by: Reporter) -> bool:
    """Mark a row as deleted; it stays in the file."""
    with write(db):
        stored = find(db, table, id)
        if stored is not None and stored["deleted_at"] is not None:
            return False
        return change(db, table, id, {"deleted_at": from_moment(at)}, at=at, by=by)


def restore(db: Database, table: str, id: str, *, at: datetime, by: Reporter) -> bool:
    """Take a deletion back."""
    return change(db, table, id, {"deleted_at": None}, at=at, by=by)


def told(row: Row) -> Row:
    """A row without its picture, which never changes and so needs no earlier version."""
    return {name: value for name, value in row.items() if not isinstance(value, bytes)}


def keep_version(db: Database, table: str, stored: Row, *, at: datetime, by: Reporter | None) -> None:
    """Put a row as it stands among its earlier versions."""
    earlier = select(
        db,
        f"SELECT coalesce(max(version), 0) AS n FROM {HISTORY} WHERE table_name = ? AND row_id = ?",
        [table, stored["id"]],
    )
    insert(
        db,
        HISTORY,
        {
            "id": new_id(),
            "table_name": table,
            "row_id": stored["id"],
            "version": earlier[0]["n"] + 1,
            "replaced_at": from_moment(at),
            "replaced_by": PROGRAM if by is None else by.value,
            "row": to_json(told(stored)),
        },
    )
