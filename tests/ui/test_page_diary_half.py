"""The diary page after a crash: what was half typed stands there again, or is offered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from companion.core.half_typed import HalfTyped
from companion.core.levels import Reporter, Severity
from companion.ui.context import Context
from companion.ui.pages.diary.half import KEEP_EVERY_MS
from companion.ui.theme import Theme, apply_theme
from tests.fake_clock import FakeClock
from tests.ui.context import build_context
from tests.ui.diary_opened import context as context
from tests.ui.diary_opened import robot as robot
from tests.ui.gallery import RESOURCES
from tests.ui.lint import all_complaints
from tests.ui.looks import in_every_look
from tests.ui.robots.diary import DiaryRobot
from tests.ui.scenes import refusing

TEMPERATURE = "What is your temperature?"
PULSE = "How many times does your heart beat in one minute, at rest?"
STOOLS = "How many loose stools more than usual did you have in the last 24 hours?"


def two_seconds_pass(robot: DiaryRobot) -> None:
    for timer in robot.window.findChildren(QTimer):
        if timer.isActive() and timer.interval() == KEEP_EVERY_MS:
            timer.timeout.emit()


@pytest.fixture
def after_crash(tmp_path: Path, clock: FakeClock) -> Iterator[DiaryRobot]:
    """Another program over the same file, while the first one never came to its end."""
    context = build_context(tmp_path, clock)
    robot = DiaryRobot(context)
    yield robot
    robot.close()
    context.journal._shelf.db.close()


def test_an_answer_that_was_chosen_and_not_gone_on_from_stands_there_again(
    robot: DiaryRobot, after_crash: DiaryRobot, context: Context
) -> None:
    robot.open("fill_in")
    robot.press("Bleeding or easy bruising", "Continue", "3, Severe")
    robot.press("Has it bled for more than 10 minutes?")
    two_seconds_pass(robot)
    (entry,) = context.record.day(context.record.today()).entries

    after_crash.open("fill_in")

    assert entry.reports == ()
    assert set(after_crash.chosen()) == {"3, Severe", "Has it bled for more than 10 minutes?"}
    after_crash.press("Continue")
    (entry,) = context.record.day(context.record.today()).entries
    assert [one.severity for one in entry.reports] == [Severity.SEVERE]
    assert context.record.open_alerts()


def test_a_reading_and_a_medicine_that_were_being_typed_stand_there_again(
    robot: DiaryRobot, after_crash: DiaryRobot
) -> None:
    robot.open("fill_in")
    robot.press("Tiredness", "Continue", "1, Mild", "Continue", "Add another reading")
    robot.press("I took a medicine for fever, pain, or a steroid", "Another medicine")
    robot.write("Name of the medicine", "the white on")
    robot.write("How much do you weigh?", "70.")
    two_seconds_pass(robot)

    after_crash.open("fill_in")

    assert after_crash.sees("Check and save")
    assert after_crash.typed("How much do you weigh?") == "70."
    assert after_crash.typed("Name of the medicine") == "the white on"
    assert after_crash.chosen() == ("Another medicine",)


def test_a_number_of_times_stands_there_again(robot: DiaryRobot, after_crash: DiaryRobot) -> None:
    robot.open("fill_in")
    robot.press("Diarrhea (loose stools)", "Continue")
    robot.write(STOOLS, "5")
    two_seconds_pass(robot)

    after_crash.open("fill_in")

    assert after_crash.typed(STOOLS) == "5"
    assert after_crash.chosen() == ("2, Moderate",)


def test_a_single_reading_is_offered_on_the_page_and_gone_on_with(
    robot: DiaryRobot, after_crash: DiaryRobot
) -> None:
    robot.open("temperature")
    robot.write(TEMPERATURE, "38")
    two_seconds_pass(robot)

    after_crash.open()
    offered = after_crash.sees("You were typing something")
    after_crash.press("Go on with it")

    assert offered
    assert after_crash.typed(TEMPERATURE) == "38"


def test_what_was_typed_for_a_past_day_goes_on_there_at_its_time(
    robot: DiaryRobot, after_crash: DiaryRobot, context: Context
) -> None:
    robot.open()
    robot.press("Yesterday", "Add to this day", "In the evening", "Tiredness", "Continue", "2, Moderate")
    two_seconds_pass(robot)

    after_crash.open()
    after_crash.press("Go on with it")
    chosen = after_crash.chosen()
    after_crash.press("Continue", "Save")

    (entry,) = context.record.day(date(2026, 3, 1)).entries
    assert chosen == ("2, Moderate",)
    assert context.formats().local(entry.reports[0].at).hour == 20
    assert context.record.day(context.record.today()).entries == ()


def test_what_was_half_typed_after_midnight_goes_on_in_the_entry_of_the_evening(
    robot: DiaryRobot, after_crash: DiaryRobot, clock: FakeClock
) -> None:
    clock.moment = datetime(2026, 3, 3, 4, 55, tzinfo=UTC)
    robot.open("fill_in")
    robot.press("Tiredness", "Continue")
    clock.advance(minutes=10)
    robot.press("2, Moderate")
    two_seconds_pass(robot)

    after_crash.open()
    after_crash.press("Go on with it")

    assert after_crash.chosen() == ("2, Moderate",)


def test_what_is_half_typed_behind_a_reading_asked_alone_is_kept_again_after_it(
    robot: DiaryRobot, context: Context
) -> None:
    robot.open("fill_in")
    robot.press("None of these", "Add a temperature, a medicine or a note")
    robot.write(TEMPERATURE, "warm")
    robot.leave()
    robot.open("pulse")
    robot.write(PULSE, "8")
    two_seconds_pass(robot)
    robot.write(PULSE, "80")

    robot.press("Save")
    two_seconds_pass(robot)

    half = context.diary.half_typed.kept()
    assert half is not None
    assert half.fields["reading.temperature"] == "warm"


def test_what_was_left_out_is_offered_no_more(robot: DiaryRobot, after_crash: DiaryRobot) -> None:
    robot.open("temperature")
    robot.write(TEMPERATURE, "38")
    two_seconds_pass(robot)
    after_crash.open()

    after_crash.press("Leave it out")

    after_crash.open()
    assert not after_crash.sees("You were typing something")


def test_what_was_finished_is_not_offered(robot: DiaryRobot, context: Context) -> None:
    robot.open("fill_in")
    robot.press("Tiredness", "Continue", "1, Mild")
    two_seconds_pass(robot)
    kept = context.diary.half_typed.kept()

    robot.press("Continue", "Save")

    assert kept is not None
    assert kept.by is Reporter.PATIENT
    assert context.diary.half_typed.kept() is None
    assert not robot.sees("You were typing something")


def test_what_is_half_typed_is_no_answer_and_is_not_judged(robot: DiaryRobot, context: Context) -> None:
    robot.open("fill_in")
    robot.press("Bleeding or easy bruising", "Continue", "3, Severe")

    two_seconds_pass(robot)

    assert context.record.open_alerts() == ()


def test_a_full_disk_does_not_disturb_typing(robot: DiaryRobot, context: Context) -> None:
    robot.open("fill_in")
    robot.press("Tiredness", "Continue", "1, Mild")

    with refusing(context):
        two_seconds_pass(robot)

    assert robot.chosen() == ("1, Mild",)
    two_seconds_pass(robot)
    assert context.diary.half_typed.kept() is not None


def test_no_history_is_kept_of_each_letter(robot: DiaryRobot, context: Context) -> None:
    robot.open("temperature")
    for text in ("3", "38", "38.", "38.x"):
        robot.write(TEMPERATURE, text)
        two_seconds_pass(robot)

    db = context.journal._shelf.db
    assert db.table("half_typed").count == 1
    assert list(db.query("SELECT * FROM history WHERE table_name = 'half_typed'")) == []


@pytest.mark.parametrize("value", ["", "{", "[]", '{"day": "x"}', '{"day": "2026-03-02", "fields": 3}'])
def test_what_cannot_be_understood_is_not_offered(robot: DiaryRobot, context: Context, value: str) -> None:
    context.diary.half_typed.keep(
        HalfTyped(context.record.today(), "question", "fatigue", Reporter.PATIENT, {"severity": "mild"})
    )
    context.journal._shelf.db.table("half_typed").update("diary", {"value": value})

    robot.open()

    assert context.diary.half_typed.kept() is None
    assert not robot.sees("You were typing something")


@pytest.mark.parametrize(
    "half",
    [
        HalfTyped(date(2026, 3, 2), "nowhere", "", Reporter.PATIENT, {"severity": "mild"}),
        HalfTyped(date(2026, 3, 2), "question", "no_such", Reporter.PATIENT, {"severity": "mild"}),
        HalfTyped(date(2026, 3, 2), "check", "", Reporter.PATIENT, {"medicine": "no_such", "unit.x": "y"}),
    ],
)
def test_a_place_that_is_gone_begins_the_diary_as_always(
    robot: DiaryRobot, context: Context, half: HalfTyped
) -> None:
    context.diary.half_typed.keep(half)

    robot.open("fill_in")

    assert "Tiredness" in robot.offered() or robot.sees("Check and save")


@in_every_look
def test_everything_can_be_read_and_reached(
    qapp: QApplication, robot: DiaryRobot, context: Context, theme: Theme, scale: float, size: tuple[int, int]
) -> None:
    apply_theme(qapp, theme, scale, RESOURCES)
    robot.window.resize(*size)
    context.diary.half_typed.keep(
        HalfTyped(
            context.record.today(), "measure", "temperature", Reporter.PATIENT, {"reading.temperature": "3"}
        )
    )

    robot.open()

    assert robot.sees("You were typing something")
    assert all_complaints(robot.window) == ()
