"""What may hide a fever and since when, and when someone who feels feverish is asked to measure."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from companion.core.catalogue import Catalogue
from companion.core.diary import MedicineTaken, Reading, SymptomReport
from companion.core.hidden_fever import must_measure_now, reach_of_hiding, what_hides_a_fever
from companion.core.levels import Severity
from companion.core.scenario import UNKNOWN_DRUG, Dose

NOW = datetime(2026, 3, 2, 20, tzinfo=UTC)
SECOND = timedelta(seconds=1)
# From the agreed text: fever medicines 8 hours, naproxen 12, steroids 48, tarlatamab as a steroid.
HOURS = {
    "acetaminophen": 8,
    "ibuprofen": 8,
    "aspirin": 8,
    "naproxen": 12,
    "dexamethasone": 48,
    "prednisone": 48,
    "prednisolone": 48,
    "methylprednisolone": 48,
}


def taken(medicine: str | None, ago: timedelta, key: str = "m") -> MedicineTaken:
    return MedicineTaken(key, medicine, medicine or "tea", NOW - ago)


def dose(drug: str, ago: timedelta | None) -> Dose:
    return Dose("d", drug, None if ago is None else NOW - ago)


def report(symptom: str, ago: timedelta = timedelta(), severity: Severity = Severity.MILD) -> SymptomReport:
    return SymptomReport("r", symptom, severity, NOW - ago)


def temperature(ago: timedelta, kind: str = "temperature") -> Reading:
    return Reading("t", kind, Decimal("37.2"), "Cel", NOW - ago)


@pytest.mark.parametrize(("medicine", "hours"), HOURS.items())
def test_a_medicine_hides_a_fever_for_its_hours_and_not_a_second_longer(
    catalogue: Catalogue, medicine: str, hours: int
) -> None:
    last = taken(medicine, timedelta(hours=hours))
    over = taken(medicine, timedelta(hours=hours) + SECOND)

    assert what_hides_a_fever(NOW, (last,), (), catalogue) == (last,)
    assert what_hides_a_fever(NOW, (over,), (), catalogue) == ()


def test_what_is_taken_later_hides_nothing_before(catalogue: Catalogue) -> None:
    later = taken("acetaminophen", -SECOND)

    assert what_hides_a_fever(NOW, (later,), (), catalogue) == ()
    assert what_hides_a_fever(NOW + SECOND, (later,), (), catalogue) == (later,)


def test_a_medicine_that_is_not_known_hides_nothing(catalogue: Catalogue) -> None:
    assert what_hides_a_fever(NOW, (taken(None, SECOND),), (), catalogue) == ()


@pytest.mark.parametrize("drug", ["tarlatamab", UNKNOWN_DRUG, "a drug whose file is gone"])
def test_a_dose_given_with_a_steroid_or_of_any_unknown_drug_counts_for_two_days(
    catalogue: Catalogue, drug: str
) -> None:
    last, over = dose(drug, timedelta(hours=48)), dose(drug, timedelta(hours=48) + SECOND)

    assert what_hides_a_fever(NOW, (), (last,), catalogue) == (last,)
    assert what_hides_a_fever(NOW, (), (over,), catalogue) == ()


def test_a_dose_without_a_time_may_hide_a_fever_and_stands_last(catalogue: Catalogue) -> None:
    undated, medicine = dose("tarlatamab", None), taken("naproxen", timedelta(hours=3))

    assert what_hides_a_fever(NOW, (medicine,), (undated,), catalogue) == (medicine, undated)


@pytest.mark.parametrize("drug", ["durvalumab", "atezolizumab", "carboplatin"])
def test_a_dose_that_comes_without_a_steroid_hides_nothing(catalogue: Catalogue, drug: str) -> None:
    assert what_hides_a_fever(NOW, (), (dose(drug, SECOND),), catalogue) == ()


def test_the_newest_comes_first(catalogue: Catalogue) -> None:
    older = taken("acetaminophen", timedelta(hours=5), "a")
    newer = taken("dexamethasone", timedelta(hours=2), "b")
    given = dose("tarlatamab", timedelta(hours=3))

    assert what_hides_a_fever(NOW, (older, newer), (given,), catalogue) == (newer, given, older)


def test_nothing_hides_longer_than_the_reach(catalogue: Catalogue) -> None:
    assert reach_of_hiding(catalogue) == timedelta(hours=max(HOURS.values()))


@pytest.mark.parametrize("symptom", ["fever", "chills"])
def test_who_feels_feverish_and_has_not_measured_is_asked_to(catalogue: Catalogue, symptom: str) -> None:
    reports = (report(symptom, timedelta(hours=20)),)

    assert must_measure_now(NOW, reports, (), catalogue)


@pytest.mark.parametrize(
    ("ago", "asked"),
    [(timedelta(), False), (timedelta(hours=1), False), (timedelta(hours=1) + SECOND, True)],
)
def test_a_temperature_of_the_last_hour_is_new_enough(
    catalogue: Catalogue, ago: timedelta, asked: bool
) -> None:
    assert must_measure_now(NOW, (report("chills"),), (temperature(ago),), catalogue) is asked


def test_another_kind_of_reading_does_not_stand_in_for_a_temperature(catalogue: Catalogue) -> None:
    assert must_measure_now(NOW, (report("fever"),), (temperature(timedelta(), "pulse"),), catalogue)


@pytest.mark.parametrize(
    "reports", [(), (report("cough"),), (report("fever", severity=Severity.NONE),)], ids=["", "other", "none"]
)
def test_who_does_not_feel_feverish_is_not_asked(
    catalogue: Catalogue, reports: tuple[SymptomReport, ...]
) -> None:
    assert not must_measure_now(NOW, reports, (), catalogue)
