"""Appointments: what is coming and what to bring; added, changed and cancelled without losing a word."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from companion.core.errors import UserCanFix
from companion.core.levels import Reporter
from companion.core.people import Person, Preferences
from companion.services.appointments import AppointmentAnswer
from companion.ui.context import Context
from companion.ui.places import Go, PageId
from companion.ui.theme import Theme, apply_theme
from tests.fake_clock import FakeClock
from tests.ui.conftest import UntilTheEnd
from tests.ui.context import build_context
from tests.ui.gallery import RESOURCES
from tests.ui.looks import in_every_look
from tests.ui.robots.appointments import ADD, DAY, NAME, TIME, AppointmentsRobot
from tests.ui.scenes import refusing

SCAN = AppointmentAnswer(
    "scan", "CT of the chest", datetime(2026, 3, 5, 9, 30), "Radiology", "The letter", "No breakfast"
)
CANCEL_SCAN = "Cancel it: CT of the chest, Thursday 5 March, 09:30"
CHANGE_SCAN = "Change: CT of the chest, Thursday 5 March, 09:30"
Look = Callable[..., AppointmentsRobot]


@pytest.fixture
def look(qtbot: QtBot, until_the_end: UntilTheEnd) -> Look:
    def look(context: Context, size: tuple[int, int] = (1366, 768)) -> AppointmentsRobot:
        return until_the_end(AppointmentsRobot(qtbot, context, size=size))

    return look


def test_an_empty_page_says_what_it_is_for_and_has_one_thing_to_do(look: Look, context: Context) -> None:
    page = look(context)

    assert page.headings() == ("No appointment is written down",)
    assert page.primary_buttons() == (ADD,)


def test_an_appointment_is_written_down_and_shown(look: Look, context: Context) -> None:
    page = look(context)

    page.press(ADD)
    page.write_down(
        "Scan", name="CT of the chest", day="5.3.2026", time="9:30", where="Radiology", bring="The letter"
    )

    (one,) = context.appointments.coming()
    assert (one.kind, one.title, one.wall) == ("scan", "CT of the chest", datetime(2026, 3, 5, 9, 30))
    assert page.headings() == ("Thursday 5 March, 09:30",)
    assert page.says("Saved: CT of the chest, Thursday 5 March 2026, 09:30.")
    assert page.says("At: Radiology")
    assert page.says("Bring: The letter")
    assert page.primary_buttons() == (ADD,)


def test_the_next_one_stands_first_with_the_days_until_then(look: Look, context: Context) -> None:
    for days in (8, 0, 1):
        wall = datetime(2026, 3, 2, 15, 0) + timedelta(days=days)
        context.appointments.add(AppointmentAnswer("visit", "", wall))

    page = look(context)

    days = [text for text in page.texts() if text in ("Today", "Tomorrow", "In 8 days")]
    assert page.headings() == (
        "Monday 2 March, 15:00",
        "Tuesday 3 March, 15:00",
        "Tuesday 10 March, 15:00",
    )
    assert days == ["Today", "Tomorrow", "In 8 days"]


@pytest.mark.parametrize(
    ("kind", "name", "day", "time", "field", "sentence"),
    [
        ("Scan", "", "", "9:30", DAY, "Write the day."),
        ("Scan", "", "5 March 2026", "", TIME, "Write the time."),
        ("Scan", "", "1 March 2026", "9:30", DAY, "This day has passed."),
        ("Scan", "", "2 March 2026", "9:00", TIME, "This time has passed."),
        ("Scan", "", "5 March", "9:30", DAY, "Please add the year."),
        ("Scan", "", "31 February 2026", "9:30", DAY, "There is no such date."),
        ("Scan", "", "5 March 2026", "at nine", TIME, "Please write the time like this: 09:30."),
        ("Something else", "", "5 March 2026", "9:30", NAME, "Give it a name, so that you know it again."),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_nothing_is_saved(
    kind: str, name: str, day: str, time: str, field: str, sentence: str, look: Look, context: Context
) -> None:
    page = look(context)
    page.press(ADD)

    page.write_down(kind, name=name, day=day, time=time, where="Room <3")

    assert page.complaint_at(field).startswith(sentence)
    assert page.focused_name() == field
    assert page.text_in("Where") == "Room <3"
    assert context.appointments.coming() == ()


def test_what_it_is_has_to_be_chosen(look: Look, context: Context) -> None:
    page = look(context)
    page.press(ADD)

    page.write_down(day="5 March 2026", time="9:30")

    assert page.says("Choose what it is.")
    assert page.is_writing()


def test_what_was_typed_is_still_there_after_another_page(look: Look, context: Context) -> None:
    page = look(context)
    page.press(ADD)
    page.type_into(NAME, "Half a na")

    page.page.leave()
    page.open()

    assert page.text_in(NAME) == "Half a na"


def test_the_day_is_echoed_with_its_weekday(look: Look, context: Context) -> None:
    page = look(context)
    page.press(ADD)

    page.type_into(DAY, "5.3.26")

    assert page.says("Thursday 5 March 2026")


def test_a_change_starts_from_what_is_stored_and_keeps_the_rest(look: Look, context: Context) -> None:
    context.appointments.add(SCAN)
    page = look(context)

    page.press(CHANGE_SCAN)
    shown = (page.text_in(NAME), page.text_in(DAY), page.text_in(TIME), page.text_in("Note"))
    page.write_down(time="10:00")

    (one,) = context.appointments.coming()
    assert shown == ("CT of the chest", "5 March 2026", "09:30", "No breakfast")
    assert (one.wall, one.version, one.place) == (datetime(2026, 3, 5, 10, 0), 2, "Radiology")


def test_going_back_saves_nothing(look: Look, context: Context) -> None:
    context.appointments.add(SCAN)
    page = look(context)
    page.press(CHANGE_SCAN)
    page.type_into(NAME, "Another")

    page.press("Go back, save nothing")

    assert context.appointments.coming()[0].title == "CT of the chest"
    assert not page.is_writing()


def test_a_cancelled_one_leaves_the_list_and_undo_brings_it_back(look: Look, context: Context) -> None:
    id = context.appointments.add(SCAN)
    page = look(context)

    page.press(CANCEL_SCAN)
    cancelled = page.texts()
    page.press("Undo")

    assert (
        "Cancelled: CT of the chest, Thursday 5 March 2026, 09:30. No reminder will come for it." in cancelled
    )
    assert [one.id for one in context.appointments.coming()] == [id]
    assert not page.says("Cancelled")


def test_a_cancelled_one_can_come_back_on_another_day(look: Look, context: Context, clock: FakeClock) -> None:
    id = context.appointments.add(SCAN)
    context.appointments.cancel(id)
    clock.advance(days=1)
    page = look(context)

    page.press("It takes place after all: CT of the chest, Thursday 5 March, 09:30")

    assert [one.id for one in context.appointments.coming()] == [id]


def test_past_ones_stand_below_the_newest_first_and_old_ones_when_asked_for(
    look: Look, context: Context, clock: FakeClock
) -> None:
    for day in range(3, 12):
        context.appointments.add(AppointmentAnswer("visit", f"Visit {day}", datetime(2026, 3, day, 9)))
    clock.advance(days=20)
    page = look(context)
    first = [text for text in page.texts() if text.startswith("Visit ")]

    page.press("Show all 9")

    assert first == [f"Visit {day}" for day in range(11, 5, -1)]
    assert [text for text in page.texts() if text.startswith("Visit ")][-1] == "Visit 3"
    assert "Past and cancelled" in page.headings()


def test_on_a_journey_the_time_of_the_letter_and_the_time_here_are_both_told(
    look: Look, context: Context, clock: FakeClock
) -> None:
    context.appointments.add(SCAN)
    clock.place = "Europe/Berlin"

    page = look(context)

    assert page.headings() == ("Thursday 5 March, 09:30",)
    assert page.says("On the clock where you are now: Thursday 5 March, 15:30")


def test_the_clock_with_am_and_pm_is_used_where_it_is_wanted(look: Look, context: Context) -> None:
    context.journal.set_preferences(Preferences(clock_24h=False))
    context.appointments.add(replace(SCAN, wall=datetime(2026, 3, 5, 15, 30)))
    page = look(context)

    page.press("Change: CT of the chest, Thursday 5 March, 3:30 pm")

    assert page.text_in(TIME) == "3:30 pm"


def test_the_other_pages_of_the_treatment_are_one_press_away(look: Look, context: Context) -> None:
    page = look(context)

    page.press("Infusions")

    assert page.went == [Go(PageId.TREATMENT)]


@in_every_look
def test_the_page_can_be_read_and_used_in_every_look(
    qapp: QApplication, look: Look, context: Context, theme: Theme, scale: float, size: tuple[int, int]
) -> None:
    apply_theme(qapp, theme, scale, RESOURCES)
    context.appointments.add(SCAN)
    cancelled = context.appointments.add(replace(SCAN, title="", wall=datetime(2026, 3, 9, 9)))
    context.appointments.cancel(cancelled)
    page = look(context, size)

    listed = page.complaints()
    page.press(ADD)
    page.write_down()

    assert (listed, page.complaints()) == ((), ())


def test_every_word_has_room_when_it_is_longer(qapp: QApplication, look: Look, tmp_path: Path) -> None:
    context = build_context(tmp_path, FakeClock(), pseudo=True)
    context.appointments.add(SCAN)
    page = look(context)

    assert page.complaints(pseudo=True) == ()


def test_after_saving_the_keyboard_is_where_the_next_one_is_added(look: Look, context: Context) -> None:
    page = look(context)
    page.press(ADD)

    page.write_down("Scan", day="5 March 2026", time="9:30")

    assert page.focused_name() == ADD


def test_enter_in_a_field_saves(look: Look, context: Context) -> None:
    page = look(context)
    page.press(ADD)
    page.press("Scan")
    page.type_into(DAY, "5 March 2026")
    page.type_into(TIME, "9:30")

    page.press_enter()

    assert [one.kind for one in context.appointments.coming()] == ["scan"]


def test_what_a_caregiver_writes_down_is_marked_as_theirs(look: Look, context: Context) -> None:
    context.journal.set_person(Person(name="Ann", cared_for_by_another=True))
    page = look(context)
    page.press(ADD)

    page.write_down("Scan", day="5 March 2026", time="9:30")

    assert context.appointments.coming()[0].by is Reporter.CAREGIVER


def test_what_cannot_be_saved_stays_in_the_form(qtbot: QtBot, look: Look, context: Context) -> None:
    page = look(context)
    page.press(ADD)
    page.type_into(NAME, "CT of the chest")

    with refusing(context), qtbot.capture_exceptions() as raised:
        page.write_down("Scan", day="5 March 2026", time="9:30")

    assert isinstance(raised[0][1], UserCanFix)
    assert page.text_in(NAME) == "CT of the chest"
    page.write_down()
    assert [one.title for one in context.appointments.coming()] == ["CT of the chest"]


def test_a_cancelling_that_cannot_be_saved_is_not_said_to_be_done(
    qtbot: QtBot, look: Look, context: Context
) -> None:
    context.appointments.add(SCAN)
    page = look(context)

    with refusing(context), qtbot.capture_exceptions():
        page.press(CANCEL_SCAN)
    page.page.refresh()
    page.settle()

    assert not page.says("Cancelled")
    assert len(context.appointments.coming()) == 1
