"""What is due stands once on Today, at the card it is about, and no missed check is forgotten."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from decimal import Decimal

import pytest
from pytestqt.qtbot import QtBot

from companion.core.notices import NoticeKind
from companion.core.recurrence import DailyAt
from companion.core.reminder_policy import Urgency
from companion.core.reminders import Owed
from companion.services.appointments import AppointmentAnswer
from companion.services.medicines import PlanAnswer
from companion.ui.context import Context
from companion.ui.places import Go, PageId
from tests.fake_clock import FakeClock
from tests.ui.robots.treatment import TreatmentRobot
from tests.ui.scenes import FIRST_START, measured, planned, pulse_taken, thinking_checked, under_watch
from tests.ui.today_opened import Look
from tests.ui.today_opened import look as look
from tests.ui.today_opened import look_at as look_at

TWO_MISSED = "2 earlier checks were not made. The last was due: today, 02:00."


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(FIRST_START - timedelta(days=3))


def two_checks_missed(context: Context, clock: FakeClock) -> None:
    """Given at 10; made at 14 o'clock; those of 18 and 2 o'clock missed, the one of 10 o'clock is due."""
    under_watch(context, clock, hours=4)
    a_whole_check(context)
    clock.moment = FIRST_START + timedelta(hours=24, minutes=5)


def a_whole_check(context: Context) -> None:
    measured(context, "36.8")
    pulse_taken(context)
    thinking_checked(context)


def checks_owed(context: Context) -> list[Owed]:
    return [one for one in context.dues.owed() if one.due.kind is NoticeKind.WATCH_CHECK]


def kinds_owed(context: Context) -> list[NoticeKind]:
    return [one.due.kind for one in context.dues.owed()]


def test_of_several_missed_checks_one_card_says_the_newest_and_how_many(
    look: Look, context: Context, clock: FakeClock
) -> None:
    two_checks_missed(context, clock)

    today = look()

    assert len(checks_owed(context)) == 3
    assert today.says("A check is due since today, 10:00.")
    assert today.says(TWO_MISSED)
    assert not today.says("A check was due:")
    assert not {"Due now", "While you were away"} & set(today.headings())


def test_missed_checks_are_put_away_together_and_the_one_that_is_due_stays(
    look: Look, context: Context, clock: FakeClock
) -> None:
    two_checks_missed(context, clock)
    today = look()

    today.press(f"I have seen this: {TWO_MISSED}")

    (due,) = checks_owed(context)
    assert due.urgency is Urgency.WATCH
    assert today.says(TWO_MISSED)
    assert f"I have seen this: {TWO_MISSED}" not in today.buttons()


def test_after_the_watch_the_missed_checks_still_stand_with_the_dose(
    qtbot: QtBot, context: Context, clock: FakeClock
) -> None:
    two_checks_missed(context, clock)
    a_whole_check(context)
    clock.moment = FIRST_START + timedelta(days=4)

    page = TreatmentRobot(qtbot, context)

    assert page.says("Checks after it: 2 of 8 were made.")
    assert page.says("Not made: Monday 2 March: 18:00; Tuesday 3 March: 02:00")
    page.close()


def test_a_dose_of_long_ago_is_not_said_to_lack_checks(
    qtbot: QtBot, context: Context, clock: FakeClock
) -> None:
    treatment = planned(context)
    clock.moment = FIRST_START + timedelta(days=5)
    context.journal.record_dose(
        treatment_id=treatment, ordinal=1, drug="tarlatamab", amount="1 mg", started_at=FIRST_START
    )

    page = TreatmentRobot(qtbot, context)

    assert not page.says("Checks after it")
    page.close()


def test_a_missed_check_presses_no_more_once_a_later_one_was_made_early(
    context: Context, clock: FakeClock
) -> None:
    under_watch(context, clock, hours=7)
    pressing = [one.urgency for one in checks_owed(context)]
    clock.advance(minutes=10)

    a_whole_check(context)

    (missed,) = checks_owed(context)
    assert pressing == [Urgency.WATCH]
    assert (missed.urgency, missed.missed) == (Urgency.QUIET, True)


