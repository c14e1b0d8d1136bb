"""The one place that opens a diary file: check, back up, migrate, refuse what is newer, broken or gone."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from companion.core.errors import OurFault, UserCanFix
from companion.paths import NEEDED_BESIDE, PersonFiles, make_private_folder
from companion.stores import refusals
from companion.stores.aside import create_private, part_of, settle
from companion.stores.backup_folder import has_copies
from companion.stores.connection import APPLICATION_ID, application_id, check_whole, connect, prepare
from companion.stores.copies import copy_verified
from companion.stores.deleting import refuse_half_deleted
from companion.stores.emergency_file import read_emergency, remember_diary
from companion.stores.migrations import STEPS, step_names
from companion.stores.restoring import finish_restore
from companion.stores.seam import Database, Migrations, sqlite
from companion.stores.transactions import all_or_nothing

_MAGIC = b"SQLite format 3\0"
_OTHERS = 0o077


def open_diary(
    path: Path,
    *,
    create: bool,
    key: bytes | None = None,
    patience: float = 5.0,
    steps: Migrations = STEPS,
) -> Database:
    """Open the diary in `path`, made new only where none ever was; UserCanFix says what stands in the way.

    `key` is 32 raw bytes; `patience` is how many seconds to wait for another program that is writing.
    """
    files = PersonFiles(path)
    refuse_half_deleted(files)
    finish_restore(files)
    header = _header(path)
    if header is None:
        if not create or existed(files):
            raise UserCanFix("storage.missing", file=str(path))
        _create(path, key=key, patience=patience, steps=steps)
    elif not header:
        raise UserCanFix("storage.empty", file=str(path))
    elif (header == _MAGIC) is (key is not None):
        raise UserCanFix(_unexpected(files, encrypted=key is None), file=str(path))
    with _refusing(path):
        _close_to_others(path)
        db = connect(path, key=key, patience=patience)
    try:
        with _refusing(path):
            _check(db, path, key=key, steps=steps)
            prepare(db, key=key)
            _check_writable(db)
            _migrate(db, files, key=key, steps=steps)
            db.execute("PRAGMA foreign_keys = on")
    except BaseException:
        db.close()
        raise
    # Only a mark for the day the file is gone; a diary that opens is not refused for it.
    with suppress(UserCanFix):
        remember_diary(files.emergency)
    return db


def bring_up_to_date(path: Path, *, key: bytes | None, steps: Migrations = STEPS) -> None:
    """Migrate a diary of an earlier version, so that opening it is quick; UserCanFix as for opening.

    For a thread: a long diary is copied first.
    """
    if _header(path):
        with _refusing(path):
            db = connect(path, key=key, patience=5.0)
            try:
                is_behind = application_id(db) == APPLICATION_ID and bool(steps.pending(db))
            finally:
                db.close()
        if is_behind:
            close_diary(open_diary(path, create=False, key=key, steps=steps))


def shorten_log(db: Database) -> None:
    """Move what was written into the main file; for idle moments, as damage to a long log loses its end."""
    if not db.conn.in_transaction:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def close_diary(db: Database) -> None:
    """Leave one complete file behind."""
    with suppress(sqlite.Error):
        shorten_log(db)
    db.close()


def _header(path: Path) -> bytes | None:
    """The first bytes; None where there is no file."""
    try:
        kind = path.stat().st_mode
        if stat.S_ISDIR(kind):
            raise UserCanFix("storage.is_a_folder", file=str(path))
        if not stat.S_ISREG(kind):
            raise UserCanFix("storage.not_a_diary", file=str(path))
        with path.open("rb") as file:
            return file.read(len(_MAGIC))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise UserCanFix("storage.cannot_read_file", file=str(path)) from error


def existed(files: PersonFiles) -> bool:
    """Whether anything says that a diary was here: a log without its diary, or copies of it."""
    left = (files.diary.with_name(files.diary.name + ending) for ending in ("-wal", "-journal"))
    left_behind = any(file.exists() for file in left) or has_copies(files.backups)
    return read_emergency(files.emergency).diary_exists or left_behind


def _unexpected(files: PersonFiles, *, encrypted: bool) -> str:
    """Which sentence fits a file whose first bytes are not what they should be."""
    if not encrypted:
        return "storage.not_encrypted"
    return "storage.damaged" if read_emergency(files.emergency).diary_exists else "storage.not_a_diary"


def _create(path: Path, *, key: bytes | None, patience: float, steps: Migrations) -> None:
    """A new diary, complete before it gets its name: a crash half-way leaves no empty diary behind."""
    make_private_folder(path.parent)
    part = part_of(path)
    with _refusing(path):
        create_private(part)
        db = connect(part, key=key, patience=patience)
        try:
            with all_or_nothing(db):
                db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                steps.apply(db)
        finally:
            db.close()
        settle(part, path)


@contextmanager
def _refusing(path: Path) -> Iterator[None]:
    try:
        yield
    except (sqlite.Error, OSError) as error:
        raise refusals.cannot_open(error, str(path)) from error


def _close_to_others(path: Path) -> None:
    """Only this account may read it; the files that SQLite puts beside it get the same rights."""
    if path.stat().st_mode & _OTHERS:
        with suppress(PermissionError):
            path.chmod(0o600)


def _check(db: Database, path: Path, *, key: bytes | None, steps: Migrations) -> None:
    """All that can be told without writing."""
    try:
        made_by = application_id(db)
    except sqlite.DatabaseError as error:
        if key is not None and getattr(error, "sqlite_errorname", "") == "SQLITE_NOTADB":
            raise UserCanFix("storage.wrong_key", file=str(path)) from error
        raise
    if made_by != APPLICATION_ID:
        raise UserCanFix("storage.not_a_diary", file=str(path))
    if {step.name for step in steps.applied(db)} - step_names(steps):
        raise UserCanFix("storage.newer", file=str(path))
    check_whole(db, key=key, file=str(path))


def _check_writable(db: Database) -> None:
    """A file that may only be read opens without complaint, and BEGIN IMMEDIATE passes too: so write."""
    db.execute("BEGIN IMMEDIATE")
    try:
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    finally:
        db.rollback()


def _migrate(db: Database, files: PersonFiles, *, key: bytes | None, steps: Migrations) -> None:
    """Bring an older diary up to date in one write, after a checked copy of it was put aside."""
    pending, path = steps.pending(db), files.diary
    if not pending:
        return
    needed = tuple((path.with_name(path.name + ending), ending) for ending in NEEDED_BESIDE)
    target = files.backups / f"before-{pending[0].name}.db"
    copy_verified(db, target, key=key, side_files=needed)
    with all_or_nothing(db):
        steps.apply(db)
        if db.execute("PRAGMA foreign_key_check").fetchall():
            raise OurFault("a migration left a reference to nothing")
