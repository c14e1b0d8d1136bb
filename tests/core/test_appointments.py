"""Appointments: which are still to come, and when each reminder falls due."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.core.appointment_dues import appointment_dues, appointment_of
from companion.core.appointments import Appointment, coming, parse_appointment_kind, past
from companion.core.catalogue import Catalogue
from companion.core.errors import DataIsBroken
from companion.core.notices import Due, NoticeKind
from companion.core.parsing import Section
from tests.knowledge.reading import assess_reading
from tests.shipped import RESOURCES

NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
LEADS = (DAY, 2 * HOUR)
FAR = timedelta(days=400)


def an_appointment(
    wall: datetime = datetime(2026, 3, 5, 9, 30), *, id: str = "a", zone: str = "America/New_York"
) -> Appointment:
    return Appointment(id, 1, "scan", "", wall, zone, None, "", "", "", NOW)


def test_a_day_and_two_hours_before_it_a_reminder_falls_due(catalogue: Catalogue) -> None:
    dues = appointment_dues(
        [an_appointment()], catalogue.reminders.appointment_leads, since=NOW, until=NOW + FAR
    )

    assert dues == (
        Due("appointment.a.1.24", datetime(2026, 3, 4, 14, 30, tzinfo=UTC), NoticeKind.APPOINTMENT),
        Due("appointment.a.1.2", datetime(2026, 3, 5, 12, 30, tzinfo=UTC), NoticeKind.APPOINTMENT),
    )


def test_a_cancelled_appointment_reminds_of_nothing() -> None:
    cancelled = replace(an_appointment(), cancelled_at=NOW)

    assert appointment_dues([cancelled], LEADS, since=NOW, until=NOW + FAR) == ()


def test_another_time_is_reminded_of_anew() -> None:
    moved = replace(an_appointment(), version=2, wall=datetime(2026, 3, 6, 9, 30))

    before = appointment_dues([an_appointment()], LEADS, since=NOW, until=NOW + FAR)
    after = appointment_dues([moved], LEADS, since=NOW, until=NOW + FAR)

    assert not set(before) & set(after)


def test_a_lead_that_had_passed_when_it_was_written_down_reminds_of_nothing() -> None:
    soon = replace(an_appointment(), recorded_at=datetime(2026, 3, 5, 2, 0, tzinfo=UTC))

    dues = appointment_dues([soon], LEADS, since=NOW, until=NOW + FAR)

    assert [due.plan for due in dues] == ["appointment.a.1.2"]


def test_before_a_lost_hour_the_reminder_still_comes_so_many_real_hours_before() -> None:
    # In New York the clocks skip from 2 to 3 on 8 March 2026.
    morning = an_appointment(datetime(2026, 3, 8, 9, 0))

    (day_before, _) = appointment_dues([morning], LEADS, since=NOW, until=NOW + FAR)

    local = day_before.due_at.astimezone(ZoneInfo("America/New_York"))
    assert (local.day, local.hour) == (7, 8)


@given(
    walls=st.lists(st.datetimes(datetime(2026, 3, 3), datetime(2027, 1, 1)), max_size=5),
    zone=st.sampled_from(["America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Asia/Kathmandu"]),
    cuts=st.lists(st.integers(0, 500), min_size=2, max_size=6, unique=True),
)
def test_looked_at_in_pieces_each_reminder_falls_due_once(
    walls: list[datetime], zone: str, cuts: list[int]
) -> None:
    appointments = [an_appointment(wall, id=str(n), zone=zone) for n, wall in enumerate(walls)]
    moments = [NOW + cut * DAY for cut in sorted(cuts)]

    whole = appointment_dues(appointments, LEADS, since=moments[0], until=moments[-1])
    pieces = [appointment_dues(appointments, LEADS, since=a, until=b) for a, b in pairwise(moments)]

    assert sorted(due.plan for piece in pieces for due in piece) == sorted(due.plan for due in whole)
    assert len({due.plan for due in whole}) == len(whole)
    assert all(moments[0] < due.due_at <= moments[-1] for due in whole)


def test_a_due_thing_says_which_appointment_it_is_about() -> None:
    assert appointment_of("appointment.5f3c-a1.3.24") == "5f3c-a1"
    assert appointment_of("medicine.5f3c-a1.3") is None


def test_an_appointment_is_still_to_come_until_it_is_over(catalogue: Catalogue) -> None:
    kinds = catalogue.appointment_kinds
    first, second = an_appointment(), an_appointment(datetime(2026, 3, 5, 8, 0), id="b")
    cancelled = replace(an_appointment(id="c"), cancelled_at=NOW)
    every = (first, second, cancelled)
    end = first.starts_at + kinds["scan"].lasts

    assert coming(every, kinds, NOW) == (second, first)
    assert coming(every, kinds, end - timedelta(seconds=1)) == (first,)
    assert coming(every, kinds, end) == ()
    assert past(every, kinds, end) == (cancelled, first, second)


def test_the_length_that_was_typed_counts_before_the_usual_one(catalogue: Catalogue) -> None:
    long, kinds = replace(an_appointment(), minutes=240), catalogue.appointment_kinds

    assert long.ends_at(kinds) == long.starts_at + 4 * HOUR
    assert replace(long, kind="gone", minutes=None).ends_at(kinds) == long.starts_at


@pytest.mark.parametrize("minutes", [0, -30])
def test_a_kind_that_lasts_no_time_is_refused(minutes: int) -> None:
    table = {"icon": "x", "minutes": minutes, "words": {"name": "A", "bring": "B"}}

    with pytest.raises(DataIsBroken, match="minutes"):
        parse_appointment_kind(Section(table, "planted.toml"), "a")


def test_every_kind_has_a_picture_and_easy_words(catalogue: Catalogue) -> None:
    kinds = catalogue.appointment_kinds.values()

    assert [kind.id for kind in kinds if not (RESOURCES / "icons" / f"{kind.icon}.svg").exists()] == []
    assert assess_reading("\n".join(f"{k.words.name}\n{k.words.bring}" for k in kinds)).easy
    assert any(kind.needs_title for kind in kinds)
