"""What the team agreed with this person: when to ask again whether it still holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_FLOOR, Decimal
from fractions import Fraction

from companion.core.parsing import Section
from companion.core.people import Person
from companion.core.treatment import Treatment
from companion.core.units import ReadingKind

_STEP = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class TeamSheetSpec:
    """How often the sheet is asked about, and how many hours of being watched a person may enter."""

    ask_again_after: timedelta
    least_hours: int
    most_hours: int


def parse_team_sheet(section: Section, _id: str) -> TeamSheetSpec:
    """The one table of resources/team_sheet.toml."""
    spec = TeamSheetSpec(
        ask_again_after=timedelta(days=section.whole("ask_again_days")),
        least_hours=section.whole("least_hours"),
        most_hours=section.whole("most_hours"),
    )
    if spec.ask_again_after <= timedelta() or not 0 < spec.least_hours < spec.most_hours:
        section.complain("ask_again_days", "impossible_number")
    section.finish()
    return spec


def has_sheet(person: Person) -> bool:
    """Whether anything of the team's own numbers is entered."""
    return bool(
        person.fever_line_cel is not None
        or person.usual_readings
        or person.chest_radiation_ended is not None
        or person.observation_hours is not None
    )


def sheet_is_due(person: Person, spec: TeamSheetSpec | None, now: datetime) -> bool:
    """Whether to ask if the sheet is still right; never before there is one."""
    if spec is None or not has_sheet(person):
        return False
    return person.sheet_confirmed_at is None or now - person.sheet_confirmed_at >= spec.ask_again_after


def usual_is_due(person: Person, treatments: Iterable[Treatment]) -> bool:
    """Whether to ask anew what is usual: a further treatment began since then."""
    started = sorted(treatment.started_at for treatment in treatments)
    if not started:
        return False
    if person.usual_agreed_at is None:
        return bool(person.usual_symptoms) or len(started) > 1
    return started[-1] > person.usual_agreed_at


def lower_line(value: Decimal, unit: str, kind: ReadingKind) -> Decimal:
    """A fever line in the first unit, never above what was typed: 100 [degF] counts from 37.77 Cel."""
    exact: Fraction = kind.in_first_unit(value, unit)
    return (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(_STEP, ROUND_FLOOR)
