"""What is owed at a moment: nothing told twice for nothing, and nothing lost."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.core.alerts import Alert, AlertEvent, AlertEventKind
from companion.core.hospital import HospitalStay
from companion.core.levels import Level, Reporter
from companion.core.notices import Due, Notice, NoticeKind
from companion.core.reminder_policy import Urgency
from companion.core.reminders import Owed, Wishes, alert_dues, diary_coming, diary_due, owed
from companion.stores.catalogue import load_catalogue
from tests.shipped import RESOURCES

POLICY = load_catalogue(RESOURCES).reminders
ZONE = "Europe/Berlin"
EVENING = time(19)
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
WISHES = Wishes(ZONE)
NIGHT = Wishes(ZONE, (time(22), time(7)))
AT_NIGHT = datetime(2026, 3, 2, 23, tzinfo=UTC)  # midnight in Berlin


def a_due(kind: NoticeKind, plan: str = "", *, minutes_ago: float = 1, now: datetime = NOW) -> Due:
    return Due(plan or kind.value, now - timedelta(minutes=minutes_ago), kind)


def shown(due: Due, *, minutes_ago: float = 0, now: datetime = NOW) -> Notice:
    at = now - timedelta(minutes=minutes_ago)
    return Notice(f"notice of {due.key}", due, at, last_shown_at=at, times_shown=1)


def live(found: Iterable[Owed], notices: Iterable[Notice], now: datetime) -> tuple[Notice, ...]:
    """What a program keeps of one look: a row for each thing, told where it was told."""
    rows = {notice.due: notice for notice in notices}
    for one in found:
        row = rows.get(one.due, Notice(f"notice of {one.due.key}", one.due, now))
        if one.tell:
            row = replace(row, last_shown_at=now, times_shown=row.times_shown + 1)
        rows[one.due] = row
    return tuple(rows.values())


def told(found: Iterable[Owed]) -> list[Due]:
    return [one.due for one in found if one.tell]


def test_before_its_time_todays_reminder_is_not_due(  # yesterday's is, if nothing was written
) -> None:
    now = datetime(2026, 3, 2, 17, 59, tzinfo=UTC)

    (due,) = diary_due(EVENING, (), ZONE, now)

    assert due.due_at == datetime(2026, 3, 1, 18, tzinfo=UTC)


def test_at_its_time_it_is_due() -> None:
    now = datetime(2026, 3, 2, 18, tzinfo=UTC)

    (due,) = diary_due(EVENING, (), ZONE, now)

    assert due.due_at == now


def test_a_day_that_is_written_is_not_reminded_of() -> None:
    now = datetime(2026, 3, 2, 19, tzinfo=UTC)

    assert diary_due(EVENING, {date(2026, 3, 2)}, ZONE, now) == ()


def test_without_a_wish_nothing_is_due() -> None:
    assert diary_due(None, (), ZONE, datetime(2026, 3, 2, 19, tzinfo=UTC)) == ()


def test_a_reminder_in_the_hour_that_a_clock_change_skips_still_comes() -> None:
    now = datetime(2026, 3, 29, 6, tzinfo=UTC)

    (due,) = diary_due(time(2, 30), (), ZONE, now)

    assert due.due_at == datetime(2026, 3, 29, 1, tzinfo=UTC)


def test_a_reminder_in_the_hour_that_comes_twice_comes_once() -> None:
    since = datetime(2026, 10, 24, 12, tzinfo=UTC)

    found = diary_coming(time(2, 30), (), ZONE, since=since, until=since + timedelta(days=1))

    assert [due.due_at for due in found] == [datetime(2026, 10, 25, 0, 30, tzinfo=UTC)]


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 1), timezones=st.just(UTC)),
    st.integers(min_value=0, max_value=400),
    st.times(),
)
def test_what_comes_of_the_diary_is_what_falls_due_later(now: datetime, hours: int, at: time) -> None:
    until = now + timedelta(hours=hours)

    coming = diary_coming(at, (), ZONE, since=now, until=until)

    (newest,) = diary_due(at, (), ZONE, until)
    assert (newest in coming) == (newest.due_at > now)
    assert all(now < due.due_at <= until for due in coming)


def test_what_harms_most_comes_first() -> None:
    dues = [a_due(kind, minutes_ago=60 * (n + 1)) for n, kind in enumerate(NoticeKind)]

    found = owed(dues, (), POLICY, WISHES, NOW)

    assert [one.due.kind.value for one in found] == [
        "alert", "watch_check", "medicine", "infusion", "appointment", "refill", "diary",
    ]  # fmt: skip


def test_a_quiet_thing_is_told_once_and_stays_on_the_list() -> None:
    due = a_due(NoticeKind.DIARY, minutes_ago=600)

    (one,) = owed([due], [shown(due, minutes_ago=600)], POLICY, WISHES, NOW)

    assert not one.tell


def test_a_repeating_thing_is_told_again_after_its_time_and_not_before() -> None:
    due = a_due(NoticeKind.MEDICINE, minutes_ago=20)

    (soon,) = owed([due], [shown(due, minutes_ago=14)], POLICY, WISHES, NOW)
    (later,) = owed([due], [shown(due, minutes_ago=15)], POLICY, WISHES, NOW)

    assert not soon.tell
    assert later.tell


def test_what_was_dealt_with_never_returns() -> None:
    due = a_due(NoticeKind.ALERT, minutes_ago=600)
    done = replace(shown(due, minutes_ago=500), acted_at=NOW - timedelta(hours=8))

    assert owed([due], [done], POLICY, WISHES, NOW) == ()


def test_a_medicine_that_the_next_one_followed_does_not_repeat() -> None:
    first, second = (a_due(NoticeKind.MEDICINE, minutes_ago=minutes) for minutes in (600, 20))
    rows = [shown(due, minutes_ago=20) for due in (first, second)]

    found = owed([first, second], rows, POLICY, WISHES, NOW)

    assert [(one.due, one.urgency, one.tell) for one in found] == [
        (first, Urgency.QUIET, False),
        (second, Urgency.REPEATING, True),
    ]


def test_of_the_reminders_of_one_visit_only_the_newest_is_listed() -> None:
    dues = [
        a_due(NoticeKind.APPOINTMENT, "appointment.a.1.24", minutes_ago=22 * 60),
        a_due(NoticeKind.APPOINTMENT, "appointment.a.1.2", minutes_ago=1),
        a_due(NoticeKind.APPOINTMENT, "appointment.b.1.24", minutes_ago=30),
    ]

    found = owed(dues, (), POLICY, WISHES, NOW)

    assert [one.due.plan for one in found] == ["appointment.b.1.24", "appointment.a.1.2"]


def test_a_visit_that_has_begun_is_not_reminded_of_again() -> None:
    due = a_due(NoticeKind.APPOINTMENT, "appointment.a.1.2", minutes_ago=121)

    (one,) = owed([due], [shown(due, minutes_ago=120 + 4 * 60)], POLICY, WISHES, NOW)

    assert (one.missed, one.tell) == (True, False)


def test_what_fell_due_long_before_it_was_found_is_missed() -> None:
    late, on_time = a_due(NoticeKind.REFILL, minutes_ago=300), a_due(NoticeKind.DIARY, minutes_ago=2)
    seen = a_due(NoticeKind.INFUSION, "infusion.a.1.0.24", minutes_ago=300)

    found = owed([late, on_time, seen], [shown(seen, minutes_ago=299)], POLICY, WISHES, NOW)

    assert {one.due: one.missed for one in found} == {late: True, on_time: False, seen: False}


def test_in_quiet_hours_a_thing_is_listed_and_told_afterwards() -> None:
    due = a_due(NoticeKind.MEDICINE, now=AT_NIGHT)
    morning = AT_NIGHT + timedelta(hours=7)

    at_night = owed([due], (), POLICY, NIGHT, AT_NIGHT)
    rows = live(at_night, (), AT_NIGHT)

    assert [one.tell for one in at_night] == [False]
    assert told(owed([due], rows, POLICY, NIGHT, morning)) == [due]


@pytest.mark.parametrize("kind", [NoticeKind.ALERT, NoticeKind.WATCH_CHECK])
def test_quiet_hours_silence_no_watch_and_no_alert(kind: NoticeKind) -> None:
    due = a_due(kind, now=AT_NIGHT)

    assert told(owed([due], (), POLICY, NIGHT, AT_NIGHT)) == [due]


def test_with_reminders_stopped_only_alerts_are_left() -> None:
    dues = [a_due(kind) for kind in NoticeKind]

    found = owed(dues, (), POLICY, replace(WISHES, stopped=True), NOW)

    assert [one.due.kind for one in found] == [NoticeKind.ALERT]


def test_in_hospital_nobody_is_told_of_what_the_nurses_do() -> None:
    stay = HospitalStay("stay", NOW - timedelta(hours=2), None)
    before = a_due(NoticeKind.MEDICINE, "before", minutes_ago=180)
    inside = a_due(NoticeKind.MEDICINE, "inside", minutes_ago=60)
    alert, visit = a_due(NoticeKind.ALERT), a_due(NoticeKind.APPOINTMENT, "appointment.a.1.2")

    found = owed([before, inside, alert, visit], (), POLICY, replace(WISHES, stays=(stay,)), NOW)

    assert {one.due: one.tell for one in found} == {alert: True, before: False, visit: True}


def test_a_snoozed_thing_says_its_end_and_is_told_then() -> None:
    due, end = a_due(NoticeKind.DIARY, minutes_ago=5), NOW + timedelta(minutes=30)
    row = replace(shown(due), snoozed_until=end)

    (now,) = owed([due], [row], POLICY, WISHES, NOW)
    (then,) = owed([due], [row], POLICY, WISHES, end)

    assert (now.snoozed_until, now.tell) == (end, False)
    assert (then.snoozed_until, then.tell) == (None, True)


@given(st.sampled_from(NoticeKind), st.integers(min_value=3, max_value=60 * 60))
def test_a_row_from_the_future_mutes_nothing(kind: NoticeKind, minutes: int) -> None:
    due, ahead = a_due(kind), NOW + timedelta(minutes=minutes)
    row = replace(shown(due), shown_at=ahead, last_shown_at=ahead, snoozed_until=ahead + timedelta(hours=33))

    (one,) = owed([due], [row], POLICY, WISHES, NOW)

    assert one.tell


def test_a_clock_put_right_by_seconds_tells_nothing_again() -> None:
    due = a_due(NoticeKind.DIARY)

    (one,) = owed([due], [shown(due, minutes_ago=-0.5)], POLICY, WISHES, NOW)

    assert not one.tell


def an_alert(*events: tuple[AlertEventKind, datetime], level: Level = Level.CALL_NOW) -> Alert:
    happened = tuple(
        AlertEvent(str(n), "a", kind, at, Reporter.PATIENT) for n, (kind, at) in enumerate(events)
    )
    return Alert("a", "rule", 1, level, NOW, "", "", (), (), None, happened)


RAISED = (AlertEventKind.RAISED, NOW)


@pytest.mark.parametrize(
    ("alert", "minutes"),
    [
        (an_alert(RAISED), 15),
        (an_alert(RAISED, (AlertEventKind.SEEN, NOW + timedelta(minutes=5))), 15),
        (an_alert(RAISED, (AlertEventKind.NO_ANSWER, NOW + timedelta(minutes=10))), 25),
        (an_alert(RAISED, (AlertEventKind.RAISED_HIGHER, NOW + timedelta(minutes=60))), 75),
    ],
)
def test_whether_they_were_reached_is_asked_a_quarter_of_an_hour_later(alert: Alert, minutes: int) -> None:
    until = NOW + timedelta(hours=9)

    (due,) = alert_dues([alert], POLICY, at_least=Level.CALL_NOW, now=until, until=until)

    assert due.due_at == NOW + timedelta(minutes=minutes)


@pytest.mark.parametrize(
    "alert",
    [an_alert(RAISED, level=Level.CALL_TODAY), an_alert(RAISED, (AlertEventKind.CLOSED, NOW))],
)
def test_a_milder_alert_and_one_with_an_outcome_are_not_asked_after(alert: Alert) -> None:
    until = NOW + timedelta(hours=9)

    assert alert_dues([alert], POLICY, at_least=Level.CALL_NOW, now=until, until=until) == ()


def test_an_alert_raised_under_a_wrong_clock_is_asked_after_at_once() -> None:
    now = NOW - timedelta(hours=33)

    (due,) = alert_dues([an_alert(RAISED)], POLICY, at_least=Level.CALL_NOW, now=now, until=now)

    assert now - timedelta(minutes=15) < due.due_at <= now


MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC))
PLANS = st.sampled_from(["plan.1", "plan.a.1.3", "appointment.a.1.24", "appointment.a.1.2"])
DUES = st.builds(Due, PLANS, MOMENTS, st.sampled_from(NoticeKind))


@given(st.lists(DUES), MOMENTS)
def test_running_it_twice_tells_nothing_new(dues: list[Due], now: datetime) -> None:
    first = owed(dues, (), POLICY, NIGHT, now)

    again = owed(dues, live(first, (), now), POLICY, NIGHT, now)

    assert told(again) == []
    assert [one.due for one in again] == [one.due for one in first]


@given(st.lists(DUES), st.lists(MOMENTS, min_size=1))
def test_whenever_it_looks_everything_due_and_not_given_way_was_told(
    dues: list[Due], looks: list[datetime]
) -> None:
    rows: tuple[Notice, ...] = ()
    for now in sorted(looks):
        rows = live(owed(dues, rows, POLICY, WISHES, now), rows, now)

    last = owed(dues, rows, POLICY, WISHES, max(looks))
    known = {row.due for row in rows if row.times_shown}
    assert {one.due for one in last} <= known
    assert {due for due in dues if due.due_at <= max(looks)} >= known
