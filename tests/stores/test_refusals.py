"""Opening a diary: what is refused, with which sentence, and that nothing is lost by it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from companion.core.errors import OurFault
from companion.paths import PersonFiles
from companion.stores.aside import part_of
from companion.stores.database import close_diary, open_diary
from companion.stores.diary import DiaryStore
from companion.stores.doses import DosesStore
from companion.stores.emergency_file import read_emergency, remember_diary
from companion.stores.seam import sqlite
from tests.stores.opening import make_diary, refusal
from tests.stores.samples import MORNING, a_dose, an_entry, steps_and


def test_a_missing_diary_is_not_made_up(diary_file: Path) -> None:
    assert refusal(lambda: open_diary(diary_file, create=False)) == "storage.missing"
    assert not diary_file.exists()


def test_a_diary_that_existed_is_not_replaced_by_an_empty_one(diary_file: Path) -> None:
    make_diary(diary_file)
    diary_file.unlink()

    assert refusal(lambda: open_diary(diary_file, create=True)) == "storage.missing"
    assert not diary_file.exists()


def test_an_unreadable_side_file_counts_as_a_sign_of_a_diary(diary_file: Path) -> None:
    PersonFiles(diary_file).emergency.write_bytes(b"\xff{garbage")

    assert refusal(lambda: open_diary(diary_file, create=True)) == "storage.missing"


def test_a_write_ahead_log_alone_counts_as_a_sign_of_a_diary(diary_file: Path) -> None:
    diary_file.with_name("diary.db-wal").write_bytes(b"recent entries")

    assert refusal(lambda: open_diary(diary_file, create=True)) == "storage.missing"


def test_a_new_start_on_purpose_is_possible(diary_file: Path) -> None:
    make_diary(diary_file)
    diary_file.unlink()
    remember_diary(PersonFiles(diary_file).emergency, exists=False)

    db = open_diary(diary_file, create=True)

    assert DiaryStore(db).open_drafts() == ()
    db.close()


def test_an_empty_file_is_refused_even_for_a_new_diary(diary_file: Path) -> None:
    diary_file.touch()

    assert refusal(lambda: open_diary(diary_file, create=True)) == "storage.empty"
    assert diary_file.read_bytes() == b""


@pytest.mark.parametrize("content", [b"SQL", b"Dear diary, " * 1000, b"SQLite format 3\0"])
def test_what_is_not_a_database_is_refused_and_left_alone(diary_file: Path, content: bytes) -> None:
    diary_file.write_bytes(content)

    assert refusal(lambda: open_diary(diary_file, create=True)) in {"storage.not_a_diary", "storage.damaged"}
    assert diary_file.read_bytes() == content


def test_the_database_of_another_program_is_refused_and_left_alone(diary_file: Path) -> None:
    other = sqlite.connect(str(diary_file))
    other.execute("CREATE TABLE songs (title TEXT)")
    other.commit()
    other.close()
    before = diary_file.read_bytes()

    assert refusal(lambda: open_diary(diary_file, create=True)) == "storage.not_a_diary"
    assert diary_file.read_bytes() == before


def test_a_diary_cut_in_half_is_called_damaged(diary_file: Path) -> None:
    make_diary(diary_file)
    content = diary_file.read_bytes()
    diary_file.write_bytes(content[: len(content) // 2])

    assert refusal(lambda: open_diary(diary_file, create=True)) == "storage.damaged"


def test_a_diary_whose_names_are_no_text_any_more_is_called_damaged(diary_file: Path) -> None:
    make_diary(diary_file)
    content = diary_file.read_bytes()
    diary_file.write_bytes(
        content.replace(b"CREATE TABLE", b"CREATE T\xa0BLE", 1).replace(b"entries", b"entr\xa0es")
    )

    assert refusal(lambda: open_diary(diary_file, create=True)) == "storage.damaged"


def test_a_diary_with_an_overwritten_page_is_called_damaged(diary_file: Path) -> None:
    make_diary(diary_file)
    with diary_file.open("r+b") as file:
        file.seek(5 * 4096)
        file.write(b"\xa5" * 4096)

    assert refusal(lambda: open_diary(diary_file, create=True)) == "storage.damaged"


def test_a_diary_with_an_overwritten_start_is_called_damaged(diary_file: Path) -> None:
    make_diary(diary_file)
    with diary_file.open("r+b") as file:
        file.write(b"\xa5" * 64)

    assert refusal(lambda: open_diary(diary_file, create=True)) == "storage.damaged"


def test_the_diary_of_a_newer_program_is_refused_and_left_alone(diary_file: Path) -> None:
    newer = open_diary(diary_file, create=True, steps=steps_and(lambda db: None))
    close_diary(newer)
    before = diary_file.read_bytes()

    assert refusal(lambda: open_diary(diary_file, create=False)) == "storage.newer"
    assert diary_file.read_bytes() == before


def test_a_folder_in_place_of_the_diary_is_refused(diary_file: Path) -> None:
    diary_file.mkdir()

    assert refusal(lambda: open_diary(diary_file, create=True)) == "storage.is_a_folder"


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "people").write_text("a file")

    inside_a_file = tmp_path / "people" / "first" / "diary.db"

    assert refusal(lambda: open_diary(inside_a_file, create=True)) == "storage.no_folder"


def test_a_folder_that_may_not_be_made_is_refused(guarded_folder: Path) -> None:
    guarded_folder.chmod(0o500)

    below = guarded_folder / "first" / "diary.db"

    assert refusal(lambda: open_diary(below, create=True)) == "storage.no_folder"


def test_a_new_diary_in_a_folder_without_the_right_to_write_is_refused(guarded_folder: Path) -> None:
    guarded_folder.chmod(0o500)

    path = guarded_folder / "diary.db"

    assert refusal(lambda: open_diary(path, create=True)) == "storage.not_writable"


def test_a_diary_in_a_folder_without_the_right_to_write_is_refused(guarded_folder: Path) -> None:
    path = guarded_folder / "diary.db"
    make_diary(path)
    guarded_folder.chmod(0o500)

    assert refusal(lambda: open_diary(path, create=False)) == "storage.not_writable"


def test_a_diary_that_may_only_be_read_is_refused(guarded_folder: Path) -> None:
    path = guarded_folder / "diary.db"
    make_diary(path)
    path.chmod(0o400)

    assert refusal(lambda: open_diary(path, create=False)) == "storage.not_writable"


def test_a_diary_that_may_not_be_read_is_refused(guarded_folder: Path) -> None:
    path = guarded_folder / "diary.db"
    make_diary(path)
    path.chmod(0o000)

    assert refusal(lambda: open_diary(path, create=False)) == "storage.cannot_read_file"


def test_a_diary_that_another_program_is_writing_is_called_busy(diary_file: Path) -> None:
    make_diary(diary_file)
    other = sqlite.connect(str(diary_file), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    found = refusal(lambda: open_diary(diary_file, create=False, patience=0))
    other.close()

    assert found == "storage.busy"


def test_after_a_refusal_the_diary_opens_once_the_cause_is_gone(diary_file: Path) -> None:
    make_diary(diary_file)
    aside = diary_file.rename(diary_file.with_name("elsewhere.db"))
    assert refusal(lambda: open_diary(diary_file, create=True)) == "storage.missing"
    aside.rename(diary_file)

    db = open_diary(diary_file, create=True)

    assert [entry.note for entry in DiaryStore(db).open_drafts()] == ["do not lose me"]
    db.close()


def test_a_half_made_diary_of_a_crash_does_not_stand_in_the_way(diary_file: Path) -> None:
    part_of(diary_file).write_bytes(b"half a page")
    part_of(diary_file).with_name("diary.db.part-journal").write_bytes(b"half a journal")

    db = open_diary(diary_file, create=True)

    assert not part_of(diary_file).exists()
    db.close()


def test_only_this_account_may_read_the_diary_and_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "people" / "first" / "diary.db"
    open_umask = os.umask(0o022)

    db = open_diary(path, create=True)
    DiaryStore(db).begin_entry(an_entry())
    os.umask(open_umask)

    modes = {file.name: file.stat().st_mode & 0o777 for file in path.parent.iterdir()}
    assert {"diary.db", "diary.db-wal", "diary.db-shm", "diary.db.emergency"} == set(modes)
    assert set(modes.values()) == {0o600}
    assert path.parent.stat().st_mode & 0o777 == 0o700
    db.close()


def test_a_diary_that_others_could_read_is_closed_to_them(diary_file: Path) -> None:
    make_diary(diary_file)
    diary_file.chmod(0o644)

    open_diary(diary_file, create=False).close()

    assert diary_file.stat().st_mode & 0o777 == 0o600


def test_opening_notes_that_a_diary_exists(diary_file: Path) -> None:
    make_diary(diary_file)

    assert read_emergency(PersonFiles(diary_file).emergency).diary_exists


def test_a_closed_diary_is_one_complete_file(diary_file: Path) -> None:
    make_diary(diary_file)

    assert {file.name for file in diary_file.parent.iterdir()} == {"diary.db", "diary.db.emergency"}


def test_references_are_kept_once_the_diary_is_open(diary_file: Path) -> None:
    db = open_diary(diary_file, create=True)

    with pytest.raises(OurFault):
        DosesStore(db).save(a_dose(treatment_id="no such treatment"), at=MORNING)
    db.close()
