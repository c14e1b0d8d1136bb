"""The page "Will my reminders come?": how it stands here, what can go wrong, and nothing that is promised."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import time
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from companion.channels.sound import SoundOutcome
from companion.ui.context import Context
from companion.ui.pages.reminders.page import RemindersPage
from companion.ui.pages.settings.page import SettingsPage
from companion.ui.places import Go, PageId
from companion.ui.theme import Theme, apply_theme
from tests.fake_clock import FakeClock
from tests.knowledge.reading import assess_reading
from tests.ui.context import build_context
from tests.ui.gallery import RESOURCES
from tests.ui.looks import in_every_look
from tests.ui.robots.reading_page import ReadingRobot


@pytest.fixture
def robots(qtbot: QtBot) -> Iterator[list[ReadingRobot]]:
    opened: list[ReadingRobot] = []
    yield opened
    for robot in opened:
        robot.close()


@pytest.fixture
def page(qtbot: QtBot, context: Context, robots: list[ReadingRobot]) -> ReadingRobot:
    robots.append(ReadingRobot(qtbot, RemindersPage(context)))
    return robots[-1]


@pytest.fixture
def settings(qtbot: QtBot, context: Context, robots: list[ReadingRobot]) -> ReadingRobot:
    context.journal.set_preferences(replace(context.record.preferences(), setup_done=True))
    robots.append(ReadingRobot(qtbot, SettingsPage(context), "quiet"))
    return robots[-1]


def test_it_says_what_can_keep_a_reminder_from_coming_and_what_to_do(page: ReadingRobot) -> None:
    for said in (
        "The computer is off or asleep",
        "Companion is closed",
        "Messages are turned off",
        "Another window is in front",
        "The sound is off or low",
    ):
        assert page.says(said)
    assert page.says("Set alarms on your phone")
    assert page.says("Write the times on paper")
    assert page.says("Ask someone to remind you")
    assert not page.says("calendar")


def test_what_was_tested_here_is_told(page: ReadingRobot, context: Context) -> None:
    assert page.says("Messages on the screen were not tested here yet.")

    context.reminder_tests.say_seen(True)
    context.reminder_tests.say_heard(False)
    context.reminder_tests.note_sound(SoundOutcome.NO_PLAYER)
    page.open()

    assert page.says("You saw the last test message.")
    assert page.says("You did not hear the last test sound.")
    assert page.says("The last sound could not be played.")


def test_quiet_hours_and_stopped_reminders_are_told(page: ReadingRobot, context: Context) -> None:
    wanted = replace(
        context.record.preferences(), quiet_from=time(22), quiet_until=time(7), reminders_stopped=True
    )
    context.journal.set_preferences(wanted)
    page.settle()

    assert page.says("Quiet hours: from 22:00 to 07:00.")
    assert page.says("All reminders are stopped, as you chose.")


def test_it_leads_to_the_test(page: ReadingRobot) -> None:
    page.press("Change or test reminders")

    assert page.went == [Go(PageId.SETTINGS, "reminder")]
    assert page.primary_buttons() == ("Change or test reminders",)


def test_it_reads_at_grade_six_or_lower(page: ReadingRobot) -> None:
    assert assess_reading("\n".join(page.texts()), ("Companion", "computer", "notifications")).easy


@in_every_look
def test_it_can_be_read_and_reached(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, robots: list[ReadingRobot], theme: Theme, scale: float,
    size: tuple[int, int],
) -> None:  # fmt: skip
    apply_theme(qapp, theme, scale, RESOURCES)
    robots.append(ReadingRobot(qtbot, RemindersPage(build_context(tmp_path, FakeClock())), size=size))

    assert not any(robots[-1].complaints())


def test_quiet_hours_are_kept_as_they_were_typed(settings: ReadingRobot, context: Context) -> None:
    settings.press("Yes, at these times")
    settings.type_into("Quiet from", "21:30")
    settings.type_into("Quiet until", "8")
    settings.page.leave()

    wanted = context.record.preferences()

    assert (wanted.quiet_from, wanted.quiet_until) == (time(21, 30), time(8))


def test_quiet_hours_without_a_time_are_not_kept_and_say_so(settings: ReadingRobot, context: Context) -> None:
    settings.press("Yes, at these times")
    settings.type_into("Quiet from", "21:30")
    settings.page.leave()

    assert context.record.preferences().quiet_from is None
    assert settings.text_in("Quiet from") == "21:30"


def test_what_a_message_may_say_is_the_persons_choice(settings: ReadingRobot, context: Context) -> None:
    assert not context.record.preferences().details_in_toasts

    settings.press("What is due")

    assert context.record.preferences().details_in_toasts


def test_a_test_asks_what_was_seen_and_then_what_was_heard(settings: ReadingRobot, context: Context) -> None:
    settings.press("Show me a test message")
    settings.press("Yes, I saw it: the test message")
    assert settings.says("Did you hear a sound?")
    settings.press("No, I heard nothing")

    assert context.reminder_tests.seen() is True
    assert settings.says("Turn up the volume of this computer")
    assert context.reminder_tests.heard() is False


def test_settings_lead_to_the_page(settings: ReadingRobot) -> None:
    settings.press("Read about reminders")

    assert settings.went == [Go(PageId.REMINDERS)]
