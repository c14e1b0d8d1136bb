"""The watch after a dose: when checks fall due, and which count as made."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from companion.core.catalogue import Catalogue
from companion.core.diary import Reading
from companion.core.levels import Reporter
from companion.core.thinking_check import PART, DoneCheck
from companion.core.treatment import DoseGiven
from companion.core.watch import Taken, Watch, checks_not_made, next_check, watches

ZONE = "America/New_York"
START = datetime(2026, 3, 2, 15, 4, tzinfo=UTC)  # 10:04 in New York


def a_dose(started_at: datetime | None, drug: str | None = "tarlatamab") -> DoseGiven:
    return DoseGiven(f"dose {started_at}", None, None, drug, "1 mg", started_at, START)


def a_temperature(at: datetime) -> Reading:
    return Reading("r", "temperature", Decimal("36.8"), "Cel", at)


def a_pulse(at: datetime) -> Reading:
    return Reading("p", "pulse", Decimal(80), "/min", at)


def a_thinking_check(at: datetime) -> DoneCheck:
    return DoneCheck("c", at, (), 9, False, Reporter.CAREGIVER)


def a_whole_check(at: datetime) -> tuple[Taken, ...]:
    return a_temperature(at), a_pulse(at), a_thinking_check(at)


def the_watch(
    catalogue: Catalogue, *doses: DoseGiven, now: datetime, cannot_measure: tuple[str, ...] = ()
) -> Watch:
    (watch,) = watches(doses, catalogue, ZONE, now, cannot_measure)
    return watch


def test_checks_come_every_four_hours_awake_and_once_a_night(catalogue: Catalogue) -> None:
    watch = the_watch(catalogue, a_dose(START), now=START)

    local = [(check - START) / timedelta(hours=1) for check in watch.checks]
    assert local == pytest.approx([4, 8, 15.933, 24, 28, 32, 39.933, 48], abs=0.01)


def test_the_watch_of_a_first_dose_lasts_48_hours(catalogue: Catalogue) -> None:
    end = START + timedelta(hours=48)

    assert watches([a_dose(START)], catalogue, ZONE, end)
    assert watches([a_dose(START)], catalogue, ZONE, end + timedelta(seconds=1)) == ()


def test_the_watch_of_a_third_dose_lasts_24_hours(catalogue: Catalogue) -> None:
    doses = [a_dose(START + timedelta(days=7 * n)) for n in range(3)]
    third = START + timedelta(days=14)

    assert the_watch(catalogue, *doses, now=third).ends_at == third + timedelta(hours=24)


def test_a_dose_without_a_time_has_no_checks_to_count(catalogue: Catalogue) -> None:
    assert watches([a_dose(None)], catalogue, ZONE, START) == ()


def test_a_drug_that_cannot_cause_crs_has_no_watch(catalogue: Catalogue) -> None:
    assert watches([a_dose(START, "durvalumab")], catalogue, ZONE, START) == ()


def test_a_drug_that_is_not_known_is_watched(catalogue: Catalogue) -> None:
    assert watches([a_dose(START, None)], catalogue, ZONE, START)


def test_the_first_check_is_next_until_all_of_it_is_done(catalogue: Catalogue) -> None:
    watch = the_watch(catalogue, a_dose(START), now=START)
    due = START + timedelta(hours=4)

    before = next_check(watch, [], due - timedelta(hours=2))
    after = next_check(watch, a_whole_check(due), due + timedelta(minutes=1))

    assert before is not None
    assert before.due_at == due
    assert after is not None
    assert after.due_at == START + timedelta(hours=8)


def test_a_check_is_overdue_after_an_hour_and_not_before(catalogue: Catalogue) -> None:
    watch = the_watch(catalogue, a_dose(START), now=START)
    due = START + timedelta(hours=4)

    on_time = next_check(watch, [], due + timedelta(hours=1))
    late = next_check(watch, [], due + timedelta(hours=1, seconds=1))

    assert on_time is not None
    assert not on_time.overdue
    assert late is not None
    assert late.overdue


@pytest.mark.parametrize("left_out", range(3))
def test_a_check_with_one_part_missing_is_not_made_and_says_which(
    catalogue: Catalogue, left_out: int
) -> None:
    watch = the_watch(catalogue, a_dose(START), now=START)
    due = START + timedelta(hours=4)
    taken = [one for n, one in enumerate(a_whole_check(due)) if n != left_out]

    check = next_check(watch, taken, due + timedelta(minutes=1))

    assert check is not None
    assert check.due_at == due
    assert [part.taken_at is None for part in check.parts] == [n == left_out for n in range(3)]
    assert due in checks_not_made(watch, taken)


def test_without_a_pulse_meter_the_pulse_is_not_asked_and_the_rest_still_is(catalogue: Catalogue) -> None:
    watch = the_watch(catalogue, a_dose(START), now=START, cannot_measure=("pulse",))
    due = START + timedelta(hours=4)

    half = next_check(watch, [a_temperature(due)], due)
    whole = next_check(watch, [a_temperature(due), a_thinking_check(due)], due)

    assert watch.parts == ("temperature", PART)
    assert half is not None
    assert half.due_at == due
    assert whole is not None
    assert whole.due_at > due


def test_a_temperature_is_asked_for_whatever_the_person_cannot_measure(catalogue: Catalogue) -> None:
    watch = the_watch(catalogue, a_dose(START), now=START, cannot_measure=("temperature", PART))

    assert watch.parts == ("temperature", "pulse", PART)


def test_where_the_thinking_check_is_not_in_use_the_readings_are_the_check(catalogue: Catalogue) -> None:
    without = replace(catalogue, thinking_check=None)

    watch = the_watch(without, a_dose(START), now=START)

    assert watch.parts == ("temperature", "pulse")


def test_an_early_temperature_does_not_count_for_a_later_check(catalogue: Catalogue) -> None:
    watch = the_watch(catalogue, a_dose(START), now=START)
    due = START + timedelta(hours=4)

    check = next_check(watch, [a_temperature(due - timedelta(minutes=61))], due)

    assert check is not None
    assert check.due_at == due


def test_a_missed_check_gives_way_to_the_next_one_still_overdue_until_then(catalogue: Catalogue) -> None:
    watch = the_watch(catalogue, a_dose(START), now=START)
    second = START + timedelta(hours=8)

    check = next_check(watch, [], second - timedelta(minutes=30))

    assert check is not None
    assert check.due_at == second
