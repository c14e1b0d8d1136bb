"""An older diary: copied first, then changed as a whole or not at all."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from companion.core.errors import OurFault
from companion.core.hospital import HospitalStay
from companion.paths import PersonFiles
from companion.stores.database import close_diary, open_diary
from companion.stores.diary import DiaryStore
from companion.stores.hospital import HospitalStore
from companion.stores.people import PeopleStore
from companion.stores.seam import Database
from companion.stores.tables import ENTRIES
from companion.stores.team_knows import TeamKnowsStore
from tests.stores.opening import KEY, make_diary, refusal
from tests.stores.samples import LATER, MORNING, PATIENT, PERSON, first_steps, steps_and

# Written by the program as it first was, before the step "0003_team_sheet".
FIRST_VERSION = Path(__file__).parents[1] / "data" / "diary_of_the_first_version.db"


def test_the_key_file_goes_with_the_copy_before_an_update(diary_file: Path) -> None:
    close_diary(open_diary(diary_file, create=True, key=KEY, steps=first_steps(2)))
    diary_file.with_name("diary.db.vault").write_bytes(b"wrapped")

    close_diary(open_diary(diary_file, create=False, key=KEY))

    copy_file = PersonFiles(diary_file).backups / "before-003_treatments.db"
    assert copy_file.with_name(f"{copy_file.name}.vault").read_bytes() == b"wrapped"


def test_an_older_diary_is_copied_before_it_is_changed(diary_file: Path) -> None:
    older = open_diary(diary_file, create=True, steps=first_steps(2))
    older.execute("INSERT INTO contacts VALUES ('only', 'Ward 3', '555', '112', 'x', 'x', 'patient')")
    close_diary(older)

    db = open_diary(diary_file, create=False)

    copy_file = PersonFiles(diary_file).backups / "before-003_treatments.db"
    copy = open_diary(copy_file, create=False, steps=first_steps(2))
    for each in (db, copy):
        assert each.execute("SELECT team_name FROM contacts").fetchall() == [("Ward 3",)]
    assert "doses" in db.table_names()
    assert "doses" not in copy.table_names()
    assert copy_file.stat().st_mode & 0o777 == 0o600
    assert [file.name for file in copy_file.parent.glob("before-*.part*")] == []
    db.close()
    copy.close()


def test_an_older_encrypted_diary_is_copied_with_its_key(diary_file: Path) -> None:
    close_diary(open_diary(diary_file, create=True, key=KEY, steps=first_steps(2)))

    open_diary(diary_file, create=False, key=KEY).close()

    copy_file = PersonFiles(diary_file).backups / "before-003_treatments.db"
    assert not copy_file.read_bytes().startswith(b"SQLite format 3")
    open_diary(copy_file, create=False, key=KEY, steps=first_steps(2)).close()


def test_a_diary_that_cannot_be_copied_is_not_changed(diary_file: Path) -> None:
    close_diary(open_diary(diary_file, create=True, steps=first_steps(2)))
    PersonFiles(diary_file).backups.write_text("a file where the folder should be")

    assert refusal(lambda: open_diary(diary_file, create=False)) == "storage.no_folder"

    still_older = open_diary(diary_file, create=False, steps=first_steps(2))
    assert "doses" not in still_older.table_names()
    still_older.close()


def test_a_step_that_fails_leaves_the_diary_as_it_was(diary_file: Path) -> None:
    make_diary(diary_file)

    def fails_half_way(db: Database) -> None:
        db.table(ENTRIES).delete("entry-1")
        raise OurFault("half-way")

    with pytest.raises(OurFault, match="half-way"):
        open_diary(diary_file, create=False, steps=steps_and(fails_half_way))

    db = open_diary(diary_file, create=False)
    assert [entry.note for entry in DiaryStore(db).open_drafts()] == ["do not lose me"]
    db.close()


def test_a_step_that_breaks_a_reference_is_taken_back(diary_file: Path) -> None:
    make_diary(diary_file)

    def drop_the_entry_of_an_answer(db: Database) -> None:
        db.table(ENTRIES).delete("entry-1")

    with pytest.raises(OurFault, match="reference"):
        open_diary(diary_file, create=False, steps=steps_and(drop_the_entry_of_an_answer))

    db = open_diary(diary_file, create=False)
    assert [entry.note for entry in DiaryStore(db).open_drafts()] == ["do not lose me"]
    db.close()


def test_a_diary_of_the_first_version_opens_with_all_that_was_in_it(diary_file: Path) -> None:
    diary_file.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(FIRST_VERSION, diary_file)
    diary_file.chmod(0o600)

    db = open_diary(diary_file, create=False)

    sheet = {"usual_agreed_at": None, "observation_hours": None, "sheet_dated": None}
    about = dict.fromkeys(("allergies", "hospital_number", "caregiver_name", "caregiver_number"), "")
    assert PeopleStore(db).person() == replace(PERSON, sheet_confirmed_at=None, **sheet, **about)
    assert [entry.note for entry in DiaryStore(db).open_drafts()] == ["do not lose me"]
    assert [known.symptom for known in TeamKnowsStore(db).known()] == ["cough"]
    assert HospitalStore(db).stays() == ()
    close_diary(db)


def test_what_the_first_version_did_not_know_can_be_written_into_its_diary(diary_file: Path) -> None:
    diary_file.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(FIRST_VERSION, diary_file)
    db = open_diary(diary_file, create=False)
    stay = HospitalStay("stay-1", MORNING, LATER)

    PeopleStore(db).save_person(PERSON, at=LATER, by=PATIENT)
    HospitalStore(db).save(stay, at=LATER)
    close_diary(db)

    again = open_diary(diary_file, create=False)
    assert PeopleStore(again).person() == PERSON
    assert HospitalStore(again).stays() == (stay,)
    close_diary(again)
