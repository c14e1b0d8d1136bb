"""The diary page when something is put right, a past day is filled in, or it is after midnight."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from companion.core.diary import Entry, EntryState, SymptomReport
from companion.core.levels import Reporter, Severity
from companion.ui.context import Context
from companion.ui.theme import Theme, apply_theme
from tests.fake_clock import FakeClock
from tests.ui.context import build_context
from tests.ui.diary_opened import context as context
from tests.ui.diary_opened import robot as robot
from tests.ui.gallery import RESOURCES
from tests.ui.lint import all_complaints, untranslated
from tests.ui.looks import in_every_look
from tests.ui.robots.diary import DiaryRobot
from tests.ui.scenes import named

TEMPERATURE = "What is your temperature?"
YESTERDAY = date(2026, 3, 1)


@pytest.fixture(autouse=True)
def with_a_name(context: Context) -> None:
    named(context)


def an_evening(context: Context, clock: FakeClock, *, days_ago: int = 0) -> str:
    """A finished entry with an answer, a reading, a medicine and a note."""
    now = clock.moment
    clock.advance(days=-days_ago)
    journal, by = context.journal, Reporter.PATIENT
    entry = journal.begin_entry(day=context.record.today(), by=by)
    journal.answer(entry, symptom="fatigue", severity=Severity.MILD, signs=frozenset(), by=by)
    journal.measure(entry_id=entry, kind="temperature", value=Decimal("36.9"), unit="Cel", by=by)
    journal.take_medicine(medicine="ibuprofen", name="Ibuprofen", at=clock.now(), by=by)
    journal.write_note(entry, "slept <b>badly</b>")
    journal.finish_entry(entry)
    clock.moment = now
    return entry


def entries_of(context: Context, day: date) -> tuple[Entry, ...]:
    return context.record.day(day).entries


def test_a_reading_of_today_is_corrected_from_the_diary_and_undone_in_place(
    robot: DiaryRobot, context: Context, clock: FakeClock
) -> None:
    entry = an_evening(context, clock)
    robot.open()
    robot.press("Correct or add: Today, Monday 2 March", "Change: Temperature: 36.9 °C (98.4 °F), 09:00")

    robot.write(TEMPERATURE, "37.2")
    robot.press("Save the change")
    changed = context.record.entry(entry).readings[0].value
    robot.press("Undo: Changed: Temperature: 37.2 °C (99.0 °F), 09:00")

    assert changed == Decimal("37.2")
    assert context.record.entry(entry).readings[0].value == Decimal("36.9")
    assert robot.sees("Temperature: 36.9 °C (98.4 °F), 09:00")


def test_an_answer_gets_another_severity_and_time(
    robot: DiaryRobot, context: Context, clock: FakeClock
) -> None:
    entry = an_evening(context, clock)
    robot.open()
    robot.press("Correct or add: Today, Monday 2 March", "Change: Tiredness: Mild, 09:00")

    robot.press("2, Moderate")
    robot.write("At what time?", "07:30")
    robot.press("Save the change")

    (report,) = context.record.entry(entry).reports
    assert report.severity is Severity.MODERATE
    assert report.at == datetime(2026, 3, 2, 12, 30, tzinfo=UTC)


def test_a_time_still_to_come_is_refused_with_a_reason(
    robot: DiaryRobot, context: Context, clock: FakeClock
) -> None:
    entry = an_evening(context, clock)
    robot.open()
    robot.press("Correct or add: Today, Monday 2 March", "Change: Tiredness: Mild, 09:00")

    robot.write("At what time?", "23:59")
    robot.press("Save the change")

    assert robot.sees("This time is still to come.")
    assert context.record.entry(entry).reports[0].at == clock.now()


def test_a_medicine_is_corrected_and_deleted_and_each_is_undone(
    robot: DiaryRobot, context: Context, clock: FakeClock
) -> None:
    an_evening(context, clock)
    robot.open()
    robot.press("Correct or add: Today, Monday 2 March")
    robot.press("Change: Ibuprofen: today, 09:00 (written by Ann)")
    robot.write("Name of the medicine", "Prednisone")
    robot.press("Save the change")
    (changed,) = context.record.day(context.record.today()).medicines

    robot.press("Delete: Prednisone: today, 09:00 (written by Ann)")
    gone = context.record.day(context.record.today()).medicines
    robot.press("Undo: Deleted: Prednisone: today, 09:00 (written by Ann)")
    robot.press("Undo: Changed: Prednisone: today, 09:00 (written by Ann)")

    assert changed.medicine == "prednisone"
    assert gone == ()
    assert [one.name for one in context.record.day(context.record.today()).medicines] == ["Ibuprofen"]


def test_a_note_is_changed_and_the_one_before_comes_back(
    robot: DiaryRobot, context: Context, clock: FakeClock
) -> None:
    entry = an_evening(context, clock)
    robot.open()
    robot.press("Correct or add: Today, Monday 2 March", "Change the note")
    robot.write("Note", "slept well")
    robot.press("Save the change")
    changed = context.record.entry(entry).note

    robot.press("Undo: The note was changed")

    assert (changed, context.record.entry(entry).note) == ("slept well", "slept <b>badly</b>")


def test_a_note_that_the_caregiver_may_not_see_is_neither_shown_nor_written_over(
    robot: DiaryRobot, context: Context, clock: FakeClock
) -> None:
    entry = an_evening(context, clock)
    context.journal._shelf.diary.hide_note(entry, hidden=True, at=clock.now(), by=Reporter.PATIENT)
    context.entering.hand_to(Reporter.CAREGIVER)
    robot.open()

    robot.press("Correct or add: Today, Monday 2 March")

    assert not robot.sees("slept <b>badly</b>")
    assert not {"Change the note", "Add a note"} & set(robot.offered())


def test_a_whole_entry_is_deleted_and_comes_back(
    robot: DiaryRobot, context: Context, clock: FakeClock
) -> None:
    entry = an_evening(context, clock)
    robot.open()
    robot.press("Correct or add: Today, Monday 2 March", "Delete: Diary at 09:00, by Ann")
    gone = entries_of(context, context.record.today())

    robot.press("Undo: The entry was deleted")

    assert gone == ()
    assert [one.id for one in entries_of(context, context.record.today())] == [entry]


def test_saving_is_undone_back_to_where_each_answer_can_be_changed(
    robot: DiaryRobot, context: Context
) -> None:
    robot.open("fill_in")
    robot.press("Tiredness", "Continue", "1, Mild", "Continue", "Save")

    robot.press("Undo: go back to this diary before it was saved")

    (entry,) = entries_of(context, context.record.today())
    assert entry.state is EntryState.DRAFT
    assert robot.sees("Check and save")
    robot.press("Save")
    assert robot.sees("Saved")


def test_an_answer_deleted_on_the_last_step_is_undone_there(robot: DiaryRobot, context: Context) -> None:
    robot.open("fill_in")
    robot.press("Tiredness", "Continue", "1, Mild", "Continue", "Delete: Tiredness: Mild, 09:00")
    (without,) = entries_of(context, context.record.today())

    robot.press("Undo: Deleted: Tiredness: Mild, 09:00")

    (entry,) = entries_of(context, context.record.today())
    assert without.reports == ()
    assert [report.severity for report in entry.reports] == [Severity.MILD]
    assert robot.sees("Tiredness: Mild, 09:00")


def test_an_answer_changed_on_the_last_step_is_undone_there(robot: DiaryRobot, context: Context) -> None:
    robot.open("fill_in")
    robot.press(
        "Tiredness", "Continue", "1, Mild", "Continue", "Change: Tiredness", "2, Moderate", "Continue"
    )

    robot.press("Undo: Changed: Tiredness")

    (entry,) = entries_of(context, context.record.today())
    assert [report.severity for report in entry.reports] == [Severity.MILD]
    assert robot.sees("Tiredness: Mild, 09:00")


def test_a_reading_taken_out_is_not_written_again_by_saving(robot: DiaryRobot, context: Context) -> None:
    robot.open("fill_in")
    robot.press("None of these", "Add a temperature, a medicine or a note")
    robot.write(TEMPERATURE, "36.9")
    robot.write("Note", "better")

    robot.press("Undo: Written down: Temperature: 36.9 °C (98.4 °F), 09:00", "Save")

    (entry,) = entries_of(context, context.record.today())
    assert entry.readings == ()
    assert entry.note == "better"


def test_yesterday_is_filled_in_at_a_part_of_its_day(robot: DiaryRobot, context: Context) -> None:
    robot.open()
    robot.press("Yesterday", "Add to this day")
    asked = robot.sees("All of this is about Sunday 1 March.")

    robot.press("In the evening", "Tiredness", "Continue", "1, Mild", "Continue", "Save")

    (entry,) = entries_of(context, YESTERDAY)
    assert asked
    assert entry.state is EntryState.FINISHED
    assert entry.reports[0].at == datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
    assert robot.sees("Written Monday 2 March, 09:00, by Ann")


def test_a_past_day_needs_to_know_about_when(robot: DiaryRobot, context: Context) -> None:
    robot.open()
    robot.press("Yesterday", "Add to this day", "Tiredness", "Continue")

    assert robot.sees("Choose about when it was.")
    assert robot.sees("What happened on that day?")
    assert robot.sees("About when was it on Sunday 1 March?")
    assert robot.sees("Which of these did you have on that day?")


def test_any_day_can_be_typed_and_one_to_come_is_refused(robot: DiaryRobot) -> None:
    robot.open()
    robot.write("Which day?", "12 March 2026")
    robot.press("Open this day")
    refused = robot.sees("This day is still to come.")

    robot.write("Which day?", "3 January 2026")
    robot.press("Open this day")

    assert refused
    assert robot.sees("Saturday 3 January 2026")
    assert "Add to this day" in robot.offered()


def test_a_medicine_of_a_past_day_is_written_at_its_time(robot: DiaryRobot, context: Context) -> None:
    robot.open()
    robot.press("Yesterday", "Add to this day", "In the morning", "None of these")
    robot.press("Add a temperature, a medicine or a note")
    robot.press("I took a medicine for fever, pain, or a steroid", "Prednisone")
    robot.write("Time", "08:15")

    robot.press("Write this medicine down", "Save")

    (taken,) = context.record.day(YESTERDAY).medicines
    assert taken.at == datetime(2026, 3, 1, 13, 15, tzinfo=UTC)


def test_an_old_answer_that_would_have_been_urgent_asks_at_once_how_it_is_now(
    robot: DiaryRobot, context: Context
) -> None:
    robot.open("2026-02-26")
    robot.press("Correct or add: Thursday 26 February", "Add to this day")
    robot.press("In the morning", "Tiredness", "More symptoms", "Chest pain", "Continue")

    robot.press("1, Mild", "Continue", "3, Severe", "Continue")
    asked = robot.reads()
    before = context.record.open_alerts()
    robot.press("3, Severe", "Continue")

    assert "How is it now?" in asked
    assert "Thursday 26 February: Chest pain: Severe" in asked
    assert before == ()
    assert context.record.open_alerts()
    now = [report for entry in entries_of(context, context.record.today()) for report in entry.reports]
    assert [(report.symptom, report.severity) for report in now] == [("chest_pain", Severity.SEVERE)]
    assert robot.sees("Check and save")


def test_an_old_fever_asks_to_measure_now_and_lets_go_who_cannot(robot: DiaryRobot, context: Context) -> None:
    treatment = context.journal.start_treatment(
        drug="tarlatamab", regimen="tarlatamab", first_wall=datetime(2026, 2, 26, 9, 0)
    )
    context.journal.record_dose(
        treatment_id=treatment,
        ordinal=1,
        drug="tarlatamab",
        amount="1 mg",
        started_at=datetime(2026, 2, 26, 14, 0, tzinfo=UTC),
    )
    robot.open("2026-02-26")
    robot.press("Correct or add: Thursday 26 February", "Add to this day", "In the evening", "None of these")
    robot.press("Add a temperature, a medicine or a note")
    robot.write(TEMPERATURE, "38.6")

    robot.press("Save")
    asked = robot.sees("How is it now?")
    robot.press("I cannot measure it now")

    assert asked
    assert robot.sees("Saved")
    assert len(entries_of(context, date(2026, 2, 26))[0].readings) == 1


def test_an_old_answer_made_worse_by_a_correction_asks_how_it_is_now(
    robot: DiaryRobot, context: Context, clock: FakeClock
) -> None:
    past = context.diary.past_days
    report = SymptomReport("old", "chest_pain", Severity.NONE, clock.now() - timedelta(days=4))
    past.answer(None, date(2026, 2, 26), report)
    robot.open("2026-02-26")
    robot.press("Correct or add: Thursday 26 February", "Change: Chest pain: None, 09:00")

    robot.press("3, Severe", "Save the change")
    asked = robot.sees("How is it now?")
    robot.press("0, None", "Continue")

    assert asked
    assert robot.sees("Thursday 26 February 2026")
    (today,) = entries_of(context, context.record.today())
    assert [one.severity for one in today.reports] == [Severity.NONE]


def test_how_is_it_now_is_asked_at_the_start_of_the_diary_until_it_is_answered(
    robot: DiaryRobot, context: Context, clock: FakeClock
) -> None:
    report = SymptomReport("old", "chest_pain", Severity.SEVERE, clock.now() - timedelta(days=4))
    context.diary.past_days.answer(None, date(2026, 2, 26), report)
    robot.open()
    robot.press("Say how it is now", "Back")
    still = robot.sees("nobody has said yet")

    robot.press("Say how it is now", "1, Mild", "Continue")

    assert still
    assert not robot.sees("nobody has said yet")
    assert context.diary.now_questions.open() == ()


def test_an_entry_that_is_being_filled_in_asks_it_and_goes_on_where_it_was(
    robot: DiaryRobot, context: Context, clock: FakeClock
) -> None:
    report = SymptomReport("old", "chest_pain", Severity.SEVERE, clock.now() - timedelta(days=4))
    context.diary.past_days.answer(None, date(2026, 2, 26), report)
    robot.open("fill_in")
    robot.press("Tiredness", "Continue", "1, Mild")

    robot.open("how_now")
    asked = robot.sees("Where a question says today, answer for how it is right now.")
    robot.press("1, Mild", "Continue")

    assert asked
    assert context.diary.now_questions.open() == ()
    assert robot.sees("How bad did your tiredness get today?")


def test_after_midnight_the_entry_can_belong_to_the_evening_before_and_counts_from_now(
    robot: DiaryRobot, context: Context, clock: FakeClock
) -> None:
    clock.moment = datetime(2026, 3, 2, 5, 40, tzinfo=UTC)
    robot.open("fill_in")

    robot.press("The evening of Sunday 1 March", "Tiredness", "Continue", "1, Mild", "Continue", "Save")

    (entry,) = entries_of(context, YESTERDAY)
    assert entry.reports[0].at == clock.now()
    assert entries_of(context, context.record.today()) == ()


def test_after_midnight_the_new_day_can_be_chosen_too(
    robot: DiaryRobot, context: Context, clock: FakeClock
) -> None:
    clock.moment = datetime(2026, 3, 2, 5, 40, tzinfo=UTC)
    robot.open("fill_in")

    robot.press("The new day, Monday 2 March", "None of these", "Save")

    assert len(entries_of(context, date(2026, 3, 2))) == 1
    assert entries_of(context, YESTERDAY) == ()


def test_from_the_hour_on_that_the_file_names_nothing_is_asked(
    robot: DiaryRobot, context: Context, clock: FakeClock
) -> None:
    until = context.catalogue.diary_times.night_until
    clock.moment = datetime(2026, 3, 2, until.hour + 5, 0, tzinfo=UTC)

    robot.open("fill_in")

    assert robot.sees("Which of these did you have today?")


@in_every_look
def test_everything_can_be_read_and_reached(
    qapp: QApplication,
    robot: DiaryRobot,
    context: Context,
    clock: FakeClock,
    theme: Theme,
    scale: float,
    size: tuple[int, int],
) -> None:
    apply_theme(qapp, theme, scale, RESOURCES)
    robot.window.resize(*size)
    an_evening(context, clock)
    robot.open()
    found = list(all_complaints(robot.window))
    robot.press("Correct or add: Today, Monday 2 March", "Delete: Tiredness: Mild, 09:00")
    found += all_complaints(robot.window)
    robot.press("Change: Temperature: 36.9 °C (98.4 °F), 09:00")
    found += all_complaints(robot.window)
    robot.press("Back", "Back", "Yesterday", "Add to this day", "At another time")
    found += all_complaints(robot.window)

    assert found == []


def test_every_word_comes_from_the_words(tmp_path: Path, clock: FakeClock) -> None:
    clock.moment = datetime(2026, 3, 2, 5, 40, tzinfo=UTC)
    context = build_context(tmp_path, clock, pseudo=True)
    robot = DiaryRobot(context)
    an_evening(context, clock)
    robot.open("fill_in")
    night = untranslated(robot.window)
    robot.window.page._between.put_right(context.record.today())
    QApplication.processEvents()
    desk = untranslated(robot.window)
    robot.window.page._begin.past(YESTERDAY)
    QApplication.processEvents()

    assert (night, desk, untranslated(robot.window)) == ((), (), ())
    robot.close()
    context.journal._shelf.db.close()
