"""Beside every temperature stands what may hide a fever: when it is typed, and when the day is read again."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from companion.core.levels import Reporter
from companion.core.people import Person
from companion.ui.context import Context
from companion.ui.pages.diary.page import DiaryPage
from tests.fake_clock import FakeClock
from tests.ui.context import build_context
from tests.ui.robots.reading_page import ReadingRobot
from tests.ui.scenes import under_watch

TOOK = "You took acetaminophen at 09:00. A normal reading may be false."


@pytest.fixture
def context(tmp_path: Path, clock: FakeClock) -> Context:
    """Acetaminophen at 09:00, and now it is 11:00."""
    context = build_context(tmp_path, clock)
    context.journal.take_medicine(medicine="acetaminophen", name="", at=clock.now(), by=Reporter.PATIENT)
    clock.advance(hours=2)
    return context


@pytest.fixture
def diary(qtbot: QtBot, context: Context) -> Iterator[ReadingRobot]:
    robot = ReadingRobot(qtbot, DiaryPage(context))
    yield robot
    robot.close()


def wrote(context: Context, celsius: str) -> None:
    entry = context.journal.begin_entry(day=context.record.today(), by=Reporter.PATIENT)
    context.journal.measure(
        entry_id=entry, kind="temperature", value=Decimal(celsius), unit="Cel", by=Reporter.PATIENT
    )
    context.journal.finish_entry(entry)


def test_the_day_says_which_medicine_may_hide_a_fever(diary: ReadingRobot, context: Context) -> None:
    wrote(context, "36.9")

    diary.open()

    assert diary.says(TOOK)


def test_what_was_taken_too_long_before_is_not_named(
    diary: ReadingRobot, context: Context, clock: FakeClock
) -> None:
    clock.advance(hours=6, seconds=1)
    wrote(context, "36.9")

    diary.open()

    assert not diary.says("A normal reading may be false.")


def test_a_temperature_that_is_typed_says_it_at_once(diary: ReadingRobot) -> None:
    diary.open("temperature")

    diary.type_into("What is your temperature?", "36.9")

    assert diary.says(TOOK)


def test_a_pulse_says_nothing_about_a_fever(diary: ReadingRobot) -> None:
    diary.open("pulse")

    diary.type_into("How many times does your heart beat in one minute, at rest?", "72")

    assert not diary.says("A normal reading may be false.")


def test_a_dose_given_with_a_steroid_is_named_and_the_patient_in_the_third_person(
    diary: ReadingRobot, context: Context, clock: FakeClock
) -> None:
    context.journal.set_person(Person(name="Ann", cared_for_by_another=True))
    under_watch(context, clock, hours=3)
    wrote(context, "36.9")

    diary.open()

    assert diary.says("Tarlatamab was given at 10:00. A steroid can come with it.")
    assert diary.says("The patient took acetaminophen at 09:00.")
