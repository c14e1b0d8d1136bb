"""Deleting everything of a diary: the key goes first, whatever is left is named, a kill is finished later."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from companion.core.errors import UserCanFix
from companion.core.key_standing import KeyStanding
from companion.lock import Lock, acquire
from companion.paths import PersonFiles
from companion.services import deleting
from companion.services.deleting import Deletion, is_anything_there, traces_of
from companion.services.keyholder import Keyholder
from companion.services.keyring_copy import Held
from companion.stores.copies import copy_file_verified
from companion.stores.database import close_diary, open_diary
from companion.stores.deleting import Traces, note_deleting, unfinished
from companion.stores.marks import write_mark
from tests.fake_keyrings import FailingKeyring, MemoryKeyring, in_place
from tests.services.deleting_child import NEVER
from tests.source_code import ROOT
from tests.stores.opening import make_diary, refusal

FEW = 4
MANY = int(os.environ.get("COMPANION_KILLS", "80"))
WORDS = "three blue herons"


@pytest.fixture(autouse=True)
def keyring() -> Iterator[MemoryKeyring]:
    with in_place(MemoryKeyring()) as held:
        assert isinstance(held, MemoryKeyring)
        yield held


@pytest.fixture
def files(tmp_path: Path) -> PersonFiles:
    return PersonFiles(tmp_path / "diary.db")


def a_diary(files: PersonFiles) -> bytes:
    """An encrypted diary with a copy and a mark beside it; its key, which is in the keyring too."""
    keys = Keyholder(files)
    keys.look()
    keys.make()
    assert keys.ask_to_keep().wait(30) is Held.STORED
    keys.open_unasked()
    keys.prepare()
    assert keys.key is not None
    make_diary(files.diary, key=keys.key)
    copy = files.backups / "copy-000001-20260302T120000Z.db"
    copy_file_verified(files.diary, copy, key=keys.key, side_files=((files.vault, ".vault"),))
    write_mark(files.mark, 1)
    return keys.key


def delete(files: PersonFiles, traces: Traces | None = None) -> list[str]:
    """Delete and finish; the keys of what is left."""
    deletion = Deletion(files, traces or traces_of(files, None), None)
    left = deletion.run().left
    return [one.key for one in (*left, *deletion.finish())]


def test_no_copy_opens_any_more_and_the_keyring_is_empty(files: PersonFiles, keyring: MemoryKeyring) -> None:
    a_diary(files)
    assert len(keyring.held) == 2

    left = delete(files)

    assert left == []
    assert list(files.folder.iterdir()) == []
    assert keyring.held == {}


def test_every_path_of_a_person_is_among_what_goes(files: PersonFiles) -> None:
    """A new file beside the diary has to be told to those who delete."""
    paths = {
        name: getattr(files, name)
        for name, kind in vars(PersonFiles).items()
        if isinstance(kind, property) and name != "folder"
    }
    for name, path in paths.items():
        if name not in ("backups", "inbox", "vault_copy"):
            path.write_bytes(b"something")
    files.inbox.mkdir()
    files.backups.mkdir()
    (files.inbox / "1.json").write_text("{}")
    files.vault_copy.write_bytes(b"something")

    delete(files, Traces("at-x"))

    assert len(paths) > 14
    assert sorted(files.folder.rglob("*")) == []


def test_what_a_kill_left_beside_a_file_goes_too(files: PersonFiles) -> None:
    make_diary(files.diary)
    dust = (
        "diary.db.vault.old",
        "diary.db.part-wal",
        "diary.db-journal",
        "diary.db.to-wipe",
        "diary.db.emergency.part",
    )
    for name in dust:
        files.diary.with_name(name).write_bytes(b"something")
    files.backups.mkdir()
    for name in (
        "damaged-20260302T120000Z.db-wal",
        "before-015_photos.db",
        "copy-000001-20260302T120000Z.db.part",
    ):
        (files.backups / name).write_bytes(b"something")

    assert delete(files) == []

    assert list(files.folder.iterdir()) == []


def test_a_file_that_cannot_be_removed_is_named_and_tried_again(
    files: PersonFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_diary(files)
    files.ledger.mkdir()
    (files.ledger / "held").write_text("by somebody")

    first = delete(files)
    refused = refusal(lambda: open_diary(files.diary, create=True))
    shutil.rmtree(files.ledger)
    second = delete(files, unfinished(files))

    assert first == ["deleting.left_file"]
    assert refused == "deleting.not_finished"
    assert second == []
    assert list(files.folder.iterdir()) == []


def test_a_keyring_that_refuses_is_named(files: PersonFiles) -> None:
    a_diary(files)

    with in_place(FailingKeyring()):
        left = delete(files)

    assert left == ["deleting.left_keyring"]


def test_the_reminder_process_is_waited_for_and_named_where_it_stays(
    files: PersonFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_diary(files)
    files.agenda.write_text("{}")
    monkeypatch.setattr(deleting, "_AGENT_LOOKS", 2)
    held = acquire(files.agent_lock)
    assert isinstance(held, Lock)

    left = delete(files)
    held.release()

    assert left == ["deleting.left_agent"]
    assert not files.agenda.exists()


def test_where_nothing_can_be_noted_nothing_is_deleted(files: PersonFiles) -> None:
    key = a_diary(files)
    files.deleting.with_name(files.deleting.name + ".part").mkdir()

    left = delete(files)

    assert left == ["deleting.cannot_begin"]
    close_diary(open_diary(files.diary, create=False, key=key))


def test_a_note_that_another_program_brings_back_deletes_no_later_diary(files: PersonFiles) -> None:
    a_diary(files)
    traces = traces_of(files, None)
    assert delete(files) == []
    key = a_diary(files)
    note_deleting(files, traces)

    db = open_diary(files.diary, create=False, key=key)

    close_diary(db)
    assert not files.deleting.exists()


def test_the_copies_in_a_second_place_go_and_what_else_lies_there_stays(
    files: PersonFiles, tmp_path: Path
) -> None:
    a_diary(files)
    there = tmp_path / "stick" / "Companion copies 0a1b2c3d"
    shutil.copytree(files.backups, there)
    (tmp_path / "stick" / "photo.jpg").write_bytes(b"mine")
    (there / "copy of my own.db").write_bytes(b"mine")

    delete(files, Traces("at-x", (), (there,)))

    assert sorted(file.name for file in (tmp_path / "stick").rglob("*") if file.is_file()) == [
        "copy of my own.db",
        "photo.jpg",
    ]


def run_child(file: Path, last: int, *, carelessly: bool = False) -> int:
    """Delete in a process of its own that ends at line `last`; how many lines it came to, 0 when killed."""
    how = "carelessly" if carelessly else "carefully"
    done = subprocess.run(
        [sys.executable, "-m", "tests.services.deleting_child", str(file), str(last), how],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert done.returncode in (0, -9), done.stderr
    return int(done.stdout or 0)


def is_whole(files: PersonFiles, key: bytes) -> bool:
    """Whether the diary opens as ever, with its key file and its copy."""
    try:
        close_diary(open_diary(files.diary, create=False, key=key))
    except UserCanFix:
        return False
    return Keyholder(files).look() is KeyStanding.SEALED and len(list(files.backups.glob("*.db"))) == 1


def killed(folder: Path, kills: int, *, carelessly: bool = False) -> tuple[int, int, int]:
    """How many kills left the diary whole, something that the next start finishes, and neither."""
    template = folder / "template"
    template.mkdir()
    key = a_diary(PersonFiles(template / "diary.db"))
    counted = folder / "counted"
    shutil.copytree(template, counted)
    lines = run_child(counted / "diary.db", NEVER, carelessly=carelessly)
    whole = unfinished_ones = neither = 0
    for n in range(kills):
        place = folder / f"kill-{n}"
        shutil.copytree(template, place)
        files = PersonFiles(place / "diary.db")
        assert run_child(files.diary, 1 + n * lines // kills, carelessly=carelessly) == 0
        if files.deleting.exists():
            assert refusal(lambda: open_diary(files.diary, create=True, key=key)) == "deleting.not_finished"  # noqa: B023
            assert delete(files, unfinished(files)) == []
        if not is_anything_there(files):
            unfinished_ones += 1
        elif is_whole(files, key):
            whole += 1
        else:
            neither += 1
        shutil.rmtree(place)
    return whole, unfinished_ones, neither


def test_a_few_kills_leave_a_whole_diary_or_one_that_the_next_start_finishes(tmp_path: Path) -> None:
    whole, finished, neither = killed(tmp_path, FEW)

    assert (whole + finished, neither) == (FEW, 0)


def test_deleting_without_a_note_leaves_half_a_diary(tmp_path: Path) -> None:
    """The control."""
    assert killed(tmp_path, FEW, carelessly=True)[2] > 0


@pytest.mark.proof
def test_many_kills_leave_a_whole_diary_or_one_that_the_next_start_finishes(tmp_path: Path) -> None:
    whole, finished, neither = killed(tmp_path, MANY)

    print(f"{MANY} kills: whole {whole}, finished by the next start {finished}, neither {neither}")  # noqa: T201
    assert (whole + finished, neither) == (MANY, 0)
