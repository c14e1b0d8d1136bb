"""The diary page: the same as yesterday in one press, and how often a counted symptom came."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication

from companion.core.diary import Entry, EntryState
from companion.core.levels import Reporter, Severity
from companion.ui.context import Context
from companion.ui.theme import Theme, apply_theme
from tests.fake_clock import FakeClock
from tests.ui.context import CATALOGUE
from tests.ui.diary_opened import context as context
from tests.ui.diary_opened import robot as robot
from tests.ui.gallery import RESOURCES
from tests.ui.lint import all_complaints
from tests.ui.looks import in_every_look
from tests.ui.robots.diary import DiaryRobot

STOOLS = "How many loose stools more than usual did you have in the last 24 hours?"


def yesterday(context: Context, clock: FakeClock, **answers: Severity) -> None:
    clock.advance(days=-1)
    entry = context.journal.begin_entry(day=context.record.today(), by=Reporter.PATIENT)
    for symptom, severity in answers.items():
        context.journal.answer(
            entry, symptom=symptom, severity=severity, signs=frozenset(), by=Reporter.PATIENT
        )
    context.journal.finish_entry(entry)
    clock.advance(days=1)


def entries(context: Context) -> tuple[Entry, ...]:
    return context.record.day(context.record.today()).entries


def test_the_same_as_yesterday_is_looked_over_and_saved(
    robot: DiaryRobot, context: Context, clock: FakeClock
) -> None:
    yesterday(context, clock, fatigue=Severity.MILD, taste_change=Severity.MODERATE)
    robot.open("fill_in")
    told = robot.sees("You had: Change in taste: Moderate, Tiredness: Mild.") or robot.sees(
        "You had: Tiredness: Mild, Change in taste: Moderate."
    )

    robot.press("Same as yesterday")
    looked_over = robot.sees("Check and save")
    robot.press("Save")

    (entry,) = entries(context)
    assert told
    assert looked_over
    assert entry.state is EntryState.FINISHED
    assert {(one.symptom, one.severity, one.at) for one in entry.reports} == {
        ("fatigue", Severity.MILD, clock.now()),
        ("taste_change", Severity.MODERATE, clock.now()),
    }


def test_what_can_change_fast_is_asked_again(robot: DiaryRobot, context: Context, clock: FakeClock) -> None:
    yesterday(context, clock, fatigue=Severity.MILD, cough=Severity.MILD)
    robot.open("fill_in")

    robot.press("Same as yesterday")
    asked = robot.sees(CATALOGUE.symptoms["cough"].words.question)
    robot.press("2, Moderate", "Continue", "Save")

    (entry,) = entries(context)
    assert asked
    assert {(one.symptom, one.severity) for one in entry.reports} == {
        ("fatigue", Severity.MILD),
        ("cough", Severity.MODERATE),
    }


def test_the_same_as_yesterday_is_undone_and_nothing_is_left(
    robot: DiaryRobot, context: Context, clock: FakeClock
) -> None:
    yesterday(context, clock, fatigue=Severity.MILD)
    robot.open("fill_in")
    robot.press("Same as yesterday")

    robot.press("Undo: Written down as yesterday")

    assert entries(context) == ()
    assert robot.sees("Which of these did you have today?")
    assert robot.chosen() == ()
    robot.press("Tiredness", "Continue", "2, Moderate", "Continue", "Save")
    assert [one.severity for one in entries(context)[0].reports] == [Severity.MODERATE]


def test_it_is_not_offered_without_a_yesterday(robot: DiaryRobot) -> None:
    robot.open("fill_in")

    assert "Same as yesterday" not in robot.offered()


def test_it_is_not_offered_once_anything_is_chosen(
    robot: DiaryRobot, context: Context, clock: FakeClock
) -> None:
    yesterday(context, clock, fatigue=Severity.MILD)
    robot.open("fill_in")
    offered = "Same as yesterday" in robot.offered()

    robot.press("Dizziness")

    assert offered
    assert "Same as yesterday" not in robot.offered()


def test_a_past_day_is_told_as_it_was_and_never_repeated(
    robot: DiaryRobot, context: Context, clock: FakeClock
) -> None:
    clock.advance(days=-1)
    yesterday(context, clock, fatigue=Severity.MILD)
    clock.advance(days=1)
    robot.open()

    robot.press("Yesterday", "Add to this day")

    assert "Same as yesterday" not in robot.offered()


def test_the_number_is_kept_and_shown_again(robot: DiaryRobot, context: Context) -> None:
    robot.open("fill_in")
    robot.press("Diarrhea (loose stools)", "Continue")
    robot.write(STOOLS, "5")

    robot.press("Continue")
    listed = robot.sees("Diarrhea (loose stools): Moderate (5 times)")
    robot.press("Change: Diarrhea (loose stools)")

    (entry,) = entries(context)
    assert [(one.severity, one.count) for one in entry.reports] == [(Severity.MODERATE, 5)]
    assert listed
    assert robot.typed(STOOLS) == "5"


def test_another_number_of_the_same_severity_is_kept_too(
    robot: DiaryRobot, context: Context, clock: FakeClock
) -> None:
    robot.open("fill_in")
    robot.press("Diarrhea (loose stools)", "Continue")
    robot.write(STOOLS, "4")
    robot.press("Continue", "Change: Diarrhea (loose stools)")
    clock.advance(minutes=1)

    robot.write(STOOLS, "6")
    robot.press("Continue", "Save")

    assert [one.count for one in entries(context)[0].reports] == [6]


@pytest.mark.parametrize("symptom", sorted(CATALOGUE.symptoms))
def test_every_symptom_is_found_by_typing_the_start_of_its_name(robot: DiaryRobot, symptom: str) -> None:
    name = CATALOGUE.symptoms[symptom].words.name
    robot.open("fill_in")
    robot.press("More symptoms")

    robot.write("Find a symptom", name.split(" (")[0][:6])

    assert name in robot.offered()


def test_what_this_person_had_yesterday_stands_first(
    robot: DiaryRobot, context: Context, clock: FakeClock
) -> None:
    yesterday(context, clock, tremor=Severity.MILD)
    robot.open("fill_in")

    rows = [name for name in robot.offered() if name in {s.words.name for s in CATALOGUE.symptoms.values()}]

    assert rows[0] == CATALOGUE.symptoms["tremor"].words.name


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
    yesterday(context, clock, fatigue=Severity.MILD, cough=Severity.MILD)
    robot.open("fill_in")
    found = list(all_complaints(robot.window))
    robot.press("Same as yesterday")
    found += all_complaints(robot.window)

    assert found == []
    assert context.record.now() - clock.now() == timedelta()
