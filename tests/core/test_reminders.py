"""What is owed at a moment: each due thing once, and nothing lost."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from companion.core.notices import Due, NoticeKind
from companion.core.reminders import diary_due, owed

ZONE = "Europe/Berlin"
EVENING = time(19)


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


def test_checks_of_a_watch_come_before_the_diary() -> None:
    now = datetime(2026, 3, 2, 20, tzinfo=UTC)
    diary = Due("diary", now - timedelta(hours=5), NoticeKind.DIARY)
    check = Due("watch.1", now - timedelta(hours=1), NoticeKind.WATCH_CHECK)

    assert owed([diary, check], (), now) == (check, diary)


MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC))
DUES = st.builds(Due, st.sampled_from(["diary", "watch.1"]), MOMENTS, st.sampled_from(NoticeKind))


@given(st.lists(DUES), MOMENTS)
def test_running_it_twice_owes_nothing_new(dues: list[Due], now: datetime) -> None:
    first = owed(dues, (), now)

    assert owed(dues, first, now) == ()


@given(st.lists(DUES), st.lists(MOMENTS, min_size=1))
def test_whenever_it_looks_everything_due_is_shown_exactly_once(
    dues: list[Due], looks: list[datetime]
) -> None:
    shown: list[Due] = []
    for now in sorted(looks):
        shown.extend(owed(dues, shown, now))

    assert sorted(shown, key=repr) == sorted({d for d in dues if d.due_at <= max(looks)}, key=repr)
