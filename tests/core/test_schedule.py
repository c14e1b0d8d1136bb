"""When a plan of a medicine falls due, and what became of each time, against tables written by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from companion.core.catalogue import Catalogue
from companion.core.errors import OurFault
from companion.core.medicine_timing import MedicineTiming
from companion.core.plan import MedicinePlan
from companion.core.recurrence import (
    AsNeeded,
    CycleDays,
    DailyAt,
    EveryHours,
    OnDates,
    Recurrence,
    Weekly,
)
from companion.core.schedule import (
    MedicineLog,
    Occurrence,
    Status,
    next_occurrences,
    occurrences,
    one_per_slot,
    status,
)
from tests.core.medicine_samples import (
    BERLIN,
    ENTERED,
    EVENING,
    FIRST,
    MORNING,
    NOON,
    a_plan,
    a_taper,
    at,
    skipped,
    taken,
)

START, END = at("2026-03-02 00:00"), at("2026-03-09 00:00")
TIMING = MedicineTiming(timedelta(minutes=60), timedelta(hours=4), time(10), 3, ("P",))
ZONES = (BERLIN, "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "America/Santiago", "UTC")


def walls(found: tuple[Occurrence, ...]) -> list[str]:
    return [f"{one.wall:%m-%d %H:%M}" for one in found]


@pytest.mark.parametrize(
    ("recurrence", "expected"),
    [
        (DailyAt((EVENING, MORNING)), ["03-02 08:00", "03-02 20:00", "03-03 08:00", "03-03 20:00"]),
        (EveryHours(8, time(6)), ["03-02 06:00", "03-02 14:00", "03-02 22:00", "03-03 06:00"]),
        (Weekly((1, 5), (MORNING,)), ["03-02 08:00", "03-06 08:00"]),
        (CycleDays(21, (1, 3, 4), (NOON,)), ["03-02 14:00", "03-04 14:00", "03-05 14:00"]),
        (a_taper((2, 2, "8 mg"), (3, 4, "4 mg")), ["03-02 08:00", "03-03 08:00", "03-04 08:00"]),
        (OnDates((date(2026, 3, 5), date(2026, 3, 4)), (NOON,)), ["03-04 14:00", "03-05 14:00"]),
        (AsNeeded(6, 4), []),
    ],
)
def test_each_kind_falls_due_as_a_table_says(recurrence: Recurrence, expected: list[str]) -> None:
    found = occurrences([a_plan(recurrence)], START, END)

    assert walls(found)[: len(expected)] == expected
    assert bool(found) is bool(expected)


def test_a_cycle_begins_anew_on_its_first_day() -> None:
    plan = a_plan(CycleDays(21, (1, 2), (MORNING,)))

    found = occurrences([plan], at("2026-03-10 00:00"), at("2026-04-20 00:00"))

    assert walls(found) == ["03-23 08:00", "03-24 08:00", "04-13 08:00", "04-14 08:00"]


def test_a_taper_gives_each_day_the_amount_of_its_step() -> None:
    found = occurrences([a_plan(a_taper((2, 3, "8 mg"), (4, 4, "4 mg")))], START, END)

    assert [(one.wall.day, one.amount) for one in found] == [(2, "8 mg"), (3, "8 mg"), (4, "4 mg")]


def test_the_first_and_the_last_day_belong_to_the_plan() -> None:
    plan = a_plan(DailyAt((MORNING,)), first_day=date(2026, 3, 3), last_day=date(2026, 3, 4))

    assert walls(occurrences([plan], START, END)) == ["03-03 08:00", "03-04 08:00"]


def test_the_29th_of_february_is_a_day_like_any_other() -> None:
    plan = a_plan(DailyAt((MORNING,)), first_day=date(2028, 2, 28))

    found = occurrences([plan], at("2028-02-28 00:00"), at("2028-03-02 00:00"))

    assert walls(found) == ["02-28 08:00", "02-29 08:00", "03-01 08:00"]


def test_a_time_that_the_clocks_skip_is_due_at_the_next_minute_and_keeps_its_label() -> None:
    plan = a_plan(DailyAt((time(2, 30),)))

    (found,) = occurrences([plan], at("2026-03-29 00:00"), at("2026-03-29 12:00"))

    assert found.due_at == at("2026-03-29 01:00")
    assert (found.wall.time(), found.is_moved) == (time(2, 30), True)


def test_a_time_that_the_clocks_show_twice_is_due_once_the_first_time() -> None:
    plan = a_plan(DailyAt((time(2, 30),)))

    (found,) = occurrences([plan], at("2026-10-24 22:00"), at("2026-10-25 12:00"))

    assert found.due_at == at("2026-10-25 00:30")
    assert not found.is_moved


def test_every_eight_hours_means_eight_hours_whatever_the_clocks_do() -> None:
    plan = a_plan(EveryHours(8, time(6)))

    found = occurrences([plan], at("2026-03-28 00:00"), at("2026-03-30 00:00"))

    assert walls(found[:3]) == ["03-28 06:00", "03-28 14:00", "03-28 22:00"]
    assert walls(found[3:]) == ["03-29 07:00", "03-29 15:00", "03-29 23:00"]
    assert not any(one.is_moved for one in found)


def test_a_new_version_counts_from_its_moment_and_changes_nothing_before() -> None:
    old = a_plan(DailyAt((MORNING, EVENING)))
    new = a_plan(DailyAt((NOON,)), version=2, since=at("2026-03-03 09:00"))

    found = occurrences([new, old], START, at("2026-03-05 00:00"))

    assert walls(found) == ["03-02 08:00", "03-02 20:00", "03-03 08:00", "03-03 14:00", "03-04 14:00"]
    assert [one.version for one in found] == [1, 1, 1, 2, 2]


def test_a_plan_that_was_stopped_falls_due_no_more() -> None:
    plan = a_plan(stopped_at=at("2026-03-02 12:00"))

    assert walls(occurrences([plan], START, END)) == ["03-02 08:00"]


def test_a_time_moved_within_its_day_stands_once_and_what_was_taken_answers_it() -> None:
    old = a_plan(DailyAt((MORNING,)))
    new = a_plan(DailyAt((time(9, 30),)), version=2, since=at("2026-03-02 07:30"))
    both = occurrences([old, new], START, at("2026-03-03 00:00"))
    log = MedicineLog((taken("2026-03-02 1/1", at("2026-03-02 07:02")),))

    before = one_per_slot(both, MedicineLog())
    after = one_per_slot(both, log)

    assert walls(both) == ["03-02 08:00", "03-02 09:30"]
    assert walls(before) == ["03-02 09:30"]
    assert walls(after) == ["03-02 08:00"]


def test_fewer_times_a_day_ask_anew_and_are_not_taken_for_the_old_ones() -> None:
    old = a_plan(DailyAt((MORNING, NOON, EVENING)))
    new = a_plan(DailyAt((MORNING, EVENING)), version=2, since=at("2026-03-02 14:00"))
    log = MedicineLog(tuple(taken(f"2026-03-02 {n}/3", at(f"2026-03-02 0{7 + n}:00")) for n in (1, 2)))

    found = one_per_slot(occurrences([old, new], START, at("2026-03-03 00:00")), log)

    assert [log.answer(one.plan_id, one.slot) is None for one in found] == [False, False, True]


def test_versions_of_two_plans_are_not_mixed() -> None:
    with pytest.raises(OurFault):
        occurrences([a_plan(), a_plan(id="other")], START, END)


@pytest.mark.parametrize(
    ("log", "now", "expected"),
    [
        (MedicineLog(), "2026-03-02 06:59", Status.COMING),
        (MedicineLog(), "2026-03-02 07:00", Status.DUE),
        (MedicineLog(), "2026-03-02 11:00", Status.DUE),
        (MedicineLog(), "2026-03-02 11:01", Status.MISSED),
        (MedicineLog((taken("2026-03-02 1/2", at("2026-03-02 07:02")),)), "2026-03-02 07:30", Status.TAKEN),
        (MedicineLog((taken("2026-03-02 1/2", at("2026-03-02 06:10")),)), "2026-03-02 06:30", Status.TAKEN),
        (MedicineLog((taken("2026-03-02 1/2", at("2026-03-02 08:00")),)), "2026-03-02 09:00", Status.TAKEN),
        (MedicineLog((taken("2026-03-02 1/2", at("2026-03-02 08:01")),)), "2026-03-02 09:00", Status.LATE),
        (
            MedicineLog((), (skipped("2026-03-02 1/2"),)),
            "2026-03-02 09:00",
            Status.SKIPPED,
        ),
        (MedicineLog((taken("2026-03-02 2/2", at("2026-03-02 07:02")),)), "2026-03-02 07:30", Status.DUE),
    ],
)
def test_what_became_of_it_follows_from_what_was_written_and_the_time(
    log: MedicineLog, now: str, expected: Status
) -> None:
    first = occurrences([a_plan()], START, END)[0]

    assert status(first, log, at(now), TIMING) is expected


def test_it_is_missed_when_the_next_one_takes_its_place() -> None:
    first, second = occurrences([a_plan(EveryHours(2, time(8)))], START, at("2026-03-02 10:00"))

    assert status(first, MedicineLog(), at("2026-03-02 08:59"), TIMING, next_due=second.due_at) is Status.DUE
    assert status(first, MedicineLog(), second.due_at, TIMING, next_due=second.due_at) is Status.MISSED


def test_what_was_over_before_the_plan_was_entered_is_unknown_and_not_missed() -> None:
    first, second = occurrences([a_plan(since=at("2026-03-02 12:00"))], START, at("2026-03-03 00:00"))

    assert status(first, MedicineLog(), END, TIMING) is Status.UNKNOWN
    assert status(second, MedicineLog(), END, TIMING) is Status.MISSED


def test_the_shipped_file_says_from_when_it_is_late(catalogue: Catalogue) -> None:
    timing = catalogue.medicine_timing

    assert timing is not None
    assert timing.late_after < timing.missed_after


def test_a_plan_that_ended_has_no_next_time() -> None:
    plan = a_plan(last_day=date(2026, 3, 2))

    assert walls(next_occurrences([plan], at("2026-03-02 07:00"), 5)) == ["03-02 20:00"]
    assert next_occurrences([a_plan(AsNeeded(None, None))], START, 5) == ()


clocks = st.times().map(lambda found: found.replace(second=0, microsecond=0))
times = st.lists(clocks, min_size=1, max_size=4, unique=True)
recurrences = st.one_of(
    times.map(lambda found: DailyAt(tuple(found))),
    st.builds(EveryHours, st.integers(1, 72), clocks),
    st.builds(
        lambda days, found: Weekly(tuple(days), tuple(found)),
        st.lists(st.integers(1, 7), min_size=1, unique=True),
        times,
    ),
    st.builds(
        lambda days, found: CycleDays(28, tuple(days), tuple(found)),
        st.lists(st.integers(1, 28), min_size=1, max_size=6, unique=True),
        times,
    ),
)
days = st.dates(date(2026, 1, 1), date(2030, 12, 31))
moments = st.datetimes(datetime(2026, 1, 1), datetime(2031, 1, 1), timezones=st.just(UTC))


@st.composite
def plans(draw: st.DrawFn) -> MedicinePlan:
    first = draw(days)
    last = draw(st.none() | st.integers(0, 900).map(lambda n: first + timedelta(days=n)))
    return a_plan(draw(recurrences), zone=draw(st.sampled_from(ZONES)), first_day=first, last_day=last)


@given(plan=plans(), start=moments, first=st.integers(0, 40), second=st.integers(0, 40))
def test_two_stretches_hold_what_the_whole_holds_in_order_and_nothing_twice(
    plan: MedicinePlan, start: datetime, first: int, second: int
) -> None:
    middle = start + timedelta(days=first)
    end = middle + timedelta(days=second)

    whole = occurrences([plan], start, end)

    assert occurrences([plan], start, middle) + occurrences([plan], middle, end) == whole
    assert len({(one.plan_id, one.slot) for one in whole}) == len(whole)
    assert [one.due_at for one in whole] == sorted(one.due_at for one in whole)
    assert all(start <= one.due_at < end for one in whole)


@given(plan=plans(), after=moments)
def test_the_next_time_lies_after_the_moment_and_none_lies_between(
    plan: MedicinePlan, after: datetime
) -> None:
    found = next_occurrences([plan], after, 1)

    if found:
        between = occurrences([plan], after, found[0].due_at)
        assert found[0].due_at > after
        assert all(one.due_at == after for one in between)
    else:
        assert not any(one.due_at > after for one in occurrences([plan], after, after + timedelta(days=900)))


@settings(max_examples=50)
@given(old=plans(), new=plans(), edited=moments)
def test_a_change_never_touches_what_lies_before_it(
    old: MedicinePlan, new: MedicinePlan, edited: datetime
) -> None:
    after = replace(new, version=2, since=edited)
    start, end = edited - timedelta(days=30), edited + timedelta(days=30)

    both = occurrences([old, after], start, end)

    assert tuple(one for one in both if one.due_at < edited) == occurrences([old], start, edited)
    assert all(one.version == 2 for one in both if one.due_at >= edited)


@given(plan=plans(), start=moments)
def test_wall_time_is_kept_and_elapsed_time_is_even(plan: MedicinePlan, start: datetime) -> None:
    found = occurrences([plan], start, start + timedelta(days=20))

    if isinstance(plan.recurrence, EveryHours):
        gaps = {after.due_at - before.due_at for before, after in pairwise(found)}
        assert gaps <= {timedelta(hours=plan.recurrence.hours)}
    else:
        allowed = getattr(plan.recurrence, "times", ())
        assert all(one.wall.time() in allowed for one in found)


def test_the_samples_are_entered_before_they_begin() -> None:
    assert ENTERED.date() < FIRST
