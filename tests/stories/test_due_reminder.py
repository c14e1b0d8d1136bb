"""A due reminder through the real program on a real session bus: always in the window, and as a toast."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import time, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from companion.app import App
from companion.paths import PersonFiles
from companion.services.notifier import DesktopNotifier
from tests.fake_clock import FakeClock
from tests.stories.desktop import a_daemon
from tests.stories.person import Person

pytestmark = pytest.mark.desktop
LONG_MS = 9_000


@pytest.fixture
def opened(qapp: QApplication, diary: Path, clock: FakeClock) -> Iterator[App]:
    """Friday, 10:00 in New York, with a diary reminder at 10:30."""
    app = App(PersonFiles(diary), clock, DesktopNotifier("Companion"))
    wanted = app.record.preferences()
    app.journal.set_preferences(replace(wanted, diary_reminder=time(10, 30), setup_done=True))
    app.show()
    app.begin()
    yield app
    app.window.close()


@pytest.fixture
def fall_due(opened: App, clock: FakeClock, qtbot: QtBot) -> Callable[[], str]:
    """Half past ten: the reminder falls due; how its notice on the desktop fared, as stored."""

    def stored() -> str | None:
        (notice,) = opened.shelf.notices.due_since(clock.now() - timedelta(days=1))
        return notice.toast

    def wait() -> str:
        clock.advance(minutes=31)
        opened.reminders.tick()
        qtbot.waitUntil(lambda: stored() is not None, timeout=LONG_MS)
        return stored() or ""

    return wait


def test_it_arrives_on_the_desktop_in_discreet_words_and_stands_in_the_window(
    opened: App, fall_due: Callable[[], str], tmp_path: Path
) -> None:
    with a_daemon(tmp_path / "notices.jsonl") as daemon:
        stored = fall_due()

        (notice,) = daemon.notices
        assert (notice["title"], notice["body"]) == ("Companion", "Something is due. Please open Companion.")
    assert stored == "handed_over"
    assert Person(opened.window).sees("diary")


def test_with_no_service_the_window_shows_it_and_the_result_says_so(
    opened: App, fall_due: Callable[[], str]
) -> None:
    stored = fall_due()

    assert stored == "no_service"
    assert "10:30" in Person(opened.window).reads()


def test_with_a_service_that_hangs_the_window_shows_it_and_the_result_says_so(
    opened: App, fall_due: Callable[[], str], tmp_path: Path
) -> None:
    with a_daemon(tmp_path / "notices.jsonl") as daemon:
        daemon.process.send_signal(signal.SIGSTOP)
        stored = fall_due()

    assert stored == "no_answer"
    assert "10:30" in Person(opened.window).reads()
