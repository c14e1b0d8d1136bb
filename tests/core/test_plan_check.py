"""What is wrong with a plan is told in a sentence for each, and what is right can be kept and read back."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, time
from decimal import Decimal

import pytest

from companion.core.errors import DataIsBroken, OurFault, UserCanFix
from companion.core.plan import MedicinePlan, Stock
from companion.core.plan_check import check_plan, problems
from companion.core.recurrence import (
    AsNeeded,
    CycleDays,
    DailyAt,
    EveryHours,
    OnDates,
    Recurrence,
    Taper,
    TaperStep,
    Weekly,
    parse_recurrence,
    recurrence_mapping,
)
from companion.core.words import Words
from tests.core.medicine_samples import ENTERED, EVENING, MORNING, a_plan, a_taper

SOUND: tuple[Recurrence, ...] = (
    DailyAt((MORNING, time(20, 30))),
    EveryHours(8, time(6)),
    Weekly((1, 4), (MORNING,)),
    CycleDays(21, (1, 2, 3), (MORNING,)),
    a_taper((1, 5, "8 mg"), (6, 6, "4 mg"), (7, 9, "2 mg")),
    AsNeeded(6, 4),
    AsNeeded(None, None),
    OnDates((date(2026, 3, 4), date(2026, 3, 9)), (EVENING,)),
)


def keys(plan: MedicinePlan) -> list[str]:
    return [problem.key.removeprefix("medicines.") for problem in problems(plan)]


@pytest.mark.parametrize("recurrence", SOUND)
def test_a_sound_plan_has_no_problem(recurrence: Recurrence) -> None:
    check_plan(a_plan(recurrence))

    assert problems(a_plan(recurrence)) == ()


@pytest.mark.parametrize("recurrence", SOUND)
def test_a_recurrence_comes_back_from_its_text(recurrence: Recurrence) -> None:
    text = json.dumps(recurrence_mapping(recurrence))

    assert parse_recurrence(json.loads(text), "row") == recurrence


@pytest.mark.parametrize(
    ("recurrence", "expected"),
    [
        (DailyAt(()), ["no_times"]),
        (DailyAt((MORNING, EVENING, MORNING)), ["time_twice"]),
        (EveryHours(0, MORNING), ["hours_below_one"]),
        (Weekly((), (MORNING,)), ["no_weekday"]),
        (Weekly((8,), (MORNING,)), ["wrong_weekday"]),
        (CycleDays(0, (), ()), ["cycle_below_one", "no_cycle_day", "no_times"]),
        (CycleDays(21, (1, 22), (MORNING,)), ["day_outside_cycle"]),
        (CycleDays(21, (1, 1), (MORNING,)), ["cycle_day_twice"]),
        (Taper(()), ["no_steps"]),
        (a_taper((5, 2, "8 mg")), ["step_ends_before_start"]),
        (a_taper((2, 5, " ")), ["step_without_amount"]),
        (Taper((TaperStep(date(2026, 3, 2), date(2026, 3, 5), "8 mg", ()),)), ["no_times"]),
        (a_taper((2, 5, "8 mg"), (7, 9, "4 mg")), ["steps_gap"]),
        (a_taper((2, 5, "8 mg"), (5, 9, "4 mg")), ["steps_overlap"]),
        (a_taper((6, 9, "4 mg"), (2, 5, "8 mg")), []),
        (AsNeeded(0, 0), ["gap_below_one", "most_below_one"]),
        (OnDates((), (MORNING,)), ["no_dates"]),
        (OnDates((date(2026, 3, 2), date(2026, 3, 2)), (MORNING,)), ["date_twice"]),
    ],
)
def test_each_problem_is_found(recurrence: Recurrence, expected: list[str]) -> None:
    assert keys(a_plan(recurrence)) == expected


def test_a_gap_names_the_last_day_before_it_and_the_first_after_it() -> None:
    (problem,) = problems(a_plan(a_taper((2, 5, "8 mg"), (9, 12, "4 mg"))))

    assert dict(problem.values) == {"first": date(2026, 3, 5), "last": date(2026, 3, 9)}


def test_an_overlap_names_the_days_that_are_there_twice() -> None:
    (problem,) = problems(a_plan(a_taper((2, 6, "8 mg"), (5, 12, "4 mg"))))

    assert dict(problem.values) == {"first": date(2026, 3, 5), "last": date(2026, 3, 6)}


def test_a_plan_without_a_name_or_with_an_end_before_its_start_is_refused() -> None:
    plan = a_plan(name=" ", last_day=date(2026, 3, 1))

    assert keys(plan) == ["no_name", "ends_before_start"]
    with pytest.raises(UserCanFix, match="no_name"):
        check_plan(plan)


@pytest.mark.parametrize(
    ("stock", "key"),
    [
        (Stock(Decimal(-1), ENTERED, Decimal(1), 3), "medicines.stock_below_none"),
        (Stock(Decimal(9), ENTERED, Decimal(0), 3), "medicines.per_dose_none"),
        (Stock(Decimal(9), ENTERED, Decimal(1), -1), "medicines.lead_below_none"),
    ],
)
def test_a_box_that_cannot_be_is_refused(stock: Stock, key: str) -> None:
    with pytest.raises(UserCanFix, match=key):
        check_plan(replace(a_plan(), stock=stock))


def test_a_zone_that_nobody_knows_is_our_fault() -> None:
    with pytest.raises(OurFault):
        check_plan(a_plan(zone="Mars/Olympus"))


@pytest.mark.parametrize("recurrence", [DailyAt(()), a_taper((2, 5, "8 mg"), (7, 9, "4 mg")), AsNeeded(0, 0)])
def test_every_problem_has_its_sentence(recurrence: Recurrence, words: Words) -> None:
    for problem in problems(a_plan(recurrence, name="")):
        assert words(problem.key, **problem.values)


@pytest.mark.parametrize(
    "mapping",
    [
        None,
        [],
        {},
        {"kind": "sometimes"},
        {"kind": "daily"},
        {"kind": "daily", "times": ["25:00"]},
        {"kind": "daily", "times": ["08:00"], "more": 1},
        {"kind": "every_hours", "hours": "8", "first": "06:00"},
        {"kind": "weekly", "weekdays": ["1"], "times": ["08:00"]},
        {"kind": "taper", "steps": [{"first": "2026-03-02"}]},
        {"kind": "taper", "steps": "none"},
        {"kind": "as_needed", "gap_hours": 1.5, "most_in_a_day": None},
        {"kind": "dates", "dates": ["2026-02-30"], "times": ["08:00"]},
    ],
)
def test_a_shape_that_nobody_wrote_is_refused(mapping: object) -> None:
    with pytest.raises(DataIsBroken):
        parse_recurrence(mapping, "row")