def test_a_missed_check_goes_on_pressing_until_a_later_one_was_made(
    context: Context, clock: FakeClock
) -> None:
    under_watch(context, clock, hours=7.2)
    measured(context, "36.8")

    (missed,) = checks_owed(context)

    assert missed.urgency is Urgency.WATCH


def test_the_reminder_of_an_infusion_stands_at_the_countdown(
    look: Look, context: Context, clock: FakeClock
) -> None:
    planned(context)
    clock.moment = FIRST_START - timedelta(hours=23)

    today = look()

    assert kinds_owed(context) == [NoticeKind.INFUSION]
    assert not today.says("Coming up:")
    (seen,) = (name for name in today.buttons() if name.startswith("I have seen this: Coming up: Tarlatamab"))
    today.press(seen)
    assert kinds_owed(context) == []


def test_an_infusion_put_off_says_until_when_at_the_countdown(
    look: Look, context: Context, clock: FakeClock
) -> None:
    planned(context)
    clock.moment = FIRST_START - timedelta(hours=23)
    today = look()
    (later,) = (name for name in today.buttons() if name.startswith("Remind me later: "))

    today.press(later)
    today.press(later.replace("Remind me later", "In 1 hour"))

    assert today.says("You will be reminded again at 12:00.")
    assert "Due now" not in today.headings()


def test_the_reminder_of_a_dose_whose_time_passed_stands_at_the_question(
    look: Look, context: Context, clock: FakeClock
) -> None:
    planned(context, "durvalumab", "durvalumab_ls")
    clock.moment = FIRST_START + timedelta(hours=3)

    today = look()

    assert kinds_owed(context) == [NoticeKind.INFUSION]
    assert not today.says("This was planned:")
    assert today.goes_from("Write down what happened").page is PageId.TREATMENT
    today.press("I have seen this: Durvalumab, planned for today, 10:00")
    assert kinds_owed(context) == []
    assert today.says("Was it given?")


def test_a_dose_beside_the_next_one_is_still_listed(look: Look, context: Context, clock: FakeClock) -> None:
    planned(context)
    planned(context, "durvalumab", "durvalumab_ls")
    clock.moment = FIRST_START - timedelta(hours=23)

    today = look()

    assert kinds_owed(context) == [NoticeKind.INFUSION] * 2
    assert len([text for text in today.texts() if text.startswith("Coming up:")]) == 1


def test_the_reminder_of_a_visit_stands_at_the_visit(look: Look, context: Context, clock: FakeClock) -> None:
    context.appointments.add(AppointmentAnswer("scan", "CT", datetime(2026, 3, 2, 9, 30)))
    clock.moment = datetime(2026, 3, 1, 15, tzinfo=UTC)

    today = look()

    assert kinds_owed(context) == [NoticeKind.APPOINTMENT]
    assert not today.says("Coming up:")
    today.press("I have seen this: Coming up: CT, tomorrow, 09:30.")
    assert kinds_owed(context) == []
    assert "Appointments in the next 7 days" in today.headings()


def test_the_reminder_of_a_refill_stands_with_the_medicines(
    look: Look, context: Context, clock: FakeClock
) -> None:
    first = context.record.today() + timedelta(days=1)
    plan = context.medicines.add_plan(PlanAnswer("Keppra", "1 tablet", "", DailyAt((time(8),)), first))
    context.medicines.count_stock(plan, count=Decimal(2), per_dose=Decimal(1), lead_days=3)

    today = look()

    assert kinds_owed(context) == [NoticeKind.REFILL]
    assert "Due now" not in today.headings()
    assert len([text for text in today.texts() if "running low" in text]) == 1
    today.press("Done: Keppra is running low. Ask for more in time.")
    assert kinds_owed(context) == []


def test_each_part_of_the_card_of_a_watch_leads_where_it_is_written_down(
    look: Look, context: Context, clock: FakeClock
) -> None:
    two_checks_missed(context, clock)

    assert look().goes_from("Do the thinking check") == Go(PageId.THINKING)
