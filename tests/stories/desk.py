"""A computer with one diary on it, on which the whole program is started, locked and closed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtTest import QTest

from companion.app import App
from companion.core.words import Words
from companion.paths import PersonFiles
from companion.services.keyholder import Keyholder
from companion.start import Start
from companion.ui.alone.locked import LockedPage
from companion.ui.window import MainWindow
from tests.fake_clock import FakeClock
from tests.stories.person import Person

WORDS = "three blue herons"
_LOOKS, _LOOK_MS = 600, 10


class Desk:
    """A computer with one diary on it, on which the program is started and closed."""

    def __init__(self, diary: Path, clock: FakeClock, words: Words) -> None:
        self.files = PersonFiles(diary)
        self.clock = clock
        self._words = words
        self.begun: list[Start] = []

    def start(self, *, unwell: bool = False, made_up: Keyholder | None = None) -> Person:
        """Start, and wait until there is something to see."""
        begun = self.begun_anew(unwell=unwell, made_up=made_up)
        self.wait(lambda: not begun.is_at_the_door or self.shows_the_door())
        return Person(begun.window)

    def begun_anew(self, *, unwell: bool = False, made_up: Keyholder | None = None) -> Start:
        """Start, and wait for nothing."""
        begun = Start(self.files, self.clock, self._words, unwell=unwell, made_up=made_up)
        self.begun.append(begun)
        assert begun.may_open()
        begun.window.resize(1366, 768)
        begun.window.show()
        begun.open_diary()
        return begun

    def shows_the_door(self) -> bool:
        window = self.begun[-1].window
        return isinstance(window, MainWindow) and isinstance(window.alone, LockedPage)

    @property
    def app(self) -> App:
        app = self.begun[-1]._app
        assert app is not None
        return app

    @property
    def person(self) -> Person:
        return Person(self.begun[-1].window)

    def is_watched(self) -> bool:
        """Whether it locks when nobody is there."""
        idle = self.begun[-1]._idle
        return idle is not None and idle._watch is not None

    def open(self) -> None:
        """Wait for the way in to lead somewhere."""
        self.wait(lambda: not self.begun[-1].is_at_the_door)

    def close(self) -> None:
        begun = self.begun[-1]
        begun.window.close()
        begun.close()

    def wait(self, until: Callable[[], bool]) -> None:
        for _ in range(_LOOKS):
            if until():
                return
            QTest.qWait(_LOOK_MS)
        raise AssertionError(self.person.reads())


def keys_of(desk: Desk) -> Keyholder:
    """Who can open it, while it is open."""
    assert desk.app.locking is not None
    return desk.app.locking.keys


def unlock(desk: Desk, passphrase: str = WORDS) -> None:
    desk.person.type("Passphrase", passphrase)
    desk.person.press("Open my diary")
    desk.open()
