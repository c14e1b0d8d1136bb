"""A log that is cut or spoilt, and bits that turn over: a consistent part, or a refusal and a good copy."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from pathlib import Path

import pytest

from companion.core.copies import Thing
from companion.core.errors import UserCanFix
from companion.paths import PersonFiles
from companion.services.offers import WITH_COPIES, newest_usable
from companion.stores.backup_folder import put_copy
from companion.stores.database import close_diary, open_diary
from companion.stores.diary import DiaryStore
from companion.stores.marks import entries_ever
from companion.stores.seam import Database, sqlite
from companion.stores.transactions import write
from tests.stores.opening import KEY
from tests.stores.samples import LATER, MORNING, PATIENT, a_reading, an_answer, an_entry

COMMITS = 60
FEW, TORN, FLIPS = 12, 600, 300


def commit(db: Database, n: int) -> None:
    """An answer, a reading and a note in one write."""
    diary = DiaryStore(db)
    with write(db):
        diary.save_answer("entry-1", an_answer(f"answer-{n:03}"), at=MORNING)
        diary.save_reading("entry-1", a_reading(f"reading-{n:03}"), at=MORNING)
        diary.save_note("entry-1", f"note-{n:03}", at=LATER, by=PATIENT)


def diary_with_a_log(folder: Path, *, key: bytes | None) -> PersonFiles:
    """As a killed program leaves it: all commits stand in the log alone; a copy was made before."""
    files = PersonFiles(folder / "made" / "diary.db")
    db = open_diary(files.diary, create=True, key=key)
    DiaryStore(db).begin_entry(an_entry())
    close_diary(db)
    put_copy(files.diary, files.backups, at=MORNING, key=key)
    db = open_diary(files.diary, create=False, key=key)
    db.execute("PRAGMA wal_autocheckpoint = 0")
    for n in range(COMMITS):
        commit(db, n)
    killed = PersonFiles(folder / "killed" / "diary.db")
    shutil.copytree(files.folder, killed.folder)
    close_diary(db)
    return killed


def tear(log: Path, chance: random.Random) -> str:
    content = bytearray(log.read_bytes())
    at = chance.randrange(1, len(content))
    how = chance.choice(("cut", "garbage", "flip"))
    match how:
        case "cut":
            content = content[:at]
        case "garbage":
            content[at:] = chance.randbytes(len(content) - at)
        case _:
            content[at] ^= 1 << chance.randrange(8)
    log.write_bytes(content)
    return how


def consistent_part(db: Database) -> int:
    """How many commits are there; they are the first ones, and each is whole."""
    entry = DiaryStore(db).entry("entry-1")
    assert entry is not None
    count = len(entry.reports)
    assert [report.key for report in entry.reports] == [f"answer-{n:03}" for n in range(count)]
    assert [reading.key for reading in entry.readings] == [f"reading-{n:03}" for n in range(count)]
    assert entry.note == (f"note-{count - 1:03}" if count else an_entry().note)
    return count


def check_torn(folder: Path, times: int, *, key: bytes | None) -> Counter[str]:
    chance = random.Random("torn")
    made = diary_with_a_log(folder, key=key)
    found = Counter[str]()
    for _ in range(times):
        spoilt = PersonFiles(folder / "spoilt" / "diary.db")
        shutil.copytree(made.folder, spoilt.folder)
        how = tear(Path(f"{spoilt.diary}-wal"), chance)
        try:
            db = open_diary(spoilt.diary, create=False, key=key)
        except UserCanFix as problem:
            assert_copy_is_offered(spoilt, problem, key=key)
            found["refused"] += 1
        else:
            count = consistent_part(db)
            found[how] += 1
            found["commits dropped"] += COMMITS - count
            close_diary(db)
        shutil.rmtree(spoilt.folder)
    return found


def assert_copy_is_offered(files: PersonFiles, problem: UserCanFix, *, key: bytes | None) -> None:
    offered = newest_usable(files, key=key)
    assert problem.key in WITH_COPIES
    assert offered is not None
    assert offered[1].count(Thing.ENTRY) == 1


def dump(db: Database) -> list[object]:
    return [db.execute(f"SELECT * FROM {name} ORDER BY rowid").fetchall() for name in db.table_names()]


def check_flips(folder: Path, times: int, *, key: bytes | None) -> Counter[str]:
    """One bit of the closed diary turned over, each time another: refused, as before, or silently wrong."""
    chance = random.Random("flips")
    files = PersonFiles(folder / "diary.db")
    db = open_diary(files.diary, create=True, key=key)
    DiaryStore(db).begin_entry(an_entry())
    for n in range(COMMITS):
        commit(db, n)
    close_diary(db)
    put_copy(files.diary, files.backups, at=MORNING, key=key)
    good = files.diary.read_bytes()
    db = open_diary(files.diary, create=False, key=key)
    wanted = dump(db)
    close_diary(db)
    found = Counter[str]()
    for _ in range(times):
        content = bytearray(good)
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        files.diary.write_bytes(content)
        try:
            db = open_diary(files.diary, create=False, key=key)
        except UserCanFix as problem:
            found["refused"] += 1
            if key is not None:
                assert newest_usable(files, key=key) is not None
                found[problem.key] += 1
            continue
        try:
            found["no difference" if dump(db) == wanted else "silently wrong"] += 1
        except sqlite.Error:
            found["refused"] += 1
        db.close()
    files.diary.write_bytes(good)
    return found


@pytest.mark.parametrize("key", [None, KEY])
def test_a_torn_log_leaves_the_first_commits_whole(tmp_path: Path, key: bytes | None) -> None:
    found = check_torn(tmp_path, FEW, key=key)

    assert found["commits dropped"] > 0


def test_a_flipped_bit_is_refused_and_a_copy_is_offered(tmp_path: Path) -> None:
    found = check_flips(tmp_path, FEW, key=KEY)

    assert found["silently wrong"] == 0
    assert found["refused"] > 0


def test_a_log_that_lost_commits_has_fewer_entries_than_before(tmp_path: Path) -> None:
    made = diary_with_a_log(tmp_path, key=KEY)
    torn = PersonFiles(tmp_path / "torn" / "diary.db")
    shutil.copytree(made.folder, torn.folder)
    log = Path(f"{torn.diary}-wal")
    log.write_bytes(log.read_bytes()[: log.stat().st_size // 2])

    counts = []
    for files in (made, torn):
        db = open_diary(files.diary, create=False, key=KEY)
        counts.append(entries_ever(db))
        close_diary(db)

    assert counts[1] < counts[0]


@pytest.mark.proof
def test_six_hundred_torn_logs_leave_the_first_commits_whole(tmp_path: Path) -> None:
    found = check_torn(tmp_path, TORN, key=KEY)

    print(dict(found))  # noqa: T201  # for docs/proof.md
    assert found["cut"] + found["garbage"] + found["flip"] + found["refused"] == TORN


@pytest.mark.proof
def test_three_hundred_flipped_bits_are_never_wrong_in_silence(tmp_path: Path) -> None:
    found = check_flips(tmp_path, FLIPS, key=KEY)

    print(dict(found))  # noqa: T201  # for docs/proof.md
    assert found["silently wrong"] == 0
    assert found["refused"] + found["no difference"] == FLIPS


@pytest.mark.proof
def test_without_a_key_flipped_bits_are_wrong_in_silence(tmp_path: Path) -> None:
    """The control: if a plain file showed every flip too, the proof above could not fail."""
    found = check_flips(tmp_path, FLIPS, key=None)

    print(dict(found))  # noqa: T201  # for docs/proof.md
    assert found["silently wrong"] > 0
