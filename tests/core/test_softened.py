"""What is usual or known is said only where nothing calls for an alert, and only as long as it counts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from companion.core.catalogue import Catalogue
from companion.core.diary import Reading, SymptomReport
from companion.core.levels import Severity
from companion.core.people import Person
from companion.core.scenario import Scenario, TeamKnows
from companion.core.softened import known_now, softened_reports
from companion.core.triage import assess

NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
COUGHS = Person(usual_symptoms={"cough": Severity.MILD})
COUGH = SymptomReport("cough-1", "cough", Severity.MILD, NOW)
FEVER = Reading("fever-1", "temperature", Decimal("38.4"), "Cel", NOW)


def test_a_usual_cough_is_said_to_be_usual_in_the_words_of_its_rule(catalogue: Catalogue) -> None:
    judged = assess(Scenario(NOW, COUGHS, reports=(COUGH,)), catalogue)

    (found,) = softened_reports(judged, catalogue).values()

    assert found.symptom == "cough"
    assert found.why == catalogue.rules["usual"].about.why


def test_a_usual_cough_with_a_fever_is_not_said_to_be_usual(catalogue: Catalogue) -> None:
    judged = assess(Scenario(NOW, COUGHS, reports=(COUGH,), readings=(FEVER,)), catalogue)

    assert softened_reports(judged, catalogue) == {}


def test_what_the_team_knows_of_is_said_in_the_words_of_its_rule(catalogue: Catalogue) -> None:
    tired = SymptomReport("tired-1", "fatigue", Severity.MODERATE, NOW)
    told = (TeamKnows("fatigue", Severity.MODERATE, NOW - timedelta(days=2)),)

    judged = assess(Scenario(NOW, reports=(tired,), team_knows=told), catalogue)
    softened = softened_reports(judged, catalogue)

    assert softened["tired-1"].why == catalogue.rules["known"].about.why


def test_before_anything_was_judged_nothing_is_softened(catalogue: Catalogue) -> None:
    assert softened_reports(None, catalogue) == {}


def test_known_counts_to_the_end_of_the_seventh_day_the_newest_first(catalogue: Catalogue) -> None:
    week = timedelta(days=7)
    told = (
        ("older", TeamKnows("cough", Severity.MILD, NOW - week)),
        ("newer", TeamKnows("fatigue", Severity.MODERATE, NOW)),
    )

    assert [one.id for one in known_now(told, catalogue, NOW)] == ["newer", "older"]
    assert [one.until for one in known_now(told, catalogue, NOW)] == [NOW + week, NOW]
    assert [one.id for one in known_now(told, catalogue, NOW + timedelta(seconds=1))] == ["newer"]
    assert known_now(told, catalogue, NOW - timedelta(seconds=1))[0].id == "older"
