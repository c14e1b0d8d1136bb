"""Reads what stands in a diary file without changing it, so that two of them can be compared."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from companion.core.copies import Contents, Thing, days_of
from companion.core.errors import UserCanFix
from companion.stores import refusals
from companion.stores.aside import read_file
from companion.stores.connection import APPLICATION_ID, application_id, check_whole, connect
from companion.stores.marks import tables_in
from companion.stores.migrations import STEPS, step_names
from companion.stores.seam import Database, Migrations, sqlite
from companion.stores.tables import (
    ALERT_EVENTS,
    ALERTS,
    ANSWERS,
    DOSES,
    ENTRIES,
    HANDOVERS,
    HOSPITAL_STAYS,
    MEDICINES_TAKEN,
    QUESTIONS,
    READINGS,
    TEAM_KNOWS,
    THINKING_CHECKS,
    TREATMENTS,
)

_MAGIC = b"SQLite format 3\0"
_OTHERS = (
    MEDICINES_TAKEN,
    TREATMENTS,
    TEAM_KNOWS,
    THINKING_CHECKS,
    HOSPITAL_STAYS,
    QUESTIONS,
    HANDOVERS,
)
_KEPT = "deleted_at IS NULL"
_PATIENCE = 5.0


def read_copy(path: Path, *, key: bytes | None, steps: Migrations = STEPS) -> Contents:
    """What stands in a copy that could take the place of the diary; UserCanFix says why it could not."""
    try:
        header = read_file(path, most=len(_MAGIC) - 1)
    except OSError as error:
        raise UserCanFix("copies.gone", file=path.name) from error
    if not header:
        raise UserCanFix("copies.damaged", file=path.name)
    if (header == _MAGIC) is (key is not None):
        raise UserCanFix("copies.not_readable" if key is None else "copies.not_locked", file=path.name)
    try:
        db = connect(path, key=key, patience=_PATIENCE)
        try:
            if application_id(db) != APPLICATION_ID:
                raise UserCanFix("copies.not_a_copy", file=path.name)
            if {step.name for step in steps.applied(db)} - step_names(steps):
                raise UserCanFix("copies.newer", file=path.name)
            check_whole(db, key=key, file=path.name)
            return contents(db)
        finally:
            db.close()
    except UserCanFix as problem:
        if problem.key == "storage.damaged":
            raise UserCanFix("copies.damaged", file=path.name) from problem
        raise
    except (sqlite.Error, OSError, ValueError) as error:
        if getattr(error, "sqlite_errorname", "") == "SQLITE_NOTADB" and key is not None:
            raise UserCanFix("copies.other_key", file=path.name) from error
        raise UserCanFix("copies.damaged", file=path.name) from error


def contents(db: Database) -> Contents:
    """What is not deleted, thing by thing; entries of a deleted day are not counted."""
    try:
        return _contents(db)
    except sqlite.Error as error:
        raise refusals.cannot_read(error) from error


def _contents(db: Database) -> Contents:
    there = tables_in(db)
    entries: dict[str, str] = {}
    days: set[str] = set()
    if ENTRIES in there:
        for id, day, updated in db.execute(f"SELECT id, day, updated_at FROM {ENTRIES} WHERE {_KEPT}"):
            entries[id] = updated
            days.add(day)
        for table in (ANSWERS, READINGS):
            for id, sign in _signs_by_entry(db, table).items():
                if id in entries:
                    entries[id] += sign
    others = {
        f"{table}.{id}": updated for table in _OTHERS if table in there for id, updated in _rows(db, table)
    }
    if READINGS in there:
        apart = db.execute(f"SELECT id, updated_at FROM {READINGS} WHERE {_KEPT} AND entry_id IS NULL")
        others |= {f"{READINGS}.{id}": updated for id, updated in apart}
    first, last = days_of(days)
    things = {
        Thing.ENTRY: entries,
        Thing.DOSE: dict(_rows(db, DOSES)) if DOSES in there else {},
        Thing.ALERT: _alerts(db) if ALERTS in there else {},
        Thing.OTHER: others,
    }
    return Contents(things, first, last)


def _signs_by_entry(db: Database, table: str) -> dict[str, str]:
    sql = f"""SELECT entry_id, count(*), max(updated_at) FROM {table}
        WHERE {_KEPT} AND entry_id IS NOT NULL GROUP BY entry_id"""
    return {id: f"|{table}:{count}:{newest}" for id, count, newest in db.execute(sql)}


def _alerts(db: Database) -> dict[str, str]:
    """No alert is ever deleted; what happened to one may differ."""
    happened = defaultdict[str, int](int)
    happened.update(dict(db.execute(f"SELECT alert_id, count(*) FROM {ALERT_EVENTS} GROUP BY alert_id")))
    found = db.execute(f"SELECT id, updated_at FROM {ALERTS}")
    return {id: f"{updated}|{happened[id]}" for id, updated in found}


def _rows(db: Database, table: str) -> list[tuple[str, str]]:
    return list(db.execute(f"SELECT id, updated_at FROM {table} WHERE {_KEPT}"))
