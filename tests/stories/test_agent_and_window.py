"""The window and the reminder process as they run in earnest, each killed under the other."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from companion.clock import SystemClock
from companion.core.agenda import Agenda, AgendaEntry, agenda_as_json
from companion.core.heartbeat import Heartbeat, parse_heartbeat
from companion.core.presses import Pressed, parse_press
from companion.core.reminder_policy import Urgency
from companion.lock import is_held
from companion.paths import PersonFiles, resources_dir
from companion.services.alert_watch import AlertWatch
from companion.services.journal import Journal
from companion.services.record import Record
from companion.services.single_instance import Request, ask_running_copy_to_show
from companion.stores.catalogue import load_catalogue
from companion.stores.database import close_diary, open_diary
from companion.stores.shelf import Shelf
from companion.stores.words import load_words
from tests.fake_keyrings import FileKeyringOfProcesses
from tests.stories.desktop import ROOT, Daemon, a_daemon, comes_true, end_all_over

pytestmark = pytest.mark.desktop
PILL = "a" * 32


@dataclass
class House:
    """One diary, and the processes over it."""

    files: PersonFiles
    processes: ExitStack

    def window(self) -> subprocess.Popen[bytes]:
        """The window, once it looks after reminders itself: from then on it touches its lock."""
        self.files.lock.touch()
        os.utime(self.files.lock, (0, 0))
        process = self._start("companion", "--data", str(self.files.diary))
        assert comes_true(lambda: self.files.lock.stat().st_mtime > 0)
        return process

    def agent(self) -> subprocess.Popen[bytes]:
        """The reminder process, once it has looked."""
        self.files.heartbeat.unlink(missing_ok=True)
        process = self._start("companion.agent", "--data", str(self.files.diary))
        assert comes_true(lambda: self.beat() is not None)
        return process

    def beat(self) -> Heartbeat | None:
        return parse_heartbeat(self.files.heartbeat.read_bytes()) if self.files.heartbeat.exists() else None

    def told(self) -> bool:
        beat = self.beat()
        return beat is not None and beat.told_at is not None

    def write_agenda(self, *entries: AgendaEntry) -> None:
        until = SystemClock().now() + timedelta(days=14)
        self.files.agenda.write_bytes(agenda_as_json(Agenda("en", until, entries)))

    def _start(self, module: str, *arguments: str) -> subprocess.Popen[bytes]:
        process = subprocess.Popen([sys.executable, "-m", module, *arguments], cwd=ROOT)
        self.processes.callback(end, process)
        return process


def end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()


def due(after_s: float = 0, level: Urgency = Urgency.REPEATING) -> AgendaEntry:
    at = SystemClock().now() + timedelta(seconds=after_s)
    return AgendaEntry(PILL, PILL, at, level, timedelta(minutes=15), can_be_taken=True)


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: QApplication) -> Iterator[House]:
    """An empty diary; nothing of this account is touched."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    backend = f"{FileKeyringOfProcesses.__module__}.{FileKeyringOfProcesses.__name__}"
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", backend)
    monkeypatch.setenv(FileKeyringOfProcesses.FILE, str(tmp_path / "keyring.json"))
    files = PersonFiles(tmp_path / "diary.db")
    close_diary(open_diary(files.diary, create=True))
    with ExitStack() as processes:
        processes.callback(end_all_over, files.diary)
        yield House(files, processes)


@pytest.fixture
def daemon(tmp_path: Path) -> Iterator[Daemon]:
    with a_daemon(tmp_path / "notices.jsonl") as daemon:
        yield daemon


def test_with_the_window_closed_a_due_thing_arrives_on_the_desktop(house: House, daemon: Daemon) -> None:
    house.write_agenda(due())

    house.agent()

    (notice,) = daemon.notices
    assert (notice["title"], notice["body"]) == ("Companion", "Something is due. Please open Companion.")
    assert notice["buttons"] == ["default", "Open Companion", "taken", "Taken", "snooze", "Snooze 10 minutes"]
    beat = house.beat()
    assert beat is not None
    assert beat.outcome == "handed_over"


def test_a_pressed_button_waits_for_the_diary_in_a_file(house: House, tmp_path: Path) -> None:
    house.write_agenda(due())

    with a_daemon(tmp_path / "notices.jsonl", "--press", "taken"):
        house.agent()
        assert comes_true(lambda: house.files.inbox.is_dir() and any(house.files.inbox.glob("*.json")))

    (file,) = house.files.inbox.glob("*.json")
    press = parse_press(file.read_bytes())
    assert press is not None
    assert (press.id, press.pressed) == (PILL, Pressed.TAKEN)


def test_where_the_service_hangs_the_agent_goes_on_and_opens_the_window(house: House, daemon: Daemon) -> None:
    house.write_agenda(due())
    daemon.process.send_signal(signal.SIGSTOP)

    house.agent()

    beat = house.beat()
    assert beat is not None
    assert beat.outcome == "no_answer"
    assert comes_true(lambda: is_held(house.files.lock))  # the window tells what the desktop did not take


def test_the_agent_takes_over_from_a_window_that_was_killed(house: House, daemon: Daemon) -> None:
    window = house.window()
    house.write_agenda(due())
    agent = house.agent()
    left_to_the_window = house.told()

    window.send_signal(signal.SIGKILL)
    window.wait()

    assert not left_to_the_window
    assert comes_true(house.told)
    assert agent.poll() is None
    assert len(daemon.notices) == 1


def test_the_window_goes_on_when_the_agent_is_killed(house: House) -> None:
    window = house.window()
    house.write_agenda(due())
    agent = house.agent()

    agent.send_signal(signal.SIGKILL)
    agent.wait()

    assert comes_true(lambda: ask_running_copy_to_show(house.files.lock, Request.SHOW))
    assert window.poll() is None
    assert not is_held(house.files.agent_lock)


def test_a_watch_opens_the_window(house: House, daemon: Daemon) -> None:
    house.write_agenda(due(level=Urgency.WATCH))

    house.agent()

    assert comes_true(lambda: is_held(house.files.lock))
    assert ask_running_copy_to_show(house.files.lock, Request.SHOW)
    assert daemon.notices[0]["hints"]["urgency"] == 2  # type: ignore[index]


def test_a_second_agent_ends_at_once_and_without_an_agenda_there_is_none(house: House) -> None:
    house.write_agenda()
    first = house.agent()
    second = subprocess.run(
        [sys.executable, "-m", "companion.agent", "--data", str(house.files.diary)], cwd=ROOT, timeout=30
    )

    house.files.agenda.unlink()

    assert second.returncode == 0
    assert comes_true(lambda: first.poll() == 0)


def test_a_window_that_opens_again_starts_the_agent_that_is_wanted(house: House, tmp_path: Path) -> None:
    shelf = Shelf.over(open_diary(house.files.diary, create=False))
    clock, catalogue = SystemClock(), load_catalogue(resources_dir())
    watch = AlertWatch(shelf, catalogue, lambda: record.formats(), clock.now)
    record = Record(shelf, watch, load_words(resources_dir()), clock.now, clock.zone, house.files.diary)
    journal = Journal(shelf, watch, clock.now, clock.zone)
    journal.set_preferences(replace(record.preferences(), setup_done=True, reminders_when_closed=True))
    close_diary(shelf.db)

    window = house.window()
    started = comes_true(lambda: house.beat() is not None)
    house.files.agenda.unlink(missing_ok=True)
    window.send_signal(signal.SIGTERM)

    assert started
    assert list((tmp_path / "config" / "autostart").iterdir()) != []
