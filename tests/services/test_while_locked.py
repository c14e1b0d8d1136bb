"""Reminders while the diary is locked: the same times as with it open, and not a word of what."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from companion.core.agenda import Agenda, AgendaEntry
from companion.core.reminder_policy import Urgency
from companion.core.words import Words
from companion.services.notifier import Action, SilentNotifier
from companion.services.while_locked import WhileLocked
from tests.fake_clock import FakeClock

QUARTER = timedelta(minutes=15)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def notifier(qapp: QApplication) -> SilentNotifier:
    return SilentNotifier()


@pytest.fixture
def locked(
    qapp: QApplication, clock: FakeClock, notifier: SilentNotifier, words: Words, tmp_path: Path
) -> Iterator[WhileLocked]:
    """A check of the watch level in an hour, asked again every quarter of an hour."""
    check = AgendaEntry("a" * 32, "b" * 32, clock.now() + timedelta(hours=1), Urgency.WATCH, QUARTER)
    agenda = Agenda("en", clock.now() + timedelta(days=14), (check,))
    lock = tmp_path / "diary.db.lock"
    lock.touch()
    reminders = WhileLocked(agenda, notifier, words, clock.now, clock.zone, lock=lock)
    reminders.start()
    yield reminders
    reminders.stop()


def test_what_falls_due_is_told_at_its_time_and_again_until_the_diary_is_opened(
    locked: WhileLocked, clock: FakeClock, notifier: SilentNotifier
) -> None:
    pressed: list[int] = []
    locked.pressing.connect(lambda: pressed.append(1))

    for minutes in (59, 1, 0, 14, 1):
        clock.advance(minutes=minutes)
        locked.tick()

    assert [toast.body for _, toast in notifier.given] == ["Please open Companion now."] * 2
    assert len(pressed) == 2


def test_a_press_on_the_desktop_brings_the_window_and_no_more(
    locked: WhileLocked, clock: FakeClock, notifier: SilentNotifier
) -> None:
    opened: list[int] = []
    locked.opened.connect(lambda: opened.append(1))
    clock.advance(hours=1)
    locked.tick()
    [(toast_id, toast)] = notifier.given

    notifier.pressed.emit(toast_id, Action.OPEN)

    assert opened == [1]
    assert [action for action, _ in toast.buttons] == [Action.OPEN]


def test_the_reminder_process_sees_that_somebody_looks_after_it(
    locked: WhileLocked, tmp_path: Path, clock: FakeClock
) -> None:
    lock = tmp_path / "diary.db.lock"
    before = lock.stat().st_mtime_ns

    locked.tick()

    assert lock.stat().st_mtime_ns > before
