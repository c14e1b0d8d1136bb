"""A copy of the open diary in another file: made aside, checked, and only then in place of the old copy."""

from __future__ import annotations

from pathlib import Path

from companion.core.errors import OurFault
from companion.paths import make_private_folder
from companion.stores import refusals
from companion.stores.aside import create_private, drop, part_of, settle
from companion.stores.connection import check_whole, connect
from companion.stores.seam import Database, sqlite

_PATIENCE = 5.0


def copy_verified(db: Database, target: Path, *, key: bytes | None = None) -> None:
    """Copy the whole diary with the same key; when this returns, `target` is whole and on the disk.

    From another thread, open a connection of its own: copying waits for ever on one that is writing.
    """
    if db.conn.in_transaction:
        raise OurFault("a copy was asked for in the middle of a write")
    make_private_folder(target.parent)
    part = part_of(target)
    try:
        create_private(part)
        _copy(db, part, key=key)
        settle(part, target)
    except (sqlite.Error, OSError) as error:
        raise refusals.not_copied(error) from error
    finally:
        drop(part)


def _copy(db: Database, part: Path, *, key: bytes | None) -> None:
    copy = connect(part, key=key, patience=_PATIENCE)
    try:
        db.conn.backup(copy.conn)
        # One file, nothing beside it: what is carried to another disk is then complete.
        copy.execute("PRAGMA journal_mode = delete").fetchall()
    finally:
        copy.close()
    checked = connect(part, key=key, patience=_PATIENCE)
    try:
        check_whole(checked, key=key, file=str(part))
    finally:
        checked.close()
