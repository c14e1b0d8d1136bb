"""A toast on a real session bus: it arrives, and when nobody takes it that is noticed in time."""

import signal
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QTimer, Slot
from pytestqt.qtbot import QtBot

from companion.core.reminder_policy import Urgency
from companion.services.notifier import LIMIT_MS, Action, DesktopNotifier, Outcome, Toast, ToastResult
from tests.stories.desktop import a_daemon

pytestmark = pytest.mark.desktop

# The bus itself would wait 25 seconds for a service that hangs.
WELL_WITHIN_THE_BUS_LIMIT_MS = 3 * LIMIT_MS
ITEM_DUE = Toast("Companion", "Something is due today.")
BUTTONS = ((Action.TAKEN, "Taken"), (Action.SNOOZE, "Snooze 10 minutes"))
CHECK_DUE = Toast("Companion", "Please open Companion now.", Urgency.WATCH, BUTTONS)
A_STRANGER = (
    "dbus-send",
    "--session",
    "--type=signal",
    "/org/freedesktop/Notifications",
    "org.freedesktop.Notifications.ActionInvoked",
)


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


@pytest.fixture
def record(tmp_path: Path) -> Path:
    return tmp_path / "notices.jsonl"


@pytest.fixture
def notifier(qtbot: QtBot) -> Iterator[DesktopNotifier]:
    notifier = DesktopNotifier("Companion")
    yield notifier
    notifier.deleteLater()  # it listens for presses as long as it is there


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
                "replaces": 0,
                "title": "It’s time",
                "body": "Something is due today.",
                "buttons": [],
                "hints": {"urgency": 1, "desktop-entry": "companion"},
                "expires": -1,
            }
        ]


def test_a_watch_arrives_as_urgent_with_sound_and_buttons_and_stays(
    qtbot: QtBot, notifier: DesktopNotifier, record: Path
) -> None:
    with a_daemon(record) as daemon:
        result_of(qtbot, notifier, CHECK_DUE)

        (notice,) = daemon.notices
        assert notice["hints"] == {
            "urgency": 2,
            "desktop-entry": "companion",
            "resident": True,
            "sound-name": "alarm-clock-elapsed",
        }
        assert notice["buttons"] == ["taken", "Taken", "snooze", "Snooze 10 minutes"]
        assert notice["expires"] == 0


def test_the_same_thing_told_again_takes_the_place_of_the_first(
    qtbot: QtBot, notifier: DesktopNotifier, record: Path
) -> None:
    with a_daemon(record) as daemon:
        result_of(qtbot, notifier, CHECK_DUE)
        result_of(qtbot, notifier, CHECK_DUE)

        assert [notice["replaces"] for notice in daemon.notices] == [0, 1]


def test_what_was_dealt_with_leaves_the_screen(qtbot: QtBot, notifier: DesktopNotifier, record: Path) -> None:
    with a_daemon(record) as daemon:
        result_of(qtbot, notifier, CHECK_DUE)
        notifier.withdraw("1")
        qtbot.waitUntil(lambda: {"closed": 1} in daemon.notices, timeout=WELL_WITHIN_THE_BUS_LIMIT_MS)

        assert len(daemon.notices) == 2


@pytest.mark.parametrize("action", Action)
def test_a_pressed_button_comes_back(
    qtbot: QtBot, notifier: DesktopNotifier, record: Path, action: Action
) -> None:
    with (
        a_daemon(record, "--press", action.value),
        qtbot.waitSignal(notifier.pressed, timeout=WELL_WITHIN_THE_BUS_LIMIT_MS) as pressed,
    ):
        notifier.send("17", CHECK_DUE)

    assert pressed.args == ["17", action]


def test_a_button_that_we_never_offered_is_not_heard(
    qtbot: QtBot, notifier: DesktopNotifier, record: Path
) -> None:
    with a_daemon(record, "--press", "delete everything"), qtbot.assertNotEmitted(notifier.pressed, wait=600):
        result_of(qtbot, notifier, CHECK_DUE)


def test_a_press_that_another_program_makes_up_is_not_heard(
    qtbot: QtBot, notifier: DesktopNotifier, record: Path
) -> None:
    with a_daemon(record), qtbot.assertNotEmitted(notifier.pressed, wait=600):
        result_of(qtbot, notifier, CHECK_DUE)
        subprocess.run([*A_STRANGER, "uint32:1", "string:taken"], check=True)


def test_a_desktop_without_buttons_and_markup_gets_words_alone(
    qtbot: QtBot, notifier: DesktopNotifier, record: Path
) -> None:
    with a_daemon(record, "--plain") as daemon:
        result_of(qtbot, notifier, Toast("Companion", "CRP<5", Urgency.WATCH, BUTTONS))

        (notice,) = daemon.notices
        assert (notice["body"], notice["buttons"]) == ("CRP<5", [])


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
