"""`companion export` and `import`: another computer gets the same diary, and odd files change nothing."""

from __future__ import annotations

import json
import os
import sqlite3
import stat
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from companion.cli import main
from companion.core.people import Contacts
from companion.paths import PersonFiles
from companion.stores.database import close_diary, open_diary
from companion.stores.diary import DiaryStore
from companion.stores.emergency_file import read_emergency
from companion.stores.encrypting import is_plain
from companion.stores.exchange import all_rows
from companion.stores.people import PeopleStore
from tests.fake_keyrings import NoKeyring, in_place
from tests.stores.samples import LATER, MORNING, PATIENT, PERSON, a_reading, an_answer, an_entry

NOTE = "=CRP<5 and WBC>3\nslept <badly>"


@pytest.fixture
def diary(tmp_path: Path) -> Path:
    """A diary with a name, an entry, a note that looks like a formula, and a fever."""
    path = tmp_path / "here" / "diary.db"
    db = open_diary(path, create=True)
    PeopleStore(db).save_person(PERSON, at=MORNING, by=PATIENT)
    entry = replace(an_entry(note=NOTE), reports=(an_answer(),), readings=(a_reading(),))
    DiaryStore(db).begin_entry(entry)
    close_diary(db)
    return path


def run(*arguments: object, answer: str | None = None) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=answer)


def begun(path: Path) -> Path:
    """A diary in which nobody has written anything yet."""
    close_diary(open_diary(path, create=True))
    return path


def rows_of(path: Path) -> dict[str, Any]:
    db = open_diary(path, create=False)
    try:
        return {name: list(map(dict, rows)) for name, rows in all_rows(db, now=LATER).tables.items()}
    finally:
        close_diary(db)


def exported(diary: Path) -> Path:
    target = diary.parent / "export.json"
    assert run("export", "--format", "json", target, "--data", diary).exit_code == 0
    return target


def test_an_export_taken_over_elsewhere_is_the_same_diary(diary: Path, tmp_path: Path) -> None:
    there = begun(tmp_path / "there" / "diary.db")

    result = run("import", exported(diary), "--yes", "--data", there)

    assert result.exit_code == 0, result.output
    before, after = rows_of(diary), rows_of(there)
    alerts = ("alerts", "alert_events", "history")
    assert {k: v for k, v in after.items() if k not in alerts} == {
        k: v for k, v in before.items() if k not in alerts
    }


def test_what_was_taken_over_is_judged(diary: Path, tmp_path: Path) -> None:
    there = begun(tmp_path / "there" / "diary.db")
    source = exported(diary)
    content = json.loads(source.read_text("utf-8"))
    content["tables"]["answers"][0] |= {"symptom": "chest_pain", "severity": "severe", "at": _just_now()}
    source.write_text(json.dumps(content))

    run("import", source, "--yes", "--data", there)

    assert rows_of(there)["alerts"]


def test_taking_it_over_twice_says_that_nothing_is_new(diary: Path, tmp_path: Path) -> None:
    there = begun(tmp_path / "there" / "diary.db")
    source = exported(diary)
    run("import", source, "--yes", "--data", there)

    again = run("import", source, "--data", there)

    assert again.exit_code == 0
    assert "Everything in this file is in your diary already." in again.output


def test_without_a_yes_nothing_is_changed(diary: Path, tmp_path: Path) -> None:
    there = begun(tmp_path / "there" / "diary.db")

    result = run("import", exported(diary), "--data", there, answer="n\n")

    assert "Nothing was changed." in result.output
    assert rows_of(there)["entries"] == []


def test_the_diary_as_it_was_is_kept(diary: Path) -> None:
    source = exported(diary)
    content = json.loads(source.read_text("utf-8"))
    content["tables"]["entries"].append(
        {**content["tables"]["entries"][0], "id": "entry-2", "note": "from elsewhere"}
    )
    source.write_text(json.dumps(content))

    run("import", source, "--yes", "--data", diary)

    (copy,) = (diary.parent / "diary.db.backups").glob("*before_import*.db")
    assert [row["id"] for row in rows_of(copy)["entries"]] == ["entry-1"]
    assert len(rows_of(diary)["entries"]) == 2


