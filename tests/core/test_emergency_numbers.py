"""The number to call in an emergency, country by country."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from companion.core.emergency_numbers import parse_emergency_numbers
from companion.core.errors import DataIsBroken
from companion.core.parsing import Section
from tests.shipped import RESOURCES, read_table

FILE = RESOURCES / "emergency_numbers.toml"


@pytest.mark.parametrize(
    ("code", "number"),
    [("US", "911"), ("CA", "911"), ("GB", "999"), ("DE", "112"), ("AU", "000"), ("NZ", "111"), ("JP", "119")],
)
def test_a_country_has_its_number(code: str, number: str) -> None:
    numbers = parse_emergency_numbers(Section(read_table(FILE), FILE.name))

    country = numbers.country(code)

    assert country is not None
    assert country.number == number


def test_the_countries_are_offered_by_name_and_an_unknown_one_has_no_number() -> None:
    numbers = parse_emergency_numbers(Section(read_table(FILE), FILE.name))

    names = [country.name for country in numbers.countries]
    assert names == sorted(names)
    assert numbers.country("") is None


@pytest.mark.parametrize(
    ("spoil", "problem"),
    [
        (lambda rows: rows.append(dict(rows[0])), "twice"),
        (lambda rows: rows[0].update(number="1x"), "impossible_number"),
        (lambda rows: rows[0].update(phone="112"), "unknown_key"),
        (lambda rows: rows.clear(), "empty"),
    ],
)
def test_a_broken_file_is_refused(spoil: Callable[[list[dict[str, str]]], None], problem: str) -> None:
    table = read_table(FILE)
    rows = table["countries"]
    assert isinstance(rows, list)
    spoil(rows)

    with pytest.raises(DataIsBroken) as refused:
        parse_emergency_numbers(Section(table, FILE.name))

    assert refused.value.problem == problem
