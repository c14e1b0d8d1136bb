"""Thinning the copies: a day, a week and a month back there is always one, and the newest is never lost."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.core.backup_plan import (
    DAYS,
    EVERY,
    MONTHS,
    PUT_ASIDE,
    WEEKS,
    Reason,
    Taken,
    is_due,
    is_old,
    kept,
)

NOW = datetime(2026, 3, 2, 19, 30, tzinfo=UTC)
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2028, 12, 31), timezones=st.just(UTC))
TIMED = st.builds(lambda at: (at, Reason.TIMED), MOMENTS)
ANY = st.tuples(MOMENTS, st.sampled_from(Reason))


def numbered(made: list[tuple[datetime, Reason]]) -> tuple[Taken, ...]:
    """As copies are made, one after the other, whatever the clock says."""
    return tuple(Taken(n, at, reason) for n, (at, reason) in enumerate(made, start=1))


def every_half_hour(days: int) -> tuple[Taken, ...]:
    moments = [NOW - timedelta(days=days) + n * EVERY for n in range(days * 48 + 1)]
    return numbered([(at, Reason.TIMED) for at in moments])


def test_a_year_and_a_half_of_copies_leaves_days_weeks_and_months() -> None:
    left = sorted(kept(every_half_hour(548)), key=lambda copy: copy.number)

    ages = {(NOW.date() - copy.at.date()).days for copy in left}
    assert set(range(DAYS)) <= ages
    assert any(14 <= age <= 28 for age in ages)
    assert max(ages) > 300
    assert len(left) <= DAYS + WEEKS + MONTHS


@pytest.mark.parametrize("back", [7, 30, 300])
def test_a_copy_of_about_that_age_is_there(back: int) -> None:
    left = kept(every_half_hour(400))

    slack = {7: 7, 30: 31, 300: 31}[back]
    assert any(timedelta() <= NOW - copy.at - timedelta(days=back) <= timedelta(days=slack) for copy in left)


@given(st.lists(ANY, min_size=1, max_size=120))
def test_the_newest_is_always_kept_and_few_are(made: list[tuple[datetime, Reason]]) -> None:
    copies = numbered(made)

    left = kept(copies)

    assert copies[-1] in left
    assert left <= set(copies)
    assert len(left) <= 1 + DAYS + WEEKS + MONTHS + PUT_ASIDE


@given(st.lists(ANY, max_size=120), st.randoms())
def test_the_order_in_which_they_are_listed_does_not_matter(
    made: list[tuple[datetime, Reason]], chance: object
) -> None:
    copies = list(numbered(made))
    shuffled = list(copies)
    getattr(chance, "shuffle")(shuffled)  # noqa: B009  # the strategy has no public class

    assert kept(shuffled) == kept(copies)


@given(st.lists(ANY, max_size=120))
def test_thinning_again_takes_nothing_more(made: list[tuple[datetime, Reason]]) -> None:
    once = kept(numbered(made))

    assert kept(once) == once


@given(st.lists(ANY, max_size=60))
def test_thinning_after_each_copy_leaves_what_thinning_at_the_end_does(
    made: list[tuple[datetime, Reason]],
) -> None:
    left: frozenset[Taken] = frozenset()
    for copy in numbered(made):
        left = kept({*left, copy})

    assert left == kept(numbered(made))


@given(st.integers(1, 300), st.integers(1, 5), st.integers(-2000, 2000))
def test_a_clock_that_was_wrong_for_a_few_days_leaves_the_other_days(
    good_days: int, wrong_days: int, days_off: int
) -> None:
    before = [NOW + timedelta(days=n) for n in range(good_days)]
    wrong = [before[-1] + timedelta(days=days_off + n) for n in range(1, wrong_days + 1)]
    after = before[-1] + timedelta(hours=1)
    copies = numbered([(at, Reason.TIMED) for at in (*before, *wrong, after)])

    left = kept(copies)

    right = {copy.at.date() for copy in left if copy.at in {*before, after}}
    assert copies[-1] in left
    assert len(right) >= min(good_days, DAYS - wrong_days)


@given(st.lists(TIMED, max_size=60))
def test_what_was_put_aside_before_a_restore_outlives_the_copies_of_that_day(
    later: list[tuple[datetime, Reason]],
) -> None:
    copies = numbered([(NOW, Reason.BEFORE_RESTORE), *later])

    assert copies[0] in kept(copies)


def test_a_copy_is_due_after_half_an_hour_and_not_before() -> None:
    assert is_due(None, NOW)
    assert is_due(NOW - EVERY, NOW)
    assert not is_due(NOW - EVERY + timedelta(seconds=1), NOW)


def test_a_last_copy_that_lies_in_the_future_does_not_stop_the_next() -> None:
    assert is_due(NOW + timedelta(days=3000), NOW)


def test_a_copy_is_old_after_a_week() -> None:
    assert is_old(None, NOW)
    assert not is_old(NOW - timedelta(days=7), NOW)
    assert is_old(NOW - timedelta(days=7, minutes=1), NOW)