def test_an_import_undone_leaves_nothing_of_it_and_can_be_done_again(diary: Path, tmp_path: Path) -> None:
    there = begun(tmp_path / "there" / "diary.db")
    source = exported(diary)
    run("import", source, "--yes", "--data", there)

    undone = run("import", "--undo", "--yes", "--data", there)
    empty = rows_of(there)["entries"]
    again = run("import", source, "--yes", "--data", there)

    assert undone.exit_code == 0, undone.output
    assert "The import was undone." in undone.output
    assert empty == []
    assert again.exit_code == 0
    assert rows_of(there)["entries"] == rows_of(diary)["entries"]


def test_with_nothing_to_undo_one_sentence_says_so(diary: Path) -> None:
    result = run("import", "--undo", "--yes", "--data", diary)

    assert result.exit_code == 2
    assert "There is no import that can be undone." in result.output


def test_the_numbers_to_call_come_along_to_the_small_file(diary: Path, tmp_path: Path) -> None:
    db = open_diary(diary, create=False)
    PeopleStore(db).save_contacts(Contacts("Ward 3", "202-555-0143", "911"), at=MORNING, by=PATIENT)
    close_diary(db)
    there = begun(tmp_path / "there" / "diary.db")

    run("import", exported(diary), "--yes", "--data", there)

    assert read_emergency(PersonFiles(there).emergency).team_number == "202-555-0143"


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("answers", {"symptom": "no_such_symptom"}),
        ("answers", {"severity": "terrible"}),
        ("readings", {"kind": "aura"}),
        ("readings", {"value": "500"}),
        ("readings", {"value": "NaN"}),
        ("readings", {"value": "1e999"}),
        ("readings", {"unit": "furlong"}),
        ("entries", {"day": "2026-02-30"}),
        ("entries", {"zone": 3}),
        ("person", {"usual_symptoms": "[]"}),
    ],
)
def test_a_value_nobody_can_have_is_refused_and_nothing_is_changed(
    diary: Path, tmp_path: Path, table: str, change: dict[str, Any]
) -> None:
    there = begun(tmp_path / "there" / "diary.db")
    source = exported(diary)
    content = json.loads(source.read_text("utf-8"))
    content["tables"][table][0] |= change
    source.write_text(json.dumps(content))

    result = run("import", source, "--yes", "--data", there)

    assert result.exit_code == 2
    assert "Traceback" not in result.output
    assert rows_of(there)["entries"] == []


@pytest.mark.parametrize("content", ["", "{", "[]", '{"format": "other"}', "null", "\ufeff"])
def test_a_file_that_is_no_export_gives_one_sentence(diary: Path, tmp_path: Path, content: str) -> None:
    source = tmp_path / "odd.json"
    source.write_text(content, "utf-8")

    result = run("import", source, "--yes", "--data", diary)

    assert result.exit_code == 2
    assert "odd.json" in result.output


def test_a_file_that_is_not_there_gives_one_sentence(diary: Path, tmp_path: Path) -> None:
    result = run("import", tmp_path / "gone.json", "--yes", "--data", diary)

    assert result.exit_code == 2
    assert "Companion cannot read gone.json." in result.output


def test_another_persons_diary_is_refused(diary: Path, tmp_path: Path) -> None:
    other = tmp_path / "other" / "diary.db"
    db = open_diary(other, create=True)
    DiaryStore(db).begin_entry(replace(an_entry(), id="other"))
    close_diary(db)

    result = run("import", exported(diary), "--yes", "--data", other)

    assert result.exit_code == 2
    assert "the diary of another person" in result.output
    assert [row["id"] for row in rows_of(other)["entries"]] == ["other"]


