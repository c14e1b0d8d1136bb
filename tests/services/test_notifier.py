"""Desktop notices: what may leave, and what is said of each one within its time."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event, current_thread, main_thread
from threading import enumerate as enumerate_threads

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QObject, QTimer, Slot
from pytestqt.qtbot import QtBot

import companion
from companion.channels.plyer_channel import PlyerChannel
from companion.channels.toast import Action, fit_for_desktop
from companion.services.notifier import (
    DesktopNotifier,
    Notifier,
    Outcome,
    SilentNotifier,
    Toast,
    ToastResult,
)

LONG_MS = 20_000
ITEM_DUE = Toast("Companion", "Something is due today.")
ON_LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="notify-send is Linux's")

AN_ENDING_PROGRAM = """
from threading import Event
from PySide6.QtCore import QCoreApplication, QTimer
from companion.services.notifier import DesktopNotifier, Toast

app = QCoreApplication([])
stuck = DesktopNotifier("Companion", hand_over=lambda *_: Event().wait(), limit_ms=50)
stuck.finished.connect(lambda result: (print(result.outcome.name), app.quit()))
stuck.send("1", Toast("title", "body"))
app.exec()
"""

A_PROGRAM_WITHOUT_A_BUS = """
from PySide6.QtCore import QCoreApplication
from companion.services.notifier import DesktopNotifier, Toast

