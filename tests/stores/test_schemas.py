"""A diary of each shape the tables have had opens, is brought up to date, and has every row it had."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from companion.paths import PersonFiles
from companion.stores.database import close_diary, open_diary
from companion.stores.encrypting import encrypt_diary, is_plain
from companion.stores.migrations import STEPS
from companion.stores.seam import Database, Migrations
from companion.stores.shelf import Shelf
from companion.stores.tables import ANSWERS, ENTRIES, HISTORY
from tests.stores.make_schema_files import FOLDER, Rows, all_steps, file_of, make_file, rows_of, rows_of_today
from tests.stores.opening import KEY
from tests.stores.samples import first_steps, steps_and

MAKE = "run `python -m tests.stores.make_schema_files` and commit what it makes"


def put(step: str, diary: Path, *, key: bytes | None) -> Rows:
    """The diary of a step in its place, encrypted where there is a key; the rows it has."""
    diary.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(file_of(step), diary)
    before = Database(str(diary), execute_plugins=False)
    rows = rows_of(before)
    before.close()
    if key is not None:
        encrypt_diary(PersonFiles(diary), key)
        assert not is_plain(diary)
    return rows


def lost(before: Rows, db: Database) -> list[str]:
    """The rows that are not there any more, or not with the values they had."""
    now = rows_of(db)
    found = []
    for table, rows in before.items():
        by_id = {row["id"]: row for row in now.get(table, ())}
        found += [f"{table} {row['id']}" for row in rows if not _is_in(row, by_id.get(row["id"]))]
    return found


def _is_in(row: Mapping[str, Any], now: Mapping[str, Any] | None) -> bool:
    return now is not None and row.items() <= now.items()


def shape(db: Database) -> list[tuple[str, ...]]:
    found = db.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY 1, 2"
    )
    return [tuple(map(str, row)) for row in found]


@pytest.fixture(scope="module")
def new_shape(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, ...]]:
    """The tables of a diary that is made today."""
    db = open_diary(tmp_path_factory.mktemp("new") / "diary.db", create=True)
    found = shape(db)
    close_diary(db)
    return found


@pytest.mark.parametrize(
    ("step", "key"), [*((step, None) for step in all_steps()), *((step, KEY) for step in all_steps()[::6])]
)
def test_a_diary_of_each_step_opens_with_every_row_it_had(
    step: str, key: bytes | None, diary_file: Path, new_shape: list[tuple[str, ...]]
) -> None:
    before = put(step, diary_file, key=key)

    db = open_diary(diary_file, create=False, key=key)

    assert lost(before, db) == []
    assert STEPS.pending(db) == []
    assert shape(db) == new_shape
    Shelf.over(db).read_all()
    close_diary(db)


@pytest.mark.parametrize("step", all_steps())
def test_each_file_has_the_shape_of_its_step_and_a_row_in_each_table(step: str) -> None:
    db = Database(str(file_of(step)), execute_plugins=False)
    there = {one.name for one in STEPS.applied(db)}

    names = all_steps()
    assert there == set(names[: names.index(step) + 1])
    rows = rows_of(db)
    empty = [table for table, found in rows.items() if not found and table != HISTORY]
    db.close()
    assert empty == []


def test_each_step_has_its_file() -> None:
    there = {file.stem for file in FOLDER.glob("*.db")}

    assert there == set(all_steps()), MAKE


def test_a_step_without_its_file_would_be_noticed() -> None:
    """The control: the names come from the steps themselves, not from the files."""
    longer = steps_and(lambda db: None)
    empty = Database(memory=True, execute_plugins=False)

    names = {step.name for step in longer.pending(empty)}

    assert names - {file.stem for file in FOLDER.glob("*.db")} == {"999_more"}


def test_a_step_that_loses_a_row_or_changes_one_is_noticed(diary_file: Path) -> None:
    """The control: if nothing were found here, the tests above could not fail either."""
    before = put(all_steps()[-1], diary_file, key=None)

    def loses(db: Database) -> None:
        db.execute(f"DELETE FROM {HISTORY} WHERE version = 1")
        db.execute(f"UPDATE {ENTRIES} SET note = note || '.'")
        db.execute(f"DELETE FROM {ANSWERS}")

    db = open_diary(diary_file, create=False, steps=steps_and(loses))

    tables = {row.split()[0] for row in lost(before, db)}
    close_diary(db)
    assert tables == {HISTORY, ENTRIES, ANSWERS}


def test_the_oldest_diary_there_is_has_the_shape_that_its_steps_give(tmp_path: Path) -> None:
    """Written by the program as it first was: the steps it had were not changed afterwards."""
    old = Database(str(FOLDER.parent / "diary_of_the_first_version.db"), execute_plugins=False)
    applied = {step.name for step in STEPS.applied(old)}
    of_today = Migrations("companion")
    for step in STEPS.pending(Database(memory=True, execute_plugins=False)):
        if step.name in applied:
            of_today(name=step.name)(step.fn)

    made = open_diary(tmp_path / "made.db", create=True, steps=of_today)

    assert shape(made) == shape(old)
    close_diary(made)
    old.close()


def test_the_script_makes_what_a_new_step_needs(tmp_path: Path) -> None:
    count = len(all_steps())

    make_file(tmp_path / "new.db", count, rows_of_today())

    made = Database(str(tmp_path / "new.db"), execute_plugins=False)
    assert {step.name for step in STEPS.applied(made)} == set(all_steps())
    assert all(rows_of(made).values())
    kept = [json.loads(row["row"]) for row in rows_of(made)[HISTORY]]
    assert all("id" in row for row in kept)
    made.close()
    assert len(first_steps(count).pending(Database(memory=True, execute_plugins=False))) == count
