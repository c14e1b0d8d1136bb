"""Looks at everything of one diary without changing it: the file, what lies beside it, and each copy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from companion.core.errors import UserCanFix
from companion.paths import PersonFiles
from companion.stores.backup_folder import copies_in
from companion.stores.connection import connect
from companion.stores.contents import read_copy
from companion.stores.copy_round import entries_in
from companion.stores.emergency_file import can_be_read
from companion.stores.marks import read_mark
from companion.stores.seam import sqlite

_PATIENCE = 5.0
# What is told of a copy, said of the diary itself.
_OF_THE_DIARY = {
    "copies.gone": "storage.missing",
    "copies.damaged": "storage.damaged",
    "copies.newer": "storage.newer",
    "copies.not_a_copy": "storage.not_a_diary",
    "copies.not_readable": "storage.not_a_diary",
    "copies.not_locked": "storage.not_encrypted",
    "copies.other_key": "storage.wrong_key",
}


@dataclass(frozen=True, slots=True)
class Looked:
    """One thing that was looked at: a sentence by its key, and whether all is well with it."""

    key: str
    values: tuple[tuple[str, object], ...] = ()
    is_good: bool = True


def diary_problem(files: PersonFiles, *, key: bytes | None) -> UserCanFix | None:
    """Why the diary cannot be used, or None; nothing is changed."""
    file = str(files.diary)
    if files.diary.exists() and not files.diary.stat().st_size:
        return UserCanFix("storage.empty", file=file)
    try:
        read_copy(files.diary, key=key)
    except UserCanFix as problem:
        return UserCanFix(_OF_THE_DIARY.get(problem.key, problem.key), file=file)
    return None


def look_at_all(files: PersonFiles, *, key: bytes | None, endings: tuple[str, ...] = ()) -> Iterator[Looked]:
    """The diary first, then the files beside it, then each copy, the newest first."""
    problem = diary_problem(files, key=key)
    if problem is not None:
        yield Looked(problem.key, tuple(problem.values.items()), is_good=False)
    else:
        yield Looked("copies.check_diary", (("file", str(files.diary)),))
        yield from _inside(files, key=key)
    yield from _beside(files, endings)
    copies = copies_in(files.backups)
    if not copies:
        yield Looked("copies.check_no_copy", is_good=False)
    for copy in copies:
        try:
            read_copy(copy.path, key=key)
        except UserCanFix as bad:
            yield Looked(bad.key, tuple(bad.values.items()), is_good=False)
        else:
            yield Looked("copies.check_copy", (("file", copy.path.name),))


def _inside(files: PersonFiles, *, key: bytes | None) -> Iterator[Looked]:
    try:
        db = connect(files.diary, key=key, patience=_PATIENCE)
        try:
            leads_nowhere = len(db.execute("PRAGMA foreign_key_check").fetchall())
        finally:
            db.close()
    except sqlite.Error:
        yield Looked("storage.unreadable", is_good=False)
        return
    if leads_nowhere:
        yield Looked("copies.check_references", (("n", leads_nowhere),), is_good=False)
    noted, there = read_mark(files.mark), entries_in(files.diary, key=key)
    if noted is not None and there is not None and there < noted:
        yield Looked("copies.some_missing", is_good=False)


def _beside(files: PersonFiles, endings: tuple[str, ...]) -> Iterator[Looked]:
    if not can_be_read(files.emergency):
        yield Looked("copies.check_numbers", (("file", files.emergency.name),), is_good=False)
    for ending in endings:
        side = files.diary.with_name(files.diary.name + ending)
        if not side.exists():
            yield Looked("copies.check_side", (("file", side.name),), is_good=False)
