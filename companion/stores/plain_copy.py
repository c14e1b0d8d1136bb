"""A copy of the diary that any SQLite program can open, whatever key the diary has."""

from __future__ import annotations

from pathlib import Path

from companion.core.errors import OurFault
from companion.paths import make_private_folder
from companion.stores import refusals
from companion.stores.aside import create_private, drop, part_of, settle
from companion.stores.connection import APPLICATION_ID
from companion.stores.seam import Database, sqlite


def copy_plain(db: Database, target: Path) -> None:
    """Write every table without a key; when this returns, `target` is whole and on the disk."""
    if db.conn.in_transaction:
        raise OurFault("a copy was asked for in the middle of a write")
    make_private_folder(target.parent)
    part = part_of(target)
    try:
        create_private(part)
        db.execute("ATTACH DATABASE ? AS plain KEY ''", [str(part)])
        try:
            db.execute("SELECT sqlcipher_export('plain')").fetchall()
            db.execute(f"PRAGMA plain.application_id = {APPLICATION_ID}")
        finally:
            db.execute("DETACH DATABASE plain")
        settle(part, target)
    except (sqlite.Error, OSError) as error:
        raise refusals.not_copied(error) from error
    finally:
        drop(part)
