"""A diary of an earlier version, in plain text, turned into an encrypted one: once, and whole at each moment.

The order: a checked plain copy among the backups; everything into one plain file without a log beside it;
an encrypted copy aside, compared row by row; a second name for the plain file; the encrypted one in place of
the first; the plain ones overwritten and removed. Killed anywhere, the diary under its own name is the plain
one or the encrypted one, and the next call goes on from there.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from companion.core.errors import CompanionError, UserCanFix
from companion.paths import PersonFiles
from companion.stores import refusals
from companion.stores.aside import create_private, drop, part_of, read_file, settle
from companion.stores.connection import APPLICATION_ID, application_id, check_whole, connect
from companion.stores.copies import copy_verified
from companion.stores.migrations import STEPS, step_names
from companion.stores.seam import Database, sqlite

_MAGIC = b"SQLite format 3\0"
_PATIENCE = 5.0
_BEFORE = "before-encryption.db"
_TO_WIPE = ".to-wipe"
_BLOCK = 1 << 20


def is_plain(path: Path) -> bool:
    """Whether a file is a database that anybody can read; a missing one is not."""
    try:
        return read_file(path, most=len(_MAGIC) - 1) == _MAGIC
    except OSError:
        return False


def encrypt_diary(files: PersonFiles, key: bytes) -> None:
    """Leave the diary and its backups encrypted with this key, and no plain copy of ours beside them.

    UserCanFix says what stood in the way, and then the plain diary is as it was.
    """
    if is_plain(files.diary):
        try:
            _replace_with_encrypted(files.diary, key, backup=files.backups / _BEFORE)
        except (sqlite.Error, OSError) as error:
            raise refusals.cannot_open(error, str(files.diary)) from error
    finish_encrypting(files, key)


def finish_encrypting(files: PersonFiles, key: bytes) -> None:
    """Remove what plain text a kill left behind; only where the diary itself is encrypted by now.

    What cannot be encrypted or removed now is tried again at the next start.
    """
    if is_plain(files.diary) or not files.diary.exists():
        return
    copies = sorted(files.backups.glob("*.db")) if files.backups.is_dir() else ()
    for copy in copies:
        if is_plain(copy):
            with suppress(CompanionError, sqlite.Error, OSError):
                _replace_with_encrypted(copy, key, backup=None)
    for file in (files.diary, *copies):
        if not is_plain(file):  # else it is another name of the only copy
            with suppress(OSError):
                wipe(_second_name(file))
    half = part_of(files.backups / _BEFORE)
    for left in (half, _journal_of(half), _journal_of(files.backups / _BEFORE)):
        with suppress(OSError):
            wipe(left)


def wipe(path: Path) -> None:
    """Overwrite a file before it is removed; what a disk keeps of earlier blocks is beyond our reach."""
    if not path.exists():
        return
    with path.open("r+b") as file:
        left = path.stat().st_size
        while left > 0:
            left -= file.write(bytes(min(left, _BLOCK)))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()


def _replace_with_encrypted(path: Path, key: bytes, *, backup: Path | None) -> None:
    part, second = part_of(path), _second_name(path)
    second.unlink(missing_ok=True)  # after a kill it may be another name of this very file
    plain = connect(path, key=None, patience=_PATIENCE)
    try:
        if application_id(plain) != APPLICATION_ID:
            raise UserCanFix("storage.not_a_diary", file=str(path))
        if {step.name for step in STEPS.applied(plain)} - step_names(STEPS):
            raise UserCanFix("storage.newer", file=str(path))
        check_whole(plain, key=None, file=str(path))
        if backup is not None:
            copy_verified(plain, backup)
        _export(plain, part, key)
    except BaseException:
        plain.close()
        drop(part)
        raise
    plain.close()
    with suppress(OSError):  # not every disk knows second names; then the plain blocks are left to it
        os.link(path, second)
    settle(part, path)
    with suppress(OSError):
        wipe(second)


def _export(plain: Database, part: Path, key: bytes) -> None:
    """Everything into `part`, compared with where it came from before anybody relies on it."""
    plain.execute("PRAGMA temp_store = memory").fetchall()
    # No log beside it any more: a log of the plain file would be played into the encrypted one.
    if plain.execute("PRAGMA journal_mode = delete").fetchone() != ("delete",):
        raise UserCanFix("storage.busy", file=str(part))
    _journal_of(part).unlink(missing_ok=True)
    create_private(part)
    plain.execute("ATTACH DATABASE ? AS encrypted KEY ?", [str(part), f"x'{key.hex()}'"])
    plain.execute("SELECT sqlcipher_export('encrypted')").fetchall()
    for pragma in ("application_id", "user_version"):
        value = int(plain.execute(f"PRAGMA main.{pragma}").fetchone()[0])
        plain.execute(f"PRAGMA encrypted.{pragma} = {value}")
    _compare(plain)
    plain.execute("DETACH DATABASE encrypted")
    checked = connect(part, key=key, patience=_PATIENCE)
    try:
        if application_id(checked) != APPLICATION_ID:
            raise UserCanFix("storage.not_copied")
        check_whole(checked, key=key, file=str(part))
    finally:
        checked.close()


def _compare(db: Database) -> None:
    """The same tables, the same number of rows in each, and no row that the other has not."""
    schema = "SELECT type, name, tbl_name, sql FROM {}.sqlite_master ORDER BY type, name"
    before, after = (db.execute(schema.format(side)).fetchall() for side in ("main", "encrypted"))
    if before != after:
        raise UserCanFix("storage.not_copied")
    for kind, name, *_ in before:
        if kind != "table":
            continue
        table = '"' + str(name).replace('"', '""') + '"'
        ours, theirs = f"main.{table}", f"encrypted.{table}"
        counts = {db.execute(f"SELECT count(*) FROM {side}").fetchone() for side in (ours, theirs)}
        missing = f"SELECT 1 FROM (SELECT * FROM {ours} EXCEPT SELECT * FROM {theirs}) LIMIT 1"
        if len(counts) != 1 or db.execute(missing).fetchone() is not None:
            raise UserCanFix("storage.not_copied")


def _journal_of(path: Path) -> Path:
    return path.with_name(path.name + "-journal")


def _second_name(path: Path) -> Path:
    return path.with_name(path.name + _TO_WIPE)
