"""A copy of the open diary: one whole file, for this account only, and never half in place of a good one."""

from __future__ import annotations

from pathlib import Path

import pytest

from companion.core.errors import OurFault, UserCanFix
from companion.stores.copies import copy_verified
from companion.stores.database import open_diary
from companion.stores.diary import DiaryStore
from companion.stores.seam import Database
from companion.stores.transactions import write
from tests.stores.samples import an_entry

JOURNAL_VERSIONS = slice(18, 20)


def test_a_copy_holds_what_was_just_saved_in_one_file(db: Database, tmp_path: Path) -> None:
    DiaryStore(db).begin_entry(an_entry(note="just now"))
    target = tmp_path / "copies" / "today.db"

    copy_verified(db, target)

    assert [file.name for file in target.parent.iterdir()] == ["today.db"]
    assert target.read_bytes()[JOURNAL_VERSIONS] == b"\x01\x01"
    assert target.stat().st_mode & 0o777 == 0o600
    copy = open_diary(target, create=False)
    assert [entry.note for entry in DiaryStore(copy).open_drafts()] == ["just now"]
    copy.close()


def test_a_copy_of_a_damaged_diary_does_not_replace_a_good_one(db: Database, tmp_path: Path) -> None:
    DiaryStore(db).begin_entry(an_entry(note="still good"))
    target = tmp_path / "copies" / "today.db"
    copy_verified(db, target)
    good = target.read_bytes()
    db.execute("PRAGMA foreign_keys = off")
    db.execute("PRAGMA writable_schema = on")
    db.execute("UPDATE sqlite_master SET rootpage = 2 WHERE name = 'doses'")

    with pytest.raises(UserCanFix):
        copy_verified(db, target)

    assert target.read_bytes() == good
    assert [file.name for file in target.parent.iterdir()] == ["today.db"]


def test_a_copy_that_cannot_be_written_says_so_and_keeps_the_old_one(
    db: Database, guarded_folder: Path
) -> None:
    target = guarded_folder / "today.db"
    copy_verified(db, target)
    good = target.read_bytes()
    guarded_folder.chmod(0o500)

    with pytest.raises(UserCanFix) as refused:
        copy_verified(db, target)

    assert refused.value.key == "storage.not_copied"
    assert target.read_bytes() == good


def test_a_copy_in_the_middle_of_a_write_is_our_fault_and_does_not_hang(db: Database, tmp_path: Path) -> None:
    with write(db), pytest.raises(OurFault):
        copy_verified(db, tmp_path / "copy.db")
