"""A copy of the diary into one place, if anything changed since the last one there."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from companion.core.backup_plan import Reason
from companion.core.errors import CompanionError, UserCanFix
from companion.stores.backup_folder import BackupFile, copies_in, put_copy, thin
from companion.stores.connection import connect
from companion.stores.copies import Progress
from companion.stores.marks import changes_ever, entries_ever
from companion.stores.seam import Database, sqlite

_PATIENCE = 5.0


@dataclass(frozen=True, slots=True)
class Place:
    """A folder for copies; `base` has to be there already, as a stick has that is plugged in."""

    folder: Path
    base: Path | None = None

    @property
    def shown(self) -> Path:
        """What the person calls the place."""
        return self.base or self.folder


@dataclass(frozen=True, slots=True)
class Round:
    """What is to be copied where; all of it values, so that it can be handed to another thread."""

    diary: Path
    place: Place
    at: datetime
    key: bytes | None = None
    endings: tuple[str, ...] = ()
    reason: Reason = Reason.TIMED


@dataclass(frozen=True, slots=True)
class Made:
    """What came of it: the newest good copy there, whether it was made now, or why it was not."""

    copy: BackupFile | None
    is_new: bool = False
    problem: UserCanFix | None = None


def second_folder(base: Path, db: Database) -> Path:
    """The folder of this diary in a place that other diaries may use too; it is the same on each computer."""
    first = db.execute("SELECT applied_at FROM _sqlite_migrations ORDER BY id LIMIT 1").fetchone()
    mark = hashlib.sha256(str(first[0] if first else "").encode()).hexdigest()[:8]
    return base / f"Companion copies {mark}"


def make_copy(round: Round, *, progress: Progress | None = None) -> Made:
    """Copy what has changed and thin the place; nothing is raised, as nobody stands behind it to hear."""
    place = round.place
    newest = next((copy for copy in copies_in(place.folder) if copy.taken.number), None)
    if place.base is not None and not place.base.is_dir():
        return Made(newest, problem=UserCanFix("copies.place_missing", folder=str(place.base)))
    try:
        if newest is not None and round.reason is Reason.TIMED and _is_same(newest.path, round):
            return Made(newest)
        made = put_copy(
            round.diary,
            place.folder,
            at=round.at,
            reason=round.reason,
            key=round.key,
            side_files=tuple((_beside(round.diary, ending), ending) for ending in round.endings),
            progress=progress,
        )
    except UserCanFix as problem:
        return Made(newest, problem=problem)
    except (CompanionError, OSError):
        return Made(newest, problem=UserCanFix("storage.not_copied"))
    thin(place.folder)
    return Made(made, is_new=True)


def entries_in(copy: Path, *, key: bytes | None) -> int | None:
    """How many entries a copy ever had; None where it cannot be read."""
    try:
        return _counted(copy, key, entries_ever)
    except (sqlite.Error, OSError):
        return None


def _is_same(copy: Path, round: Round) -> bool:
    """Whether the copy still holds what the diary does and can be opened, with all it needs."""
    if any(_beside(round.diary, e).exists() and not _beside(copy, e).exists() for e in round.endings):
        return False
    try:
        return _counted(copy, round.key, changes_ever) == _counted(round.diary, round.key, changes_ever)
    except (sqlite.Error, OSError):
        return False


def _counted(path: Path, key: bytes | None, count: Callable[[Database], int]) -> int:
    db = connect(path, key=key, patience=_PATIENCE)
    try:
        return count(db)
    finally:
        db.close()


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)
