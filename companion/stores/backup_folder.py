"""A folder of copies: how they are named, which there are, and which of them may go."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from companion.core.backup_plan import Reason, Taken, kept
from companion.stores.aside import part_of
from companion.stores.copies import Progress, copy_file_verified

_NAME: Final = re.compile(r"copy-(\d{6,9})-(\d{8}T\d{6}Z)(?:-([a-z_]+))?\.db")
_BEFORE_UPDATE: Final = re.compile(r"before-\w+\.db")
_MOMENT: Final = "%Y%m%dT%H%M%SZ"
SideFiles = Iterable[tuple[Path, str]]


@dataclass(frozen=True, slots=True)
class BackupFile:
    """One copy of the diary, by its name in the folder."""

    path: Path
    taken: Taken


def copies_in(folder: Path) -> tuple[BackupFile, ...]:
    """The copies of a folder, the newest first; a folder that is not there has none.

    Those that an update put aside come last: they are named after the update, and nothing thins them.
    """
    try:
        files = sorted(folder.iterdir())
    except OSError:
        return ()
    found = [copy for file in files if (copy := _read_name(file)) is not None]
    return tuple(sorted(found, key=lambda copy: (copy.taken.number, copy.taken.at), reverse=True))


def has_copies(folder: Path) -> bool:
    """Whether there is any copy, so that an empty place is not taken for a new start."""
    return bool(copies_in(folder))


def put_copy(
    diary: Path,
    folder: Path,
    *,
    at: datetime,
    reason: Reason = Reason.TIMED,
    key: bytes | None = None,
    side_files: SideFiles = (),
    progress: Progress | None = None,
) -> BackupFile:
    """Put a verified copy of a diary file into a folder, named by order and moment; nothing is thinned."""
    before = copies_in(folder)
    taken = Taken(before[0].taken.number + 1 if before else 1, at, reason)
    copy = BackupFile(folder / _name(taken), taken)
    copy_file_verified(diary, copy.path, key=key, side_files=side_files, progress=progress)
    return copy


def thin(folder: Path) -> None:
    """Take away the copies that the plan lets go, each with the files beside it; what cannot go stays."""
    copies = [copy for copy in copies_in(folder) if copy.taken.number]
    keep = kept(copy.taken for copy in copies)
    for copy in copies:
        if copy.taken not in keep:
            _remove(copy.path)


def set_aside(copy: BackupFile, reason: Reason) -> BackupFile:
    """Keep a copy that the next ones would push out: it gets a reason."""
    if copy.taken.reason is reason or not copy.taken.number:
        return copy
    taken = Taken(copy.taken.number, copy.taken.at, reason)
    aside = BackupFile(copy.path.with_name(_name(taken)), taken)
    with suppress(OSError):
        for file in _beside(copy.path):
            file.replace(aside.path.with_name(aside.path.name + file.name.removeprefix(copy.path.name)))
        copy.path.replace(aside.path)
        return aside
    return copy


def newest_good(copies: Iterable[BackupFile], is_good: Callable[[BackupFile], bool]) -> BackupFile | None:
    """The newest copy that can be opened; damaged ones are passed over for the next best."""
    return next((copy for copy in copies if is_good(copy)), None)


def _name(taken: Taken) -> str:
    why = "" if taken.reason is Reason.TIMED else f"-{taken.reason.value}"
    return f"copy-{taken.number:06}-{taken.at.astimezone(UTC).strftime(_MOMENT)}{why}.db"


def _read_name(file: Path) -> BackupFile | None:
    if _BEFORE_UPDATE.fullmatch(file.name):
        with suppress(OSError):
            at = datetime.fromtimestamp(file.stat().st_mtime, UTC)
            return BackupFile(file, Taken(0, at, Reason.BEFORE_UPDATE))
        return None
    named = _NAME.fullmatch(file.name)
    if named is None:
        return None
    try:
        at = datetime.strptime(named[2], _MOMENT).replace(tzinfo=UTC)
        return BackupFile(file, Taken(int(named[1]), at, Reason(named[3] or Reason.TIMED.value)))
    except ValueError:
        return None


def _beside(path: Path) -> tuple[Path, ...]:
    """The files that belong to a copy, without the copy itself."""
    return tuple(path.parent.glob(f"{path.name}.*"))


def _remove(path: Path) -> None:
    """The copy goes first: what is left of it without it is only dust."""
    with suppress(OSError):
        path.unlink(missing_ok=True)
        for file in (*_beside(path), part_of(path)):
            file.unlink(missing_ok=True)
