"""The number to call for an ambulance, country by country."""

from __future__ import annotations

from dataclasses import dataclass

from companion.core.parsing import Section
from companion.core.typed import read_phone


@dataclass(frozen=True, slots=True)
class Country:
    """A country by its two letters, and the number people call there for an ambulance."""

    code: str
    name: str
    number: str


@dataclass(frozen=True, slots=True)
class EmergencyNumbers:
    """The countries in the order they are offered, and what else to know."""

    countries: tuple[Country, ...]
    note: str

    def country(self, code: str) -> Country | None:
        """The country with that code."""
        return next((country for country in self.countries if country.code == code), None)


def parse_emergency_numbers(section: Section) -> EmergencyNumbers:
    """resources/emergency_numbers.toml; refuses a number that is none and a country that stands twice."""
    section.day("reviewed")
    section.text("confidence")
    countries: dict[str, Country] = {}
    for table in section.sections("countries"):
        country = Country(table.text("code"), table.text("name"), table.text("number"))
        if country.code in countries:
            table.complain("code", "twice")
        if read_phone(country.number) != country.number:
            table.complain("number", "impossible_number")
        table.finish()
        countries[country.code] = country
    if not countries:
        section.complain("countries", "empty")
    numbers = EmergencyNumbers(tuple(countries.values()), section.text("note"))
    section.finish()
    return numbers
