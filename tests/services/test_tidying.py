"""What nobody holds any more is taken apart in the window's thread, whatever other threads do meanwhile."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from threading import Thread, current_thread, main_thread

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from companion.services.tidying import Tidying, tidy_if_due

_ENOUGH_TO_TIDY_UP = 30_000


class Held(QObject):
    """Something of Qt that only a circle holds, and a note of the thread in which it ended."""

    def __init__(self, ended_in: list[str]) -> None:
        super().__init__()
        self.itself = self
        self.timer = QTimer(self)
        self.ended_in = ended_in

    def __del__(self) -> None:
        self.ended_in.append(current_thread().name)


def make_many_things() -> list[list[int]]:
    """As a thread does that copies a diary."""
    return [[number] for number in range(_ENOUGH_TO_TIDY_UP)]


def in_a_thread() -> None:
    thread = Thread(target=make_many_things, name="copies")
    thread.start()
    thread.join()


@pytest.fixture
def collected() -> Iterator[None]:
    gc.collect()
    yield
    gc.enable()


def test_no_other_thread_takes_apart_what_qt_made(qapp: QApplication, collected: None) -> None:
    ended_in: list[str] = []
    tidying = Tidying()
    tidying.start()
    Held(ended_in)

    in_a_thread()
    before = tuple(ended_in)
    tidying.look()
    tidying.stop()
    gc.collect()

    assert before == ()
    assert ended_in == [main_thread().name]


class Circle:
    """The same without Qt, which would end the program here."""

    def __init__(self, ended_in: list[str]) -> None:
        self.itself = self
        self.ended_in = ended_in

    def __del__(self) -> None:
        self.ended_in.append(current_thread().name)


def test_left_to_itself_python_does_so_in_the_thread_that_happens_to_work(collected: None) -> None:
    ended_in: list[str] = []
    gc.disable()
    Circle(ended_in)
    gc.enable()

    in_a_thread()

    assert ended_in == ["copies"]


def test_tidying_up_follows_the_limits_of_python(qapp: QApplication, collected: None) -> None:
    gc.disable()
    kept = make_many_things()
    most = gc.get_count()[0]

    tidy_if_due()

    assert most > gc.get_threshold()[0]
    assert gc.get_count()[0] < gc.get_threshold()[0] < len(kept)


def test_after_the_program_python_is_as_it_was(qapp: QApplication) -> None:
    tidying = Tidying()

    tidying.start()
    between = gc.isenabled()
    tidying.stop()

    assert not between
    assert gc.isenabled()
