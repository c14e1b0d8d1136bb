"""The diary page where something comes in between: nothing is lost, and answers count when they were."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from pytestqt.qtbot import QtBot

from companion.core.diary import Entry, EntryState, Reading, SymptomReport
from companion.core.levels import Reporter, Severity
from companion.services.journal import IDLE_DRAFT
from companion.services.topics import Topic
from companion.ui.context import Context
from tests.fake_clock import FakeClock
from tests.ui.diary_opened import context as context
from tests.ui.diary_opened import robot as robot
from tests.ui.robots.diary import DiaryRobot
from tests.ui.scenes import named, refusing

TEMPERATURE = "What is your temperature?"
TODAY, YESTERDAY = date(2026, 3, 2), date(2026, 3, 1)


@pytest.fixture(autouse=True)
def with_a_name(context: Context) -> None:
    named(context)


def entries_of(context: Context, day: date) -> tuple[Entry, ...]:
    return context.record.day(day).entries


def test_undoing_a_reading_of_a_past_day_takes_out_that_one(
    robot: DiaryRobot, context: Context, clock: FakeClock
) -> None:
    evening = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
    later = Reading("later", "temperature", Decimal("36.9"), "Cel", evening, Reporter.PATIENT)
    context.diary.past_days.measure(None, YESTERDAY, later)
    robot.open()
    robot.press("Yesterday", "Add to this day", "Add or take away a symptom", "In the morning")
    robot.press("None of these", "Continue")

    robot.write(TEMPERATURE, "37.4")
    robot.leave()
    robot.press("Undo: Written down: Temperature: 37.4 °C (99.3 °F), 08:00")

    (entry,) = entries_of(context, YESTERDAY)
    assert [one.value for one in entry.readings] == [Decimal("36.9")]


def test_a_symptom_asked_about_now_is_not_put_into_a_past_day(
    robot: DiaryRobot, context: Context, clock: FakeClock
) -> None:
    robot.open()
    robot.press("Yesterday", "Add to this day", "In the morning", "Tiredness", "Continue", "1, Mild")

    robot.open("chest_pain")
    robot.press("3, Severe", "Continue")

    (now,) = [one for entry in entries_of(context, TODAY) for one in entry.reports]
    assert (now.symptom, now.at) == ("chest_pain", clock.now())
    assert context.record.open_alerts()
    (past,) = [one for entry in entries_of(context, YESTERDAY) for one in entry.reports]
    assert past.symptom == "fatigue"


def test_a_symptom_asked_about_at_night_is_asked_once_the_day_is_chosen(
    robot: DiaryRobot, context: Context, clock: FakeClock
) -> None:
    clock.moment = datetime(2026, 3, 2, 5, 40, tzinfo=UTC)
    robot.open("chest_pain")

    robot.press("The new day, Monday 2 March", "3, Severe", "Continue")

    assert context.record.open_alerts()


def test_a_symptom_asked_about_takes_the_place_of_a_correction(robot: DiaryRobot, context: Context) -> None:
    robot.open("fill_in")
    robot.press("None of these", "Add a temperature, a medicine or a note")
    robot.write(TEMPERATURE, "36.9")
    robot.press("Add a photo of your skin")
    robot.press("Change: Temperature: 36.9 °C (98.4 °F), 09:00")

    robot.open("chest_pain")
    robot.press("3, Severe")
    robot.leave()

    assert context.record.open_alerts()
    assert not robot.sees("Change: Temperature")


def test_whoever_takes_over_says_how_it_is_now(robot: DiaryRobot, context: Context, clock: FakeClock) -> None:
    report = SymptomReport("old", "chest_pain", Severity.SEVERE, clock.now() - timedelta(days=4))
    context.diary.past_days.answer(None, date(2026, 2, 26), report)
    robot.open("fill_in")
    robot.press("Tiredness", "Continue", "1, Mild")
    robot.open("how_now")

    robot.press("Let the caregiver answer")
    asked = robot.reads()
    robot.press("1, Mild", "Continue")

    assert "How bad did your tiredness get today?" not in asked
    now = [one for entry in entries_of(context, TODAY) for one in entry.reports]
    assert {one.symptom: one.by for one in now} == {
        "fatigue": Reporter.PATIENT,
        "chest_pain": Reporter.CAREGIVER,
    }


def test_after_an_answer_of_the_other_one_was_changed_the_one_who_enters_goes_on(
    robot: DiaryRobot, context: Context
) -> None:
    robot.open("fill_in")
    robot.press("Tiredness", "Continue", "1, Mild", "Continue")
    robot.press("Let the caregiver answer", "Change: Tiredness", "2, Moderate", "Continue")

    robot.write(TEMPERATURE, "36.9")
    robot.press("Save")

    (entry,) = entries_of(context, TODAY)
    assert [(one.severity, one.by) for one in entry.reports] == [(Severity.MODERATE, Reporter.PATIENT)]
    assert [one.by for one in entry.readings] == [Reporter.CAREGIVER]


def test_a_note_that_is_too_long_is_not_saved_as_if_it_were_whole(
    robot: DiaryRobot, context: Context
) -> None:
    robot.open("fill_in")
    robot.press("None of these", "Add a temperature, a medicine or a note")
    robot.write("Note", "x" * 10_000 + "y")

    robot.press("Save")

    assert not robot.sees("Saved")
    assert "This note is longer than 10,000 letters." in robot.reads()
    assert robot.focused() == "Note"


def test_a_number_that_cannot_be_read_is_shown_again_before_saving(
    robot: DiaryRobot, context: Context
) -> None:
    robot.open("fill_in")
    robot.press("None of these", "Add a temperature, a medicine or a note", "Add another reading")
    robot.write("How many times does your heart beat in one minute, at rest?", "fast")
    robot.press("Add another reading", "Save")

    assert robot.focused() == "How many times does your heart beat in one minute, at rest?"
    assert robot.typed("How many times does your heart beat in one minute, at rest?") == "fast"


def test_a_note_added_to_a_day_is_kept_by_going_back(
    robot: DiaryRobot, context: Context, clock: FakeClock
) -> None:
    report = SymptomReport("old", "fatigue", Severity.MILD, clock.now() - timedelta(days=1))
    context.diary.past_days.answer(None, YESTERDAY, report)
    robot.open()
    robot.press("Yesterday", "Add a note")
    robot.write("Note", "Slept badly")

    robot.press("Back")

    (entry,) = entries_of(context, YESTERDAY)
    assert entry.note == "Slept badly"


def test_what_is_put_right_waits_behind_a_reading_asked_alone(
    robot: DiaryRobot, context: Context, clock: FakeClock
) -> None:
    report = SymptomReport("old", "fatigue", Severity.MILD, clock.now() - timedelta(days=1))
    context.diary.past_days.answer(None, YESTERDAY, report)
    robot.open()
    robot.press("Yesterday", "Change: Tiredness: Mild, 09:00", "2, Moderate")
    robot.write("At what time?", "07:30")

    robot.open("temperature")
    robot.write(TEMPERATURE, "36.9")
    robot.press("Save")

    assert robot.typed("At what time?") == "07:30"
    assert robot.window.page.is_half_filled()


def test_what_is_typed_at_the_start_stays_when_the_page_looks_again(
    robot: DiaryRobot, context: Context
) -> None:
    robot.open()
    robot.write("Which day?", "26 Feb")

    context.journal.changed.emit(Topic.ALERTS)

    assert robot.typed("Which day?") == "26 Feb"


def test_the_words_of_a_photo_stay_when_the_day_looks_again(robot: DiaryRobot, context: Context) -> None:
    robot.open()
    robot.press("Yesterday", "Add a photo of your skin")
    robot.write("What does it show?", "left arm")

    context.journal.changed.emit(Topic.ALERTS)

    assert robot.typed("What does it show?") == "left arm"


def test_nothing_said_earlier_is_chosen_beforehand_for_how_it_is_now(
    robot: DiaryRobot, context: Context, clock: FakeClock
) -> None:
    robot.open("fill_in")
    robot.press("More symptoms", "Chest pain", "Continue", "0, None", "Continue", "Back")
    clock.advance(hours=5)
    report = SymptomReport("old", "chest_pain", Severity.SEVERE, clock.now() - timedelta(days=4))
    context.diary.past_days.answer(None, date(2026, 2, 26), report)

    robot.open("how_now")
    before = robot.chosen()
    robot.press("0, None", "Continue")

    assert before == ()
    told = [one for entry in entries_of(context, TODAY) for one in entry.reports]
    assert [one.at for one in told] == [clock.now() - timedelta(hours=5), clock.now()]


def test_a_symptom_asked_about_again_hours_later_is_told_again(
    robot: DiaryRobot, context: Context, clock: FakeClock
) -> None:
    robot.open("fill_in")
    robot.press("Chills or shivering", "Continue", "1, Mild", "Continue")
    clock.advance(hours=2)

    robot.open("chills")
    before = robot.chosen()
    robot.press("1, Mild", "Continue")

    assert before == ()
    told = [one for entry in entries_of(context, TODAY) for one in entry.reports]
    assert [one.at for one in told] == [clock.now() - timedelta(hours=2), clock.now()]


def test_what_could_not_be_settled_is_not_passed_over(
    robot: DiaryRobot, context: Context, clock: FakeClock, qtbot: QtBot
) -> None:
    context.journal.start_treatment(
        drug="tarlatamab", regimen="tarlatamab", first_wall=datetime(2026, 2, 26, 9, 0)
    )
    at = clock.now() - timedelta(days=4)
    fever = Reading("fever", "temperature", Decimal("40.1"), "Cel", at, Reporter.PATIENT)
    context.diary.past_days.measure(None, date(2026, 2, 26), fever)
    pain = SymptomReport("pain", "chest_pain", Severity.SEVERE, at + timedelta(hours=1))
    context.diary.past_days.answer(None, date(2026, 2, 26), pain)
    robot.open("how_now")
    with refusing(context), qtbot.captureExceptions():
        robot.press("I cannot measure it now")

    robot.press("I cannot measure it now")

    assert robot.sees("How bad did your chest pain get today?")
    assert [one.key for one in context.diary.now_questions.open()] == ["pain"]


def test_saving_after_midnight_finishes_the_entry_of_the_evening(
    robot: DiaryRobot, context: Context, clock: FakeClock
) -> None:
    clock.moment = datetime(2026, 3, 3, 4, 30, tzinfo=UTC)
    robot.open("fill_in")
    robot.press("Tiredness", "Continue", "1, Mild", "Continue")
    clock.advance(minutes=40)
    context.journal.close_left_drafts(idle_for=IDLE_DRAFT)
    robot.write("Note", "Slept badly")

    robot.press("Save")

    (entry,) = entries_of(context, TODAY)
    assert (entry.state, entry.note) == (EntryState.FINISHED, "Slept badly")
    assert entries_of(context, date(2026, 3, 3)) == ()


def test_what_one_has_typed_is_theirs_also_where_an_answer_of_the_other_is_changed_next(
    robot: DiaryRobot, context: Context
) -> None:
    robot.open("fill_in")
    robot.press("Tiredness", "Continue", "1, Mild", "Continue", "Let the caregiver answer")
    robot.write(TEMPERATURE, "36.9")

    robot.press("Change: Tiredness")

    (entry,) = entries_of(context, TODAY)
    assert [one.by for one in entry.readings] == [Reporter.CAREGIVER]


def test_a_new_number_stays_when_the_one_before_it_is_taken_out(robot: DiaryRobot, context: Context) -> None:
    robot.open("fill_in")
    robot.press("None of these", "Add a temperature, a medicine or a note")
    robot.write(TEMPERATURE, "36.9")
    robot.leave()
    robot.write(TEMPERATURE, "38.6")

    robot.press("Delete: Temperature: 36.9 °C (98.4 °F), 09:00")
    typed = robot.typed(TEMPERATURE)
    robot.press("Save")

    assert typed == "38.6"
    (entry,) = entries_of(context, TODAY)
    assert [one.value for one in entry.readings] == [Decimal("38.6")]


def test_the_time_of_what_was_felt_after_midnight_is_put_right_on_its_own_day(
    robot: DiaryRobot, context: Context, clock: FakeClock
) -> None:
    clock.moment = datetime(2026, 3, 2, 5, 40, tzinfo=UTC)
    robot.open("fill_in")
    robot.press("The evening of Sunday 1 March", "None of these")
    robot.press("Add a temperature, a medicine or a note")
    robot.write(TEMPERATURE, "36.9")
    robot.leave()
    robot.press("Change: Temperature: 36.9 °C (98.4 °F), 00:40")
    robot.write("At what time?", "00:15")

    robot.press("Save the change")

    (entry,) = entries_of(context, YESTERDAY)
    assert [one.at for one in entry.readings] == [datetime(2026, 3, 2, 5, 15, tzinfo=UTC)]


def test_more_for_a_past_day_that_was_saved_by_a_slip_is_of_that_day(
    robot: DiaryRobot, context: Context
) -> None:
    robot.open()
    robot.press("Yesterday", "Add to this day", "In the morning", "None of these")
    robot.press("Add a temperature, a medicine or a note")
    robot.write(TEMPERATURE, "36.9")
    robot.press("Save", "Undo: go back to this diary before it was saved")

    robot.press("Add another reading")
    robot.write("How many times does your heart beat in one minute, at rest?", "80")
    robot.press("Save")

    (entry,) = entries_of(context, YESTERDAY)
    morning = datetime(2026, 3, 1, 13, 0, tzinfo=UTC)
    assert [(one.kind, one.at) for one in entry.readings] == [("temperature", morning), ("pulse", morning)]


def test_how_it_is_now_is_the_word_of_the_one_who_enters_whoever_was_put_right(
    robot: DiaryRobot, context: Context, clock: FakeClock
) -> None:
    report = SymptomReport("old", "chest_pain", Severity.NONE, clock.now() - timedelta(days=4))
    context.diary.past_days.answer(None, date(2026, 2, 26), report)
    context.entering.hand_to(Reporter.CAREGIVER)
    robot.open("2026-02-26")
    robot.press("Correct or add: Thursday 26 February", "Change: Chest pain: None, 09:00")
    robot.press("3, Severe", "Save the change")

    robot.press("1, Mild")
    robot.leave()
    context.entering.hand_to(Reporter.PATIENT)
    context.journal.changed.emit(Topic.PERSON)
    robot.press("0, None", "Continue")

    now = [one for entry in entries_of(context, TODAY) for one in entry.reports]
    assert [(one.severity, one.by) for one in now] == [
        (Severity.MILD, Reporter.CAREGIVER),
        (Severity.NONE, Reporter.PATIENT),
    ]
