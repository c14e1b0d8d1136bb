"""What a knowledge file names and no other file has: it would never fire, and nobody would notice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from companion.core.cases import RuleCase
from companion.core.catalogue import Catalogue, symptom_rule
from companion.core.drugs import Drug
from companion.core.errors import DataIsBroken
from companion.core.rules import (
    AnyOf,
    FeverRule,
    FloorRule,
    InWindow,
    KnownRule,
    PairRule,
    ReadingRule,
    Rule,
    Test,
    UsualRule,
    WithReading,
    WithSymptom,
)
from companion.core.scenario import UNKNOWN_DRUG

Named = tuple[str, str, str]  # the key, the kind of thing, its id


def names_of_nothing(catalogue: Catalogue) -> Iterator[DataIsBroken]:
    """A complaint for each name that leads nowhere; one that leads to a broken file is no news."""
    left_out = {left.name for left in catalogue.left_out}
    known = {
        "symptom": {*catalogue.symptoms},
        "drug": {*catalogue.drugs, UNKNOWN_DRUG},
        "medicine": {*catalogue.medicines},
        "reading": {*catalogue.readings},
        "window": {*catalogue.windows},
        "page": {*catalogue.pages},
        "rule": {*catalogue.rules, *map(symptom_rule, catalogue.symptoms)},
    }
    for origin, names in _files(catalogue):
        for key, kind, id in names:
            leads_to = {id, symptom_rule(id), f"pages/{id}", f"windows.toml:{id}"}
            if id not in known[kind] and not leads_to & left_out:
                yield DataIsBroken(origin, key, "unknown_id", value=id)


def _files(catalogue: Catalogue) -> Iterator[tuple[str, Iterable[Named]]]:
    for symptom in catalogue.symptoms.values():
        named = [("asks_for", "reading", reading) for reading in symptom.asks_for]
        named += [("with", "symptom", other) for together in symptom.together for other in together.symptoms]
        if symptom.page is not None:
            named.append(("page", "page", symptom.page))
        origin = f"resources/symptoms/{symptom.id}.toml"
        yield origin, (*named, *_of_cases(catalogue.cases.get(symptom_rule(symptom.id), ())))
    for rule in catalogue.rules.values():
        origin = f"resources/rules/{rule.about.id}.toml"
        yield origin, (*_of_rule(rule), *_of_cases(catalogue.cases.get(rule.about.id, ())))
    for drug in catalogue.drugs.values():
        yield f"resources/drugs/{drug.id}.toml", _of_drug(drug)
    for watch in catalogue.watches.values():
        readings = [("readings", "reading", reading) for reading in watch.readings]
        signs = [("paper_signs", "symptom", symptom) for symptom in watch.paper_signs]
        of_watch = (("window", "window", watch.window), *readings, *signs)
        yield f"resources/watches/{watch.id}.toml", of_watch
    for reading in catalogue.readings.values():
        if reading.page is not None:
            yield f"resources/readings/{reading.id}.toml", (("page", "page", reading.page),)
    for window in catalogue.windows.values():
        instead = [(f"{window.id}.mild_when_late", "window", window.mild_when_late or "")]
        page = [(f"{window.id}.page", "page", window.page or "")]
        yield "resources/windows.toml", [named for named in (*instead, *page) if named[2]]


def _of_drug(drug: Drug) -> Iterator[Named]:
    yield from (("windows", "window", window.id) for window in drug.windows)
    yield from (("with_drugs", "drug", other) for regimen in drug.regimens for other in regimen.with_drugs)
    if drug.page is not None:
        yield "page", "page", drug.page


def _of_rule(rule: Rule) -> Iterator[Named]:
    if rule.about.page is not None:
        yield "page", "page", rule.about.page
    match rule:
        case ReadingRule():
            yield "reading", "reading", rule.reading
            yield from _of_tests(test for outcome in rule.outcomes for test in outcome.when)
        case FeverRule():
            yield "reading", "reading", rule.reading
        case PairRule():
            yield from (("except_readings", "reading", reading) for reading in rule.except_readings)
        case FloorRule():
            yield "window", "window", rule.window
        case UsualRule():
            yield "not_while_early", "window", rule.not_while_early
        case KnownRule():
            yield "not_while_early", "window", rule.not_while_early
            yield from (("not_while", "window", window) for window in rule.not_while)
        case _:
            return


def _of_tests(tests: Iterable[Test]) -> Iterator[Named]:
    for test in tests:
        match test:
            case InWindow():
                yield from (("outcomes", "window", window) for window in test.windows)
            case WithSymptom():
                yield from (("outcomes", "symptom", symptom) for symptom in test.symptoms)
            case WithReading():
                yield "outcomes", "reading", test.reading
            case AnyOf():
                yield from _of_tests(test.tests)
            case _:
                pass


def _of_cases(cases: Iterable[RuleCase]) -> Iterator[Named]:
    for case in cases:
        scenario = case.scenario
        yield "cases", "rule", case.looks_at
        yield from (("cases", "drug", dose.drug) for dose in scenario.doses)
        yield from (("cases", "symptom", report.symptom) for report in scenario.reports)
        yield from (("cases", "reading", reading.kind) for reading in scenario.readings)
        yield from (("cases", "medicine", taken.name) for taken in scenario.medicines)
        yield from (("cases", "symptom", told.symptom) for told in scenario.team_knows)
        yield from (("cases", "symptom", symptom) for symptom in scenario.person.usual_symptoms)
