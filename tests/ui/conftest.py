"""What every test of the window gets: no display, the light look, and nothing left behind."""

from __future__ import annotations

import logging
import os
import re
import weakref
from collections.abc import Iterator

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QThreadPool, QTimer
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from companion.core.words import Words, pseudo_words
from companion.ui.theme import Theme, apply_theme
from tests.ui.gallery import RESOURCES, read_words

_POOL_PATIENCE_MS = 2000


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


@pytest.fixture(autouse=True)
def nothing_left_behind(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No running timer, no window still open, no work still in the thread pool."""
    started: weakref.WeakSet[QTimer] = weakref.WeakSet()
    start = QTimer.start

    def noted(timer: QTimer, *interval: object) -> None:
        started.add(timer)
        start(timer, *interval)

    monkeypatch.setattr(QTimer, "start", noted)
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = [f"running timer {timer!r}" for timer in started if isValid(timer) and timer.isActive()]
    for timer in started:
        if isValid(timer):
            timer.stop()
    for window in qapp.topLevelWidgets():
        if window.isVisible():
            left.append(f"open window {window!r}")
            window.close()
    if not QThreadPool.globalInstance().waitForDone(_POOL_PATIENCE_MS):
        left.append("work in the thread pool")
    assert not left, left


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
