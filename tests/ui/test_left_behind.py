"""The fixture that every test with a window has finds what a test leaves behind."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from tests.left_behind import nothing_left_behind

_KEPT: list[object] = []


def a_timer() -> str:
    timer = QTimer()
    timer.start(60_000)
    _KEPT.append(timer)
    return "running timer"


def a_window() -> str:
    window = QWidget()
    window.show()
    _KEPT.append(window)
    return "open window"


def a_thread() -> str:
    ended = threading.Event()
    threading.Thread(target=ended.wait, args=(6,), name="forgotten").start()
    _KEPT.append(ended)
    return "thread forgotten"


@pytest.mark.parametrize("leave", [a_timer, a_window, a_thread])
def test_what_is_left_behind_is_found(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, leave: Callable[[], str]
) -> None:
    checks = nothing_left_behind.__wrapped__(qapp, monkeypatch)  # type: ignore[attr-defined]
    next(checks)
    left = leave()

    with pytest.raises(AssertionError, match=left):
        next(checks)

    for kept in _KEPT:
        if isinstance(kept, threading.Event):
            kept.set()
    _KEPT.clear()
