"""What every test of the window gets: no display, the light look, and nothing left behind."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol, TypeVar

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtWidgets import QApplication

from companion.core.words import Words, pseudo_words
from companion.ui.context import Context
from companion.ui.theme import Theme, apply_theme
from tests.fake_clock import FakeClock
from tests.left_behind import nothing_left_behind as nothing_left_behind
from tests.ui.context import build_context
from tests.ui.gallery import RESOURCES, read_words


class Closable(Protocol):
    """What shows a page and has to be closed again: a robot."""

    def close(self) -> object: ...


R = TypeVar("R", bound=Closable)


class UntilTheEnd(Protocol):
    """Gives back what it was given and closes it when the test ends."""

    def __call__(self, robot: R, /) -> R: ...


@pytest.fixture
def clock() -> FakeClock:
    """Monday 2 March 2026, 9 in the morning in New York."""
    return FakeClock()


@pytest.fixture
def context(tmp_path: Path, clock: FakeClock) -> Context:
    """An empty diary in a folder of its own."""
    return build_context(tmp_path, clock)


@pytest.fixture
def until_the_end() -> Iterator[UntilTheEnd]:
    kept: list[Closable] = []

    def keep(robot: R) -> R:
        kept.append(robot)
        return robot

    yield keep
    for robot in kept:
        robot.close()


@pytest.fixture(autouse=True)
def light_look(qapp: QApplication) -> None:
    """Every test starts in the light theme at 100 %."""
    apply_theme(qapp, Theme.LIGHT, 1.0, RESOURCES)


@pytest.fixture(scope="session")
def words() -> Words:
    """The words of the widgets alone."""
    return read_words()


@pytest.fixture(scope="session")
def pseudo(words: Words) -> Words:
    return pseudo_words(words)


@pytest.fixture
def allowed_warnings() -> list[str]:
    """A test that expects a warning in the log adds a pattern for it here."""
    return []


@pytest.fixture(autouse=True)
def no_unexpected_warning(allowed_warnings: list[str]) -> Iterator[None]:
    """A warning that nobody expected fails the test it came in."""
    notes = _Notes(logging.WARNING)
    logging.getLogger().addHandler(notes)
    yield
    logging.getLogger().removeHandler(notes)
    unexpected = [
        note for note in notes.messages if not any(re.search(pattern, note) for pattern in allowed_warnings)
    ]
    assert not unexpected, unexpected


class _Notes(logging.Handler):
    def __init__(self, level: int) -> None:
        super().__init__(level)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())
