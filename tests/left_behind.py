"""What every test with a window leaves behind: nothing that runs, nothing that is open."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QThreadPool, QTimer
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from companion.services.tidying import tidy_if_due

_PATIENCE_MS = 2000


@pytest.fixture(autouse=True)
def nothing_left_behind(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No running timer, no window still open, no thread, no work still in the thread pool."""
    started: weakref.WeakSet[QTimer] = weakref.WeakSet()
    start = QTimer.start

    def noted(timer: QTimer, *interval: object) -> None:
        started.add(timer)
        start(timer, *interval)

    monkeypatch.setattr(QTimer, "start", noted)
    before = set(threading.enumerate())
    gc.disable()  # as the program does: no thread may take a widget apart
    yield
    tidy_if_due()
    gc.enable()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = [f"running timer {timer!r}" for timer in started if isValid(timer) and timer.isActive()]
    for timer in started:
        if isValid(timer):
            timer.stop()
    for window in qapp.topLevelWidgets():
        if window.isVisible():
            left.append(f"open window {window!r}")
            window.close()
    if not QThreadPool.globalInstance().waitForDone(_PATIENCE_MS):
        left.append("work in the thread pool")
    for thread in set(threading.enumerate()) - before:
        if not thread.daemon:
            thread.join(_PATIENCE_MS / 1000)
            left += [f"thread {thread.name}"] if thread.is_alive() else []
    assert not left, left
