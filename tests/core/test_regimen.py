"""Planned doses against tables written by hand, across clock changes, and the count that starts again."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise, permutations
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.core.errors import OurFault
from companion.core.regimen import ClockStart, PlannedDose, Regimen, planned_doses, restart_count
from tests.core.plans_by_hand import LIMITED_STAGE, PLANS
from tests.shipped import shipped_drug, shipped_ids, shipped_regimen


def naive(text: str) -> datetime:
    """Wall time."""
    return datetime.fromisoformat(text)


FIRST = naive("2026-03-02 10:00")
A_YEAR_LATER = datetime(2027, 3, 2, tzinfo=UTC)
MUCH_LATER = datetime(2040, 1, 1, tzinfo=UTC)
NEW_YORK = "America/New_York"
EVERY_REGIMEN = tuple(
    (drug, regimen.id) for drug in shipped_ids("drugs") for regimen in shipped_drug(drug).regimens
)
CLOCK_CHANGING = (
    "America/New_York",
    "Europe/Berlin",
    "Australia/Lord_Howe",
    "America/Santiago",
    "Asia/Tehran",
)

HOW_MANY_BEFORE_MAINTENANCE = {
    "atezolizumab_q2w_induction": 6,
    "atezolizumab_q3w_induction": 4,
    "atezolizumab_q4w_induction": 3,
    "atezolizumab_sc_q3w_induction": 4,
    "durvalumab_es_induction": 4,
    "durvalumab_es_low_weight_us_induction": 4,
    "durvalumab_es_low_weight_eu_induction": 4,
}


def plan(
    drug: str, regimen: str, *, first: datetime = FIRST, zone: str = NEW_YORK, until: datetime | None = None
) -> tuple[PlannedDose, ...]:
    """The doses of a shipped regimen, to the end of July 2026 unless told otherwise."""
    return planned_doses(
        shipped_regimen(drug, regimen),
        shipped_drug(drug).regimens,
        first=first,
        zone=zone,
        until=until or datetime(2026, 7, 31, tzinfo=UTC),
    )


def test_every_shipped_regimen_has_a_table() -> None:
    assert {regimen for _, regimen in EVERY_REGIMEN} == set(PLANS)


@pytest.mark.parametrize(("drug", "regimen"), EVERY_REGIMEN)
def test_a_regimen_gives_the_dates_that_were_written_by_hand(drug: str, regimen: str) -> None:
    doses = plan(drug, regimen, until=A_YEAR_LATER)

    rows = [(day, amount, minutes) for amount, minutes, days in PLANS[regimen] for day in days.split()]
    assert [(f"{dose.wall:%Y-%m-%d}", dose.amount, dose.minutes) for dose in doses] == sorted(rows)
    assert [dose.ordinal for dose in doses] == list(range(1, len(rows) + 1))
    assert all(dose.wall.time() == FIRST.time() for dose in doses)
    assert all(dose.drug == drug and dose.zone == NEW_YORK and dose.sources for dose in doses)


@pytest.mark.parametrize(("regimen", "count"), HOW_MANY_BEFORE_MAINTENANCE.items())
def test_after_the_chemo_part_the_drug_goes_on_alone(regimen: str, count: int) -> None:
    drug = next(drug for drug, id in EVERY_REGIMEN if id == regimen)

    doses = plan(drug, regimen)

    after = regimen.replace("induction", "maintenance")
    assert [dose.regimen for dose in doses] == [regimen] * count + [after] * (len(doses) - count)
    assert [dose.cycle for dose in doses] == [*range(1, count + 1), *range(1, len(doses) - count + 1)]
    assert doses[count].wall == naive("2026-05-25 10:00")


def test_tarlatamab_steps_through_its_cycles() -> None:
    doses = plan("tarlatamab", "tarlatamab")

    steps = [
        (1, 1),
        (1, 8),
        (1, 15),
        (2, 1),
        (2, 15),
        (3, 1),
        (3, 15),
        (4, 1),
        (4, 15),
        (5, 1),
        (5, 15),
        (6, 1),
    ]
    assert [(dose.cycle, dose.day) for dose in doses] == steps


def test_tarlatamab_is_watched_as_the_us_label_says() -> None:
    doses = plan("tarlatamab", "tarlatamab")

    times = [dose.monitoring for dose in doses]
    start, end = ClockStart.START, ClockStart.END
    assert [(t.observe_hours, t.observe_from) for t in times if t] == [
        *[((22, 24), start)] * 2,
        *[((6, 8), end)] * 3,
        *[((3, 4), end)] * 4,
        *[((2, 2), end)] * 3,
    ]
    near = [(t.stay_near_hours, t.stay_near_from, t.caregiver_hours) for t in times if t]
    assert near == [(48, start, 48)] * 2 + [(None, None, None)] * 10


def test_no_time_to_be_watched_is_made_up_for_other_drugs() -> None:
    others = [(drug, regimen) for drug, regimen in EVERY_REGIMEN if drug != "tarlatamab"]

    assert all(dose.monitoring is None for drug, regimen in others for dose in plan(drug, regimen))


def test_a_dose_at_ten_stays_at_ten_when_the_clocks_change() -> None:
    doses = plan("tarlatamab", "tarlatamab", zone="Europe/Berlin")

    by_date = {f"{dose.wall:%m-%d}": f"{dose.wall:%H:%M} = {dose.starts_at:%H:%M}" for dose in doses}
    assert by_date["03-16"] == "10:00 = 09:00"
    assert by_date["03-30"] == "10:00 = 08:00"
    assert all(dose.starts_at.tzinfo is UTC for dose in doses)


def test_a_dose_in_the_skipped_hour_comes_at_the_next_valid_minute() -> None:
    first = naive("2026-03-01 02:30")

    doses = plan("atezolizumab", "atezolizumab_q4w_maintenance", first=first, zone="Europe/Berlin")

    assert doses[1].wall == naive("2026-03-29 02:30")
    assert doses[1].starts_at == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)
    assert doses[2].starts_at == datetime(2026, 4, 26, 0, 30, tzinfo=UTC)


def test_a_dose_in_the_doubled_hour_comes_once_and_the_first_time() -> None:
    first = naive("2026-10-11 02:30")
    until = datetime(2026, 11, 30, tzinfo=UTC)

    doses = plan("tarlatamab", "tarlatamab", first=first, zone="Europe/Berlin", until=until)

    on_the_day = [dose.starts_at for dose in doses if dose.wall.date() == date(2026, 10, 25)]
    assert on_the_day == [datetime(2026, 10, 25, 0, 30, tzinfo=UTC)]


def test_treatment_of_limited_stage_ends_before_24_months_are_over() -> None:
    doses = plan("durvalumab", "durvalumab_ls", until=MUCH_LATER)

    assert [f"{dose.wall:%Y-%m-%d}" for dose in doses] == LIMITED_STAGE.split()
    assert {dose.ends_before for dose in doses} == {naive("2028-03-02 10:00")}


def test_a_regimen_that_goes_on_with_another_keeps_its_count_and_its_months() -> None:
    shipped = shipped_drug("durvalumab")
    first = naive("2026-04-13 10:00")
    induction = shipped_regimen("durvalumab", "durvalumab_es_induction")
    limited = shipped_regimen("durvalumab", "durvalumab_ls_low_weight_us")

    third = planned_doses(
        induction, shipped.regimens, first=first, zone="UTC", until=A_YEAR_LATER, first_cycle=3
    )
    months = planned_doses(limited, (), first=first, zone="UTC", until=MUCH_LATER, months_from=FIRST)

    steps = [(dose.regimen, dose.cycle, f"{dose.wall:%m-%d}") for dose in third[:3]]
    assert steps == [
        ("durvalumab_es_induction", 3, "04-13"),
        ("durvalumab_es_induction", 4, "05-04"),
        ("durvalumab_es_maintenance", 1, "05-25"),
    ]
    assert months[-1].wall == naive("2028-02-14 10:00")


@pytest.mark.parametrize(
    ("first", "months", "last"),
    [
        (naive("2028-02-29 10:00"), 24, naive("2030-02-27 10:00")),
        (naive("2026-01-31 10:00"), 1, naive("2026-02-27 10:00")),
        (naive("2026-12-31 10:00"), 2, naive("2027-02-27 10:00")),
        (naive("2027-11-30 10:00"), 3, naive("2028-02-28 10:00")),
    ],
)
def test_months_end_on_the_last_day_of_a_shorter_month(first: datetime, months: int, last: datetime) -> None:
    daily = replace(
        shipped_regimen("durvalumab", "durvalumab_ls"), cycle_days=1, ends_after_months=months, then=None
    )

    doses = planned_doses(daily, (), first=first, zone="UTC", until=MUCH_LATER)

    assert doses[-1].wall == last


def test_a_dose_on_the_day_the_months_are_over_is_not_planned() -> None:
    regimen = shipped_regimen("durvalumab", "durvalumab_ls")
    once_more = replace(regimen.doses[0], day=29)
    month = replace(regimen, cycle_days=56, ends_after_months=1, doses=(*regimen.doses, once_more))

    february = planned_doses(month, (), first=naive("2026-02-02 10:00"), zone="UTC", until=MUCH_LATER)
    march = planned_doses(month, (), first=naive("2026-03-02 10:00"), zone="UTC", until=MUCH_LATER)

    assert (len(february), len(march)) == (1, 2)


def test_a_plan_through_a_leap_day_keeps_its_weeks() -> None:
    first = naive("2028-02-15 10:00")
    until = datetime(2028, 4, 1, tzinfo=UTC)

    doses = plan("tarlatamab", "tarlatamab", first=first, until=until)

    assert [f"{dose.wall:%m-%d}" for dose in doses] == ["02-15", "02-22", "02-29", "03-14", "03-28"]


def test_a_dose_exactly_at_the_end_of_the_stretch_belongs_to_it() -> None:
    second = datetime(2026, 3, 9, 14, tzinfo=UTC)

    at_the_end = plan("tarlatamab", "tarlatamab", until=second)
    just_before = plan("tarlatamab", "tarlatamab", until=second - timedelta(microseconds=1))

    assert (len(at_the_end), len(just_before)) == (2, 1)


def test_nothing_is_planned_before_the_first_dose() -> None:
    assert plan("tarlatamab", "tarlatamab", until=datetime(2026, 3, 1, tzinfo=UTC)) == ()


def test_a_plan_without_an_end_stops_with_the_century() -> None:
    doses = plan("tarlatamab", "tarlatamab", until=datetime(9999, 12, 31, tzinfo=UTC))

    assert doses[-1].wall.year == 2100


def test_a_regimen_with_no_dose_left_does_not_go_on_looking_for_ever() -> None:
    regimen = shipped_regimen("tarlatamab", "tarlatamab")
    only_once = replace(regimen, doses=regimen.doses[:1])

    doses = planned_doses(only_once, (), first=FIRST, zone="UTC", until=datetime(9999, 1, 1, tzinfo=UTC))

    assert len(doses) == 1


def test_a_missing_next_regimen_is_our_fault() -> None:
    regimen = shipped_regimen("durvalumab", "durvalumab_es_induction")

    with pytest.raises(OurFault):
        planned_doses(regimen, (), first=FIRST, zone="UTC", until=datetime(2027, 1, 1, tzinfo=UTC))


def test_an_end_without_an_offset_is_refused() -> None:
    with pytest.raises(OurFault):
        plan("tarlatamab", "tarlatamab", until=naive("2027-01-01"))


@given(
    which=st.sampled_from(EVERY_REGIMEN),
    first=st.datetimes(min_value=naive("2015-01-01"), max_value=naive("2080-01-01")),
    zone=st.sampled_from((*CLOCK_CHANGING, "UTC", "Asia/Kolkata", "Pacific/Kiritimati")),
    days=st.integers(min_value=0, max_value=900),
)
def test_planned_doses_rise_strictly_and_keep_their_time_of_day(
    which: tuple[str, str], first: datetime, zone: str, days: int
) -> None:
    until = first.replace(tzinfo=UTC) + timedelta(days=days)

    doses = plan(*which, first=first, zone=zone, until=until)

    assert all(one.starts_at < other.starts_at <= until for one, other in pairwise(doses))
    assert all(dose.wall.time() == first.time() for dose in doses)
    weeks = not which[1].startswith("etoposide")
    assert all((other.wall - one.wall).days % 7 == 0 for one, other in pairwise(doses) if weeks)
    for dose in doses:
        shown = dose.starts_at.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
        assert timedelta() <= shown - dose.wall < timedelta(hours=2)


@given(
    which=st.sampled_from(EVERY_REGIMEN),
    days=st.integers(min_value=0, max_value=400),
    more=st.integers(min_value=0, max_value=400),
)
def test_looking_further_ahead_changes_nothing_that_was_planned(
    which: tuple[str, str], days: int, more: int
) -> None:
    until = FIRST.replace(tzinfo=UTC) + timedelta(days=days)

    near, far = plan(*which, until=until), plan(*which, until=until + timedelta(days=more))

    assert far[: len(near)] == near
    assert all(dose.starts_at > until for dose in far[len(near) :])


@given(
    week=st.sampled_from(("2026-03-23", "2026-10-19", "2027-03-22", "2028-10-23")),
    minute=st.integers(min_value=0, max_value=7 * 24 * 60 - 1),
    zone=st.sampled_from(CLOCK_CHANGING),
)
def test_daily_doses_of_a_clock_change_week_come_once_a_day(week: str, minute: int, zone: str) -> None:
    first = naive(week) - timedelta(days=7) + timedelta(minutes=minute)
    daily = replace(shipped_regimen("durvalumab", "durvalumab_ls"), cycle_days=1)

    doses = planned_doses(
        daily, (), first=first, zone=zone, until=first.replace(tzinfo=UTC) + timedelta(days=21)
    )

    dates = [dose.starts_at.astimezone(ZoneInfo(zone)).date() for dose in doses]
    assert dates == [(first + timedelta(days=n)).date() for n in range(len(doses))]
    assert len(doses) >= 20


GAPS = shipped_drug("tarlatamab").restart_gaps
START = datetime(2026, 3, 2, 15, tzinfo=UTC)


def after(*gaps: timedelta) -> tuple[datetime, ...]:
    """Starts of doses with these gaps between them."""
    starts = [START]
    for gap in gaps:
        starts.append(starts[-1] + gap)
    return tuple(starts)


MOMENT = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("gaps_in_days", "numbers"),
    [
        ([7, 7, 14, 14], (1, 2, 3, 4, 5)),
        ([14, 21, 28, 28], (1, 2, 3, 4, 5)),
        ([15, 7], (1, 1, 2)),
        ([7, 22, 7], (1, 2, 1, 2)),
        ([7, 7, 29, 7, 7], (1, 2, 3, 1, 2, 3)),
        ([7, 7, 14, 29], (1, 2, 3, 4, 1)),
        ([15, 15, 15], (1, 1, 1, 1)),
        ([14, 15, 22], (1, 2, 3, 4)),
        ([7, 22, 14, 21, 28, 29], (1, 2, 1, 2, 3, 4, 1)),
    ],
)
def test_the_count_starts_again_after_a_gap_too_long(
    gaps_in_days: list[int], numbers: tuple[int, ...]
) -> None:
    starts = after(*(timedelta(days=days) for days in gaps_in_days))

    assert restart_count(starts, GAPS) == numbers


@pytest.mark.parametrize(("earlier", "days"), [((), 14), ((7,), 21), ((7, 7), 28), ((7, 7, 14, 14), 28)])
def test_exactly_at_the_limit_is_no_restart(earlier: tuple[int, ...], days: int) -> None:
    before = [timedelta(days=gap) for gap in earlier]

    at_the_limit = restart_count(after(*before, timedelta(days=days)), GAPS)
    beyond_it = restart_count(after(*before, timedelta(days=days) + MOMENT), GAPS)

    assert at_the_limit[-1] == len(earlier) + 2
    assert beyond_it[-1] == 1


def test_a_gap_is_elapsed_time_whatever_the_clocks_did() -> None:
    zone = ZoneInfo("Europe/Berlin")
    autumn = (datetime(2026, 10, 20, 10, tzinfo=zone), datetime(2026, 11, 3, 10, tzinfo=zone))
    spring = (datetime(2026, 3, 24, 10, tzinfo=zone), datetime(2026, 4, 7, 11, tzinfo=zone))

    assert restart_count(autumn, GAPS) == (1, 1)
    assert restart_count(spring, GAPS) == (1, 2)


def test_doses_are_counted_in_order_of_start_and_answered_in_the_order_given() -> None:
    starts = after(timedelta(days=7), timedelta(days=22), timedelta(days=7))
    numbers = dict(zip(starts, restart_count(starts, GAPS), strict=True))

    for shuffled in permutations(starts):
        assert restart_count(shuffled, GAPS) == tuple(numbers[start] for start in shuffled)


def test_without_gaps_in_the_drug_file_the_count_never_starts_again() -> None:
    assert restart_count(after(timedelta(days=900), timedelta(days=900)), ()) == (1, 2, 3)


def test_no_dose_has_no_number() -> None:
    assert restart_count((), GAPS) == ()


@given(st.lists(st.integers(min_value=0, max_value=60 * 24), max_size=12))
def test_each_number_is_one_or_one_more_than_the_number_before(hours: list[int]) -> None:
    starts = after(*(timedelta(hours=gap) for gap in hours))

    numbers = restart_count(starts, GAPS)

    limits = {1: 14 * 24, 2: 21 * 24}
    expected = [1]
    for gap in hours:
        expected.append(1 if gap > limits.get(expected[-1], 28 * 24) else expected[-1] + 1)
    assert list(numbers) == expected


def test_a_regimen_may_be_built_by_hand_for_a_clinic_of_its_own() -> None:
    regimen: Regimen = replace(shipped_regimen("tarlatamab", "tarlatamab"), id="own", cycle_days=35)

    doses = planned_doses(regimen, (), first=FIRST, zone="UTC", until=datetime(2026, 4, 7, tzinfo=UTC))

    assert [dose.wall.day for dose in doses] == [2, 9, 16, 6]
