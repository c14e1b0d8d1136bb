"""Delete everything, from the page that asks to the last page: what goes, what stays, what a kill leaves."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from companion.core.words import Words
from companion.paths import PersonFiles
from companion.services.autostart import LinuxAutostart, startup_of
from companion.stores.database import open_diary
from companion.ui.alone.farewell import Farewell
from companion.ui.places import Go, PageId
from tests.fake_keyrings import FileKeyring
from tests.source_code import ROOT
from tests.stories.desk import Desk
from tests.stories.test_leaks import EMERGENCY, MARK, NUMBER, TEAM, holding, write_everywhere

NAMED = re.compile(r"`(diary\.db[\w.-]*)")
DELETE = "Delete everything now"
ASK = "To delete everything, type the word “delete”"


def files_named_in_the_docs() -> frozenset[str]:
    """Every file of a diary that privacy.md or reference.md names."""
    docs = ((ROOT / "docs" / name).read_text("utf-8") for name in ("privacy.md", "reference.md"))
    return frozenset(name for text in docs for name in NAMED.findall(text))


def ours(folder: Path) -> list[str]:
    """Files and folders of this diary; the keyring of these tests lies there too."""
    return sorted(file.name for file in folder.iterdir() if file.name.startswith(("diary.db", "companion-")))


def delete(desk: Desk) -> Farewell:
    """Ask for it in Settings, type the word, and wait for the last page."""
    desk.app.window.show_page(Go(PageId.SETTINGS))
    desk.person.press("Delete everything…")
    desk.person.type(ASK, "Delete ")
    desk.person.press(DELETE)
    return last_page(desk)


def last_page(desk: Desk) -> Farewell:
    desk.wait(lambda: isinstance(desk.begun[-1].window, Farewell))
    window = desk.begun[-1].window
    assert isinstance(window, Farewell)
    desk.wait(lambda: window.is_done)
    return window


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def test_all_of_it_is_gone_and_the_last_page_says_what_is_out_of_reach(
    desk: Desk,
    stick: Path,
    keyring: FileKeyring,
    words: Words,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    config = tmp_path / "config"
    monkeypatch.setenv("XDG_CONFIG_HOME", str(config))
    autostart = LinuxAutostart(startup_of(desk.files, words), config, lambda _: None)
    autostart.write()
    desk.start()
    write_everywhere(desk)
    desk.app.backups.choose_second(stick)
    desk.wait(lambda: not desk.app.backups.is_running and any(stick.rglob("copy-*.db")))
    desk.app.context.while_closed._agenda.write()
    for file in (desk.files.heartbeat, desk.files.ledger, desk.files.sound, desk.files.log):
        file.write_text("left by the agent")
    desk.files.inbox.mkdir()
    (desk.files.inbox / "1.json").write_text("{}")
    assert len(list(desk.files.backups.glob("copy-*.db"))) >= 1

    last = delete(desk)

    assert last.all_is_gone
    assert desk.begun[-1].exit_code == 0
    assert desk.person.sees("Everything is deleted")
    assert desk.person.sees("have the whole disk erased")
    assert desk.person.sees(NUMBER)
    assert ours(desk.files.folder) == []
    assert list(stick.rglob("*")) == []
    assert [file for file in config.rglob("*") if file.is_file() or file.is_symlink()] == []
    assert keyring._read() == {}
    assert holding(tmp_path, MARK, TEAM) == []


def test_every_file_that_the_docs_name_goes(desk: Desk) -> None:
    desk.start()
    folders = (desk.files.backups.name, desk.files.inbox.name)
    named = {desk.files.folder / name for name in files_named_in_the_docs() if name not in folders}
    for file in named:
        if not file.exists():
            file.write_text(MARK)

    delete(desk)

    assert len(named) > 12
    assert ours(desk.files.folder) == []


def test_nothing_happens_without_the_word(desk: Desk) -> None:
    desk.start()
    desk.app.window.show_page(Go(PageId.DELETING))

    desk.person.press(DELETE)
    desk.person.type(ASK, "yes")
    desk.person.press(DELETE)

    assert desk.person.sees("Nothing was deleted. To go on, type the word “delete”.")
    assert desk.files.diary.exists()
    desk.person.press("Keep my diary")
    assert desk.app.window.current == Go(PageId.SETTINGS)


def test_a_diary_of_somebody_else_in_the_same_folder_stays(desk: Desk) -> None:
    desk.start()
    other = PersonFiles(desk.files.folder / "diary.db.2.db")
    open_diary(other.diary, create=True).close()
    before = {file: file.read_bytes() for file in desk.files.folder.glob("diary.db.2.db*")}

    delete(desk)

    assert len(before) >= 2
    assert {file: file.read_bytes() for file in desk.files.folder.glob("diary.db.2.db*")} == before


def test_a_stick_that_is_not_there_and_a_file_of_the_person_are_named(desk: Desk, stick: Path) -> None:
    desk.start()
    desk.app.backups.choose_second(stick)
    desk.wait(lambda: not desk.app.backups.is_running)
    shutil.rmtree(stick)
    (desk.files.backups / "my own.txt").write_text("mine")

    last = delete(desk)

    assert not last.all_is_gone
    assert desk.begun[-1].exit_code == 1
    assert desk.person.sees("Almost everything is deleted")
    assert desk.person.sees(f"The copies in {stick}")
    assert desk.person.sees("my own.txt")
    assert [file.name for file in desk.files.backups.iterdir()] == ["my own.txt"]


def test_a_start_after_a_kill_finishes_it(desk: Desk) -> None:
    desk.start()
    write_everywhere(desk)
    desk.close()
    half_done = b'{"format": 1, "place": "at-x", "names": [], "copies": []}'
    desk.files.vault.unlink()
    desk.files.deleting.write_bytes(half_done)

    begun = desk.begun_anew()
    last = last_page(desk)

    assert last.all_is_gone
    assert begun._app is None
    assert ours(desk.files.folder) == []


def test_after_it_the_program_starts_as_on_the_first_day(desk: Desk) -> None:
    desk.start()
    desk.app.journal.keep_setup({"person.name": MARK})
    delete(desk)
    desk.close()

    desk.start()

    assert desk.person.sees("Welcome to Companion")
    assert holding(desk.files.folder, TEAM, EMERGENCY) == []
