"""A program that saves and acknowledges without end, to be killed; its arguments are a job and a folder."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from uuid import uuid4

from companion.stores.database import open_diary
from companion.stores.diary import DiaryStore
from companion.stores.seam import Database
from companion.stores.transactions import write
from tests.stores.samples import LATER, MORNING, PATIENT, a_reading, an_answer, an_entry

DIARY = "diary.db"


def acknowledge(name: str) -> None:
    """One line on the pipe, as one write."""
    os.write(sys.stdout.fileno(), f"{name}\n".encode("ascii"))


def save_together(db: Database, id: str, *, acknowledge_early: bool) -> None:
    """An answer, a reading of the same name and a note, in one write."""
    diary = DiaryStore(db)
    with write(db):
        diary.save_answer("entry-1", an_answer(id), at=MORNING)
        if acknowledge_early:
            acknowledge(id)
        diary.save_reading("entry-1", a_reading(f"reading-{id}"), at=MORNING)
        diary.save_note("entry-1", id, at=LATER, by=PATIENT)


def save_answers(folder: Path, *, acknowledge_early: bool) -> None:
    db = open_diary(folder / DIARY, create=True)
    DiaryStore(db).begin_entry(an_entry())
    while True:
        id = str(uuid4())
        save_together(db, id, acknowledge_early=acknowledge_early)
        if not acknowledge_early:
            acknowledge(id)


def make_diaries(folder: Path) -> None:
    while True:
        name = f"{uuid4()}.db"
        open_diary(folder / name, create=True).close()
        acknowledge(name)


def update_diaries(folder: Path) -> None:
    for file in sorted(folder.glob("old-*.db")):
        open_diary(file, create=False).close()
        acknowledge(file.name)


def main(job: str, folder: Path) -> None:
    acknowledge("ready")
    match job:
        case "save":
            save_answers(folder, acknowledge_early=False)
        case "acknowledge_early":
            save_answers(folder, acknowledge_early=True)
        case "make":
            make_diaries(folder)
        case "update":
            update_diaries(folder)
        case _:
            sys.exit(f"unknown job {job}")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
