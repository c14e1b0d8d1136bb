"""The drill: an empty machine, a copy on a stick, and nothing but the recovery code on paper."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from companion.cli import main
from companion.paths import NEEDED_BESIDE, PersonFiles
from companion.services.keyholder import Keyholder
from companion.stores.backup_folder import copies_in, put_copy
from companion.stores.database import close_diary, open_diary
from companion.stores.diary import DiaryStore
from tests.fake_keyrings import MemoryKeyring, in_place
from tests.stores.samples import an_entry

TODAY = datetime(2026, 3, 2, 19, 30, tzinfo=UTC)
AGES = (30, 7, 0)


@pytest.fixture(autouse=True)
def empty_keyring() -> Iterator[None]:
    """A keyring that knows nothing of the diary."""
    with in_place(MemoryKeyring()):
        yield


def dump(diary: Path, key: bytes) -> dict[str, list[object]]:
    db = open_diary(diary, create=False, key=key)
    found = {name: db.execute(f"SELECT * FROM {name} ORDER BY rowid").fetchall() for name in db.table_names()}
    close_diary(db)
    return found


@pytest.mark.parametrize("age", AGES)
def test_a_copy_of_any_age_comes_back_with_the_recovery_code_alone(tmp_path: Path, age: int) -> None:
    files, stick = PersonFiles(tmp_path / "old" / "diary.db"), tmp_path / "stick"
    files.folder.mkdir()
    keys = Keyholder(files)
    keys.look()
    keys.make()
    keys.prepare()
    code = keys.new_code()
    assert keys.key is not None
    sides = tuple((files.diary.with_name(files.diary.name + e), e) for e in NEEDED_BESIDE)
    dumped = {}
    for back in AGES:
        db = open_diary(files.diary, create=not files.diary.exists(), key=keys.key)
        DiaryStore(db).begin_entry(an_entry(f"{back} days back", note="CRP<5 and WBC>3"))
        close_diary(db)
        at = TODAY - timedelta(days=back)
        put_copy(files.diary, stick, at=at, key=keys.key, side_files=sides)
        dumped[back] = dump(files.diary, keys.key)
    wanted = next(c for c in copies_in(stick) if c.taken.at == TODAY - timedelta(days=age))
    clean = PersonFiles(tmp_path / "new" / "diary.db")

    done = CliRunner().invoke(
        main, ["restore", str(wanted.path), "--yes", "--data", str(clean.diary)], input=f"{code}\n"
    )

    assert done.exit_code == 0, done.output
    assert code not in done.output
    assert dump(clean.diary, keys.key) == dumped[age]
    later = Keyholder(clean)
    later.look()
    later.take_code(code)
    assert later.key == keys.key


def test_a_wrong_code_brings_nothing_and_ends_with_2(tmp_path: Path) -> None:
    files = PersonFiles(tmp_path / "old" / "diary.db")
    files.folder.mkdir()
    keys = Keyholder(files)
    keys.look()
    keys.make()
    keys.prepare()
    keys.new_code()
    close_diary(open_diary(files.diary, create=True, key=keys.key))
    sides = tuple((files.diary.with_name(files.diary.name + e), e) for e in NEEDED_BESIDE)
    copy = put_copy(files.diary, tmp_path / "stick", at=TODAY, key=keys.key, side_files=sides)
    clean = tmp_path / "new" / "diary.db"

    done = CliRunner().invoke(
        main, ["restore", str(copy.path), "--yes", "--data", str(clean)], input="0000-0000\n"
    )

    assert done.exit_code == 2
    assert not clean.exists()
