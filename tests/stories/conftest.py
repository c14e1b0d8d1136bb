"""A diary file, a clock, and the program over them, closed again after each story."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from companion.app import App
from tests.fake_clock import FakeClock
from tests.fake_keyrings import FileKeyring, in_place
from tests.stories import evening

Opener = Callable[..., App]


@pytest.fixture
def clock() -> FakeClock:
    """The Friday before the first dose."""
    return FakeClock(evening.FRIDAY)


@pytest.fixture
def diary(tmp_path: Path) -> Path:
    """A file that is not there yet."""
    return tmp_path / "diary.db"


@pytest.fixture(autouse=True)
def keyring(diary: Path) -> Iterator[FileKeyring]:
    """A keyring that answers at once, and never the desktop's own."""
    with in_place(FileKeyring(evening.keyring_file(diary))) as held:
        assert isinstance(held, FileKeyring)
        yield held


@pytest.fixture
def companion(qapp: QApplication, diary: Path, clock: FakeClock) -> Iterator[Opener]:
    """Opens the program over the diary, as often as a story starts it."""
    opened: list[App] = []

    def start(*, unwell: bool = False) -> App:
        opened.append(evening.open_companion(diary, clock, unwell=unwell))
        return opened[-1]

    yield start
    for app in opened:
        app.window.close()
        app.window.deleteLater()
        app.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
