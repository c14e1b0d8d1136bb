"""When the box runs out, and when to ask the pharmacy: the same simulation that plans."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from companion.core.medicine_dues import medicine_dues, refill_dues
from companion.core.notices import Due, NoticeKind
from companion.core.plan import MedicinePlan, Stock
from companion.core.recurrence import AsNeeded, DailyAt, Recurrence
from companion.core.schedule import MedicineLog
from companion.core.stock import Supply, supply
from tests.core.medicine_samples import EVENING, MORNING, NOON, a_plan, a_taper, at, skipped, taken
from tests.core.test_schedule import TIMING

NOW = at("2026-03-02 12:00")


def boxed(
    count: str = "6",
    *,
    counted_at: datetime = NOW,
    per_dose: str = "1",
    lead_days: int = 2,
    recurrence: Recurrence | None = None,
) -> MedicinePlan:
    stock = Stock(Decimal(count), counted_at, Decimal(per_dose), lead_days)
    return replace(a_plan(recurrence or DailyAt((MORNING, EVENING))), stock=stock)


def looked_at(plan: MedicinePlan, log: MedicineLog | None = None, now: datetime = NOW) -> Supply:
    found = supply([plan], log or MedicineLog(), now)
    assert found is not None
    return found


def test_it_runs_out_at_the_first_time_that_the_box_cannot_serve() -> None:
    found = looked_at(boxed("6"))

    assert found.left == 6
    assert found.runs_out_at == at("2026-03-05 19:00")
    assert (found.run_out_day, found.refill_day) == (date(2026, 3, 5), date(2026, 3, 3))


def test_half_a_tablet_left_serves_nobody() -> None:
    assert looked_at(boxed("6.5")).runs_out_at == looked_at(boxed("6")).runs_out_at
    assert looked_at(boxed("3", per_dose="0.5")).runs_out_at == looked_at(boxed("6")).runs_out_at


def test_what_was_taken_or_not_answered_is_gone_and_what_was_left_out_is_still_there() -> None:
    plan = boxed("10")
    log = MedicineLog(
        (taken("2026-03-02 2/2", at("2026-03-02 19:10")),),
        (skipped("2026-03-03 1/2"),),
    )

    found = looked_at(plan, log, at("2026-03-03 22:00"))

    assert found.left == 8


def test_one_that_was_taken_ahead_of_the_count_is_not_counted_again() -> None:
    log = MedicineLog((taken("2026-03-02 2/2", at("2026-03-02 11:00")),))

    found = looked_at(boxed("6"), log, at("2026-03-02 20:00"))

    assert found.left == 6


def test_one_that_was_taken_twice_is_gone_twice() -> None:
    twice = tuple(taken("2026-03-02 2/2", at(f"2026-03-02 19:{n}0")) for n in (1, 3))

    assert looked_at(boxed("6"), MedicineLog(twice), at("2026-03-02 21:00")).left == 4


def test_an_empty_box_runs_out_at_the_next_time() -> None:
    found = looked_at(boxed("0"))

    assert (found.left, found.runs_out_at) == (0, at("2026-03-02 19:00"))


def test_as_needed_only_counts_what_is_left() -> None:
    log = MedicineLog((taken(None, at("2026-03-02 13:00")),))

    found = looked_at(boxed("6", recurrence=AsNeeded(6, 4)), log, at("2026-03-02 14:00"))

    assert found == Supply(Decimal(5), None, None, None)


def test_a_box_that_outlasts_the_plan_does_not_run_out() -> None:
    assert looked_at(replace(boxed("6"), last_day=date(2026, 3, 3))).runs_out_at is None
    assert looked_at(replace(boxed("1"), stopped_at=NOW)).runs_out_at is None


def test_nobody_counted_or_a_taper_gives_no_answer() -> None:
    assert supply([a_plan()], MedicineLog(), NOW) is None
    assert supply([boxed("6", recurrence=a_taper((2, 9, "8 mg")))], MedicineLog(), NOW) is None


def dues(plans: list[MedicinePlan], since: str, until: str, log: MedicineLog | None = None) -> list[Due]:
    return list(medicine_dues(plans, log or MedicineLog(), since=at(since), until=at(until)))


def test_what_nobody_answered_falls_due_once_under_its_version() -> None:
    log = MedicineLog((taken("2026-03-02 1/2", at("2026-03-02 07:00")),), (skipped("2026-03-03 1/2"),))

    found = dues([a_plan()], "2026-03-02 00:00", "2026-03-03 19:00", log)

    assert found == [
        Due("medicine.plan.1", at("2026-03-02 19:00"), NoticeKind.MEDICINE),
        Due("medicine.plan.1", at("2026-03-03 19:00"), NoticeKind.MEDICINE),
    ]


def test_the_moment_before_is_left_out_and_the_last_belongs_to_it() -> None:
    assert len(dues([a_plan()], "2026-03-02 07:00", "2026-03-02 19:00")) == 1
    assert dues([a_plan()], "2026-03-02 07:00", "2026-03-02 18:59") == []


def test_a_time_that_was_moved_falls_due_at_the_new_time_only() -> None:
    old = a_plan(DailyAt((MORNING,)))
    new = a_plan(DailyAt((NOON,)), version=2, since=at("2026-03-02 08:00"))

    assert [due.due_at for due in dues([old, new], "2026-03-02 00:00", "2026-03-02 09:00")] == []
    assert [due.plan for due in dues([old, new], "2026-03-02 00:00", "2026-03-02 13:00")] == [
        "medicine.plan.2"
    ]


def test_what_was_over_when_the_plan_was_entered_falls_due_for_nobody() -> None:
    plan = a_plan(since=at("2026-03-02 12:00"))

    assert [due.due_at for due in dues([plan], "2026-03-01 00:00", "2026-03-02 20:00")] == [
        at("2026-03-02 19:00")
    ]


@pytest.mark.parametrize(("count", "expected"), [("6", "2026-03-03 09:00"), ("3", "2026-03-02 12:00")])
def test_the_pharmacy_is_asked_some_days_before_and_at_once_where_that_has_passed(
    count: str, expected: str
) -> None:
    found = refill_dues(
        [boxed(count)],
        MedicineLog(),
        TIMING,
        now=NOW,
        since=NOW - timedelta(days=1),
        until=NOW + timedelta(days=30),
    )

    assert found == (Due("refill.plan.1", at(expected), NoticeKind.REFILL),)


def test_without_the_file_no_refill_falls_due() -> None:
    later = at("2027-01-01 00:00")

    assert refill_dues([boxed()], MedicineLog(), None, now=NOW, since=NOW, until=later) == ()
