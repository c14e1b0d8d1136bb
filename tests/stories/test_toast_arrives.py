"""A toast on a real session bus: it arrives, and when nobody takes it that is noticed in time."""

import json
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QTimer, Slot
from pytestqt.qtbot import QtBot

from companion.services.notifier import LIMIT_MS, DesktopNotifier, Outcome, Toast, ToastResult

pytestmark = pytest.mark.desktop

# The bus itself would wait 25 seconds for a service that hangs.
WELL_WITHIN_THE_BUS_LIMIT_MS = 3 * LIMIT_MS
ITEM_DUE = Toast("Companion", "Something is due today.")


@dataclass(frozen=True, slots=True)
class Daemon:
    process: subprocess.Popen[str]
    record: Path

    @property
    def notices(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.record.read_text(encoding="utf-8").splitlines()]


class Pulse(QObject):
    """Counts how often the main thread was free."""

    def __init__(self) -> None:
        super().__init__()
        self.beats = 0
        timer = QTimer(self, interval=50)
        timer.timeout.connect(self.beat)
        timer.start()

    @Slot()
    def beat(self) -> None:
        self.beats += 1


@contextmanager
def a_daemon(record: Path, *options: str) -> Iterator[Daemon]:
    command = [sys.executable, "-m", "tests.stories.notification_daemon", str(record), *options]
    with subprocess.Popen(
        command, cwd=Path(__file__).parents[2], stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            record.touch()
            yield Daemon(process, record)
        finally:
            process.kill()


@pytest.fixture
def record(tmp_path: Path) -> Path:
    return tmp_path / "notices.jsonl"


@pytest.fixture
def notifier(qtbot: QtBot) -> DesktopNotifier:
    return DesktopNotifier("Companion")


def result_of(qtbot: QtBot, notifier: DesktopNotifier, toast: Toast = ITEM_DUE) -> ToastResult:
    with qtbot.waitSignal(notifier.finished, timeout=WELL_WITHIN_THE_BUS_LIMIT_MS) as finished:
        notifier.send("1", toast)
    assert finished.args is not None
    (result,) = finished.args
    assert isinstance(result, ToastResult)
    return result


def test_a_toast_arrives_on_the_desktop(qtbot: QtBot, notifier: DesktopNotifier, record: Path) -> None:
    with a_daemon(record) as daemon:
        result = result_of(qtbot, notifier, Toast("It's time", "Something is due today."))

        assert result == ToastResult("1", Outcome.HANDED_OVER, "")
        assert daemon.notices == [
            {
                "app_name": "Companion",
                "title": "It’s time",
                "body": "Something is due today.",
                "urgency": 1,
            }
        ]


def test_words_that_look_like_options_or_markup_arrive_as_they_are(
    qtbot: QtBot, notifier: DesktopNotifier, record: Path
) -> None:
    with a_daemon(record) as daemon:
        result_of(qtbot, notifier, Toast("-5 mg <b>due</b>", "-u critical, WBC>3 & CRP<5 \\n"))

        (notice,) = daemon.notices
        assert notice["title"] == "−5 mg <b>due</b>"  # the title is plain text to every desktop
        assert notice["body"] == "−u critical, WBC&gt;3 &amp; CRP&lt;5 /n"


def test_no_daemon_is_noticed_and_one_that_comes_later_is_used(
    qtbot: QtBot, notifier: DesktopNotifier, record: Path
) -> None:
    before = result_of(qtbot, notifier)
    with a_daemon(record) as daemon:
        after = result_of(qtbot, notifier)

        assert before.outcome is Outcome.NO_SERVICE
        assert after.outcome is Outcome.HANDED_OVER
        assert len(daemon.notices) == 1


def test_a_hung_daemon_is_given_up_while_the_window_stays_alive_and_used_again_later(
    qtbot: QtBot, notifier: DesktopNotifier, record: Path
) -> None:
    with a_daemon(record) as daemon:
        pulse = Pulse()
        daemon.process.send_signal(signal.SIGSTOP)
        hung = result_of(qtbot, notifier)
        daemon.process.send_signal(signal.SIGCONT)
        awake = result_of(qtbot, notifier)

        assert hung.outcome is Outcome.NO_ANSWER
        assert pulse.beats > 10
        assert awake.outcome is Outcome.HANDED_OVER
        assert len(daemon.notices) == 1


def test_a_daemon_that_hangs_on_the_toast_is_given_up_and_its_sender_stopped(
    qtbot: QtBot, notifier: DesktopNotifier, record: Path
) -> None:
    with a_daemon(record, "--never-done") as daemon:
        pulse = Pulse()
        result = result_of(qtbot, notifier)
        senders = [thread for thread in threading.enumerate() if thread.name == "toast"]
        for sender in senders:
            sender.join(WELL_WITHIN_THE_BUS_LIMIT_MS / 1000)

        assert result.outcome is Outcome.NO_ANSWER
        assert pulse.beats > 10
        assert len(daemon.notices) == 1
        assert not [sender for sender in senders if sender.is_alive()]
