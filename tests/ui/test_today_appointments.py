"""What Today says of appointments, and of getting ready for the next infusion."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from companion.core.company import DoseKey
from companion.services.appointments import AppointmentAnswer
from companion.ui.context import Context
from companion.ui.places import Go, PageId
from tests.fake_clock import FakeClock
from tests.ui.scenes import FIRST_START, planned, under_watch
from tests.ui.today_opened import Look
from tests.ui.today_opened import look as look
from tests.ui.today_opened import look_at as look_at

SOON = "Appointments in the next 7 days"


@pytest.fixture
def clock() -> FakeClock:
    """The Saturday before the first dose, at noon."""
    return FakeClock(FIRST_START - timedelta(hours=46))


def an_appointment(context: Context, day: int, month: int = 3) -> str:
    return context.appointments.add(
        AppointmentAnswer("scan", "CT", datetime(2026, month, day, 9, 30), "Radiology", "The letter")
    )


def test_an_appointment_of_the_next_days_is_on_today_with_what_to_bring(look: Look, context: Context) -> None:
    an_appointment(context, 3)
    today = look()

    assert SOON in today.headings()
    assert today.says("In 3 days: Tuesday 3 March, 09:30")
    assert today.says("At: Radiology")
    assert today.says("Bring: The letter")
    assert today.goes_from("See all appointments") == Go(PageId.APPOINTMENTS)


def test_one_of_next_month_is_not_on_today_yet(look: Look, context: Context) -> None:
    an_appointment(context, 3, month=4)

    assert SOON not in look().headings()


def test_of_many_only_the_next_three_stand_on_today(look: Look, context: Context) -> None:
    for day in (6, 3, 5, 4):
        an_appointment(context, day)

    shown = [text for text in look().texts() if text.startswith("In ")]

    assert shown == [
        "In 3 days: Tuesday 3 March, 09:30",
        "In 4 days: Wednesday 4 March, 09:30",
        "In 5 days: Thursday 5 March, 09:30",
    ]


def test_a_cancelled_one_leaves_today_at_once(look: Look, context: Context) -> None:
    id = an_appointment(context, 3)
    today = look()

    context.appointments.cancel(id)
    today.settle()

    assert SOON not in today.headings()


def test_the_next_infusion_leads_to_what_is_not_ready_yet(look: Look, context: Context) -> None:
    treatment = planned(context)
    prepared = context.getting_ready.next_dose()
    assert prepared is not None
    for item in prepared.items[2:]:
        context.getting_ready.tick(prepared.dose, item.id, done=True)
    today = look()

    assert today.goes_from("Get ready: 2 things left") == Go(PageId.GETTING_READY, f"{treatment}:1")


def test_when_all_is_ready_the_card_does_not_ask_for_it(look: Look, context: Context) -> None:
    dose = DoseKey(planned(context), 1)
    prepared = context.getting_ready.of(dose)
    assert prepared is not None
    for item in prepared.items:
        context.getting_ready.tick(dose, item.id, done=True)
    context.getting_ready.add_spell(
        dose, name="Anna", starts_at=FIRST_START, ends_at=FIRST_START + timedelta(hours=48)
    )

    assert not any(name.startswith("Get ready") for name in look().buttons())


def test_after_the_dose_the_watch_names_the_times_with_nobody(
    look: Look, context: Context, clock: FakeClock
) -> None:
    dose = DoseKey(under_watch(context, clock), 1)
    context.getting_ready.add_spell(
        dose, name="Anna", starts_at=FIRST_START, ends_at=FIRST_START + timedelta(hours=30)
    )

    assert look().says("Nobody yet from Tuesday 3 March, 16:00 to Wednesday 4 March, 10:00.")


def test_who_wrote_nobody_down_is_not_told_of_gaps_in_the_watch(
    look: Look, context: Context, clock: FakeClock
) -> None:
    under_watch(context, clock)

    assert not look().says("Nobody yet")