app = QCoreApplication([])
notifier = DesktopNotifier("Companion")
notifier.finished.connect(lambda result: (print(result.outcome.name, result.detail), app.quit()))
notifier.send("1", Toast("title", "body"))
print("sent")
app.exec()
"""


class Listener(QObject):
    """Keeps what a notifier says, and the thread it was said on."""

    def __init__(self, notifier: Notifier) -> None:
        super().__init__()
        self.results: list[ToastResult] = []
        self.threads: list[str] = []
        notifier.finished.connect(self.hear)

    @Slot(object)
    def hear(self, result: ToastResult) -> None:
        self.results.append(result)
        self.threads.append(current_thread().name)

    @Slot(str, object)
    def hear_press(self, _toast_id: str, _action: Action) -> None:
        """Not looked at."""


class Desk:
    """A desktop that keeps what it is handed, and holds back a toast with the title "stuck" until let go."""

    def __init__(self) -> None:
        self.shown: list[Toast] = []
        self.threads: list[str] = []
        self.let_go = Event()

    def take(self, toast_id: str, toast: Toast) -> None:
        self.threads.append(current_thread().name)
        if toast.title == "stuck":
            self.let_go.wait()
        self.shown.append(toast)


@pytest.fixture
def desk() -> Iterator[Desk]:
    desk = Desk()
    yield desk
    desk.let_go.set()
    for thread in enumerate_threads():
        if thread.name == "toast":
            thread.join()


def result_of(qtbot: QtBot, notifier: Notifier, toast: Toast = ITEM_DUE, toast_id: str = "1") -> ToastResult:
    with qtbot.waitSignal(notifier.finished, timeout=LONG_MS) as finished:
        notifier.send(toast_id, toast)
    assert finished.args is not None
    (result,) = finished.args
    assert isinstance(result, ToastResult)
    return result


def through_plyer() -> DesktopNotifier:
    return DesktopNotifier("Companion", hand_over=PlyerChannel("Companion").show)


def run(script: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", script],
        cwd=Path(companion.__file__).parents[1],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def a_notify_send(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """The only program on the PATH from now on."""
    program = folder / "notify-send"
    program.write_text(f"#!{sys.executable}\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("-5 mg dose due", "−5 mg dose due"),
        ("  --help", "−-help"),
        ("-u critical", "−u critical"),
        ("It's time", "It’s time"),
        ("x'>, 'priority': <'urgent'", "x’>, ’priority’: <’urgent’"),
        ("one\ntwo\r\n\tthree\x00\x1b[31m four\u2028five", "one two three [31m four five"),
        ("am\\pm \\n", "am/pm /n"),
        ("half a letter \ud83d", "half a letter"),
    ],
)
def test_words_are_sent_as_every_back_end_can_take_them(written: str, sent: str) -> None:
    assert fit_for_desktop(Toast(written, written), "Companion") == Toast(sent, sent)


def test_words_that_are_too_long_end_in_an_ellipsis() -> None:
    toast = fit_for_desktop(Toast("t" * 61, "b" * 241), "Companion")

    assert toast == Toast("t" * 59 + "…", "b" * 239 + "…")


def test_words_that_just_fit_are_left_alone() -> None:
    toast = Toast("t" * 60, "b" * 240)

    assert fit_for_desktop(toast, "Companion") == toast


def test_a_sign_that_windows_counts_twice_is_not_cut_in_half() -> None:
    toast = fit_for_desktop(Toast("😀" * 31, ""), "Companion")

    assert toast.title == "😀" * 29 + "…"


def test_the_name_of_the_program_stands_in_for_a_title_without_words() -> None:
    assert fit_for_desktop(Toast(" \n", "Something is due."), "Companion").title == "Companion"


@given(st.text(st.characters(), max_size=300), st.text(st.characters(), max_size=300))
def test_no_words_can_break_a_back_end(title: str, body: str) -> None:
    toast = fit_for_desktop(Toast(title, body), "Companion")

    assert toast.title
    for words, length in ((toast.title, 60), (toast.body, 240)):
        assert len(words.encode("utf-16-le")) <= 2 * length
        assert not words.startswith("-")
        assert not {"'", "\\", "\n", "\0"} & set(words)
    assert fit_for_desktop(toast, "Companion") == toast


def test_a_toast_that_was_taken_is_reported(qtbot: QtBot, desk: Desk) -> None:
    notifier = DesktopNotifier("Companion", hand_over=desk.take)

    result = result_of(qtbot, notifier, Toast("It's time", "Something is due today."))

    assert result == ToastResult("1", Outcome.HANDED_OVER, "")
    assert desk.shown == [Toast("It’s time", "Something is due today.")]


def test_a_toast_leaves_in_a_thread_and_its_result_comes_on_the_main_one(qtbot: QtBot, desk: Desk) -> None:
    notifier = DesktopNotifier("Companion", hand_over=desk.take)
    listener = Listener(notifier)

    result_of(qtbot, notifier)

    assert listener.threads == [main_thread().name]
    assert main_thread().name not in desk.threads


def test_a_stuck_desktop_is_given_up_and_the_next_toast_still_goes_out(qtbot: QtBot, desk: Desk) -> None:
    notifier = DesktopNotifier("Companion", hand_over=desk.take, limit_ms=200)

    stuck = result_of(qtbot, notifier, Toast("stuck", ""))
    following = result_of(qtbot, notifier)

    assert stuck.outcome is Outcome.NO_ANSWER
    assert following.outcome is Outcome.HANDED_OVER
    assert desk.shown == [ITEM_DUE]


def test_a_toast_taken_too_late_is_not_reported_twice(qtbot: QtBot, desk: Desk) -> None:
    notifier = DesktopNotifier("Companion", hand_over=desk.take, limit_ms=200)
    listener = Listener(notifier)
    result_of(qtbot, notifier, Toast("stuck", ""), "late")

    (stuck,) = (thread for thread in enumerate_threads() if thread.name == "toast")
    desk.let_go.set()
    stuck.join()
    for toast_id in "abc":
        result_of(qtbot, notifier, ITEM_DUE, toast_id)

    assert [result.toast_id for result in listener.results] == ["late", "a", "b", "c"]


def test_nothing_keeps_ticking_for_a_toast_that_was_given_up(qtbot: QtBot, desk: Desk) -> None:
    notifier = DesktopNotifier("Companion", hand_over=desk.take, limit_ms=200)

    result_of(qtbot, notifier, Toast("stuck", ""))

    assert not any(timer.isActive() for timer in notifier.findChildren(QTimer))


def test_nothing_ticks_and_nothing_is_said_once_it_is_put_away(qtbot: QtBot, desk: Desk) -> None:
    notifier = DesktopNotifier("Companion", hand_over=desk.take)
    listener = Listener(notifier)
    notifier.pressed.connect(listener.hear_press)
    notifier.send("1", replace(ITEM_DUE, buttons=((Action.TAKEN, "I took it"),)))

    notifier.put_away()
    ticking = [timer for timer in notifier.findChildren(QTimer) if timer.isActive()]
    with qtbot.waitSignal(notifier.destroyed, timeout=LONG_MS):
        pass

    assert ticking == []
    assert listener.results == []


def test_each_of_many_toasts_gets_its_own_result(qtbot: QtBot, desk: Desk) -> None:
    notifier = DesktopNotifier("Companion", hand_over=desk.take)
    listener = Listener(notifier)

    for number in range(20):
        notifier.send(f"toast {number}", ITEM_DUE)
    qtbot.waitUntil(lambda: len(listener.results) == 20, timeout=LONG_MS)

    assert {result.toast_id for result in listener.results} == {f"toast {number}" for number in range(20)}
    assert {result.outcome for result in listener.results} == {Outcome.HANDED_OVER}


def test_what_a_failing_desktop_says_is_not_repeated(qtbot: QtBot) -> None:
    def fail(toast_id: str, toast: Toast) -> None:
        raise ValueError(f"cannot show {toast.body}")

    result = result_of(qtbot, DesktopNotifier("Companion", hand_over=fail))

    assert result == ToastResult("1", Outcome.FAILED, "ValueError")


def test_a_stuck_toast_does_not_keep_the_program_from_ending() -> None:
    program = run(AN_ENDING_PROGRAM)

    assert (program.returncode, program.stdout, program.stderr) == (0, "NO_ANSWER\n", "")


@ON_LINUX
def test_without_a_session_bus_there_is_no_service() -> None:
    program = run(A_PROGRAM_WITHOUT_A_BUS, DBUS_SESSION_BUS_ADDRESS="unix:path=/nonexistent")

    sent, answer = program.stdout.splitlines()
    assert sent == "sent"
    assert answer.startswith("NO_SERVICE ")
    assert (program.returncode, program.stderr) == (0, "")


@ON_LINUX
def test_without_notify_send_and_dbus_python_there_is_no_service(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setitem(sys.modules, "dbus", None)

    result = result_of(qtbot, through_plyer())

    assert result.outcome is Outcome.NO_SERVICE


@ON_LINUX
def test_plyer_passes_our_words_to_notify_send(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    heard = tmp_path / "heard"
    a_notify_send(
        tmp_path, monkeypatch, f"import sys; open({str(heard)!r}, 'w').write(chr(10).join(sys.argv[1:3]))"
    )

    result = result_of(
        qtbot,
        through_plyer(),
        Toast("-5 mg", "It's due"),
    )

    assert result.outcome is Outcome.HANDED_OVER
    assert heard.read_text() == "−5 mg\nIt’s due"


@ON_LINUX
def test_a_notify_send_that_fails_is_noticed_and_writes_nothing_on_the_terminal(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    a_notify_send(tmp_path, monkeypatch, "import sys; print('Your words here'); sys.exit('Your words here')")

    result = result_of(qtbot, through_plyer())

    assert result == ToastResult("1", Outcome.FAILED, "notify-send ended with 1")
    assert capfd.readouterr() == ("", "")


def test_with_toasts_off_they_are_kept_and_answered(qtbot: QtBot, qapp: QCoreApplication) -> None:
    notifier = SilentNotifier()
    listener = Listener(notifier)

    result = result_of(qtbot, notifier)

    assert notifier.given == (("1", ITEM_DUE),)
    assert result.outcome is Outcome.NO_SERVICE
    assert listener.results == [result]


def test_the_result_comes_after_sending_has_returned(qtbot: QtBot, desk: Desk) -> None:
    notifiers = (SilentNotifier(), DesktopNotifier("Companion", hand_over=desk.take))

    for notifier in notifiers:
        listener = Listener(notifier)
        with qtbot.waitSignal(notifier.finished, timeout=LONG_MS):
            notifier.send("1", ITEM_DUE)
            assert listener.results == []
