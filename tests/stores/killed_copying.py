"""A program that makes copies or goes back to them without end, to be killed."""

from __future__ import annotations

import os
import shutil
import sys
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

from companion.paths import PersonFiles
from companion.stores.backup_folder import put_copy, thin
from companion.stores.database import open_diary
from companion.stores.diary import DiaryStore
from companion.stores.restoring import restore
from tests.stores.opening import KEY
from tests.stores.samples import MORNING, an_answer

DIARY, IN_PLACE, FIRST, SECOND = "diary.db", "in-place.db", "first.db", "second.db"
VAULT = ".vault"


def acknowledge(name: str) -> None:
    """One line on the pipe, as one write."""
    os.write(sys.stdout.fileno(), f"{name}\n".encode("ascii"))


def make_copies(folder: Path) -> None:
    """Write an answer, copy, thin, acknowledge the answer."""
    files = PersonFiles(folder / DIARY)
    db = open_diary(files.diary, create=False, key=KEY)
    sides = ((folder / f"{DIARY}{VAULT}", VAULT),)
    n = 0
    while True:
        n += 1
        id = str(uuid4())
        DiaryStore(db).save_answer("entry-1", an_answer(id), at=MORNING)
        at = MORNING + timedelta(days=n % 9)
        put_copy(files.diary, files.backups, at=at, key=KEY, side_files=sides)
        thin(files.backups)
        acknowledge(id)


def copy_in_place(folder: Path) -> None:
    """How it must not be done: the new copy is written over the old one."""
    while True:
        shutil.copyfile(folder / DIARY, folder / IN_PLACE)
        acknowledge("copied")


def go_back_and_forth(folder: Path) -> None:
    """Put one copy after the other in the place of the diary."""
    files = PersonFiles(folder / DIARY)
    while True:
        for name in (FIRST, SECOND):
            restore(files, folder / name, at=MORNING, key=KEY, endings=(VAULT,))
            thin(files.backups)
            acknowledge(name)


def main(job: str, folder: Path) -> None:
    acknowledge("ready")
    match job:
        case "backup":
            make_copies(folder)
        case "in_place":
            copy_in_place(folder)
        case "restore":
            go_back_and_forth(folder)
        case _:
            sys.exit(f"unknown job {job}")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
