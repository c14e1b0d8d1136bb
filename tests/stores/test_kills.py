"""Killed at any moment: nothing acknowledged is missing, nothing is half there, and the diary opens."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from companion.paths import PersonFiles
from companion.stores.database import close_diary, open_diary
from companion.stores.diary import DiaryStore
from companion.stores.migrations import STEPS
from companion.stores.seam import Database
from tests.stores.killed_child import DIARY
from tests.stores.samples import MORNING, first_steps

ROOT = Path(__file__).resolve().parents[2]
FEW = 5
MANY = int(os.environ.get("COMPANION_KILLS", "80"))
SAVING = int(os.environ.get("COMPANION_KILLS", "300"))
SOME_TIME = (0.0, 0.08)
OLD_DIARIES = 30


def acknowledged_before_the_kill(
    job: str, folder: Path, chance: random.Random, *, at_least: int = 0
) -> list[str]:
    """Start a child, let it work for a moment, kill it; what it acknowledged until then."""
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.stores.killed_child", job, str(folder)],
        stdout=subprocess.PIPE,
        cwd=ROOT,
        bufsize=0,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == b"ready\n"
    first = [child.stdout.readline() for _ in range(at_least)]
    try:
        said, _ = child.communicate(timeout=chance.uniform(*SOME_TIME))
    except subprocess.TimeoutExpired:
        child.kill()
        said, _ = child.communicate()
    return [line.decode("ascii").strip() for line in (*first, *said.splitlines())]


def lost_answers(kills: int, job: str, folder: Path) -> tuple[int, int]:
    """How many answers were acknowledged, and how many of them are missing after all kills."""
    chance = random.Random(job)
    acknowledged: set[str] = set()
    for n in range(kills):
        at_least = 1 if n == 0 else 0
        acknowledged.update(acknowledged_before_the_kill(job, folder, chance, at_least=at_least))
        if (folder / DIARY).exists():
            check_nothing_is_half_there(folder / DIARY)
    db = open_diary(folder / DIARY, create=False)
    reports, _ = DiaryStore(db).recent(MORNING)
    close_diary(db)
    return len(acknowledged), len(acknowledged - {report.key for report in reports})


def check_nothing_is_half_there(file: Path) -> None:
    """The diary opens, which reads it from end to end, and what was written together is there together."""
    db = open_diary(file, create=False)
    reports, readings = DiaryStore(db).recent(MORNING)
    assert [f"reading-{report.key}" for report in reports] == [reading.key for reading in readings]
    entry = DiaryStore(db).entry("entry-1")
    if entry is not None and reports:
        assert entry.note == reports[-1].key
    close_diary(db)


def check_made(folder: Path, kills: int) -> None:
    chance = random.Random("make")
    acknowledged: list[str] = []
    for _ in range(kills):
        acknowledged += acknowledged_before_the_kill("make", folder, chance)
    found = sorted(folder.glob("*.db"))
    assert {folder / name for name in acknowledged} <= set(found)
    for file in found:
        open_diary(file, create=False).close()


def check_updated(folder: Path, kills: int) -> None:
    template = folder / "template"
    older = open_diary(template, create=True, steps=first_steps(2))
    older.execute("INSERT INTO contacts VALUES ('only', 'Ward 3', '555', '112', 'x', 'x', 'patient')")
    close_diary(older)
    chance = random.Random("update")
    for _ in range(kills):
        for n in range(OLD_DIARIES):
            shutil.copy(template, folder / f"old-{n:02}.db")
        acknowledged_before_the_kill("update", folder, chance)
        for file in folder.glob("old-*.db"):
            check_old_or_new(file)
        for left in folder.glob("old-*"):
            shutil.rmtree(left) if left.is_dir() else left.unlink()


def check_old_or_new(file: Path) -> None:
    db = open_diary(file, create=False)
    assert db.execute("SELECT team_number FROM contacts").fetchall() == [("555",)]
    assert STEPS.pending(db) == []
    close_diary(db)
    for copy in PersonFiles(file).backups.glob("*.db"):
        check_copy(copy)


def check_copy(file: Path) -> None:
    db: Database = open_diary(file, create=False, steps=first_steps(2))
    assert db.execute("SELECT team_number FROM contacts").fetchall() == [("555",)]
    close_diary(db)


def test_a_few_kills_lose_no_answer(tmp_path: Path) -> None:
    acknowledged, lost = lost_answers(FEW, "save", tmp_path)

    assert lost == 0
    assert acknowledged > 0


@pytest.mark.proof
def test_many_kills_lose_no_answer(tmp_path: Path) -> None:
    acknowledged, lost = lost_answers(SAVING, "save", tmp_path)

    print(f"{SAVING} kills while saving: {acknowledged} acknowledged, {lost} lost")  # noqa: T201  # docs/proof.md
    assert lost == 0
    assert acknowledged > SAVING


@pytest.mark.proof
def test_acknowledging_too_early_does_lose_answers(tmp_path: Path) -> None:
    """The control: if this one lost nothing, the proofs above could not fail either."""
    _, lost = lost_answers(MANY, "acknowledge_early", tmp_path)

    assert lost > 0


@pytest.mark.proof
def test_a_kill_while_a_diary_is_made_leaves_no_empty_one(tmp_path: Path) -> None:
    check_made(tmp_path, MANY)


@pytest.mark.proof
def test_a_kill_while_a_diary_is_updated_leaves_the_old_or_the_new_one(tmp_path: Path) -> None:
    check_updated(tmp_path, MANY)
