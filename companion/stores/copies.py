"""A copy of the diary in another file: made aside, checked, and only then in place of the old copy."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from companion.core.errors import OurFault, UserCanFix
from companion.paths import make_private_folder
from companion.stores import refusals
from companion.stores.aside import create_private, drop, part_of, settle, write_aside
from companion.stores.connection import check_whole, connect
from companion.stores.marks import changes_ever
from companion.stores.seam import Database, sqlite

_PATIENCE = 5.0
_PAGES_AT_ONCE = 1024
Progress = Callable[[float], None]


def copy_verified(
    db: Database,
    target: Path,
    *,
    key: bytes | None = None,
    side_files: Iterable[tuple[Path, str]] = (),
    progress: Progress | None = None,
) -> None:
    """Copy the whole diary with the same key; when this returns, `target` is whole and on the disk.

    `side_files` are files without which the copy could not be opened, each with the ending it gets behind the
    name of the copy; they are there before the copy is. From another thread, open a connection of its own:
    copying waits for ever on one that is writing. `progress` hears how much is done, from 0 to 1.
    """
    if db.conn.in_transaction:
        raise OurFault("a copy was asked for in the middle of a write")
    make_private_folder(target.parent)
    part = part_of(target)
    try:
        create_private(part)
        _copy(db, part, key=key, progress=progress)
        for file, ending in side_files:
            _copy_small(file, target.with_name(target.name + ending))
        settle(part, target)
    except (sqlite.Error, OSError) as error:
        raise refusals.not_copied(error) from error
    finally:
        drop(part)


def copy_file_verified(
    diary: Path,
    target: Path,
    *,
    key: bytes | None = None,
    side_files: Iterable[tuple[Path, str]] = (),
    progress: Progress | None = None,
) -> None:
    """The same over a connection of its own, while another one may be writing."""
    try:
        db = connect(diary, key=key, patience=_PATIENCE)
    except sqlite.Error as error:
        raise refusals.not_copied(error) from error
    try:
        copy_verified(db, target, key=key, side_files=side_files, progress=progress)
    finally:
        db.close()


def _copy(db: Database, part: Path, *, key: bytes | None, progress: Progress | None) -> None:
    def tell(_status: int, remaining: int, total: int) -> None:
        if progress is not None and total:
            progress(1 - remaining / total)

    copy = connect(part, key=key, patience=_PATIENCE)
    try:
        # One look at the diary for the whole copy: what is written meanwhile neither waits nor gets half in.
        db.execute("BEGIN")
        try:
            written = changes_ever(db)
            db.conn.backup(copy.conn, pages=_PAGES_AT_ONCE, progress=tell)
        finally:
            db.rollback()
        # One file, nothing beside it: what is carried to another disk is then complete.
        copy.execute("PRAGMA journal_mode = delete").fetchall()
    finally:
        copy.close()
    checked = connect(part, key=key, patience=_PATIENCE)
    try:
        check_whole(checked, key=key, file=str(part), free_pages=True)
        if changes_ever(checked) != written:
            raise UserCanFix("storage.not_copied")
    finally:
        checked.close()


def _copy_small(file: Path, target: Path) -> None:
    with suppress(FileNotFoundError):
        write_aside(target, file.read_bytes())