def test_the_plain_file_opens_in_any_sqlite_program(diary: Path, tmp_path: Path) -> None:
    target = tmp_path / "plain.db"

    run("export", "--format", "sqlite", target, "--data", diary)

    with sqlite3.connect(target) as db:
        assert db.execute("SELECT note FROM entries").fetchone() == (NOTE,)
    db.close()
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_a_spreadsheet_gets_a_table_of_each_kind_and_no_formula(diary: Path, tmp_path: Path) -> None:
    folder = tmp_path / "tables"

    result = run("export", "--format", "csv", folder, "--data", diary)

    assert result.exit_code == 0
    names = {file.name for file in folder.iterdir()}
    assert names == {f"{n}.csv" for n in ("symptoms", "readings", "notes", "doses", "medicines", "alerts")}
    assert "'=CRP<5 and WBC>3" in (folder / "notes.csv").read_text("utf-8")


def test_a_program_of_a_clinic_gets_a_bundle_of_its_own_form(diary: Path, tmp_path: Path) -> None:
    target = tmp_path / "fhir.json"

    result = run("export", "--format", "fhir", target, "--data", diary)

    assert result.exit_code == 0, result.output
    assert json.loads(target.read_text("utf-8"))["resourceType"] == "Bundle"
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_an_export_never_writes_over_a_file(diary: Path) -> None:
    source = exported(diary)

    again = run("export", "--format", "json", source, "--data", diary)

    assert again.exit_code == 2
    assert "exists already" in again.output


@pytest.mark.parametrize("kind", ["json", "csv", "sqlite", "ics"])
def test_an_export_is_for_this_account_only(diary: Path, tmp_path: Path, kind: str) -> None:
    before = os.umask(0)
    try:
        assert run("export", "--format", kind, tmp_path / "out", "--data", diary).exit_code == 0
    finally:
        os.umask(before)

    out = tmp_path / "out"
    files = [*out.iterdir()] if out.is_dir() else [out]
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert not out.is_dir() or stat.S_IMODE(out.stat().st_mode) == 0o700


@pytest.mark.parametrize("kind", ["json", "csv", "sqlite", "ics"])
def test_a_place_that_cannot_be_written_gives_one_sentence_and_ends_with_1(
    diary: Path, tmp_path: Path, kind: str
) -> None:
    (tmp_path / "file").write_text("in the way")

    result = run("export", "--format", kind, tmp_path / "file" / "out", "--data", diary)

    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert "Companion could not write" in result.stderr


def test_tables_are_written_neither_over_a_file_nor_over_tables(diary: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "notes.csv").write_text("mine")

    results = [run("export", "--format", "csv", tmp_path / n, "--data", diary) for n in ("file", "folder")]

    assert [result.exit_code for result in results] == [2, 2]
    assert (tmp_path / "file").read_text() == (tmp_path / "folder" / "notes.csv").read_text() == "mine"


def test_a_new_diary_is_never_plain(diary: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, there = exported(diary), PersonFiles(tmp_path / "new" / "diary.db")
    with in_place(NoKeyring()):
        refused = run("import", source, "--yes", "--data", there.diary)
        monkeypatch.setenv("COMPANION_PASSPHRASE", "three blue herons")
        taken = run("import", source, "--yes", "--data", there.diary)
        checked = run("check", "--data", there.diary)

    assert (refused.exit_code, refused.stderr.count("\n")) == (2, 1)
    assert "nothing on this computer that keeps its key" in refused.stderr
    assert (taken.exit_code, checked.exit_code) == (0, 0)
    assert not is_plain(there.diary)
    assert not any(is_plain(file) for file in there.backups.glob("*.db"))


def test_a_slip_in_the_name_of_the_file_makes_no_diary(tmp_path: Path) -> None:
    result = run("import", tmp_path / "gone.json", "--yes", "--data", tmp_path / "new" / "diary.db")

    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("answer", ["n\n", ""])
def test_without_an_answer_it_ends_with_1(diary: Path, tmp_path: Path, answer: str) -> None:
    there = begun(tmp_path / "there" / "diary.db")

    result = run("import", exported(diary), "--data", there, answer=answer)

    assert result.exit_code == 1
    assert result.stderr.strip().splitlines()[-1] == "Nothing was changed."


def _just_now() -> str:
    from companion.clock import SystemClock
    from companion.stores.columns import from_moment

    return from_moment(SystemClock().now())
