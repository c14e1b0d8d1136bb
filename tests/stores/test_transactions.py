"""One write: all or nothing, and a failure that says what the person can do."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import pytest

from companion.core.errors import OurFault, UserCanFix
from companion.stores.database import close_diary, open_diary
from companion.stores.diary import DiaryStore
from companion.stores.seam import Database, sqlite
from companion.stores.transactions import write
from tests.stores.samples import MORNING, PATIENT, a_reading, an_answer, an_entry


def test_a_block_that_fails_saves_nothing(db: Database) -> None:
    diary = DiaryStore(db)

    with suppress(ZeroDivisionError), write(db):
        diary.begin_entry(an_entry())
        raise ZeroDivisionError

    assert diary.entry("entry-1") is None


def test_an_inner_block_that_fails_takes_only_itself_back(db: Database) -> None:
    diary = DiaryStore(db)

    with write(db):
        diary.begin_entry(an_entry())
        with suppress(ZeroDivisionError), write(db):
            diary.save_answer("entry-1", an_answer(), at=MORNING)
            raise ZeroDivisionError
        diary.save_reading("entry-1", a_reading(), at=MORNING)

    entry = diary.entry("entry-1")
    assert entry is not None
    assert entry.reports == ()
    assert entry.readings == (a_reading(),)


def test_what_is_saved_is_in_the_file_for_another_reader(db: Database, diary_file: Path) -> None:
    other = sqlite.connect(str(diary_file))

    with write(db):
        DiaryStore(db).begin_entry(an_entry())
        during = other.execute("SELECT count(*) FROM entries").fetchone()

    assert during == (0,)
    assert other.execute("SELECT count(*) FROM entries").fetchone() == (1,)
    other.close()


def test_the_write_lock_is_taken_before_anything_is_read(db: Database, diary_file: Path) -> None:
    other = sqlite.connect(str(diary_file), isolation_level=None, timeout=0)

    with write(db), pytest.raises(sqlite.OperationalError, match="locked"):
        other.execute("BEGIN IMMEDIATE")
    other.close()


def test_a_stray_statement_does_not_leave_a_transaction_open(db: Database, diary_file: Path) -> None:
    other = sqlite.connect(str(diary_file))
    db.conn.execute("INSERT INTO setup VALUES ('stray', '1', 'x', 'x', 'x', NULL)")

    DiaryStore(db).begin_entry(an_entry())

    assert not db.conn.in_transaction
    assert other.execute("SELECT count(*) FROM entries").fetchone() == (1,)
    other.close()


def test_what_was_saved_waits_for_the_disk(db: Database) -> None:
    names = ("synchronous", "fullfsync", "checkpoint_fullfsync", "foreign_keys", "trusted_schema")

    found = {name: db.execute(f"PRAGMA {name}").fetchone()[0] for name in names}

    full_and_on = {"synchronous": 2, "fullfsync": 1, "checkpoint_fullfsync": 1}
    assert found == {**full_and_on, "foreign_keys": 1, "trusted_schema": 0}


def test_a_full_disk_says_so_and_a_retry_saves_once(db: Database) -> None:
    diary = DiaryStore(db)
    diary.begin_entry(an_entry())
    pages = db.execute("PRAGMA page_count").fetchone()[0]
    db.execute(f"PRAGMA max_page_count = {pages}").fetchall()

    with pytest.raises(UserCanFix) as refused:
        diary.save_note("entry-1", "a long night " * 2000, at=MORNING, by=PATIENT)
    db.execute("PRAGMA max_page_count = 1000000").fetchall()

    assert refused.value.key == "storage.not_saved_full"
    assert not db.conn.in_transaction
    diary.save_note("entry-1", "a long night " * 2000, at=MORNING, by=PATIENT)
    entry = diary.entry("entry-1")
    assert entry is not None
    assert entry.note == "a long night " * 2000


@pytest.mark.skipif(os.name != "posix", reason="an open file cannot be deleted here")
@pytest.mark.parametrize("happens", ["folder gone", "file gone", "another in its place"])
def test_a_diary_that_is_not_where_it_was_says_so(tmp_path: Path, happens: str) -> None:
    file = tmp_path / "home" / "diary.db"
    db = open_diary(file, create=True)
    DiaryStore(db).begin_entry(an_entry())
    match happens:
        case "folder gone":
            file.parent.rename(tmp_path / "elsewhere")
        case "file gone":
            file.rename(tmp_path / "elsewhere")
        case _:
            (tmp_path / "synchronised").write_bytes(file.read_bytes())
            (tmp_path / "synchronised").replace(file)

    with pytest.raises(UserCanFix) as refused:
        DiaryStore(db).save_note("entry-1", "felt cold", at=MORNING, by=PATIENT)

    assert refused.value.key == "storage.not_saved_gone"
    entry = DiaryStore(db).entry("entry-1")
    assert entry is not None
    assert entry.note == ""
    db.close()


@pytest.mark.skipif(os.name != "posix", reason="an open file cannot be deleted here")
def test_a_folder_that_comes_back_takes_what_is_tried_again(tmp_path: Path) -> None:
    file = tmp_path / "home" / "diary.db"
    db = open_diary(file, create=True)
    DiaryStore(db).begin_entry(an_entry())
    file.parent.rename(tmp_path / "elsewhere")
    with pytest.raises(UserCanFix):
        DiaryStore(db).save_note("entry-1", "felt cold", at=MORNING, by=PATIENT)

    (tmp_path / "elsewhere").rename(file.parent)
    DiaryStore(db).save_note("entry-1", "felt cold", at=MORNING, by=PATIENT)
    close_diary(db)

    again = open_diary(file, create=False)
    entry = DiaryStore(again).entry("entry-1")
    close_diary(again)
    assert entry is not None
    assert entry.note == "felt cold"


def test_a_diary_that_may_only_be_read_says_so(db: Database) -> None:
    db.execute("PRAGMA query_only = on")

    with pytest.raises(UserCanFix) as refused:
        DiaryStore(db).begin_entry(an_entry())
    db.execute("PRAGMA query_only = off")

    assert refused.value.key == "storage.not_saved_forbidden"
    assert DiaryStore(db).entry("entry-1") is None


def test_a_diary_that_another_program_is_writing_says_so(db: Database, diary_file: Path) -> None:
    other = sqlite.connect(str(diary_file), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    db.execute("PRAGMA busy_timeout = 0").fetchall()

    with pytest.raises(UserCanFix) as refused:
        DiaryStore(db).begin_entry(an_entry())
    other.execute("ROLLBACK")
    other.close()

    assert refused.value.key == "storage.not_saved_busy"
    DiaryStore(db).begin_entry(an_entry())
    assert DiaryStore(db).entry("entry-1") == an_entry()


def test_a_transaction_that_was_destroyed_inside_is_not_called_saved(db: Database) -> None:
    """As a full disk can do; here a trigger does it."""
    db.execute(
        "CREATE TEMP TRIGGER destroy BEFORE INSERT ON answers BEGIN SELECT RAISE(ROLLBACK, 'gone'); END"
    )
    diary = DiaryStore(db)

    def save_and_go_on() -> None:
        with write(db):
            diary.begin_entry(an_entry())
            with suppress(OurFault):
                diary.save_answer("entry-1", an_answer(), at=MORNING)

    with pytest.raises(UserCanFix) as refused:
        save_and_go_on()

    assert refused.value.key == "storage.not_saved_disk"
    assert diary.entry("entry-1") is None


def test_a_row_of_the_wrong_type_is_refused(db: Database) -> None:
    with pytest.raises(OurFault), write(db):
        db.table("alert_events").insert({"id": "x", "alert_id": "y", "number": "three"})


def test_a_damaged_page_met_while_reading_asks_for_a_backup_copy(db: Database) -> None:
    DiaryStore(db).begin_entry(an_entry())
    db.execute("UPDATE entries SET started_at = 'last Tuesday'")

    with pytest.raises(UserCanFix) as refused:
        DiaryStore(db).open_drafts()

    assert refused.value.key == "storage.unreadable"
