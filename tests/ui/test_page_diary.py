"""The diary page, driven over a real diary."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from companion.core.alerts import Outcome
from companion.core.diary import Entry, EntryState
from companion.core.errors import UserCanFix
from companion.core.levels import Reporter, Severity
from companion.core.medicines import medicine_named_in
from companion.core.people import Person
from companion.ui.context import Context
from companion.ui.pages.diary.clock import last_time
from companion.ui.places import Go, PageId
from companion.ui.theme import Theme, apply_theme
from tests.fake_clock import FakeClock
from tests.ui.context import CATALOGUE, build_context
from tests.ui.diary_opened import context as context
from tests.ui.diary_opened import robot as robot
from tests.ui.gallery import RESOURCES
from tests.ui.lint import all_complaints, untranslated
from tests.ui.looks import in_every_look
from tests.ui.robots.diary import DiaryRobot

TODAYS_BUTTON = 1
TEMPERATURE = "What is your temperature?"


def give_tarlatamab(context: Context) -> None:
    treatment = context.journal.start_treatment(
        drug="tarlatamab", regimen="tarlatamab", first_wall=datetime(2026, 3, 1, 9, 0)
    )
    context.journal.record_dose(
        treatment_id=treatment,
        ordinal=1,
        drug="tarlatamab",
        amount="1 mg",
        started_at=context.record.now() - timedelta(hours=2),
    )


def the_entry(context: Context) -> Entry:
    (entry,) = context.record.days(count=1)[0].entries
    return entry


def answers(entry: Entry) -> dict[tuple[str, Reporter], Severity]:
    return {(report.symptom, report.by): report.severity for report in entry.reports}


def test_a_day_without_symptoms_takes_three_presses(robot: DiaryRobot, context: Context) -> None:
    robot.open("fill_in")

    robot.press("None of these", "Save")

    assert robot.presses + TODAYS_BUTTON <= 3
    assert robot.sees("Saved")
    assert the_entry(context).state is EntryState.FINISHED
    assert the_entry(context).reports == ()


def test_two_symptoms_take_at_most_nine_presses(robot: DiaryRobot, context: Context) -> None:
    robot.open("fill_in")

    robot.press("Cough" if "Cough" in robot.offered() else "Headache", "Tiredness", "Continue")
    robot.press("1, Mild", "Continue", "2, Moderate", "Continue", "Save")

    assert robot.presses + TODAYS_BUTTON <= 9
    assert robot.sees("Saved")
    assert the_entry(context).state is EntryState.FINISHED
    assert sorted(report.severity.value for report in the_entry(context).reports) == ["mild", "moderate"]


def test_each_answer_is_in_the_file_before_the_next_question(
    robot: DiaryRobot, tmp_path: Path, clock: FakeClock
) -> None:
    robot.open("fill_in")
    robot.press("Tiredness", "Dizziness", "Continue", "1, Mild", "Continue")

    reader = build_context(tmp_path, clock)
    entry = the_entry(reader)
    reader.journal._shelf.db.close()

    assert len(entry.reports) == 1
    assert set(entry.asked) == {"fatigue", "dizziness"}


def test_looking_at_the_page_writes_nothing(robot: DiaryRobot, context: Context) -> None:
    robot.open("fill_in")

    robot.press("Back")

    assert context.record.days(count=1)[0].is_empty
    assert robot.sees("Today’s diary is not filled in yet.")


def test_nothing_is_chosen_beforehand(robot: DiaryRobot) -> None:
    robot.open("fill_in")
    before = robot.chosen()

    robot.press("Bleeding or easy bruising", "Continue")

    assert before == ()
    assert robot.chosen() == ()


def test_a_question_without_an_answer_is_not_passed_over(robot: DiaryRobot) -> None:
    robot.open("fill_in")
    robot.press("Tiredness", "Continue")

    robot.press("Continue")

    assert robot.sees("Choose one answer. “Not sure” is an answer too.")
    assert robot.sees("Question 1 of 1")


def test_going_on_needs_a_symptom_or_none(robot: DiaryRobot) -> None:
    robot.open("fill_in")

    robot.press("Continue")

    assert robot.sees("Choose what you had today, or “None of these”.")


def test_none_of_these_takes_the_others_away(robot: DiaryRobot, context: Context) -> None:
    robot.open("fill_in")

    robot.press("Tiredness", "None of these")

    assert robot.chosen() == ("None of these",)
    assert the_entry(context).asked == ()


def test_back_keeps_and_writes_the_answer(robot: DiaryRobot, context: Context) -> None:
    robot.open("fill_in")
    robot.press("Tiredness", "Continue", "2, Moderate")

    robot.press("Back", "Continue")

    assert robot.chosen() == ("2, Moderate",)
    assert answers(the_entry(context)) == {("fatigue", Reporter.PATIENT): Severity.MODERATE}


def test_leaving_the_page_writes_the_answer_and_coming_back_shows_it(
    robot: DiaryRobot, context: Context
) -> None:
    robot.open("fill_in")
    robot.press("Tiredness", "Continue", "1, Mild")

    robot.leave()
    robot.open()

    assert answers(the_entry(context)) == {("fatigue", Reporter.PATIENT): Severity.MILD}
    assert robot.chosen() == ("1, Mild",)


def test_a_sign_without_a_severity_is_not_lost(robot: DiaryRobot, context: Context) -> None:
    robot.open("fill_in")
    robot.press("Bleeding or easy bruising", "Continue", "Has it bled for more than 10 minutes?")

    robot.leave()

    (report,) = the_entry(context).reports
    assert report.severity is Severity.NOT_SURE
    assert len(report.signs) == 1


def test_none_is_stored_as_none(robot: DiaryRobot, context: Context) -> None:
    robot.open("fill_in")

    robot.press("Tiredness", "Continue", "0, None", "Continue", "Save")

    assert answers(the_entry(context)) == {("fatigue", Reporter.PATIENT): Severity.NONE}


def test_a_draft_goes_on_at_the_first_question_without_an_answer(robot: DiaryRobot, context: Context) -> None:
    entry = context.journal.begin_entry(day=context.record.today(), by=Reporter.PATIENT)
    context.journal.choose_symptoms(entry, ("fatigue", "dizziness"))
    context.journal.answer(
        entry, symptom="fatigue", severity=Severity.MILD, signs=frozenset(), by=Reporter.PATIENT
    )

    robot.open()
    robot.press("Go on with today’s diary")

    assert robot.sees("Question 2 of 2")
    robot.press("2, Moderate", "Continue", "Save")
    assert answers(the_entry(context)) == {
        ("fatigue", Reporter.PATIENT): Severity.MILD,
        ("dizziness", Reporter.PATIENT): Severity.MODERATE,
    }


def test_an_entry_given_up_yesterday_is_not_gone_on_with(
    robot: DiaryRobot, context: Context, clock: FakeClock
) -> None:
    robot.open("fill_in")
    robot.press("Tiredness", "Continue", "1, Mild")
    robot.leave()
    clock.advance(days=1)
    context.journal.close_left_drafts(idle_for=timedelta(minutes=15))

    robot.open()

    assert robot.sees("Left unfinished.")
    assert "Fill in today’s diary" in robot.offered()


def test_a_tick_after_an_emptied_draft_was_put_away_begins_a_new_one(
    robot: DiaryRobot, context: Context, clock: FakeClock
) -> None:
    robot.open("fill_in")
    robot.press("Tiredness", "Tiredness")
    clock.advance(minutes=20)
    context.journal.close_left_drafts(idle_for=timedelta(minutes=15))

    robot.press("Dizziness")

    assert the_entry(context).asked == ("dizziness",)


def test_the_number_of_times_gives_the_severity(robot: DiaryRobot, context: Context) -> None:
    robot.open("fill_in")
    robot.press("Vomiting (throwing up)", "Continue")

    robot.write("How many times did you throw up in the last 24 hours?", "3")
    robot.press("One more")

    assert robot.typed("How many times did you throw up in the last 24 hours?") == "4"
    assert robot.chosen() == ("2, Moderate",)
    robot.press("Continue", "Save")
    assert answers(the_entry(context)) == {("vomiting", Reporter.PATIENT): Severity.MODERATE}


def test_an_answer_chosen_against_the_number_takes_the_number_away(robot: DiaryRobot) -> None:
    robot.open("fill_in")
    robot.press("Vomiting (throwing up)", "Continue")
    robot.write("How many times did you throw up in the last 24 hours?", "1")

    robot.press("3, Severe")

    assert robot.typed("How many times did you throw up in the last 24 hours?") == ""
    assert robot.chosen() == ("3, Severe",)


def test_a_number_that_cannot_be_read_stops_the_way_on(robot: DiaryRobot, context: Context) -> None:
    robot.open("fill_in")
    robot.press("Vomiting (throwing up)", "Continue", "1, Mild")

    robot.write("How many times did you throw up in the last 24 hours?", "-2")
    robot.press("Continue")

    assert robot.sees("Type a whole number, such as 3.")
    assert the_entry(context).reports == ()


def test_a_fever_asks_for_the_temperature_and_shows_it_in_both_units(
    robot: DiaryRobot, context: Context
) -> None:
    robot.open("fill_in")
    robot.press("Feeling feverish", "Continue", "1, Mild")

    robot.write(TEMPERATURE, "37,4")

    assert robot.sees("Take your temperature now")
    assert robot.sees("This means 37.4 °C (99.3 °F)")
    robot.press("Continue")
    (reading,) = the_entry(context).readings
    assert (reading.value, reading.unit) == (Decimal("37.4"), "Cel")


def test_a_number_that_fits_only_fahrenheit_is_offered_and_not_guessed(
    robot: DiaryRobot, context: Context
) -> None:
    robot.open("fill_in")
    robot.press("Feeling feverish", "Continue", "1, Mild")
    robot.write(TEMPERATURE, "101.1")

    robot.press("Continue")

    assert robot.sees("Question 1 of 1")
    assert the_entry(context).readings == ()
    robot.press("Did you mean 101.1 °F (38.4 °C)?", "Continue")
    (reading,) = the_entry(context).readings
    assert (reading.value, reading.unit) == (Decimal("101.1"), "[degF]")


def test_text_that_is_no_temperature_stays_with_a_reason(robot: DiaryRobot, context: Context) -> None:
    robot.open("fill_in")
    robot.press("None of these", "Add a temperature, a medicine or a note")

    robot.write(TEMPERATURE, "hot")
    robot.press("Save")

    assert robot.typed(TEMPERATURE) == "hot"
    assert robot.sees("That is not one number that can be read.")
    assert robot.sees("Type one number from 30.0 °C to 45.0 °C.")
    assert robot.focused() == TEMPERATURE
    assert context.record.days(count=1)[0].is_empty


def test_a_reading_is_written_when_the_person_moves_on_from_it(robot: DiaryRobot, context: Context) -> None:
    robot.open("fill_in")
    robot.press("None of these", "Add a temperature, a medicine or a note")

    robot.write(TEMPERATURE, "36.9")
    robot.write("Note", "")

    (reading,) = the_entry(context).readings
    assert reading.value == Decimal("36.9")
    assert robot.sees("Written down: 36.9 °C (98.4 °F)")


def test_a_reading_that_interrupts_is_written_once(robot: DiaryRobot, context: Context) -> None:
    robot.open("fill_in")
    robot.press("Feeling feverish", "Continue", "3, Severe")
    robot.write(TEMPERATURE, "39.6")

    robot.press("Continue")

    assert robot.window.interruptions > 0
    assert len(the_entry(context).readings) == 1
    assert len(the_entry(context).reports) == 1
    assert robot.sees("Check and save")


def test_another_reading_can_be_added(robot: DiaryRobot, context: Context) -> None:
    robot.open("fill_in")
    robot.press("None of these", "Add a temperature, a medicine or a note", "Add another reading")

    robot.write("How much do you weigh?", "70")
    robot.press("Save")

    (reading,) = the_entry(context).readings
    assert (reading.kind, reading.unit) == ("weight", "kg")


def test_an_answer_can_be_changed_from_the_last_step(robot: DiaryRobot, context: Context) -> None:
    robot.open("fill_in")
    robot.press("Tiredness", "Continue", "1, Mild", "Continue")

    robot.press("Change: Tiredness", "2, Moderate", "Continue")

    assert robot.sees("Check and save")
    assert robot.sees("Tiredness: Moderate")
    assert answers(the_entry(context)) == {("fatigue", Reporter.PATIENT): Severity.MODERATE}


def test_adding_a_symptom_asks_only_about_what_has_no_answer(robot: DiaryRobot, context: Context) -> None:
    robot.open("fill_in")
    robot.press("Tiredness", "Continue", "1, Mild", "Continue")

    robot.press("Add or take away a symptom", "Dizziness", "Continue")
    asked = robot.reads()
    robot.press("2, Moderate", "Continue")

    assert CATALOGUE.symptoms["dizziness"].words.question in asked
    assert robot.sees("Check and save")
    assert len(the_entry(context).reports) == 2


def test_an_answer_that_is_only_looked_at_is_not_reported_again(
    robot: DiaryRobot, context: Context, clock: FakeClock
) -> None:
    robot.open("fill_in")
    robot.press("Tiredness", "Continue", "1, Mild", "Continue")
    clock.advance(minutes=30)

    robot.press("Change: Tiredness", "Back")

    assert len(the_entry(context).reports) == 1


def test_the_caregiver_answers_the_same_question_for_themselves(robot: DiaryRobot, context: Context) -> None:
    context.journal.set_person(Person(name="Ann"))
    give_tarlatamab(context)
    robot.open("fill_in")
    robot.press("Confusion", "Continue")
    asked = robot.sees("If someone is with you, ask them to answer this one too.")
    robot.press("0, None", "Let the caregiver answer")
    blank = robot.chosen()

    robot.press("1, Mild", "Continue")

    assert asked
    assert blank == ()
    assert answers(the_entry(context)) == {
        ("confusion", Reporter.PATIENT): Severity.NONE,
        ("confusion", Reporter.CAREGIVER): Severity.MILD,
    }
    assert robot.sees("said by the caregiver")


def test_a_diary_kept_for_another_begins_with_the_caregiver(robot: DiaryRobot, context: Context) -> None:
    context.journal.set_person(Person(name="Ann", cared_for_by_another=True))

    robot.open("fill_in")
    robot.press("None of these", "Save")

    assert the_entry(context).by is Reporter.CAREGIVER


def test_a_medicine_is_written_with_the_time_it_was_taken(robot: DiaryRobot, context: Context) -> None:
    robot.open("fill_in")
    robot.press("None of these", "Add a temperature, a medicine or a note")
    robot.press("I took a medicine for fever, pain, or a steroid", "Another medicine")
    robot.write("Name of the medicine", "Extra strength tylenol")
    robot.press("At another time")
    robot.write("Time", "23:15")
    understood = robot.sees("This means yesterday, 23:15")

    robot.press("Write this medicine down")

    (taken,) = context.record.medicines_since(context.record.now() - timedelta(days=1))
    assert understood
    assert (taken.medicine, taken.name) == ("acetaminophen", "Extra strength tylenol")
    assert taken.at == datetime(2026, 3, 2, 4, 15, tzinfo=UTC)


def test_a_medicine_begun_and_not_written_is_not_lost_on_saving(robot: DiaryRobot, context: Context) -> None:
    robot.open("fill_in")
    robot.press("None of these", "Add a temperature, a medicine or a note")
    robot.press("I took a medicine for fever, pain, or a steroid", "Prednisone")

    robot.press("Save")
    asked = robot.sees("Choose when you took it.")
    robot.press("An hour ago", "Save")

    (taken,) = context.record.medicines_since(context.record.now() - timedelta(days=1))
    assert asked
    assert (taken.medicine, taken.at) == ("prednisone", context.record.now() - timedelta(hours=1))
    assert robot.sees("Saved")


def test_the_note_is_kept_while_it_is_typed_letter_for_letter(robot: DiaryRobot, context: Context) -> None:
    robot.open("fill_in")
    robot.press("None of these", "Add a temperature, a medicine or a note")
    robot.write("Note", "Coffee <b>tasted</b>\nodd & 5\u00a0mg")

    for timer in robot.window.findChildren(QTimer):
        if timer.isActive():
            timer.timeout.emit()

    assert the_entry(context).note == "Coffee <b>tasted</b>\nodd & 5\u00a0mg"


def test_a_note_that_is_too_long_says_so_and_keeps_what_fits(robot: DiaryRobot, context: Context) -> None:
    robot.open("fill_in")
    robot.press("None of these", "Add a temperature, a medicine or a note")
    robot.write("Note", "x" * 10_000 + "y")

    robot.leave()

    assert the_entry(context).note == "x" * 10_000
    assert "This note is longer than 10,000 letters." in robot.reads()
    with pytest.raises(UserCanFix):
        context.journal.write_note(the_entry(context).id, "y" * 10_001)


def test_the_note_is_kept_on_leaving(robot: DiaryRobot, context: Context) -> None:
    robot.open("fill_in")
    robot.press("None of these", "Add a temperature, a medicine or a note")
    robot.write("Note", "Slept badly")

    robot.leave()

    assert the_entry(context).note == "Slept badly"


def test_saved_is_not_said_when_nothing_could_be_saved(
    robot: DiaryRobot, context: Context, qtbot: QtBot
) -> None:
    robot.open("fill_in")
    robot.press("Tiredness", "Continue", "2, Moderate")
    context.journal._shelf.db.execute("PRAGMA query_only = on")

    with qtbot.capture_exceptions() as failures:
        robot.press("Continue")

    context.journal._shelf.db.execute("PRAGMA query_only = off")
    assert [type(failure[1]) for failure in failures] == [UserCanFix]
    assert robot.chosen() == ("2, Moderate",)
    robot.press("Continue", "Save")
    assert robot.sees("Saved")
    assert answers(the_entry(context)) == {("fatigue", Reporter.PATIENT): Severity.MODERATE}


def test_a_reading_that_could_not_be_saved_is_tried_again(
    robot: DiaryRobot, context: Context, qtbot: QtBot
) -> None:
    robot.open("temperature")
    robot.write(TEMPERATURE, "36.8")
    context.journal._shelf.db.execute("PRAGMA query_only = on")
    with qtbot.capture_exceptions() as failures:
        robot.press("Save")
    context.journal._shelf.db.execute("PRAGMA query_only = off")

    robot.press("Save")

    assert len(failures) == 1
    assert [reading.value for reading in the_entry(context).readings] == [Decimal("36.8")]


def test_a_temperature_alone_leaves_a_finished_diary_finished(robot: DiaryRobot, context: Context) -> None:
    robot.open("fill_in")
    robot.press("None of these", "Save")

    robot.open("temperature")
    robot.write(TEMPERATURE, "37.0")
    robot.press("Save")

    assert the_entry(context).state is EntryState.FINISHED
    assert [reading.value for reading in the_entry(context).readings] == [Decimal("37.0")]


def test_a_temperature_in_between_does_not_disturb_the_question(robot: DiaryRobot, context: Context) -> None:
    robot.open("fill_in")
    robot.press("Tiredness", "Continue", "1, Mild")
    robot.leave()

    robot.open("temperature")
    robot.write(TEMPERATURE, "36.5")
    robot.press("Save")

    assert robot.sees("Question 1 of 1")
    assert robot.chosen() == ("1, Mild",)
    assert len(the_entry(context).readings) == 1


def test_the_list_begins_with_yesterday_and_then_the_drug(
    robot: DiaryRobot, context: Context, clock: FakeClock
) -> None:
    give_tarlatamab(context)
    entry = context.journal.begin_entry(day=context.record.today(), by=Reporter.PATIENT)
    context.journal.answer(
        entry, symptom="mouth_sores", severity=Severity.MILD, signs=frozenset(), by=Reporter.PATIENT
    )
    context.journal.finish_entry(entry)
    clock.advance(days=1)

    robot.open("fill_in")

    rows = [name for name in robot.offered() if name in {s.words.name for s in CATALOGUE.symptoms.values()}]
    assert rows[0] == "Mouth sores"
    assert "Confusion" in rows
    assert "Joint pain" not in rows
    assert rows[-1] == "Something is wrong"


def test_any_symptom_is_found_by_typing_what_it_is_like(robot: DiaryRobot, context: Context) -> None:
    give_tarlatamab(context)
    robot.open("fill_in")
    robot.press("More symptoms")

    robot.write("Find a symptom", "yellow")
    robot.press("Yellow skin or eyes (jaundice)")

    assert the_entry(context).asked == ("jaundice",)
    robot.press("Continue")
    assert robot.sees("Question 1 of 1")


def test_a_symptom_of_the_first_list_found_by_typing_is_one_tick(robot: DiaryRobot, context: Context) -> None:
    give_tarlatamab(context)
    robot.open("fill_in")
    robot.press("Confusion", "More symptoms")

    robot.write("Find a symptom", "mixed")

    assert robot.chosen() == ("Confusion", "Confusion")


def test_the_day_shows_what_was_written_and_what_came_of_it(
    robot: DiaryRobot, context: Context, clock: FakeClock
) -> None:
    context.journal.set_person(Person(name="Ann"))
    give_tarlatamab(context)
    entry = context.journal.begin_entry(day=context.record.today(), by=Reporter.PATIENT)
    context.journal.answer(
        entry, symptom="confusion", severity=Severity.MILD, signs=frozenset(), by=Reporter.CAREGIVER
    )
    context.journal.measure(
        entry_id=entry, kind="temperature", value=Decimal("37.1"), unit="Cel", by=Reporter.PATIENT
    )
    context.journal.write_note(entry, "I <i>slept</i>")
    context.journal.finish_entry(entry)
    (alert,) = context.record.open_alerts()
    context.journal.record_no_answer((alert.id,), by=Reporter.CAREGIVER)
    context.journal.record_outcome(
        (alert.id,),
        outcome=Outcome.CALLED,
        who_answered="Nurse Kim",
        what_they_said="Come in",
        by=Reporter.CAREGIVER,
    )

    robot.open()

    for line in (
        "Diary at 09:00, by Ann",
        "Confusion: Mild, 09:00, said by the caregiver",
        "Temperature: 37.1 °C (98.8 °F), 09:00",
        "I <i>slept</i>",
        "Tarlatamab, 1 mg, at 07:00",
        "This alert came up today, 09:00.",
        "It was about: Confusion",
        "Called, and nobody answered: today, 09:00 (written by the caregiver)",
        "Called, and someone answered: today, 09:00 (written by the caregiver)",
        "Who answered: Nurse Kim",
        "Come in",
    ):
        assert line in robot.reads().splitlines(), line


def test_an_alert_without_an_outcome_leads_to_where_it_is_written(
    robot: DiaryRobot, context: Context
) -> None:
    give_tarlatamab(context)
    context.journal.measure(
        entry_id=None, kind="temperature", value=Decimal("39.0"), unit="Cel", by=Reporter.PATIENT
    )
    robot.open()

    robot.press("Write down what happened")

    ids = {alert.id for alert in context.record.open_alerts()}
    (gone,) = robot.window.went
    assert gone.page is PageId.ALERTS
    assert gone.subject in ids


def test_a_day_that_is_asked_for_stands_first_however_old(
    robot: DiaryRobot, context: Context, clock: FakeClock
) -> None:
    entry = context.journal.begin_entry(day=context.record.today(), by=Reporter.PATIENT)
    context.journal.write_note(entry, "Long ago")
    context.journal.finish_entry(entry)
    clock.advance(days=40)

    robot.open("2026-03-02")

    assert robot.sees("Long ago")


def test_the_last_three_days_stand_below_and_the_day_before_them_comes_when_asked_for(
    robot: DiaryRobot, context: Context, clock: FakeClock
) -> None:
    for note in ("Three days ago", "Two days ago"):
        entry = context.journal.begin_entry(day=context.record.today(), by=Reporter.PATIENT)
        context.journal.write_note(entry, note)
        context.journal.finish_entry(entry)
        clock.advance(days=1)
    clock.advance(days=1)
    robot.open()
    before = robot.sees("Two days ago"), robot.sees("Three days ago")

    robot.press("Show earlier days")

    assert before == (True, False)
    assert robot.sees("Three days ago")


def test_earlier_days_can_be_shown(robot: DiaryRobot, context: Context, clock: FakeClock) -> None:
    entry = context.journal.begin_entry(day=context.record.today(), by=Reporter.PATIENT)
    context.journal.write_note(entry, "Ten days ago")
    context.journal.finish_entry(entry)
    clock.advance(days=10)
    robot.open()
    before = robot.sees("Ten days ago")

    robot.press("Show earlier days")

    assert not before
    assert robot.sees("Ten days ago")


def test_after_saving_the_window_is_on_the_saved_page(robot: DiaryRobot) -> None:
    robot.open("fill_in")

    robot.press("None of these", "Save")

    assert robot.window.went == [Go(PageId.DIARY, "saved")]
    assert robot.focused() == "Go to Today"


def test_the_whole_diary_can_be_filled_in_with_the_keyboard(
    robot: DiaryRobot, context: Context, qtbot: QtBot
) -> None:
    robot.open()
    robot.press("Fill in today’s diary")
    first = robot.focused()

    robot.keys(Qt.Key.Key_Space)
    go_on_by_shortcut(robot, qtbot, "Question 1 of 1")
    robot.keys(Qt.Key.Key_Right, Qt.Key.Key_Space)
    go_on_by_shortcut(robot, qtbot, "Check and save")
    robot.keys(Qt.Key.Key_3, Qt.Key.Key_6, Qt.Key.Key_Return)
    go_on_by_shortcut(robot, qtbot, "Saved")

    entry = the_entry(context)
    assert entry.state is EntryState.FINISHED
    assert [CATALOGUE.symptoms[report.symptom].words.name for report in entry.reports] == [first]
    assert entry.reports[0].severity is Severity.MILD
    assert [reading.value for reading in entry.readings] == [Decimal(36)]


def go_on_by_shortcut(robot: DiaryRobot, qtbot: QtBot, seen: str) -> None:
    """Control and Enter goes on from anywhere on a step; Qt shows the button pressed for a moment first."""
    QTest.keyClick(robot.window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: robot.sees(seen))


def test_enter_in_a_field_goes_on(robot: DiaryRobot, context: Context) -> None:
    robot.open("fill_in")
    robot.press("Feeling feverish", "Continue", "1, Mild")
    robot.write(TEMPERATURE, "37")

    robot.keys(Qt.Key.Key_Return)

    assert robot.sees("Check and save")
    assert len(the_entry(context).readings) == 1


def test_enter_on_a_row_ticks_it_and_does_not_go_on(robot: DiaryRobot) -> None:
    robot.open("fill_in")

    robot.keys(Qt.Key.Key_Return)

    assert robot.chosen() == (robot.focused(),)
    assert robot.sees("Which of these did you have today?")


def test_a_time_still_to_come_was_yesterday() -> None:
    now = datetime(2026, 3, 2, 14, 0, tzinfo=UTC)
    today = date(2026, 3, 2)

    assert last_time(time(8), now, today, "America/New_York") == datetime(2026, 3, 2, 13, 0, tzinfo=UTC)
    assert last_time(time(23), now, today, "America/New_York") == datetime(2026, 3, 2, 4, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "expected"), [("ADVIL 200", "ibuprofen"), ("Vitamin D", None), ("advilish", None)]
)
def test_a_known_medicine_is_known_by_any_of_its_names(typed: str, expected: str | None) -> None:
    known = medicine_named_in(typed, CATALOGUE.medicines.values())

    assert (known.id if known else None) == expected


WIDE, NARROW = (1366, 768), (1024, 600)
# What fits does not depend on the theme, nor contrast on the size of the window.


@in_every_look
def test_every_step_can_be_read_and_reached(
    robot: DiaryRobot, context: Context, qapp: QApplication, theme: Theme, scale: float, size: tuple[int, int]
) -> None:
    apply_theme(qapp, theme, scale, RESOURCES)
    robot.window.resize(*size)
    complaints: list[str] = []

    for state in walk(robot, context):
        complaints += [f"{state}: {complaint}" for complaint in all_complaints(robot.window)]

    assert complaints == []


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_every_word_comes_from_the_resources(
    tmp_path: Path, clock: FakeClock, qapp: QApplication, scale: float
) -> None:
    apply_theme(qapp, Theme.LIGHT, scale, RESOURCES)
    context = build_context(tmp_path, clock, pseudo=True)
    robot = DiaryRobot(context)
    complaints: list[str] = []

    for state in walk(robot, context):
        found = (*untranslated(robot.window), *all_complaints(robot.window))
        complaints += [f"{state}: {complaint}" for complaint in found]

    robot.close()
    context.journal._shelf.db.close()
    assert complaints == []


def walk(robot: DiaryRobot, context: Context) -> Iterator[str]:
    """Through every step of the page, whatever its language."""
    words, catalogue = context.words, context.catalogue
    give_tarlatamab(context)
    name = {id: words.written(symptom.words.name) for id, symptom in catalogue.symptoms.items()}
    moderate = words("widgets.step", number=2, word=words("severity.moderate"))
    go_on = words("diary.continue")
    robot.open("fill_in")
    yield "choose"
    robot.press(go_on, words("diary.more_symptoms"))
    robot.write(words("diary.find_symptom"), "skin")
    yield "more"
    for symptom in ("fever", "vomiting"):
        robot.press(name[symptom]) if robot.offered().count(name[symptom]) == 1 else None
    robot.press(go_on)
    robot.press(moderate)
    question = words.written(catalogue.readings["temperature"].words.question)
    robot.write(question, "101.5")
    yield "question with an offer"
    robot.write(question, "hot")
    robot.press(go_on)
    yield "question with a problem"
    robot.write(question, "38.5")
    robot.press(go_on, moderate)
    yield "question with a count"
    robot.press(go_on)
    robot.press(words("diary.add_reading"), words("diary.took_medicine"))
    robot.press(words("diary.other_medicine"), words("diary.taken_other"))
    yield "check"
    robot.write(words("diary.medicine_name"), "Advil")
    robot.write(words("diary.time_taken"), "8:00")
    robot.press(words("diary.save"))
    yield "saved"
    robot.open()
    yield "start"
