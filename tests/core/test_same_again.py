"""Same as yesterday: low answers of what may be repeated, and all else asked anew."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.core.diary import SymptomReport
from companion.core.levels import Level, Reporter, Severity
from companion.core.same_again import same_again
from companion.stores.catalogue import load_catalogue
from tests.conftest import RESOURCES

CATALOGUE = load_catalogue(RESOURCES)
EVENING = datetime(2026, 3, 1, 20, tzinfo=UTC)
PATIENT, CAREGIVER = Reporter.PATIENT, Reporter.CAREGIVER
SYMPTOMS = sorted(CATALOGUE.symptoms)


def felt(
    symptom: str,
    severity: Severity,
    *signs: str,
    by: Reporter = PATIENT,
    hours_before: float = 0,
    count: int | None = None,
) -> SymptomReport:
    at = EVENING - timedelta(hours=hours_before)
    return SymptomReport(f"{symptom} {by} {at}", symptom, severity, at, frozenset(signs), by, count)


def names(*reports: SymptomReport, by: Reporter = PATIENT) -> tuple[set[str], set[str]] | None:
    again = same_again(reports, by, CATALOGUE)
    return None if again is None else ({one.symptom for one in again.reports}, set(again.asked))


def test_a_mild_answer_that_may_be_repeated_is() -> None:
    assert names(felt("fatigue", Severity.MILD), felt("constipation", Severity.MODERATE)) == (
        {"fatigue", "constipation"},
        set(),
    )


@pytest.mark.parametrize("symptom", ["fever", "chills", "breathlessness", "cough", "confusion", "tremor"])
def test_fever_breath_and_thinking_are_asked_anew(symptom: str) -> None:
    assert names(felt("fatigue", Severity.MILD), felt(symptom, Severity.MILD)) == ({"fatigue"}, {symptom})


@pytest.mark.parametrize("severity", [Severity.SEVERE, Severity.NOT_SURE])
def test_a_severe_or_unsure_answer_is_asked_anew(severity: Severity) -> None:
    assert names(felt("taste_change", Severity.MILD), felt("constipation", severity)) == (
        {"taste_change"},
        {"constipation"},
    )


def test_an_answer_that_could_interrupt_in_some_window_is_asked_anew() -> None:
    assert names(felt("taste_change", Severity.MILD), felt("fatigue", Severity.MODERATE)) == (
        {"taste_change"},
        {"fatigue"},
    )


def test_an_answer_with_a_sign_is_asked_anew() -> None:
    assert names(felt("taste_change", Severity.MILD), felt("fatigue", Severity.MILD, "cannot_get_up")) == (
        {"taste_change"},
        {"fatigue"},
    )


def test_the_newest_answer_of_the_day_counts() -> None:
    assert names(felt("fatigue", Severity.SEVERE, hours_before=8), felt("fatigue", Severity.MILD)) == (
        {"fatigue"},
        set(),
    )


def test_what_somebody_else_found_worse_is_asked_anew() -> None:
    reports = (
        felt("taste_change", Severity.MILD),
        felt("fatigue", Severity.MILD),
        felt("fatigue", Severity.SEVERE, by=CAREGIVER),
    )

    assert names(*reports) == ({"taste_change"}, {"fatigue"})


def test_nobody_repeats_the_words_of_the_other() -> None:
    assert names(felt("fatigue", Severity.MILD), by=CAREGIVER) is None


def test_nothing_is_offered_where_nothing_may_be_repeated() -> None:
    assert names() is None
    assert names(felt("fatigue", Severity.NONE)) is None
    assert names(felt("chills", Severity.MILD)) is None


def test_an_answer_is_repeated_with_its_number() -> None:
    again = same_again((felt("fatigue", Severity.MILD, count=3),), PATIENT, CATALOGUE)

    assert again is not None
    assert again.reports[0].count == 3


@given(
    st.lists(
        st.builds(
            felt,
            st.sampled_from(SYMPTOMS),
            st.sampled_from(Severity),
            by=st.sampled_from(Reporter),
            hours_before=st.integers(0, 12),
        ),
        max_size=8,
    )
)
def test_whatever_was_told_nothing_that_interrupts_is_repeated(reports: list[SymptomReport]) -> None:
    again = same_again(reports, PATIENT, CATALOGUE)

    for report in again.reports if again is not None else ():
        symptom = CATALOGUE.symptoms[report.symptom]
        assert symptom.may_repeat
        assert report.by is PATIENT
        assert not report.signs
        step = report.severity.steps
        assert step in (1, 2)
        assert all(levels[step - 1] < Level.CALL_NOW for levels in symptom.levels.values())
