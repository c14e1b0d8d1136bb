"""Adding a person: a folder of their own, also from an export file that belongs to nobody here yet."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from companion.cli import main
from companion.core.catalogue import Catalogue
from companion.core.errors import DataIsBroken, UserCanFix
from companion.core.levels import Reporter
from companion.core.people import Person
from companion.core.people_here import Badge, Colour
from companion.paths import people_folder
from companion.services.exchange import Exchange
from companion.services.key_for_commands import key_for_a_command
from companion.services.new_person import new_person_from_file
from companion.services.people_here import People
from companion.stores.database import close_diary, open_diary
from companion.stores.encrypting import is_plain
from companion.stores.people_here import forget_person
from companion.stores.shelf import Shelf

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


def export_of(name: str, folder: Path, catalogue: Catalogue) -> Path:
    """What another computer wrote of another person."""
    db = open_diary(folder / f"{name}.db", create=True)
    shelf = Shelf.over(db)
    shelf.people.save_person(Person(name, date(1950, 1, 1)), at=NOW, by=Reporter.PATIENT)
    file = folder / f"{name}.json"
    Exchange(shelf, catalogue, lambda: NOW).export_json(file)
    close_diary(db)
    return file


def test_with_one_person_no_list_is_written(people: People) -> None:
    people.remember(people.register.people[0])

    assert not (people.top / "register.json").exists()
    assert not people.register.is_shared


def test_the_file_of_another_person_becomes_their_own_diary(
    people: People, tmp_path: Path, catalogue: Catalogue
) -> None:
    file = export_of("Walter", tmp_path, catalogue)

    person = new_person_from_file(
        people,
        file,
        name="Walter",
        badge=ORANGE,
        catalogue=catalogue,
        now=lambda: NOW,
        passphrase="three blue herons",
    )

    files = people.files_of(person)
    assert not is_plain(files.diary)
    db = open_diary(files.diary, create=False, key=key_for_a_command(files, "three blue herons"))
    assert Shelf.over(db).people.person().name == "Walter"
    close_diary(db)
    assert [one.name for one in People(people.top).register.people] == ["", "Walter"]


@pytest.mark.parametrize("content", [b"{}", b"no export", b""])
def test_a_file_that_is_none_leaves_nobody_behind(
    people: People, tmp_path: Path, catalogue: Catalogue, content: bytes
) -> None:
    file = tmp_path / "broken.json"
    file.write_bytes(content)

    with pytest.raises((UserCanFix, DataIsBroken)):
        new_person_from_file(
            people,
            file,
            name="Walter",
            badge=ORANGE,
            catalogue=catalogue,
            now=lambda: NOW,
            passphrase="three blue herons",
        )

    assert [one.folder for one in People(people.top).register.people] == ["first"]
    assert sorted(path.name for path in people.top.iterdir() if path.is_dir()) == ["first"]


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
