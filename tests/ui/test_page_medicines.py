"""Medicines: written down with one press, never twice by accident, and entered with a look at what comes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from companion.core.levels import Reporter
from companion.core.people import Person, Preferences
from companion.core.plan import SkipReason
from companion.core.recurrence import (
    AsNeeded,
    CycleDays,
    DailyAt,
    EveryHours,
    OnDates,
    Recurrence,
    Taper,
    TaperStep,
    Weekly,
)
from companion.core.reminder_policy import Urgency
from companion.core.schedule import Status
from companion.services.medicines import PlanAnswer
from companion.ui.context import Context
from companion.ui.pages.today.page import TodayPage
from companion.ui.places import Go, PageId
from companion.ui.theme import Theme, apply_theme
from tests.fake_clock import FakeClock
from tests.ui.conftest import UntilTheEnd
from tests.ui.context import build_context
from tests.ui.gallery import RESOURCES
from tests.ui.looks import in_every_look
from tests.ui.robots.medicines import (
    ADD,
    ALL_THE_SAME,
    AMOUNT,
    BACK,
    DO_NOT_WRITE,
    NAME,
    NEXT,
    SAVE,
    TIMES,
    MedicinesRobot,
)
from tests.ui.robots.reading_page import ReadingRobot

MONDAY = date(2026, 3, 2)
MORNING, EVENING = time(8), time(20)
ON_A_DATE = OnDates((date(2026, 3, 9),), (EVENING,))
TOOK, NOT_TODAY = "I took it: 08:00: Levothyroxine, 1 tablet", "Not today: 08:00: Levothyroxine, 1 tablet"
OTHER_TIME = "I took it at another time: 08:00: Levothyroxine, 1 tablet"
Look = Callable[..., MedicinesRobot]


@pytest.fixture
def look(qtbot: QtBot, until_the_end: UntilTheEnd) -> Look:
    def look(context: Context, size: tuple[int, int] = (1366, 768)) -> MedicinesRobot:
        return until_the_end(MedicinesRobot(qtbot, context, size=size))

    return look


def planned(
    context: Context,
    clock: FakeClock,
    recurrence: Recurrence | None = None,
    *,
    name: str = "Levothyroxine",
    last_day: date | None = None,
) -> str:
    """A plan entered the evening before."""
    now = clock.moment
    clock.advance(hours=-13)
    answer = PlanAnswer(
        name, "1 tablet", "", recurrence or DailyAt((MORNING, EVENING)), MONDAY, last_day=last_day
    )
    id = context.medicines.add_plan(answer)
    clock.moment = now
    return id


def statuses(context: Context) -> list[Status]:
    return [row.status for row in context.medicines.record.day(MONDAY)]


def everything(context: Context, clock: FakeClock) -> None:
    """A day with every sort of card."""
    planned(context, clock)
    needed = planned(context, clock, AsNeeded(6, 3), name="Ondansetron")
    steps = (
        TaperStep(MONDAY, MONDAY, "8 mg", (MORNING, time(14))),
        TaperStep(date(2026, 3, 3), date(2026, 3, 5), "4 mg", (MORNING,)),
    )
    taper = planned(context, clock, Taper(steps), name="Dexamethasone", last_day=date(2026, 3, 5))
    weekly = planned(context, clock, Weekly((1,), (time(7),)), name="Co-trimoxazole")
    stopped = planned(context, clock, EveryHours(8, time(6)), name="Metoclopramide")
    medicines, now = context.medicines, clock.moment
    medicines.take(needed, None, at=now - timedelta(hours=2), by=Reporter.PATIENT)
    medicines.take(taper, "2026-03-02 1/2", at=now - timedelta(minutes=58), by=Reporter.CAREGIVER)
    medicines.skip(weekly, "2026-03-02 1/1", SkipReason.RAN_OUT, by=Reporter.PATIENT)
    medicines.count_stock(weekly, count=Decimal(1), per_dose=Decimal(1), lead_days=3)
    medicines.stop_plan(stopped, "My team said so")
    answer = PlanAnswer("Ondansetron", "2 tablets", "nausea", AsNeeded(8, 2), MONDAY)
    medicines.change_plan(needed, answer)


def test_an_empty_page_says_what_it_is_for_and_has_one_thing_to_do(look: Look, context: Context) -> None:
    page = look(context)

    assert page.headings() == ("No medicine is entered yet",)
    assert page.primary_buttons() == (ADD,)


def test_what_is_due_is_written_down_with_one_press_and_can_be_taken_back(
    look: Look, context: Context, clock: FakeClock
) -> None:
    planned(context, clock)
    page = look(context)
    due = page.says("Due now. Not written down yet.")

    page.press(TOOK)
    taken = statuses(context)
    said = page.says("Taken at 09:00, written down by the patient.")
    page.press("Undo")

    assert (due, said, taken) == (True, True, [Status.TAKEN, Status.COMING])
    assert statuses(context) == [Status.DUE, Status.COMING]


def test_only_the_first_that_waits_has_the_primary_button(
    look: Look, context: Context, clock: FakeClock
) -> None:
    everything(context, clock)

    page = look(context)

    assert page.primary_buttons() == ("I took it",)


def test_a_caregiver_signs_as_the_caregiver(look: Look, context: Context, clock: FakeClock) -> None:
    context.journal.set_person(Person(name="Ann", cared_for_by_another=True))
    planned(context, clock)
    page = look(context)

    page.press(TOOK)

    assert page.says("written down by the caregiver.")


def test_a_second_one_asks_first_and_says_who_wrote_the_first_one_down(
    look: Look, context: Context, clock: FakeClock
) -> None:
    id = planned(context, clock)
    page = look(context)
    page.page.context.journal.changed.disconnect(page._refresh)  # the other window has not looked again
    context.medicines.take(
        id, "2026-03-02 1/2", at=clock.moment - timedelta(minutes=58), by=Reporter.CAREGIVER
    )

    page.press(TOOK)
    asked = page.says("Already taken at 08:02, written down by the caregiver.")
    page.press(DO_NOT_WRITE)
    page.page.context.journal.changed.connect(page._refresh)

    assert asked
    assert len(context.medicines.record.day(MONDAY)[0].taken) == 1


def test_another_time_is_asked_for_and_a_time_to_come_is_not_taken(
    look: Look, context: Context, clock: FakeClock
) -> None:
    planned(context, clock)
    page = look(context)
    page.press(OTHER_TIME)

    page.type_into("Time", "10:30")
    page.press("Save this time")
    complaint, kept = page.complaint_at("Time"), page.text_in("Time")
    page.type_into("Time", "8:10")
    page.press("Save this time")

    assert complaint.startswith("This time has not come yet.")
    assert kept == "10:30"
    assert page.says("Taken at 08:10, written down by the patient.")


def test_a_wrong_time_is_put_right_and_the_first_word_stays_to_be_read(
    look: Look, context: Context, clock: FakeClock
) -> None:
    planned(context, clock)
    page = look(context)
    page.press(TOOK)

    page.press("Change the time: 08:00: Levothyroxine, 1 tablet")
    page.type_into("Time", "7:55")
    page.press("Save this time")

    assert page.says("Taken at 07:55, written down by the patient.")
    assert page.says("First written down as today, 09:00.")


def test_left_out_needs_a_reason_and_can_be_taken_back(
    look: Look, context: Context, clock: FakeClock
) -> None:
    planned(context, clock)
    page = look(context)
    page.press(NOT_TODAY)

    page.press("Save")
    asked = page.is_asking()
    page.press("My team said so")
    page.press("Save")
    said = page.says("Left out: My team said so. Written down by the patient.")
    page.press("I do not leave it out: 08:00: Levothyroxine, 1 tablet")

    assert (asked, said) == (True, True)
    assert statuses(context)[0] is Status.DUE


def test_as_needed_says_how_long_ago_and_how_many_and_asks_before_too_many(
    look: Look, context: Context, clock: FakeClock
) -> None:
    id = planned(context, clock, AsNeeded(6, 3), name="Ondansetron")
    context.medicines.take(id, None, at=clock.moment - timedelta(hours=2), by=Reporter.PATIENT)
    page = look(context)
    told = page.says("Last one: today, 07:00 (2 hours ago).")
    counted = page.says("1 in the last 24 hours. Your plan says at most 3.")
    next_one = page.says("Your plan says: not before today, 13:00.")

    page.press("I took one: Ondansetron, 1 tablet")
    asked = page.says("The last one was 2 hours ago, at 07:00. Your plan says to wait until today, 13:00.")
    primary = page.primary_buttons()
    page.press(ALL_THE_SAME)

    assert (told, counted, next_one, asked, primary) == (True, True, True, True, (DO_NOT_WRITE,))
    assert [one.was_override for one in context.medicines.record.taken_on(MONDAY)] == [False, True]


def test_the_last_one_of_24_hours_is_told_before_it_is_written_down(
    look: Look, context: Context, clock: FakeClock
) -> None:
    id = planned(context, clock, AsNeeded(1, 2), name="Ondansetron")
    context.medicines.take(id, None, at=clock.moment - timedelta(hours=2), by=Reporter.PATIENT)
    page = look(context)

    page.press("I took one: Ondansetron, 1 tablet")

    assert page.says("This is the last one your plan allows in 24 hours.")


def test_a_plan_is_entered_and_the_next_five_times_are_shown_before_saving(
    look: Look, context: Context
) -> None:
    page = look(context)

    page.begin_plan("Levothyroxine", "Every day at set times", amount="1 tablet")
    page.type_into(TIMES, "8 and 20")
    page.press(NEXT)
    shown = page.next_times()
    unsaved = context.medicines.record.plans()
    page.press(SAVE)

    assert shown == (
        "Monday 2 March, 20:00: 1 tablet",
        "Tuesday 3 March, 08:00: 1 tablet",
        "Tuesday 3 March, 20:00: 1 tablet",
        "Wednesday 4 March, 08:00: 1 tablet",
        "Wednesday 4 March, 20:00: 1 tablet",
    )
    assert unsaved == ()
    (plan,) = context.medicines.record.current()
    assert (plan.name, plan.amount, plan.recurrence) == (
        "Levothyroxine",
        "1 tablet",
        DailyAt((MORNING, EVENING)),
    )
    assert page.says("Every day at 08:00 and 20:00")


@pytest.mark.parametrize(
    ("kind", "fields", "expected"),
    [
        (
            "Every so many hours",
            {"How many hours from one to the next?": "8", "Time of the first one": "6:00"},
            EveryHours(8, time(6)),
        ),
        (
            "On some days of each round",
            {"How many days has a round?": "21", "On which days of the round?": "1 to 3", TIMES: "8"},
            CycleDays(21, (1, 2, 3), (MORNING,)),
        ),
        (
            "Only when it is needed",
            {"At least how many hours between two?": "6", "At most how many in 24 hours?": "4"},
            AsNeeded(6, 4),
        ),
        ("Only when it is needed", {}, AsNeeded(None, None)),
        (
            "On chosen dates",
            {"Date 1": "9 March 2026", TIMES: "20:00"},
            OnDates((date(2026, 3, 9),), (EVENING,)),
        ),
    ],
)
def test_each_kind_has_its_own_questions(
    look: Look, context: Context, kind: str, fields: dict[str, str], expected: Recurrence
) -> None:
    page = look(context)

    page.begin_plan("Some pill", kind)
    for field, text in fields.items():
        page.type_into(field, text)
    page.press(NEXT)
    page.press(SAVE)

    assert [plan.recurrence for plan in context.medicines.record.current()] == [expected]


def test_days_of_the_week_are_chosen(look: Look, context: Context) -> None:
    page = look(context)

    page.begin_plan("Co-trimoxazole", "On some days of the week")
    page.press("Monday")
    page.press("Thursday")
    page.type_into(TIMES, "8")
    page.press(NEXT)
    page.press(SAVE)

    assert context.medicines.record.current()[0].recurrence == Weekly((1, 4), (MORNING,))
    assert page.says("Monday and Thursday at 08:00")


def test_a_taper_with_a_gap_is_told_both_days_and_keeps_what_was_typed(look: Look, context: Context) -> None:
    page = look(context)
    page.begin_plan("Prednisone", "In steps that change")
    page.fill_in_step(1, last="4 March 2026", amount="20 mg", times="8 and 14")
    page.press("Add a step")
    follows, times = page.text_in("From day (Step 2)"), page.text_in("Times of day (Step 2)")
    page.fill_in_step(2, first="7 March 2026", last="9 March 2026", amount="10 mg", times="8")

    page.press(NEXT)
    complained = page.says(
        "Nothing is planned between Wednesday 4 March and Saturday 7 March. Close the gap."
    )
    kept = page.text_in("How much (Step 2)")
    page.type_into("From day (Step 2)", "5 March 2026")
    page.press(NEXT)
    page.press(SAVE)

    assert (follows, times, complained, kept) == ("5 March 2026", "8 and 14", True, "10 mg")
    (plan,) = context.medicines.record.current()
    assert isinstance(plan.recurrence, Taper)
    assert [step.amount for step in plan.recurrence.steps] == ["20 mg", "10 mg"]
    assert (plan.first_day, plan.last_day) == (MONDAY, date(2026, 3, 9))
    assert page.says("Monday 2 March to Wednesday 4 March: 20 mg at 08:00 and 14:00")


@pytest.mark.parametrize(("name", "hides"), [("Decadron 4 mg", True), ("Levothyroxine", False)])
def test_the_form_says_of_a_known_name_that_it_can_hide_a_fever(
    look: Look, context: Context, name: str, hides: bool
) -> None:
    page = look(context)

    page.press(ADD)
    page.type_into(NAME, name)

    assert page.says("It can hide a fever.") is hides


def test_going_back_keeps_everything_that_was_typed(look: Look, context: Context) -> None:
    page = look(context)
    page.begin_plan("Levothyroxine", "Every day at set times", amount="1 tablet")
    page.type_into(TIMES, "8:30")

    page.press(BACK)
    page.press("Only when it is needed")
    page.press(BACK)
    names = (page.text_in(NAME), page.text_in(AMOUNT))
    page.press(NEXT)
    page.press("Every day at set times")
    page.press(NEXT)

    assert names == ("Levothyroxine", "1 tablet")
    assert page.text_in(TIMES) == "8:30"


def test_a_form_that_is_left_is_still_there_later(look: Look, context: Context) -> None:
    page = look(context)
    page.press(ADD)
    page.type_into(NAME, "Levothyroxine")

    page.page.leave()
    page.open()

    assert page.text_in(NAME) == "Levothyroxine"


def test_without_a_name_a_kind_or_a_time_nothing_goes_on(look: Look, context: Context) -> None:
    page = look(context)
    page.press(ADD)

    page.press(NEXT)
    no_name = page.complaint_at(NAME)
    page.type_into(NAME, "Levothyroxine")
    page.press(NEXT)
    page.press(NEXT)
    no_kind = page.says("Choose one of these.")
    page.press("Every day at set times")
    page.press(NEXT)
    page.press(NEXT)

    assert no_name.startswith("Type the name of the medicine.")
    assert no_kind
    assert page.complaint_at(TIMES).startswith("Type at least one time of day.")


def test_a_change_is_a_new_version_and_the_old_one_can_be_read(
    look: Look, context: Context, clock: FakeClock
) -> None:
    id = planned(context, clock)
    page = look(context)

    page.press("Change: Levothyroxine")
    page.press(NEXT)
    page.press(NEXT)
    page.type_into(TIMES, "8 and 21")
    page.press(NEXT)
    page.press("Once")
    page.press(SAVE)
    page.press("Show how it was before: Levothyroxine")

    old, new = context.medicines.record.versions(id)
    assert (new.recurrence, new.level) == (DailyAt((MORNING, time(21))), Urgency.QUIET)
    assert old.recurrence == DailyAt((MORNING, EVENING))
    assert page.says("Every day at 08:00 and 20:00")
    assert page.says("Every day at 08:00 and 21:00")


def test_a_plan_is_stopped_with_a_reason_and_the_stop_can_be_taken_back(
    look: Look, context: Context, clock: FakeClock
) -> None:
    planned(context, clock)
    page = look(context)

    page.press("Stop: Levothyroxine")
    page.type_into("Why, if you like", "My team said so")
    page.press("Stop this medicine")
    stopped = page.says("Stopped today, 09:00: My team said so")
    page.press("Undo")

    assert stopped
    assert [plan.name for plan in context.medicines.record.current()] == ["Levothyroxine"]


def test_what_is_left_is_counted_and_the_page_says_when_it_runs_out(
    look: Look, context: Context, clock: FakeClock
) -> None:
    planned(context, clock)
    page = look(context)

    page.press("Count what is left: Levothyroxine")
    page.type_into("How many are left?", "many")
    page.press("Save this count")
    complaint = page.complaint_at("How many are left?")
    page.type_into("How many are left?", "12")
    page.press("Save this count")

    assert complaint.startswith("Type a number")
    assert page.says("12 left. They run out on Sunday 8 March.")
    assert page.says("Ask the pharmacy by Thursday 5 March.")


def test_the_days_before_can_be_read_and_a_missed_one_still_be_answered(
    look: Look, context: Context, clock: FakeClock
) -> None:
    planned(context, clock)
    clock.advance(days=1)
    page = look(context)
    hidden = page.says("Nobody wrote down that it was taken.")

    page.press("Show the last 7 days")
    shown = page.says("20:00: Levothyroxine, 1 tablet. Nobody wrote down that it was taken.")
    page.press("I took it at another time: Monday 2 March, 20:00: Levothyroxine, 1 tablet")
    day = page.text_in("Day")
    page.type_into("Time", "20:15")
    page.press("Save this time")

    assert (hidden, shown, day) == (False, True, "2 March 2026")
    assert statuses(context) == [Status.MISSED, Status.TAKEN]


def test_time_going_on_changes_the_page_only_where_it_says_something_new(
    look: Look, context: Context, clock: FakeClock
) -> None:
    planned(context, clock)
    page = look(context)
    page.focus(TOOK)

    clock.advance(minutes=1)
    page.page.refresh()
    page.settle()
    focused = page.focused_name()
    clock.advance(hours=11)
    page.page.refresh()
    page.settle()

    assert focused == TOOK
    assert page.says("Nobody wrote down that it was taken.")


def test_today_has_what_is_due_with_one_press_and_the_way_to_all(
    qtbot: QtBot, context: Context, clock: FakeClock
) -> None:
    planned(context, clock)
    today = ReadingRobot(qtbot, TodayPage(context))

    today.press(TOOK)
    taken = statuses(context)
    said = today.says("Written down: Levothyroxine, today, 09:00.")
    today.press("Undo: Written down: Levothyroxine, today, 09:00.")
    today.press("All medicines")

    assert (taken[0], said) == (Status.TAKEN, True)
    assert statuses(context)[0] is Status.DUE
    assert today.went[-1] == Go(PageId.MEDICINES)
    today.close()


@in_every_look
def test_every_card_can_be_read_and_reached(
    qapp: QApplication,
    look: Look,
    context: Context,
    clock: FakeClock,
    theme: Theme,
    scale: float,
    size: tuple[int, int],
) -> None:
    apply_theme(qapp, theme, scale, RESOURCES)
    everything(context, clock)

    page = look(context, size)
    before = page.complaints()
    page.press("Show the last 7 days")
    opened = page.complaints()
    page.press("Add a medicine")
    page.type_into(NAME, "Prednisone")
    names = page.complaints()
    page.press(NEXT)
    kinds = page.complaints()
    page.press("In steps that change")
    page.press(NEXT)
    page.press(NEXT)
    taper = page.complaints()

    assert (before, opened, names, kinds, taper) == ((), (), (), (), ())


def test_every_word_can_be_translated_and_has_room(
    qapp: QApplication, look: Look, tmp_path: Path, clock: FakeClock
) -> None:
    apply_theme(qapp, Theme.LIGHT, 2.0, RESOURCES)
    context = build_context(tmp_path / "pseudo", clock, pseudo=True)
    everything(context, clock)

    page = look(context, (1024, 600))

    assert page.complaints(pseudo=True) == ()


def test_away_from_home_the_page_says_on_whose_clocks_the_times_are(
    look: Look, context: Context, clock: FakeClock
) -> None:
    planned(context, clock)
    at_home = look(context).says("These are times on the clock of New York.")

    clock.place = "Europe/Berlin"
    away = look(context)

    assert not at_home
    assert away.says("These are times on the clock of New York.")


def test_with_a_12_hour_clock_times_are_written_and_read_that_way(
    look: Look, context: Context, clock: FakeClock
) -> None:
    context.journal.set_preferences(replace(Preferences(), clock_24h=False))
    page = look(context)

    page.begin_plan("Levothyroxine", "Every day at set times")
    page.type_into(TIMES, "8 and 8 pm")
    page.press(NEXT)
    complaint = page.complaint_at(TIMES)
    page.type_into(TIMES, "8 am and 8 pm")
    page.press(NEXT)
    page.press(SAVE)

    assert complaint.startswith("Please add am or pm")
    assert page.says("Every day at 8:00 am and 8:00 pm")
