"""A folder of copies: named in order, with the files they need, thinned, and never the last one lost."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from companion.core.backup_plan import Reason
from companion.stores.backup_folder import copies_in, put_copy, set_aside, thin
from companion.stores.contents import read_copy
from companion.stores.database import close_diary, open_diary
from companion.stores.diary import DiaryStore
from companion.stores.seam import Database
from companion.stores.transactions import write
from tests.source_code import ROOT
from tests.stores.opening import ANOTHER_KEY, KEY, make_diary, refusal
from tests.stores.samples import MORNING, a_reading, an_answer, an_entry

EVENING = datetime(2026, 3, 2, 19, 30, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "copies"


@pytest.mark.parametrize("key", [None, KEY])
def test_a_copy_is_made_while_the_diary_is_open_and_being_written(
    diary_file: Path, folder: Path, key: bytes | None
) -> None:
    db = open_diary(diary_file, create=True, key=key)
    DiaryStore(db).begin_entry(an_entry(note="saved"))
    with write(db):
        DiaryStore(db).save_answer("entry-1", an_answer(), at=MORNING)
        copy = put_copy(diary_file, folder, at=EVENING, key=key)
    close_diary(db)

    copied = open_diary(copy.path, create=False, key=key)
    assert [(entry.note, entry.reports) for entry in DiaryStore(copied).open_drafts()] == [("saved", ())]
    close_diary(copied)


def test_copies_are_listed_newest_first_even_when_the_clock_was_set_back(db: Database, folder: Path) -> None:
    made = [put_copy(Path(_file(db)), folder, at=EVENING - timedelta(days=n)) for n in range(3)]

    assert [copy.path for copy in copies_in(folder)] == [copy.path for copy in reversed(made)]


def test_thinning_leaves_the_newest_and_takes_its_side_files_with_each(
    db: Database, folder: Path, tmp_path: Path
) -> None:
    vault = tmp_path / "diary.db.vault"
    vault.write_bytes(b"wrapped")
    sides = ((vault, ".vault"),)
    made = [
        put_copy(Path(_file(db)), folder, at=EVENING + timedelta(minutes=n), side_files=sides)
        for n in range(4)
    ]

    thin(folder)

    newest = made[-1].path
    assert sorted(file.name for file in folder.iterdir()) == [newest.name, f"{newest.name}.vault"]
    assert newest.with_name(f"{newest.name}.vault").read_bytes() == b"wrapped"


def test_a_copy_that_is_set_aside_survives_the_ones_after_it(db: Database, folder: Path) -> None:
    first = put_copy(Path(_file(db)), folder, at=EVENING)
    aside = set_aside(first, Reason.HAS_MORE)
    for n in range(1, 4):
        put_copy(Path(_file(db)), folder, at=EVENING + timedelta(minutes=n))
        thin(folder)

    assert aside.path.exists()
    assert len(copies_in(folder)) == 2


def test_other_files_in_the_folder_are_left_alone(db: Database, folder: Path) -> None:
    folder.mkdir()
    (folder / "holiday.jpg").write_bytes(b"x")
    (folder / "copy-000001-no-moment.db").write_bytes(b"x")
    put_copy(Path(_file(db)), folder, at=EVENING)
    put_copy(Path(_file(db)), folder, at=EVENING + timedelta(minutes=1))

    thin(folder)

    assert {"holiday.jpg", "copy-000001-no-moment.db"} <= {file.name for file in folder.iterdir()}


def test_a_folder_that_is_gone_has_no_copies(folder: Path) -> None:
    assert copies_in(folder) == ()
    thin(folder)


def test_progress_goes_from_nothing_to_all(db: Database, folder: Path) -> None:
    heard: list[float] = []

    put_copy(Path(_file(db)), folder, at=EVENING, progress=heard.append)

    assert heard == sorted(heard)
    assert heard[-1] == 1


@pytest.mark.parametrize(("key", "other"), [(KEY, ANOTHER_KEY), (KEY, None), (None, KEY)])
def test_a_copy_with_another_key_is_refused_in_words(
    diary_file: Path, folder: Path, key: bytes | None, other: bytes | None
) -> None:
    make_diary(diary_file, key=key)
    copy = put_copy(diary_file, folder, at=EVENING, key=key)

    refused = refusal(lambda: read_copy(copy.path, key=other))

    assert refused in {"copies.other_key", "copies.not_readable", "copies.not_locked"}


def test_a_copy_that_cannot_be_written_says_so_and_leaves_the_others(guarded_folder: Path) -> None:
    diary, folder = guarded_folder / "diary.db", guarded_folder / "copies"
    make_diary(diary)
    good = put_copy(diary, folder, at=EVENING)
    folder.chmod(0o500)

    refused = refusal(lambda: put_copy(diary, folder, at=EVENING + timedelta(hours=1)))

    assert refused == "storage.not_copied"
    assert copies_in(folder) == (good,)


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on the size of a file")
def test_a_disk_that_takes_no_more_is_told_of_and_the_old_copy_stays(tmp_path: Path) -> None:
    diary, folder = tmp_path / "diary.db", tmp_path / "copies"
    make_diary(diary)
    good = put_copy(diary, folder, at=EVENING)
    before = good.path.read_bytes()
    script = (
        "import resource, sys; from pathlib import Path\n"
        "from companion.core.errors import UserCanFix\n"
        "from companion.stores.backup_folder import put_copy\n"
        "from tests.stores.test_backup_folder import EVENING\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, 30_000))\n"
        "try:\n    put_copy(Path(sys.argv[1]), Path(sys.argv[2]), at=EVENING)\n"
        "except UserCanFix as refused:\n    print(refused.key)\n"
    )

    said = subprocess.run(
        [sys.executable, "-c", script, str(diary), str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    assert said.stdout.strip() in {"storage.not_copied", "storage.not_copied_full"}
    assert copies_in(folder) == (good,)
    assert good.path.read_bytes() == before


def test_a_reading_more_in_the_diary_is_a_reading_more_in_the_copy(diary_file: Path, folder: Path) -> None:
    make_diary(diary_file)
    before = read_copy(put_copy(diary_file, folder, at=EVENING).path, key=None)
    db = open_diary(diary_file, create=False)
    DiaryStore(db).save_reading(None, a_reading("alone"), at=MORNING)
    close_diary(db)

    after = read_copy(put_copy(diary_file, folder, at=EVENING).path, key=None)

    assert after != before


def _file(db: Database) -> str:
    return str(db.execute("PRAGMA database_list").fetchone()[2])
