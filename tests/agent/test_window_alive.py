"""Whether a window looks after the reminders itself: it must hold its lock, and move."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from companion.agent.window_alive import WindowAlive
from companion.lock import AlreadyRunning, Lock, acquire, is_held
from tests.fake_clock import FakeClock


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def lock(tmp_path: Path) -> Iterator[Lock]:
    """A window that has its diary open."""
    taken = acquire(tmp_path / "diary.db.lock")
    assert isinstance(taken, Lock)
    yield taken
    taken.release()


def beat(lock: Lock, clock: FakeClock) -> None:
    """What the window does every half minute."""
    os.utime(lock.path, (clock.now().timestamp(),) * 2)


def test_without_a_lock_there_is_no_window_and_none_is_made(tmp_path: Path, clock: FakeClock) -> None:
    lock = tmp_path / "diary.db.lock"

    assert not WindowAlive(lock, clock.now)()
    assert not lock.exists()


def test_a_window_that_beats_is_left_to_remind(lock: Lock, clock: FakeClock) -> None:
    alive = WindowAlive(lock.path, clock.now)
    for _ in range(10):
        beat(lock, clock)
        clock.advance(minutes=2)

        assert alive()


def test_a_window_that_hangs_is_not_waited_for(lock: Lock, clock: FakeClock) -> None:
    alive = WindowAlive(lock.path, clock.now)
    beat(lock, clock)
    alive()

    clock.advance(minutes=4)
    at_first = alive()
    clock.advance(minutes=3)

    assert (at_first, alive()) == (True, False)


def test_after_sleep_the_window_has_time_to_beat_again(lock: Lock, clock: FakeClock) -> None:
    alive = WindowAlive(lock.path, clock.now)
    beat(lock, clock)

    clock.advance(hours=9)
    awake = alive()
    beat(lock, clock)
    clock.advance(minutes=3)

    assert awake
    assert alive()


def test_a_clock_set_back_is_forgiven_at_the_next_beat(lock: Lock, clock: FakeClock) -> None:
    alive = WindowAlive(lock.path, clock.now)
    beat(lock, clock)

    clock.set_by(hours=-33)
    at_first = alive()
    beat(lock, clock)

    assert at_first
    assert alive()


def test_a_window_that_ended_is_gone_at_once(tmp_path: Path, clock: FakeClock) -> None:
    lock = acquire(tmp_path / "diary.db.lock")
    assert isinstance(lock, Lock)
    alive = WindowAlive(lock.path, clock.now)
    beat(lock, clock)
    before = alive()

    lock.release()

    assert (before, alive()) == (True, False)


def test_looking_whether_a_lock_is_held_does_not_keep_a_window_from_starting(tmp_path: Path) -> None:
    path = tmp_path / "diary.db.lock"
    path.touch()

    assert not is_held(path)

    taken = acquire(path)
    assert isinstance(taken, Lock)
    assert is_held(path)
    assert isinstance(acquire(path), AlreadyRunning)
    taken.release()
