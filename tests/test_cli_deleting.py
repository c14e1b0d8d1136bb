"""delete-everything on the command line: what it asks, what it takes away, and how it ends."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from companion.cli import main
from companion.lock import Lock, acquire
from companion.paths import PersonFiles, default_person
from companion.services.keyholder import Keyholder
from tests.fake_keyrings import MemoryKeyring, in_place
from tests.stores.opening import make_diary


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> PersonFiles:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    files = PersonFiles(tmp_path / "home" / "diary.db")
    make_diary(files.diary)
    return files


def run(*arguments: str | Path, says: str = "") -> Result:
    with in_place(MemoryKeyring()):
        return CliRunner().invoke(main, [str(argument) for argument in arguments], input=says)


def test_after_the_word_all_of_it_is_gone_and_what_is_out_of_reach_is_said(files: PersonFiles) -> None:
    done = run("delete-everything", "--data", files.diary, says="delete\n")

    assert (done.exit_code, done.stderr) == (0, "")
    assert str(files.folder) in done.stdout
    assert "have the whole disk erased" in done.stdout
    assert list(files.folder.iterdir()) == []


@pytest.mark.parametrize("says", ["yes\n", "\n", ""])
def test_without_the_word_nothing_is_deleted(files: PersonFiles, says: str) -> None:
    done = run("delete-everything", "--data", files.diary, says=says)

    assert done.exit_code == 1
    assert done.stderr.strip().splitlines()[-1] == "Nothing was deleted."
    assert files.diary.exists()


def test_where_there_is_nothing_it_says_so(tmp_path: Path) -> None:
    done = run("delete-everything", "--data", tmp_path / "none.db", says="delete\n")

    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
    assert list(tmp_path.iterdir()) == []


def test_while_companion_is_open_nothing_is_deleted(files: PersonFiles) -> None:
    held = acquire(files.lock)
    assert isinstance(held, Lock)

    done = run("delete-everything", "--data", files.diary, says="delete\n")
    held.release()

    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
    assert files.diary.exists()


def test_what_is_left_is_named_and_ends_with_3(files: PersonFiles) -> None:
    files.backups.mkdir()
    (files.backups / "my own.txt").write_text("mine")

    done = run("delete-everything", "--data", files.diary, says="Delete\n")

    assert done.exit_code == 3
    assert "my own.txt" in done.stderr
    assert not files.diary.exists()


def test_a_diary_nobody_can_open_any_more_can_still_be_deleted(files: PersonFiles) -> None:
    keys = Keyholder(files)
    keys.look()
    keys.make()
    keys.set_passphrase("three blue herons")
    keys.prepare()

    done = run("delete-everything", "--data", files.diary, says="delete\n")

    assert done.exit_code == 3
    assert "Companion copies" in done.stderr
    assert list(files.folder.iterdir()) == []


def test_it_finishes_what_a_kill_left_without_asking_again(files: PersonFiles) -> None:
    files.deleting.write_text('{"format": 1, "place": "at-x", "names": [], "copies": []}')

    refused = run("export", "--format", "json", files.folder / "out.json", "--data", files.diary)
    done = run("delete-everything", "--data", files.diary)

    assert (refused.exit_code, refused.stderr.count("\n")) == (2, 1)
    assert "was not finished" in refused.stderr
    assert done.exit_code == 0
    assert list(files.folder.iterdir()) == []


def test_of_the_own_diary_the_empty_folders_go_and_another_person_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    mine = default_person()
    other = PersonFiles(mine.folder.with_name("second") / "diary.db")
    make_diary(mine.diary)
    make_diary(other.diary)
    kept = other.diary.read_bytes()

    first = run("delete-everything", "--data", mine.diary, says="delete\n")
    mine_is_gone, other_is_there = not mine.folder.exists(), other.diary.read_bytes() == kept
    second = run("delete-everything", "--data", other.diary, says="delete\n")

    assert (first.exit_code, second.exit_code) == (0, 0)
    assert mine_is_gone
    assert other_is_there
    assert list((tmp_path / "data").iterdir()) == []
