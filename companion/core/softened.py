"""What is softened at this moment, and what the team said they know of: shown where it acts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from companion.core.catalogue import Catalogue
from companion.core.diary import SymptomReport
from companion.core.levels import Severity
from companion.core.scenario import TeamKnows
from companion.core.triage import Assessment


@dataclass(frozen=True, slots=True)
class Softened:
    """A symptom that is usual or known, and the sentence of the rule that softened it."""

    symptom: str
    why: str


@dataclass(frozen=True, slots=True)
class KnownNow:
    """What the team knows of, up to a severity; `until` is the last moment at which it counts."""

    id: str
    symptom: str
    severity: Severity
    until: datetime


def softened_reports(assessment: Assessment | None, catalogue: Catalogue) -> Mapping[str, Softened]:
    """By the key of the report. Nothing that still calls for an alert is said to be usual or known."""
    found: dict[str, Softened] = {}
    for finding in assessment.findings if assessment is not None else ():
        rule = catalogue.rules.get(finding.softened_by or "")
        if rule is None or finding.level >= catalogue.alert_policy.alerts_from:
            continue
        for one in finding.evidence:
            if isinstance(one.entry, SymptomReport):
                found[one.entry.key] = Softened(one.entry.symptom, rule.about.why)
    return found


def known_now(
    told: Iterable[tuple[str, TeamKnows]], catalogue: Catalogue, now: datetime
) -> tuple[KnownNow, ...]:
    """What counts now, the newest first; nothing where the rule for it is not in use."""
    rule = catalogue.known
    if rule is None:
        return ()
    lasting = [(known.at, id, known) for id, known in told if known.at <= now <= known.at + rule.within]
    newest_first = sorted(lasting, key=lambda one: one[:2], reverse=True)
    return tuple(
        KnownNow(id, known.symptom, known.severity, at + rule.within) for at, id, known in newest_first
    )
