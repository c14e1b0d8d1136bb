"""A scenario as one JSON file: the whole of it is refused rather than half of it judged."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Final, TypeVar

from companion.core.catalogue import Catalogue
from companion.core.diary import MedicineTaken, Reading, SymptomReport
from companion.core.errors import DataIsBroken
from companion.core.levels import Reporter, Severity
from companion.core.parsing import Section, clip
from companion.core.people import Person
from companion.core.scenario import UNKNOWN_DRUG, Dose, Scenario, TeamKnows
from companion.core.strict_json import parse_json

Item = TypeVar("Item")
_CLOCK = r"([01]\d|2[0-3]):[0-5]\d"
_RFC_3339 = re.compile(rf"\d{{4}}-\d{{2}}-\d{{2}}[Tt]{_CLOCK}:\d{{2}}(\.\d+)?([Zz]|[+-]{_CLOCK})", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_YEARS = range(2000, 2101)
LARGEST: Final = 8 * 1024 * 1024
_MOST_BRACKETS, _MOST_COMMAS = 300_000, 1_000_000


def parse_scenario(text: bytes, catalogue: Catalogue, *, origin: str) -> Scenario:
    """One scenario from JSON; refuses the whole file (DataIsBroken) rather than judge half of it."""
    brackets = text.count(b"{") + text.count(b"[")
    if len(text) > LARGEST or brackets > _MOST_BRACKETS or text.count(b",") > _MOST_COMMAS:
        raise DataIsBroken(origin, ".", "too_large")
    section = Section(_read_json(text, origin), origin)
    now = _moment(section, "now", latest=None)
    person = _person(section.optional_section("person"), catalogue)
    scenario = Scenario(
        now=now,
        person=person,
        doses=_each(section, "doses", lambda s: _dose(s, catalogue)),
        reports=_each(section, "symptoms", lambda s: _report(s, catalogue, now)),
        readings=_each(section, "readings", lambda s: _reading(s, catalogue, now)),
        medicines=_each(section, "medicines", lambda s: _medicine(s, catalogue, now)),
        team_knows=_each(section, "team_knows", lambda s: _known(s, catalogue, now)),
    )
    section.finish()
    return scenario


def _each(section: Section, key: str, parse: Callable[[Section], Item]) -> tuple[Item, ...]:
    parsed = []
    for item in section.sections(key):
        parsed.append(parse(item))
        item.finish()
    return tuple(parsed)


def _read_json(text: bytes, origin: str) -> object:
    def whole(digits: str) -> int:
        if len(digits) > 20:
            raise DataIsBroken(origin, clip(digits), "impossible_number")
        return int(digits)

    return parse_json(text, origin=origin, whole=whole, fraction=Decimal)


def _moment(section: Section, key: str, *, latest: datetime | None) -> datetime:
    text = section.text(key)
    if not _RFC_3339.fullmatch(text):
        section.complain(key, "needs_moment")
    try:
        moment = datetime.fromisoformat(text.upper())
    except ValueError:
        section.complain(key, "needs_moment")
    if moment.year not in _YEARS:
        section.complain(key, "years")
    moment = moment.astimezone(UTC)
    if latest is not None and moment > latest:
        section.complain(key, "in_future")
    return moment


def _known_id(section: Section, known: Collection[str], key: str = "id") -> str:
    value = section.text(key)
    if value not in known:
        section.complain(key, "unknown_id", value=clip(value))
    return value


def _by(section: Section) -> Reporter:
    return section.choice("by", Reporter) if "by" in section else Reporter.PATIENT


def _dose(section: Section, catalogue: Catalogue) -> Dose:
    known = {*catalogue.drugs, UNKNOWN_DRUG}
    drug = UNKNOWN_DRUG if section.is_null("drug") else _known_id(section, known, "drug")
    started_at = None if section.is_null("started_at") else _moment(section, "started_at", latest=None)
    return Dose(key=section.place, drug=drug, started_at=started_at)


def _report(section: Section, catalogue: Catalogue, now: datetime) -> SymptomReport:
    symptom = _known_id(section, catalogue.symptoms)
    signs = _signs(section)
    allowed = {sign.id for sign in catalogue.symptoms[symptom].signs}
    for sign in signs:
        if sign not in allowed:
            section.complain("signs", "unknown_sign", value=clip(sign), symptom=symptom)
    return SymptomReport(
        key=section.place,
        symptom=symptom,
        severity=section.choice("severity", Severity),
        at=_moment(section, "at", latest=now),
        signs=frozenset(signs),
        by=_by(section),
    )


def _signs(section: Section) -> tuple[str, ...]:
    # Not Section.texts: it refuses repeats, and a question answered twice is answered.
    if "signs" not in section:
        section.is_null("signs")
        return ()
    signs = section._required("signs")
    if not isinstance(signs, list) or not all(isinstance(sign, str) for sign in signs):
        section.complain("signs", "needs_texts")
    return tuple(signs)


def _reading(section: Section, catalogue: Catalogue, now: datetime) -> Reading:
    kind = catalogue.readings[_known_id(section, catalogue.readings)]
    value, unit = section.number("value"), section.text("unit")
    if unit not in kind.unit_codes:
        section.complain("unit", "bad_unit", value=clip(unit), allowed=", ".join(kind.unit_codes))
    if not kind.in_range(value, unit):
        section.complain("value", "out_of_range", value=clip(str(value)), low=kind.low, high=kind.high)
    return Reading(
        key=section.place,
        kind=kind.id,
        value=value,
        unit=unit,
        at=_moment(section, "at", latest=now),
        by=_by(section),
    )


def _medicine(section: Section, catalogue: Catalogue, now: datetime) -> MedicineTaken:
    name = section.text("id")
    known = catalogue.medicine(name, name)
    if known is None:
        section.complain("id", "unknown_id", value=clip(name))
    at = _moment(section, "at", latest=now)
    return MedicineTaken(key=section.place, medicine=known.id, name=name, at=at)


def _known(section: Section, catalogue: Catalogue, now: datetime) -> TeamKnows:
    symptom = _known_id(section, catalogue.symptoms)
    return TeamKnows(symptom, section.choice("severity", Severity), _moment(section, "at", latest=now))


def _person(section: Section | None, catalogue: Catalogue) -> Person:
    if section is None:
        return Person()
    usual_readings = {
        kind.id: _number_between(section, f"usual_{kind.id}", kind.low, kind.high)
        for kind in catalogue.readings.values()
        if kind.has_usual
    }
    person = Person(
        usual_readings={kind: value for kind, value in usual_readings.items() if value is not None},
        fever_line_cel=_fever_line(section, catalogue),
        chest_radiation_ended=_radiation_day(section),
        usual_symptoms=_usual(section, catalogue),
    )
    section.finish()
    return person


def _fever_line(section: Section, catalogue: Catalogue) -> Decimal | None:
    if catalogue.fever is None:
        return section.optional_number("fever_line_cel")
    return _number_between(section, "fever_line_cel", *catalogue.fever.limits)


def _number_between(section: Section, key: str, low: Decimal, high: Decimal) -> Decimal | None:
    if section.is_null(key):
        return None
    value = section.number(key)
    if not low <= value <= high:
        section.complain(key, "out_of_range", value=clip(str(value)), low=low, high=high)
    return value


def _radiation_day(section: Section) -> date | None:
    key = "chest_radiation_ended"
    if section.is_null(key):
        return None
    text = section.text(key)
    if not _DAY.fullmatch(text):
        section.complain(key, "needs_day")
    try:
        day = date.fromisoformat(text)
    except ValueError:
        section.complain(key, "needs_day")
    if day.year not in _YEARS:
        section.complain(key, "years")
    return day


def _usual(section: Section, catalogue: Catalogue) -> Mapping[str, Severity]:
    if section.is_null("usual_symptoms"):
        return {}
    table = section.section("usual_symptoms")
    usual: dict[str, Severity] = {}
    for symptom in table.names():
        found = catalogue.symptoms.get(symptom)
        if found is None or not found.may_be_usual:
            table.complain(clip(symptom), "unknown_id", value=clip(symptom))
        severity = table.choice(symptom, Severity)
        if severity not in (Severity.MILD, Severity.MODERATE):
            table.complain(symptom, "not_one_of", value=severity.value, allowed="mild, moderate")
        usual[symptom] = severity
    return usual
