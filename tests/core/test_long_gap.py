"""A gap longer than the label allows is said, opens the first-dose watch again, and changes no plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from companion.core.catalogue import Catalogue
from companion.core.long_gap import gaps_before, long_gap
from companion.core.treatment import DoseGiven, Treatment
from companion.core.upcoming import plan_rows, still_to_come
from companion.core.watch import watches

START = datetime(2026, 3, 2, 15, tzinfo=UTC)
TREATMENT = Treatment(
    "t", "tarlatamab", "tarlatamab", datetime(2026, 3, 2, 10), "America/New_York", "", START
)


def given(*days: float) -> tuple[DoseGiven, ...]:
    """Doses so many days after the first."""
    starts = (START + timedelta(days=day) for day in days)
    return tuple(
        DoseGiven(f"d{n}", "t", n, "tarlatamab", "", start, start) for n, start in enumerate(starts, start=1)
    )


@pytest.mark.parametrize(
    ("days", "allowed"),
    [
        ((0,), 14),
        ((0, 7), 21),
        ((0, 7, 14), 28),
        ((0, 7, 14, 28), 28),
        ((0, 7, 14, 28, 42), 28),
        ((0, 15), 14),
    ],
)
def test_a_gap_is_long_beyond_the_days_of_the_label_and_not_at_them(
    catalogue: Catalogue, days: tuple[float, ...], allowed: int
) -> None:
    drug, at_the_limit = catalogue.drugs["tarlatamab"], START + timedelta(days=days[-1] + allowed)

    beyond = long_gap(drug, given(*days), at_the_limit + timedelta(seconds=1))

    assert long_gap(drug, given(*days), at_the_limit) is None
    assert beyond is not None
    assert (beyond.since, beyond.limit) == (START + timedelta(days=days[-1]), timedelta(days=allowed))
    assert beyond.sources


def test_the_gap_counts_from_the_dose_given_and_not_from_the_day_planned(catalogue: Catalogue) -> None:
    """Dose 2 came 5 days late: the third dose as planned is only 2 days after it, and never beyond."""
    drug = catalogue.drugs["tarlatamab"]

    assert long_gap(drug, given(0, 12), START + timedelta(days=33)) is None
    assert long_gap(drug, given(0, 7), START + timedelta(days=33)) is not None


def test_a_dose_whose_time_nobody_knows_may_be_the_last_one(catalogue: Catalogue) -> None:
    drug, untimed = catalogue.drugs["tarlatamab"], replace(given(9)[0], started_at=None)

    assert long_gap(drug, (*given(0), untimed), START + timedelta(days=20)) is None


def test_a_drug_without_gaps_in_its_file_has_no_long_gap(catalogue: Catalogue) -> None:
    doses = tuple(replace(dose, drug="durvalumab") for dose in given(0))

    assert long_gap(catalogue.drugs["durvalumab"], doses, START + timedelta(days=900)) is None
    assert long_gap(None, doses, START + timedelta(days=900)) is None


def test_the_gap_is_said_before_the_next_dose_alone_and_the_plan_stays(catalogue: Catalogue) -> None:
    doses, now = given(0), START + timedelta(days=16)
    rows = plan_rows(TREATMENT, doses, catalogue, now + timedelta(days=60))
    coming = still_to_come(rows)

    gaps = gaps_before(coming, doses, catalogue, now)

    # Dose 2 of day 8 was not written down; it can come now at the earliest.
    assert list(gaps) == [("t", 2)]
    assert gaps["t", 2].until == now
    assert [row.planned.amount for row in coming[:3]] == ["10 mg", "10 mg", "10 mg"]


def test_a_dose_after_a_long_gap_opens_the_watch_of_a_first_dose_again(catalogue: Catalogue) -> None:
    spec = catalogue.watches["crs"]
    on_time, late = given(0, 7, 14, 28), given(0, 7, 14, 28 + 15)
    late = (*late[:3], replace(late[3], started_at=START + timedelta(days=14 + 28, seconds=1)))

    def last_watch(doses: tuple[DoseGiven, ...]) -> timedelta:
        last = doses[-1].started_at
        assert last is not None
        (watch,) = watches(doses, catalogue, "America/New_York", last)
        return watch.ends_at - watch.started_at

    assert last_watch(on_time) == spec.length(4)
    assert last_watch(late) == spec.length(1)
    assert spec.length(1) > spec.length(4)
