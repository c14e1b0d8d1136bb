"""A toast at dunst, the notification service of many small Linux desktops, drawn on a screen."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from companion.core.reminder_policy import Urgency
from companion.services.notifier import Action, DesktopNotifier, Outcome, Toast

LONG_MS = 9_000
CHECK_DUE = Toast(
    "-5 mg: it's <b>time</b>",
    "WBC>3 & CRP<5",
    Urgency.WATCH,
    ((Action.OPEN, "Open"), (Action.TAKEN, "Taken"), (Action.SNOOZE, "Snooze 10 minutes")),
)
pytestmark = [
    pytest.mark.desktop,
    pytest.mark.skipif(
        shutil.which("dunst") is None or shutil.which("dunstctl") is None, reason="dunst is not installed"
    ),
]


@pytest.fixture
def dunst(tmp_path: Path, qtbot: QtBot) -> Iterator[Path]:
    """Started with its own settings, not this account's, and ready; the file that tells what it drew."""
    settings, told = tmp_path / "dunstrc", tmp_path / "told"
    settings.write_text("[global]\nmarkup = full\n")
    with (
        told.open("wb") as out,
        subprocess.Popen(
            ["dunst", "-print", "-conf", str(settings)], stdout=out, stderr=subprocess.DEVNULL
        ) as daemon,
    ):
        try:
            qtbot.waitUntil(lambda: dunstctl("is-paused") == "false", timeout=LONG_MS)
            yield told
        finally:
            daemon.kill()


def dunstctl(*command: str) -> str:
    done = subprocess.run(["dunstctl", *command], capture_output=True, text=True, check=False)
    return done.stdout.strip()


def drawn(told: Path) -> dict[str, str]:
    """What dunst says of the first notice that it drew."""
    lines = (line.strip().partition(": ") for line in told.read_text("utf-8").splitlines())
    said: dict[str, str] = {}
    for name, _, value in lines:
        said.setdefault(name, value.strip("'"))
    return said


def test_a_watch_arrives_at_dunst_with_its_words_and_urgency(qtbot: QtBot, dunst: Path) -> None:
    notifier = DesktopNotifier("Companion")

    with qtbot.waitSignal(notifier.finished, timeout=LONG_MS) as finished:
        notifier.send("1", CHECK_DUE)
    qtbot.waitUntil(lambda: "urgency" in drawn(dunst), timeout=LONG_MS)
    shown = drawn(dunst)

    assert finished.args is not None
    assert finished.args[0].outcome is Outcome.HANDED_OVER
    assert shown["appname"] == "Companion"
    assert shown["summary"] == "−5 mg: it’s <b>time</b>"
    assert shown["body"] == "WBC&gt;3 &amp; CRP&lt;5"
    assert shown["urgency"] == "CRITICAL"


@pytest.mark.usefixtures("dunst")
def test_a_press_at_dunst_comes_back(qtbot: QtBot) -> None:
    notifier = DesktopNotifier("Companion")
    with qtbot.waitSignal(notifier.finished, timeout=LONG_MS):
        notifier.send("17", CHECK_DUE)

    with qtbot.waitSignal(notifier.pressed, timeout=LONG_MS) as pressed:
        dunstctl("action", "0")

    assert pressed.args == ["17", Action.OPEN]
