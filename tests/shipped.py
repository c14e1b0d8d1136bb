"""The knowledge files as they ship, parsed one by one without the catalogue."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path

from companion.core.drugs import Drug, parse_drug
from companion.core.medicines import Medicine, parse_medicine
from companion.core.parsing import Section
from companion.core.regimen import Regimen
from companion.core.units import ReadingKind, parse_reading_kind

RESOURCES = Path(__file__).resolve().parents[1] / "resources"


def read_table(path: Path) -> dict[str, object]:
    """A TOML file with its numbers exact."""
    return tomllib.loads(path.read_text("utf-8"), parse_float=Decimal)


def shipped_ids(folder: str) -> tuple[str, ...]:
    """The ids of every file of a folder of resources/."""
    return tuple(sorted(path.stem for path in (RESOURCES / folder).glob("*.toml")))


def shipped_table(folder: str, id: str) -> dict[str, object]:
    """One file of resources/, not parsed further."""
    return read_table(RESOURCES / folder / f"{id}.toml")


def shipped_drug(id: str) -> Drug:
    """One file of resources/drugs/."""
    return parse_drug(Section(shipped_table("drugs", id), f"{id}.toml"))


def shipped_regimen(drug: str, id: str) -> Regimen:
    """One regimen of a shipped drug."""
    return next(regimen for regimen in shipped_drug(drug).regimens if regimen.id == id)


def shipped_medicine(id: str) -> Medicine:
    """One file of resources/medicines/."""
    return parse_medicine(Section(shipped_table("medicines", id), f"{id}.toml"))


def shipped_reading(id: str) -> ReadingKind:
    """One file of resources/readings/."""
    return parse_reading_kind(Section(shipped_table("readings", id), f"{id}.toml"))
