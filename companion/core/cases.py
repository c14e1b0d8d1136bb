"""The cases that each rule brings along: small scenarios in which it must fire, or must stay silent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal, InvalidOperation

from companion.core.diary import MedicineTaken, Reading, SymptomReport
from companion.core.levels import Level, Reporter, Severity
from companion.core.parsing import Section
from companion.core.people import Person
from companion.core.scenario import UNKNOWN_DRUG, Dose, Scenario, TeamKnows

CASE_NOW = datetime(2026, 3, 2, 20, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class RuleCase:
    """In `scenario` the rule `looks_at` has a finding at `level`, or none at all where `level` is None."""

    says: str
    looks_at: str
    level: Level | None
    scenario: Scenario


def parse_cases(section: Section, rule: str) -> tuple[RuleCase, ...]:
    """The `cases` of one rule or symptom file; at least one fires and one stays silent."""
    cases = tuple(_case(part, rule) for part in section.sections("cases"))
    if all(case.level is None for case in cases):
        section.complain("cases", "no_firing_case")
    if all(case.level is not None for case in cases):
        section.complain("cases", "no_silent_case")
    return cases


def _case(part: Section, rule: str) -> RuleCase:
    silent = part.flag("silent")
    case = RuleCase(
        says=part.text("says"),
        looks_at=part.optional_text("looks_at") or rule,
        level=None if silent else part.choice("level", Level),
        scenario=Scenario(
            now=CASE_NOW,
            person=_person(part.optional_section("person")),
            doses=tuple(_dose(s) for s in part.sections("doses")),
            reports=tuple(_report(s) for s in part.sections("symptoms")),
            readings=tuple(_reading(s) for s in part.sections("readings")),
            medicines=tuple(_medicine(s) for s in part.sections("medicines")),
            team_knows=tuple(_knows(s) for s in part.sections("team_knows")),
        ),
    )
    part.finish()
    return case


def _at(part: Section) -> datetime:
    return CASE_NOW - timedelta(hours=float(part.number("hours_ago")))


def _dose(part: Section) -> Dose:
    started_at = _at(part) if "hours_ago" in part else None
    dose = Dose(part.place, part.optional_text("drug") or UNKNOWN_DRUG, started_at)
    part.finish()
    return dose


def _report(part: Section) -> SymptomReport:
    report = SymptomReport(
        key=part.place,
        symptom=part.text("id"),
        severity=part.choice("severity", Severity),
        at=_at(part),
        signs=frozenset(part.texts("signs", required=False)),
        by=part.choice("by", Reporter) if "by" in part else Reporter.PATIENT,
    )
    part.finish()
    return report


def _reading(part: Section) -> Reading:
    text = part.text("value")
    try:
        value = Decimal(text)
    except InvalidOperation:
        part.complain("value", "needs_number")
    reading = Reading(part.place, part.text("id"), value, part.text("unit"), _at(part))
    part.finish()
    return reading


def _medicine(part: Section) -> MedicineTaken:
    medicine = part.text("id")
    taken = MedicineTaken(part.place, medicine, medicine, _at(part))
    part.finish()
    return taken


def _knows(part: Section) -> TeamKnows:
    knows = TeamKnows(part.text("id"), part.choice("severity", Severity), _at(part))
    part.finish()
    return knows


def _person(part: Section | None) -> Person:
    if part is None:
        return Person()
    usual_readings = part.optional_section("usual_readings")
    usual_symptoms = part.optional_section("usual_symptoms")
    radiation = part.optional_text("chest_radiation_ended")
    person = Person(
        usual_readings={k: usual_readings.number(k) for k in usual_readings.names()}
        if usual_readings
        else {},
        fever_line_cel=part.optional_number("fever_line_cel"),
        chest_radiation_ended=date.fromisoformat(radiation) if radiation else None,
        usual_symptoms=(
            {k: usual_symptoms.choice(k, Severity) for k in usual_symptoms.names()} if usual_symptoms else {}
        ),
    )
    part.finish()
    return person
