"""The work of others in this program, and under which licence."""

from __future__ import annotations

from dataclasses import dataclass

from companion.core.parsing import Section


@dataclass(frozen=True, slots=True)
class Licence:
    """One part: what it is for, its licence in words, and the packages it is installed as."""

    name: str
    purpose: str
    licence: str
    packages: tuple[str, ...] = ()


def parse_licence(section: Section, _id: str) -> Licence:
    """Read one table; DataIsBroken names the key that cannot be used."""
    licence = Licence(
        section.text("name"),
        section.text("purpose"),
        section.text("licence"),
        section.texts("packages", required=False),
    )
    section.finish()
    return licence
