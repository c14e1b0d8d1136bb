"""Whatever the umask: files of a diary are for one account, folders too, and nothing is left elsewhere."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from companion.core.words import Words
from companion.services.sheets import save_sheet
from companion.ui.places import Go, PageId
from tests.fake_clock import FakeClock
from tests.fake_keyrings import MemoryKeyring, in_place
from tests.stories.desk import Desk
from tests.stories.test_leaks import temporary, write_everywhere

__all__ = ["temporary"]
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="rights of files are kept otherwise there")


@pytest.fixture
def open_to_all() -> Iterator[None]:
    """A system that gives every new file to everybody."""
    before = os.umask(0)
    yield
    os.umask(before)


def rights_below(folder: Path) -> dict[str, str]:
    """What others could do with each file and folder."""
    return {
        file.relative_to(folder).as_posix(): oct(file.stat().st_mode & 0o777)
        for file in folder.rglob("*")
        if not stat.S_ISSOCK(file.stat().st_mode) and file.stat().st_mode & 0o077
    }


def test_every_file_and_folder_of_a_diary_is_for_one_account(
    desk: Desk, open_to_all: None, temporary: Path, tmp_path: Path, clock: FakeClock, words: Words
) -> None:
    home = tmp_path / "data"
    desk = Desk(home / "Companion" / "people" / "first" / "diary.db", clock, words)
    with in_place(MemoryKeyring()):
        desk.start()
        write_everywhere(desk)
        app = desk.app
        app.backups.make_now()
        desk.wait(lambda: not app.backups.is_running)
        app.journal.set_preferences(replace(app.record.preferences(), reminders_when_closed=True))
        app.agent_side._agenda.write()
        assert desk.files.agenda.exists()
        for page in PageId:
            app.window.show_page(Go(page))
        save_sheet(str(home / "sheet.pdf"), b"%PDF")
        while_open = rights_below(home)
        desk.close()

    assert while_open == {}
    assert rights_below(home) == {}
    assert len([file for file in home.rglob("*") if file.is_file()]) > 6
    assert list(temporary.rglob("*")) == []
