"""A medicine as needed: when the last one was, how many in 24 hours, and what is told before the next."""

from __future__ import annotations

from datetime import timedelta

from companion.core.as_needed import is_of, needed_now
from companion.core.recurrence import AsNeeded
from tests.core.medicine_samples import a_plan, at, taken

RULE = AsNeeded(gap_hours=6, most_in_a_day=3)
NOW = at("2026-03-02 20:00")


def test_before_the_first_nothing_speaks_against_it() -> None:
    needed = needed_now(RULE, (), NOW)

    assert (needed.last, needed.since_last, needed.in_a_day, needed.not_before) == (None, None, 0, None)
    assert (needed.too_soon, needed.too_many, needed.is_last) == (False, False, False)


def test_within_the_gap_the_next_moment_is_named() -> None:
    last = taken(None, at("2026-03-02 15:30"))

    needed = needed_now(RULE, [last], NOW)

    assert needed.last == last
    assert needed.since_last == timedelta(hours=4, minutes=30)
    assert (needed.too_soon, needed.not_before) == (True, at("2026-03-02 21:30"))


def test_exactly_at_the_end_of_the_gap_it_is_not_too_soon() -> None:
    needed = needed_now(RULE, [taken(None, at("2026-03-02 14:00"))], NOW)

    assert (needed.too_soon, needed.not_before) == (False, None)


def test_the_last_one_of_the_day_is_told_before_it_is_taken() -> None:
    takings = [taken(None, at("2026-03-02 06:00")), taken(None, at("2026-03-02 13:00"))]

    needed = needed_now(RULE, takings, NOW)

    assert (needed.in_a_day, needed.is_last, needed.too_many) == (2, True, False)


def test_beyond_the_most_the_moment_is_named_when_one_leaves_the_24_hours() -> None:
    takings = [taken(None, at(f"2026-03-02 {hour}:00")) for hour in ("01", "07", "13")]

    needed = needed_now(RULE, takings, NOW)

    assert (needed.too_many, needed.is_last) == (True, False)
    assert needed.not_before == at("2026-03-03 01:00")


def test_after_an_override_the_count_goes_on_honestly() -> None:
    takings = [taken(None, at(f"2026-03-02 {hour}:00")) for hour in ("01", "07", "13", "14")]

    needed = needed_now(RULE, takings, NOW)

    assert needed.in_a_day == 4
    assert needed.not_before == at("2026-03-03 07:00")


def test_one_of_exactly_24_hours_ago_counts_no_more() -> None:
    assert needed_now(RULE, [taken(None, at("2026-03-01 20:00"))], NOW).in_a_day == 0


def test_without_a_rule_of_the_team_it_only_counts() -> None:
    takings = [taken(None, NOW - timedelta(minutes=n)) for n in range(1, 9)]

    needed = needed_now(AsNeeded(None, None), takings, NOW)

    assert (needed.in_a_day, needed.not_before, needed.is_last) == (8, None, False)


def test_the_same_medicine_counts_wherever_it_was_written_down() -> None:
    known = a_plan(AsNeeded(6, 4), medicine="ibuprofen", name="Advil 200")
    unknown = a_plan(AsNeeded(6, 4), name="the white one")

    assert is_of(known, taken(None, NOW, plan_id=None, medicine="ibuprofen", name="Ibuprofen"))
    assert is_of(known, taken(None, NOW, plan_id="other", medicine="ibuprofen"))
    assert not is_of(known, taken(None, NOW, plan_id=None, medicine=None, name="Advil 200"))
    assert is_of(unknown, taken(None, NOW, plan_id=None, name=" The White One"))
    assert not is_of(unknown, taken(None, NOW, plan_id=None, name="the blue one"))
