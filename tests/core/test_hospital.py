"""Being in hospital: when a stay is on, and which checks are left to the nurses."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from companion.core.catalogue import Catalogue
from companion.core.hospital import HospitalStay, checks_at_home, stay_at
from companion.core.levels import Reporter
from companion.core.treatment import DoseGiven
from companion.core.watch import Watch, checks_not_made, next_check, watches

START = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)


def hours(count: float) -> datetime:
    return START + timedelta(hours=count)


@pytest.fixture
def watch(catalogue: Catalogue) -> Watch:
    dose = DoseGiven("dose-1", None, None, "tarlatamab", "1 mg", START, START, Reporter.PATIENT)
    (found,) = watches((dose,), catalogue, "UTC", hours(1))
    return found


@pytest.mark.parametrize(
    ("until", "left_at", "end"),
    [(None, None, None), (24, None, 24), (None, 20, 20), (24, 20, 20), (24, 30, 24)],
)
def test_a_stay_ends_at_its_end_or_when_the_person_is_home(
    until: int | None, left_at: int | None, end: int | None
) -> None:
    stay = HospitalStay(
        "stay-1",
        START,
        None if until is None else hours(until),
        None if left_at is None else hours(left_at),
    )

    assert stay.ended_at == (None if end is None else hours(end))
    assert stay.is_on(START)
    assert not stay.is_on(START - timedelta(seconds=1))
    assert stay.is_on(hours(end or 1000) - timedelta(seconds=1))
    assert stay.is_on(hours(end or 1000)) is (end is None)


def test_of_two_stays_that_are_on_the_newest_counts() -> None:
    older, newer = HospitalStay("older", START, None), HospitalStay("newer", hours(2), hours(5))

    assert stay_at((newer, older), hours(3)) == newer
    assert stay_at((newer, older), hours(5)) == older
    assert stay_at((), START) is None


def test_checks_of_a_stay_are_left_to_the_nurses_and_those_after_it_are_due(watch: Watch) -> None:
    stay = HospitalStay("stay-1", START, hours(24))

    at_home = checks_at_home(watch, (stay,))

    assert at_home.checks == tuple(due for due in watch.checks if due >= hours(24))
    assert at_home.checks != watch.checks
    assert at_home.ends_at == watch.ends_at
    check = next_check(at_home, (), hours(24))
    assert check is not None
    assert check.due_at == at_home.checks[0]
    assert not check.overdue


def test_while_nobody_knows_the_end_no_check_is_due(watch: Watch) -> None:
    at_home = checks_at_home(watch, (HospitalStay("stay-1", START, None),))

    assert at_home.checks == ()
    assert next_check(at_home, (), hours(30)) is None
    assert checks_not_made(at_home, ()) == ()


def test_a_check_missed_before_the_stay_stays_missed(watch: Watch) -> None:
    first = watch.checks[0]
    stay = HospitalStay("stay-1", first + timedelta(hours=2), first + timedelta(hours=20))

    assert first in checks_not_made(checks_at_home(watch, (stay,)), ())
