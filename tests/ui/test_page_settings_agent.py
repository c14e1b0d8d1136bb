"""The card of Settings about reminders while no window is open: what it says, and the test that asks."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from companion.aside import replace_file
from companion.core.agenda import parse_agenda
from companion.core.heartbeat import AgendaState, Heartbeat, heartbeat_as_json
from companion.paths import PersonFiles
from companion.services.agenda_writer import AgendaWriter
from companion.services.dues import Dues
from companion.services.while_closed import WhileClosed
from companion.ui.context import Context
from companion.ui.theme import Theme, apply_theme
from tests.fake_clock import FakeClock
from tests.services.test_while_closed import Login
from tests.ui.context import CATALOGUE, build_context
from tests.ui.gallery import RESOURCES
from tests.ui.lint import all_complaints, untranslated
from tests.ui.looks import in_every_look
from tests.ui.robots.setup import SettingsRobot, SetupRobot

ALSO_CLOSED, ONLY_OPEN = "Also while Companion is closed", "Only while this window is open"
TEST, SAW_IT = "Show me a test notice", "Yes, I saw it: the test notice"
LONG_MS = 9_000


@pytest.fixture
def login() -> Login:
    return Login()


@pytest.fixture
def files(tmp_path: Path) -> PersonFiles:
    return PersonFiles(tmp_path / "diary.db")


@pytest.fixture
def context(
    tmp_path: Path, clock: FakeClock, login: Login, files: PersonFiles, request: pytest.FixtureRequest
) -> Iterator[Context]:
    bare = build_context(tmp_path, clock, pseudo=getattr(request, "param", False))
    shelf = bare.notice_answers.shelf
    agenda = AgendaWriter(files, shelf, bare.record, Dues(shelf, bare.record, CATALOGUE), CATALOGUE.reminders)
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        closed = WhileClosed(files, bare.journal, bare.record, agenda, login, lambda _files: process)
        yield replace(bare, while_closed=closed)


@pytest.fixture
def robot(qtbot: QtBot, context: Context) -> Iterator[SettingsRobot]:
    robot = SettingsRobot(qtbot, context)
    yield robot
    robot.close()


@pytest.fixture
def beat(files: PersonFiles, clock: FakeClock) -> Callable[..., None]:
    """The reminder process has looked a moment ago."""

    def write(outcome: str | None = None, test: str | None = None) -> None:
        now = clock.now()
        found = Heartbeat(now, timedelta(), "", AgendaState.READ, now, outcome, None, test)
        replace_file(files.heartbeat, heartbeat_as_json(found))

    return write


def asked_test(files: PersonFiles) -> str:
    return parse_agenda(files.agenda.read_bytes()).test or ""


def test_set_up_asks_and_turns_them_on(qtbot: QtBot, context: Context, login: Login) -> None:
    robot = SetupRobot(qtbot, context)
    robot.skip_to("A reminder for the diary")
    robot.press(ALSO_CLOSED)
    before = context.record.preferences().reminders_when_closed

    robot.go_on()

    assert not before
    assert context.record.preferences().reminders_when_closed
    assert login.written
    robot.close()


def test_set_up_that_skips_the_question_starts_nothing(qtbot: QtBot, context: Context, login: Login) -> None:
    robot = SetupRobot(qtbot, context)
    robot.skip_to("A reminder for the diary")
    robot.press("No")

    robot.go_on()

    assert not context.record.preferences().reminders_when_closed
    assert not login.written
    robot.close()


def test_at_first_reminders_come_only_while_the_window_is_open(robot: SettingsRobot) -> None:
    assert "Reminders come only while this window is open." in robot.texts()
    assert not robot.offers(TEST)


def test_choosing_turns_them_on_at_once_and_off_again(
    robot: SettingsRobot, context: Context, login: Login
) -> None:
    robot.press(ALSO_CLOSED)
    on = (context.record.preferences().reminders_when_closed, login.written)
    robot.press(ONLY_OPEN)
    off = (context.record.preferences().reminders_when_closed, login.written)

    assert (on, off) == ((True, True), (False, False))


def test_it_says_when_the_helper_last_checked(robot: SettingsRobot, beat: Callable[..., None]) -> None:
    robot.press(ALSO_CLOSED)
    before = robot.texts()
    beat("handed_over")
    robot.page.refresh()

    assert "Reminders on. The first check comes in a moment." in before
    assert "Reminders on, last checked 09:00." in robot.texts()


def test_a_helper_that_stopped_is_said_with_what_to_do(
    robot: SettingsRobot, beat: Callable[..., None], clock: FakeClock
) -> None:
    robot.press(ALSO_CLOSED)
    beat()
    clock.advance(hours=2)
    robot.page.refresh()

    (said,) = [text for text in robot.texts() if text.startswith("Not checked since")]
    assert said == "Not checked since 09:00. Turn this off and on again, or restart the computer."


def test_a_notice_that_the_desktop_did_not_take_is_said(
    robot: SettingsRobot, beat: Callable[..., None]
) -> None:
    robot.press(ALSO_CLOSED)
    beat("no_answer")
    robot.page.refresh()

    assert any(text.startswith("The last notice could not be shown") for text in robot.texts())


def test_an_entry_at_login_that_is_gone_is_said(
    qtbot: QtBot, context: Context, login: Login, beat: Callable[..., None]
) -> None:
    context.while_closed.turn_on()
    beat("handed_over")
    login.written = False

    robot = SettingsRobot(qtbot, context)

    assert any(text.startswith("Reminders may not start with the computer") for text in robot.texts())
    robot.close()


def test_a_system_that_refuses_is_said_beside_the_choice(robot: SettingsRobot, login: Login) -> None:
    login.refuses = True

    robot.press(ALSO_CLOSED)

    assert any("could not have itself started when you log in" in text for text in robot.texts())


@pytest.mark.parametrize(
    ("answer", "then"), [(SAW_IT, "Good. Reminders"), ("I did not see it", "Look for notices")]
)
def test_a_test_asks_whether_it_was_seen(
    qtbot: QtBot, robot: SettingsRobot, files: PersonFiles, beat: Callable[..., None], answer: str, then: str
) -> None:
    robot.press(ALSO_CLOSED)
    robot.press(TEST)
    beat("handed_over", asked_test(files))
    qtbot.waitUntil(lambda: robot.offers(answer), timeout=LONG_MS)
    asked = "Did you see it?" in robot.texts()

    robot.press(answer)

    assert asked
    assert any(text.startswith(then) for text in robot.texts())


def test_a_test_that_the_desktop_did_not_take_asks_nothing(
    qtbot: QtBot, robot: SettingsRobot, files: PersonFiles, beat: Callable[..., None]
) -> None:
    robot.press(ALSO_CLOSED)
    robot.press(TEST)
    beat("no_service", asked_test(files))
    qtbot.waitUntil(
        lambda: any(text.startswith("The helper answered") for text in robot.texts()), timeout=LONG_MS
    )

    assert not robot.offers(SAW_IT)


@in_every_look
def test_the_card_can_be_read(
    qtbot: QtBot,
    qapp: QApplication,
    context: Context,
    beat: Callable[..., None],
    theme: Theme,
    scale: float,
    size: tuple[int, int],
) -> None:
    apply_theme(qapp, theme, scale, RESOURCES)
    context.while_closed.turn_on()
    beat("no_answer")
    robot = SettingsRobot(qtbot, context)
    robot.window.resize(*size)

    assert all_complaints(robot.window) == ()
    robot.close()


@pytest.mark.parametrize("context", [True], indirect=True)
def test_every_word_comes_from_resources(qtbot: QtBot, context: Context) -> None:
    context.while_closed.turn_on()
    robot = SettingsRobot(qtbot, context)

    assert untranslated(robot.window) == ()
    robot.close()
