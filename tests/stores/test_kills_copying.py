"""Killed while a copy is made or put back: every copy opens, and the diary is the old or the new one."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from companion.core.copies import Thing
from companion.core.errors import UserCanFix
from companion.paths import PersonFiles
from companion.stores.backup_folder import copies_in
from companion.stores.contents import read_copy
from companion.stores.database import close_diary, open_diary
from companion.stores.diary import DiaryStore
from companion.stores.transactions import write
from tests.stores.killed_copying import DIARY, FIRST, IN_PLACE, SECOND, VAULT
from tests.stores.opening import KEY
from tests.stores.samples import MORNING, an_answer, an_entry

ROOT = Path(__file__).resolve().parents[2]
FEW = 4
MANY = int(os.environ.get("COMPANION_KILLS", "80"))
SOME_TIME = {"backup": (0.0, 0.15), "in_place": (0.0, 0.15), "restore": (0.0, 0.6)}
ANSWERS = 1500


def killed(job: str, folder: Path, chance: random.Random) -> list[str]:
    """Start a child, let it work for a moment, kill it; what it acknowledged until then."""
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.stores.killed_copying", job, str(folder)],
        stdout=subprocess.PIPE,
        cwd=ROOT,
        bufsize=0,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == b"ready\n"
    try:
        said, _ = child.communicate(timeout=chance.uniform(*SOME_TIME[job]))
    except subprocess.TimeoutExpired:
        child.kill()
        said, _ = child.communicate()
    return said.decode("ascii").split()


def long_diary(path: Path, note: str) -> None:
    """So long that copying it takes some time."""
    db = open_diary(path, create=True, key=KEY)
    with write(db):
        DiaryStore(db).begin_entry(an_entry(note=note))
        for n in range(ANSWERS):
            DiaryStore(db).save_answer("entry-1", an_answer(f"{note}-{n}"), at=MORNING)
    close_diary(db)
    path.with_name(path.name + VAULT).write_bytes(b"wrapped")


def answers_in(path: Path) -> set[str]:
    db = open_diary(path, create=False, key=KEY)
    reports, _ = DiaryStore(db).recent(MORNING)
    close_diary(db)
    return {report.key for report in reports}


def note_in(path: Path) -> tuple[str, int]:
    db = open_diary(path, create=False, key=KEY)
    entry = DiaryStore(db).entry("entry-1")
    close_diary(db)
    assert entry is not None
    return entry.note, len(entry.reports)


def check_copies(folder: Path, kills: int) -> None:
    chance = random.Random("backup")
    long_diary(folder / DIARY, "note")
    acknowledged: set[str] = set()
    for _ in range(kills):
        acknowledged.update(killed("backup", folder, chance))
        copies = copies_in(PersonFiles(folder / DIARY).backups)
        for copy in copies:
            assert copy.path.with_name(copy.path.name + VAULT).read_bytes() == b"wrapped"
        if copies:
            assert read_copy(copies[-1].path, key=KEY).count(Thing.ENTRY) == 1
            assert acknowledged <= answers_in(copies[0].path)
    assert acknowledged


def check_restores(folder: Path, kills: int) -> None:
    chance = random.Random("restore")
    for name in (FIRST, SECOND):
        long_diary(folder / name, name)
    files = PersonFiles(folder / DIARY)
    long_diary(files.diary, FIRST)
    went_through = 0
    for _ in range(kills):
        acknowledged = killed("restore", folder, chance)
        went_through += len(acknowledged)
        assert note_in(files.diary) in {(FIRST, ANSWERS), (SECOND, ANSWERS)}
        assert not files.restoring.exists()
        for copy in copies_in(files.backups)[:2]:
            assert read_copy(copy.path, key=KEY).count(Thing.ENTRY) == 1
    assert went_through


def unreadable_after_kills_in_place(folder: Path, kills: int) -> int:
    chance = random.Random("in place")
    long_diary(folder / DIARY, "note")
    lost = 0
    for _ in range(kills):
        killed("in_place", folder, chance)
        try:
            read_copy(folder / IN_PLACE, key=KEY)
        except UserCanFix:
            lost += 1
    return lost


def test_a_few_kills_leave_every_copy_whole(tmp_path: Path) -> None:
    check_copies(tmp_path, FEW)


def test_a_few_kills_while_going_back_leave_the_old_or_the_new_diary(tmp_path: Path) -> None:
    check_restores(tmp_path, FEW)


@pytest.mark.proof
def test_many_kills_leave_every_copy_whole(tmp_path: Path) -> None:
    check_copies(tmp_path, MANY)


@pytest.mark.proof
def test_many_kills_while_going_back_leave_the_old_or_the_new_diary(tmp_path: Path) -> None:
    check_restores(tmp_path, MANY)


@pytest.mark.proof
def test_copying_over_the_old_copy_does_lose_it(tmp_path: Path) -> None:
    """The control: if this one lost nothing, the proofs above could not fail either."""
    assert unreadable_after_kills_in_place(tmp_path, MANY) > 0
