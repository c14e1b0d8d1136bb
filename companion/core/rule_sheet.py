"""What there is to read about the rule behind an alert, whichever kind of file it stands in."""

from __future__ import annotations

from dataclasses import dataclass

from companion.core.catalogue import Catalogue, symptom_rule
from companion.core.levels import Status
from companion.core.sources import RestsOn


@dataclass(frozen=True, slots=True)
class RuleSheet:
    """A rule as it stands today; `symptom` is set where it is the level table of one symptom."""

    version: int
    status: Status
    purpose: str
    symptom: str | None
    sources: tuple[str, ...]
    rests_on: tuple[RestsOn, ...]


def rule_sheet(catalogue: Catalogue, rule: str) -> RuleSheet | None:
    """The rule with this id, as an alert names it; None where it is not in use any more."""
    found = catalogue.rules.get(rule)
    if found is not None:
        about = found.about
        return RuleSheet(about.version, about.status, about.purpose, None, about.sources, about.rests_on)
    symptom = next((one for one in catalogue.symptoms.values() if symptom_rule(one.id) == rule), None)
    if symptom is None:
        return None
    words, version = symptom.words, symptom.version
    return RuleSheet(version, symptom.status, words.why, words.name, symptom.sources, symptom.rests_on)
