"""Puts a copy in the place of the diary: all of it or nothing, and what stood there is kept first."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from companion.core.backup_plan import Reason
from companion.core.copies import Preview, difference
from companion.core.errors import UserCanFix
from companion.paths import NEEDED_BESIDE, PersonFiles, make_private_folder
from companion.stores import refusals
from companion.stores.aside import create_private, drop, part_of, settle
from companion.stores.backup_folder import BackupFile, put_copy
from companion.stores.connection import check_whole, connect
from companion.stores.contents import read_copy
from companion.stores.copies import copy_file_verified
from companion.stores.deleting import refuse_half_deleted
from companion.stores.seam import sqlite

_LOGS = ("-wal", "-shm", "-journal")
_PATIENCE = 5.0


def preview(files: PersonFiles, copy: Path, *, key: bytes | None) -> Preview:
    """Look before anything is done; UserCanFix where the copy cannot be used."""
    of_copy = read_copy(copy, key=key)
    try:
        of_diary = read_copy(files.diary, key=key)
    except UserCanFix:
        return Preview(of_copy, None, None)
    return Preview(of_copy, of_diary, difference(of_diary, of_copy))


def restore(
    files: PersonFiles,
    copy: Path,
    *,
    at: datetime,
    key: bytes | None = None,
    endings: Iterable[str] = NEEDED_BESIDE,
) -> BackupFile | None:
    """Put a copy in the place of a diary that nobody has open; what stood there comes back as a copy.

    Up to the moment at which the new file has its name nothing is changed; from then on a start finishes it.
    `endings` are those of the side files that a diary needs: one that is missing beside the diary comes from
    the copy. None where no diary stood there, or a broken one, which is then kept as it is beside the copies.
    """
    refuse_half_deleted(files)
    finish_restore(files)
    for left in _staged(files):
        drop(left)
    read_copy(copy, key=key)
    endings = tuple(endings)
    sides = tuple((_beside(files.diary, ending), ending) for ending in endings)
    stood = _put_aside(files, at=at, key=key, sides=sides)
    brought = tuple(
        (_beside(copy, ending), ending) for ending in endings if not _beside(files.diary, ending).exists()
    )
    make_private_folder(files.folder)
    copy_file_verified(copy, files.restoring, key=key, side_files=brought)
    finish_restore(files)
    return stood


def finish_restore(files: PersonFiles) -> bool:
    """Go on where a restore was stopped after its moment of no return; whether there was anything to do."""
    if not files.restoring.exists():
        return False
    try:
        # A log of the old diary would be played into the new one.
        for file in (files.mark, *(_beside(files.diary, log) for log in _LOGS)):
            file.unlink(missing_ok=True)
        for staged in _staged(files):
            settle(staged, _beside(files.diary, staged.name.removeprefix(files.restoring.name)))
        settle(files.restoring, files.diary)
    except OSError as error:
        raise UserCanFix("copies.not_restored") from error
    return True


def _staged(files: PersonFiles) -> tuple[Path, ...]:
    """The side files that wait to be brought along; what was not finished is not among them."""
    found = files.folder.glob(f"{files.restoring.name}.*")
    return tuple(sorted(file for file in found if file != part_of(file.with_suffix(""))))


def _put_aside(
    files: PersonFiles, *, at: datetime, key: bytes | None, sides: tuple[tuple[Path, str], ...]
) -> BackupFile | None:
    """The diary as it is, as a verified copy; one that is broken is kept letter for letter instead."""
    if not files.diary.exists() or not files.diary.stat().st_size:
        return None
    if not _is_whole(files.diary, key=key):
        _keep_broken(files, at=at, sides=sides)
        return None
    return put_copy(
        files.diary, files.backups, at=at, reason=Reason.BEFORE_RESTORE, key=key, side_files=sides
    )


def _is_whole(path: Path, *, key: bytes | None) -> bool:
    try:
        db = connect(path, key=key, patience=_PATIENCE)
    except sqlite.Error:
        return False
    try:
        check_whole(db, key=key, file=path.name)
        db.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite.Error as error:
        if getattr(error, "sqlite_errorname", "") == "SQLITE_BUSY":
            raise UserCanFix("storage.busy", file=str(path)) from error
        return False
    except UserCanFix:
        return False
    finally:
        db.close()
    return True


def _keep_broken(files: PersonFiles, *, at: datetime, sides: tuple[tuple[Path, str], ...]) -> None:
    """Someone may still read parts of it: the file, its log and what it needs, under one new name."""
    make_private_folder(files.backups)
    kept = files.backups / f"damaged-{at.astimezone(UTC).strftime('%Y%m%dT%H%M%SZ')}.db"
    logs = tuple((_beside(files.diary, log), log) for log in _LOGS if log != "-shm")
    try:
        for file, ending in (*logs, *sides, (files.diary, "")):
            if file.exists():
                _copy_bytes(file, _beside(kept, ending))
    except OSError as error:
        raise refusals.not_copied(error) from error


def _copy_bytes(file: Path, target: Path) -> None:
    part = part_of(target)
    try:
        create_private(part)
        with file.open("rb") as source, part.open("r+b") as copy:
            shutil.copyfileobj(source, copy)
        settle(part, target)
    finally:
        drop(part)


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)
