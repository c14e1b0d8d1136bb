"""The team's sheet: when to ask again, and a fever line that is never higher than what was typed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.core.catalogue import Catalogue
from companion.core.errors import DataIsBroken
from companion.core.levels import Severity
from companion.core.parsing import Section
from companion.core.people import Person
from companion.core.team_sheet import lower_line, parse_team_sheet, sheet_is_due, usual_is_due
from companion.core.treatment import Treatment
from tests.shipped import RESOURCES, read_table

NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
SHEET = Person(fever_line_cel=Decimal("37.5"), sheet_dated=date(2026, 3, 2), sheet_confirmed_at=NOW)


def began(at: datetime, id: str = "treatment-1") -> Treatment:
    return Treatment(id, "tarlatamab", "tarlatamab", datetime(2026, 3, 2, 10), "UTC", "", at)


def test_the_sheet_is_asked_about_after_thirty_days_and_not_before(catalogue: Catalogue) -> None:
    month = timedelta(days=30)

    assert not sheet_is_due(SHEET, catalogue.team_sheet, NOW + month - timedelta(seconds=1))
    assert sheet_is_due(SHEET, catalogue.team_sheet, NOW + month)


@pytest.mark.parametrize(
    "person",
    [
        Person(fever_line_cel=Decimal("37.5")),
        Person(usual_readings={"spo2": Decimal("92")}),
        Person(chest_radiation_ended=date(2026, 1, 1)),
        Person(observation_hours=6),
    ],
)
def test_numbers_that_nobody_ever_confirmed_are_asked_about_at_once(
    person: Person, catalogue: Catalogue
) -> None:
    assert sheet_is_due(person, catalogue.team_sheet, NOW)
    assert not sheet_is_due(person, None, NOW)


def test_without_a_sheet_nothing_is_asked(catalogue: Catalogue) -> None:
    assert not sheet_is_due(Person(), catalogue.team_sheet, NOW)


def test_what_is_usual_is_asked_again_at_a_further_treatment() -> None:
    agreed = Person(usual_symptoms={"cough": Severity.MILD}, usual_agreed_at=NOW)
    earlier, later = began(NOW - timedelta(days=90)), began(NOW + timedelta(days=90), "treatment-2")

    assert not usual_is_due(agreed, ())
    assert not usual_is_due(agreed, (earlier,))
    assert usual_is_due(agreed, (earlier, later))
    assert not usual_is_due(replace(agreed, usual_agreed_at=later.started_at), (earlier, later))


def test_what_was_skipped_at_the_first_treatment_is_asked_at_the_next() -> None:
    first, second = began(NOW), began(NOW + timedelta(days=90), "treatment-2")

    assert not usual_is_due(Person(), (first,))
    assert usual_is_due(Person(), (first, second))
    assert usual_is_due(Person(usual_symptoms={"cough": Severity.MILD}), (first,))


@pytest.mark.parametrize(
    ("typed", "unit", "line"),
    [("37.5", "Cel", "37.50"), ("100.4", "[degF]", "38.00"), ("100", "[degF]", "37.77")],
)
def test_a_fever_line_is_kept_in_celsius(typed: str, unit: str, line: str, catalogue: Catalogue) -> None:
    assert lower_line(Decimal(typed), unit, catalogue.readings["temperature"]) == Decimal(line)


@given(st.decimals("96", "101", places=2))
def test_a_fever_line_is_never_above_what_was_typed(catalogue: Catalogue, typed: Decimal) -> None:
    kind = catalogue.readings["temperature"]

    line = lower_line(typed, "[degF]", kind)

    assert Fraction(line) <= kind.in_first_unit(typed, "[degF]") < Fraction(line) + Fraction(1, 100)


@pytest.mark.parametrize(
    "wrong", [{"ask_again_days": 0}, {"least_hours": 0}, {"most_hours": 1}, {"another_key": 1}]
)
def test_an_impossible_file_is_refused(wrong: dict[str, int]) -> None:
    table = {**read_table(RESOURCES / "team_sheet.toml")["team_sheet"], **wrong}

    with pytest.raises(DataIsBroken):
        parse_team_sheet(Section(table, "team_sheet.toml"), "team_sheet")
