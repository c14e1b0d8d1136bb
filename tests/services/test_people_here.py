"""Adding a person: a folder of their own, also from an export file that belongs to nobody here yet."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from companion.cli import main
from companion.core.people_here import Badge, Colour
from companion.paths import people_folder
from companion.services.people_here import People
from companion.stores.database import close_diary, open_diary
from companion.stores.people_here import forget_person

NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
ORANGE = Badge(Colour.ORANGE, "W")


@pytest.fixture
def people(tmp_path: Path) -> People:
    """Ruth's diary alone."""
    people = People(tmp_path / "people")
    diary = people.files_of(people.register.people[0]).diary
    diary.parent.mkdir(parents=True)
    close_diary(open_diary(diary, create=True))
    return people


def test_with_one_person_no_list_is_written(people: People) -> None:
    people.remember(people.register.people[0])

    assert not (people.top / "register.json").exists()
    assert not people.register.is_shared


def test_a_folder_that_is_not_listed_is_found_and_one_that_is_empty_is_not(people: People) -> None:
    for folder in ("lost", "empty"):
        (people.top / folder).mkdir()
    (people.top / "lost" / "diary.db").touch()

    assert [one.folder for one in People(people.top).register.people] == ["first", "lost"]


@pytest.fixture
def account(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> People:
    """Two people on an account of their own."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    people = People(people_folder())
    people.name(people.register.people[0], "Ruth", Badge(Colour.BLUE, "R"))
    people.add("Walter", ORANGE)
    return people


def test_a_command_asks_whose_where_there_are_several(account: People) -> None:
    ended = CliRunner().invoke(main, ["due"])

    assert ended.exit_code == 2
    assert "companion --person NAME" in ended.stderr
    assert "Ruth, Walter" in ended.stderr


def test_a_named_person_is_the_one_that_is_read(account: People) -> None:
    for person in account.register.people:
        close_diary(open_diary(account.files_of(person).diary, create=True))

    assert CliRunner().invoke(main, ["--person", "walter", "due"]).exit_code == 0
    assert CliRunner().invoke(main, ["--person", "Nobody", "due"]).exit_code == 2
    assert CliRunner().invoke(main, ["--person", "Walter", "due", "--data", "x.db"]).exit_code == 2


def test_who_is_deleted_stands_in_no_list(account: People) -> None:
    walter = account.register.people[1]
    account.add("Ann", Badge(Colour.PINK, "A"))

    forget_person(account.files_of(walter))

    assert b"Walter" not in (account.top / "register.json").read_bytes()
    forget_person(account.files_of(account.register.people[0]))
    assert not (account.top / "register.json").exists()
