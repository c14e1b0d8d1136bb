"""Appointments: written down, changed, cancelled and taken back; reminders follow the time."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from pytestqt.qtbot import QtBot

from companion.core.catalogue import Catalogue
from companion.core.errors import OurFault, UserCanFix
from companion.core.notices import Notice
from companion.services.appointments import AppointmentAnswer, Appointments
from companion.services.topics import Topic
from companion.stores import tables
from companion.stores.history import earlier_versions
from tests.services.diary_kit import DiaryKit

# The kit stands at Monday 2 March 2026, 19:30 in New York.
SCAN = AppointmentAnswer(
    "scan", "CT of the chest", datetime(2026, 3, 5, 9, 30), "Radiology", "The letter", "No breakfast"
)
WEEK = timedelta(days=7)


@pytest.fixture
def appointments(kit: DiaryKit, catalogue: Catalogue) -> Appointments:
    return Appointments(kit.journal, kit.shelf, catalogue, kit.clock.now, kit.clock.zone)


def test_what_was_typed_is_what_is_kept(kit: DiaryKit, appointments: Appointments, qtbot: QtBot) -> None:
    with qtbot.waitSignal(kit.journal.changed) as told:
        id = appointments.add(SCAN)

    (one,) = appointments.coming()
    assert told.args == [Topic.APPOINTMENTS]
    assert (one.id, one.kind, one.title, one.place) == (id, "scan", "CT of the chest", "Radiology")
    assert (one.to_bring, one.notes, one.zone) == ("The letter", "No breakfast", "America/New_York")
    assert one.starts_at == datetime(2026, 3, 5, 14, 30, tzinfo=UTC)


def test_a_time_that_has_passed_is_refused_and_nothing_is_saved(appointments: Appointments) -> None:
    with pytest.raises(UserCanFix) as refused:
        appointments.add(replace(SCAN, wall=datetime(2026, 3, 2, 19, 30)))

    assert refused.value.key == "appointments.time_has_passed"
    assert appointments.coming() == appointments.past() == ()


def test_another_time_is_a_new_version_and_the_old_one_is_kept(
    kit: DiaryKit, appointments: Appointments
) -> None:
    id = appointments.add(SCAN)
    kit.clock.advance(hours=1)

    appointments.change(id, replace(SCAN, wall=datetime(2026, 3, 6, 9, 30)))

    one = appointments.appointment(id)
    assert (one.version, one.recorded_at) == (2, kit.clock.now())
    (before,) = earlier_versions(kit.shelf.db, tables.APPOINTMENTS, id)
    assert before.row["wall"] == "2026-03-05T09:30:00"


def test_another_place_is_the_same_appointment_for_reminders(
    kit: DiaryKit, appointments: Appointments
) -> None:
    id = appointments.add(SCAN)
    before = appointments.dues(since=kit.clock.now(), until=kit.clock.now() + WEEK)

    appointments.change(id, replace(SCAN, place="Room 9"))

    assert appointments.appointment(id).place == "Room 9"
    assert appointments.dues(since=kit.clock.now(), until=kit.clock.now() + WEEK) == before


def test_an_appointment_that_is_over_can_still_be_put_right(
    kit: DiaryKit, appointments: Appointments
) -> None:
    id = appointments.add(SCAN)
    kit.clock.advance(days=9)

    appointments.change(id, replace(SCAN, notes="All done"))

    assert [one.notes for one in appointments.past()] == ["All done"]


def test_after_a_journey_the_time_stays_on_the_clock_of_the_place(
    kit: DiaryKit, appointments: Appointments
) -> None:
    id = appointments.add(SCAN)
    kit.clock.place = "Europe/Berlin"

    appointments.change(id, replace(SCAN, notes="Call first"))

    assert (appointments.appointment(id).zone, appointments.appointment(id).version) == (
        "America/New_York",
        1,
    )


def test_a_cancelled_one_reminds_of_nothing_and_comes_back_whole(
    kit: DiaryKit, appointments: Appointments
) -> None:
    id = appointments.add(SCAN)
    now = kit.clock.now()
    before = appointments.dues(since=now, until=now + WEEK)

    appointments.cancel(id, reason="The scanner is broken")
    cancelled = appointments.past()
    reminders = appointments.dues(since=now, until=now + WEEK)
    appointments.restore(id)

    assert [(one.id, one.cancel_reason) for one in cancelled] == [(id, "The scanner is broken")]
    assert reminders == ()
    assert [one.id for one in appointments.coming()] == [id]
    assert appointments.dues(since=now, until=now + WEEK) == before


@pytest.mark.parametrize("how", ["cancel", "move"])
def test_a_reminder_on_the_screen_goes_away_with_its_appointment(
    kit: DiaryKit, appointments: Appointments, how: str
) -> None:
    id, other = appointments.add(SCAN), appointments.add(replace(SCAN, title="Other"))
    kit.clock.advance(days=2)
    now = kit.clock.now()
    for n, due in enumerate(appointments.dues(since=now - WEEK, until=now)):
        kit.shelf.notices.record(Notice(f"n{n}", due, now))

    if how == "cancel":
        appointments.cancel(id)
    else:
        appointments.change(id, replace(SCAN, wall=datetime(2026, 3, 9, 9, 30)))

    (left,) = kit.shelf.notices.unacted()
    assert left.due.plan.startswith(f"appointment.{other}.")


def test_those_of_the_next_days_are_told_apart_from_later_ones(appointments: Appointments) -> None:
    soon = appointments.add(SCAN)
    later = appointments.add(replace(SCAN, wall=datetime(2026, 3, 20, 9, 30)))

    assert [one.id for one in appointments.within(WEEK)] == [soon]
    assert [one.id for one in appointments.coming()] == [soon, later]


def test_one_that_does_not_exist_is_our_fault(appointments: Appointments) -> None:
    with pytest.raises(OurFault):
        appointments.cancel("nobody")
