"""A diary file, a clock, and the program over them, closed again after each story."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from keyring.backend import KeyringBackend

from companion.app import App
from companion.core.people import Contacts
from companion.core.people import Person as Patient
from companion.core.words import Words
from companion.paths import resources_dir
from companion.ui.theme import wear
from tests.fake_clock import FakeClock
from tests.fake_keyrings import FileKeyring, in_place
from tests.left_behind import nothing_left_behind as nothing_left_behind
from tests.stories import evening
from tests.stories.desk import WORDS, Desk, keys_of

Opener = Callable[..., App]
NUMBER = "202-555-0143"


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


@pytest.fixture
def desk(qapp: QApplication, diary: Path, clock: FakeClock, words: Words) -> Iterator[Desk]:
    wear(qapp, "light", 1.0, resources_dir())
    hook = sys.excepthook
    desk = Desk(diary, clock, words)
    yield desk
    sys.excepthook = hook
    for begun in desk.begun:
        begun.window.close()
        begun.close()
        begun.window.deleteLater()
        begun.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def private(desk: Desk) -> Desk:
    """A diary with a name, a number and a passphrase, closed."""
    desk.start()
    desk.app.journal.set_person(Patient("Ruth Example"))
    desk.app.journal.set_contacts(Contacts("Riverside Cancer Center", NUMBER, "911"))
    keys_of(desk).set_passphrase(WORDS)
    keys_of(desk).ask_to_forget().wait(30)
    desk.close()
    return desk


@pytest.fixture
def another_keyring() -> Iterator[Callable[[KeyringBackend], None]]:
    """Puts another keyring in place from now on."""
    with ExitStack() as stack:
        yield lambda backend: stack.enter_context(in_place(backend)) and None
