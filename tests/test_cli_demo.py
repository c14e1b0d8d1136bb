"""`companion demo`: a made-up patient in a diary file of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from companion import clock
from companion.cli import main
from companion.core.words import Words

# The journal that plays the demonstration is a QObject.
pytest.importorskip("PySide6.QtCore", reason="the demo needs Qt", exc_type=ImportError)

AT = "2026-03-07T09:00:00-05:00"

# Opens the window, says what it is called, and closes it as soon as it stands there.
LOOK_AND_CLOSE = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from companion.cli import main

application = QApplication([])

def look():
    shown = [w.windowTitle() for w in application.topLevelWidgets() if w.isVisible() and w.windowTitle()]
    if not any(title.endswith("Ruth Example") for title in shown):
        QTimer.singleShot(20, look)  # the window is painted before its diary is open
        return
    print(*shown, sep="|")
    application.closeAllWindows()
    application.quit()

QTimer.singleShot(0, look)
main()
"""


@pytest.fixture(autouse=True)
def _in_new_york(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "America/New_York")
    yield
    monkeypatch.undo()
    clock.zone()


def demo(*options: str) -> Result:
    return CliRunner().invoke(main, ["demo", "--no-window", *options])


def first_start(diary: Path, *options: str) -> datetime:
    result = CliRunner().invoke(main, ["upcoming", "--json", "--data", str(diary), *options])
    assert result.exit_code == 0, result.stderr
    return datetime.fromisoformat(json.loads(result.stdout)["infusions"][0]["starts_at"])


def run(*options: str, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "companion", "demo", *options]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=env, check=False)


def test_the_demo_is_written_and_says_where_it_is(tmp_path: Path) -> None:
    diary = tmp_path / "new" / "demo.db"

    result = demo("--data", str(diary), "--at", AT)

    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == f"{diary}\n"
    assert diary.is_file()


def test_its_next_infusion_is_46_hours_after_the_moment_given(tmp_path: Path) -> None:
    demo("--data", str(tmp_path / "demo.db"), "--at", AT)

    # The clocks go forward in between.
    start = first_start(tmp_path / "demo.db", "--at", AT)
    assert start.isoformat() == "2026-03-09T08:00:00-04:00"
    assert start - datetime.fromisoformat(AT) == timedelta(hours=46)


def test_without_a_moment_the_countdown_starts_at_the_next_full_minute(tmp_path: Path) -> None:
    before = clock.now()
    demo("--data", str(tmp_path / "demo.db"))
    after = clock.now()

    start = first_start(tmp_path / "demo.db") - timedelta(hours=46)

    assert before <= start < after + timedelta(minutes=1)
    assert (start.second, start.microsecond) == (0, 0)


def test_a_file_that_is_there_is_refused_and_stays_as_it_was(tmp_path: Path, words: Words) -> None:
    diary = tmp_path / "diary.db"
    diary.write_bytes(b"mine")

    result = demo("--data", str(diary), "--at", AT)

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == words("command_line.file_exists", name=str(diary)) + "\n"
    assert diary.read_bytes() == b"mine"
    assert os.listdir(tmp_path) == ["diary.db"]


def test_a_demo_is_never_written_over_a_demo(tmp_path: Path) -> None:
    diary = tmp_path / "demo.db"
    demo("--data", str(diary), "--at", AT)
    written = diary.read_bytes()

    result = demo("--data", str(diary), "--at", AT)

    assert result.exit_code == 2
    assert diary.read_bytes() == written


@pytest.mark.parametrize("at", ["2026-03-07T09:00:00", "now", "9999-12-31T23:00:00-05:00"])
def test_a_moment_that_is_none_is_refused_before_anything_is_written(tmp_path: Path, at: str) -> None:
    result = demo("--data", str(tmp_path / "demo.db"), "--at", at)

    assert (result.exit_code, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform != "linux", reason="where the cache lies is set by name on Linux only")
def test_each_run_without_a_file_has_a_fresh_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "own"))

    one, other = (Path(demo("--at", AT).stdout.strip()) for _ in range(2))

    assert one != other
    assert one.is_file()
    assert other.is_file()
    assert not (tmp_path / "own").exists()


def test_the_window_opens_over_the_demo(tmp_path: Path, words: Words) -> None:
    diary = tmp_path / "demo.db"
    command = [sys.executable, "-c", LOOK_AND_CLOSE, "demo", "--data", str(diary), "--at", AT]
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}

    done = subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", env=env, check=False, timeout=60
    )

    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [str(diary), words("window.title_of", name="Ruth Example")]


@pytest.mark.skipif(sys.platform != "linux", reason="only there can a display be missing")
def test_where_no_window_can_open_the_demo_is_there_all_the_same(tmp_path: Path) -> None:
    no_display = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    env = {name: value for name, value in os.environ.items() if name not in no_display}

    done = run("--data", str(tmp_path / "demo.db"), "--at", AT, env=env)

    assert done.returncode == 2
    assert done.stdout == f"{tmp_path / 'demo.db'}\n"
    assert len(done.stderr.splitlines()) == 1
    assert (tmp_path / "demo.db").is_file()


def test_a_folder_that_cannot_be_made_is_refused_in_one_sentence(tmp_path: Path, words: Words) -> None:
    (tmp_path / "file").write_text("in the way")

    done = run("--no-window", "--data", str(tmp_path / "file" / "demo.db"), "--at", AT, env=dict(os.environ))

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == words("storage.no_folder", folder=str(tmp_path / "file")) + "\n"


def test_a_demo_of_any_day_ends_before_that_day(tmp_path: Path) -> None:
    now = datetime(2031, 7, 4, 3, 30, tzinfo=UTC)

    demo("--data", str(tmp_path / "demo.db"), "--at", now.isoformat())

    assert first_start(tmp_path / "demo.db", "--at", now.isoformat()) - now == timedelta(hours=46)
