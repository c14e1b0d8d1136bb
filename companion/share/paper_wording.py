"""Sentences that several papers share: who it is about, a dose, a drug, a moment, a table cut short."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from companion.core.catalogue import Catalogue
from companion.core.formats import Formats
from companion.core.paper_facts import Measured, Standing
from companion.core.plan import MedicinePlan
from companion.share.paper_parts import Fact, Section, Table

_MOST_ROWS = 12


def full_moment(moment: datetime, formats: Formats) -> str:
    """Monday 2 March 2026, 10:00: a paper is read on another day."""
    local = formats.local(moment)
    return formats.words(
        "calendar.day_and_time", day=formats.day(local.date()), time=formats.clock(local.time())
    )


def short_moment(moment: datetime, formats: Formats) -> str:
    """Mon 2 March, 10:00, for a narrow column."""
    local = formats.local(moment)
    day = formats.words(
        f"paper.{formats.date_order.value}_brief",
        weekday=formats.words(f"symptoms.weekday_{local.isoweekday()}"),
        day=local.day,
        month=formats.words(f"paper.month_{local.month}"),
    )
    return formats.words("calendar.day_and_time", day=day, time=formats.clock(local.time()))


def drug_name(drug: str | None, catalogue: Catalogue, formats: Formats) -> str:
    """The name a person reads; a drug whose file is gone is still named."""
    if drug is None:
        return formats.words("treatment.unknown_drug")
    known = catalogue.drugs.get(drug)
    if known is None:
        return formats.words("treatment.lost_drug", drug=drug)
    return formats.words.written(known.words.name)


def with_amount(name: str, amount: str, formats: Formats) -> str:
    """The name with the amount, where there is one."""
    return formats.words("medicines.name_and_amount", name=name, amount=amount) if amount else name


def plan_name(plan: MedicinePlan, formats: Formats) -> str:
    """A medicine with how much of it is taken each time."""
    return with_amount(plan.name, plan.amount, formats)


def temperature(celsius: Fraction | Decimal, catalogue: Catalogue, formats: Formats) -> str:
    """A temperature in both units; empty where no file says what a temperature is."""
    fever = catalogue.fever
    if fever is None:
        return ""
    kind, exact = catalogue.readings[fever.reading], Fraction(celsius)
    value = Decimal(exact.numerator) / Decimal(exact.denominator)
    return formats.reading(value, kind.units[0].code, kind)


def measured(one: Measured, catalogue: Catalogue, formats: Formats) -> str:
    """A temperature as it was measured, in both units."""
    fever = catalogue.fever
    assert fever is not None  # without one nothing is measured
    return formats.reading(one.value, one.unit, catalogue.readings[fever.reading])


def who_facts(standing: Standing, catalogue: Catalogue, formats: Formats) -> tuple[Fact, ...]:
    """Whose paper it is, the treatment, and when it was made; what was not entered is left out."""
    words, person = formats.words, standing.person
    born = formats.plain_day(person.birth_date) if person.birth_date else ""
    treatment = ", ".join(drug_name(drug, catalogue, formats) for drug in standing.drugs)
    facts = (
        Fact(words("paper.name"), person.name),
        Fact(words("paper.born"), born),
        Fact(words("paper.hospital_number"), person.hospital_number),
        Fact(words("paper.treatment"), treatment),
        Fact(words("paper.team"), standing.contacts.team_name),
        Fact(words("paper.team_number"), standing.contacts.team_number),
        Fact(words("paper.as_of"), full_moment(standing.now, formats)),
    )
    return tuple(fact for fact in facts if fact.value)


def cut_section(
    heading: str,
    head: tuple[str, ...],
    rows: Sequence[tuple[str, ...]],
    *,
    formats: Formats,
    wide: tuple[int, ...],
) -> Section:
    """A table of the newest rows of a list in order of time, with a line for those before them."""
    before = max(0, len(rows) - _MOST_ROWS)
    lines = (formats.words("paper_report.more_before", n=before),) if before else ()
    return Section(heading, lines=lines, table=Table(head, tuple(rows[-_MOST_ROWS:]), wide))
