"""Where files lie: all of one person beside one diary, nothing shared, nothing open to others."""

from __future__ import annotations

from pathlib import Path

import pytest

from companion.core.errors import UserCanFix
from companion.paths import PersonFiles, default_person, demo_file, make_private_folder, resources_dir


def all_of(files: PersonFiles) -> set[Path]:
    return {
        files.diary,
        files.lock,
        files.emergency,
        files.agenda,
        files.agent_lock,
        files.ledger,
        files.heartbeat,
        files.inbox,
        files.sound,
        files.backups,
        files.log,
    }


def test_the_resources_are_found() -> None:
    assert (resources_dir() / "words" / "storage.toml").is_file()


def test_everything_of_a_person_lies_beside_the_diary() -> None:
    files = PersonFiles(Path("/people/first/diary.db"))

    assert len(all_of(files)) == 11
    assert {path.parent for path in all_of(files)} == {files.folder}


def test_two_diaries_in_one_folder_share_nothing() -> None:
    anna, anna_old = PersonFiles(Path("/people/anna.db")), PersonFiles(Path("/people/anna.old.db"))

    assert all_of(anna).isdisjoint(all_of(anna_old))
    assert all_of(anna).isdisjoint(all_of(PersonFiles(Path("/people/anna"))))


def test_the_diary_of_the_first_person_has_its_own_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))

    files = default_person()

    assert files.diary.parts[-3:] == ("people", "first", "diary.db")
    assert not files.folder.exists()


def test_each_demonstration_has_a_fresh_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))

    one, other = demo_file(), demo_file()

    assert one.parent != other.parent
    assert not one.exists()
    assert one.parent.stat().st_mode & 0o777 == 0o700


def test_a_folder_is_made_for_this_account_only_with_all_above_it(tmp_path: Path) -> None:
    folder = tmp_path / "people" / "first"

    make_private_folder(folder)

    assert [part.stat().st_mode & 0o777 for part in (folder, folder.parent)] == [0o700, 0o700]


def test_a_folder_that_is_there_stays_as_it_is(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)

    make_private_folder(tmp_path)

    assert tmp_path.stat().st_mode & 0o777 == 0o755


def test_a_folder_that_cannot_be_made_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(UserCanFix) as refused:
        make_private_folder(tmp_path / "file" / "folder")

    assert refused.value.key == "storage.no_folder"
