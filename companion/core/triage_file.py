"""An assessment as the `triage` command prints it, and complaints as one sentence."""

from __future__ import annotations

from datetime import date, datetime

from companion.core.catalogue import Catalogue
from companion.core.diary import Reading, SymptomReport
from companion.core.errors import DataIsBroken
from companion.core.triage import Assessment, Evidence, Finding, OpenWindow
from companion.core.words import Words


def assessment_as_json(
    assessment: Assessment, catalogue: Catalogue, words: Words, *, today: date
) -> dict[str, object]:
    """The shape that `companion triage` documents; findings that were only logged are not alerts.

    `today` is the day of the scenario, so that the same file gives the same answer for ever.
    """
    listed_from = catalogue.alert_policy.listed_from
    return {
        "level": assessment.level.value,
        "windows": [_window(window) for window in assessment.windows],
        "alerts": [_alert(f, catalogue, words) for f in assessment.findings if f.level >= listed_from],
        "recheck": [{"id": r.reading, "due_at": r.due_at.isoformat()} for r in assessment.rechecks],
        "not_judged": list(assessment.unjudged),
        "left_out": [left.name for left in catalogue.left_out],
        "past_review": list(catalogue.past_review(today)),
    }


def complaint_sentence(broken: DataIsBroken, words: Words) -> str:
    """One clear sentence about text that was refused."""
    problem = words(f"parsing.{broken.problem}", **broken.values)
    return words("command_line.refused", origin=broken.origin, place=broken.place, problem=problem)


def _window(window: OpenWindow) -> dict[str, object]:
    exposure = window.exposure
    return {
        "id": exposure.window,
        "drug": exposure.drug,
        "opened_at": _stamp(exposure.opened_at),
        "closes_at": _stamp(exposure.closes_at),
        "hours_since_start": window.hours_since_start,
    }


def _alert(finding: Finding, catalogue: Catalogue, words: Words) -> dict[str, object]:
    return {
        "rule": finding.rule,
        "version": finding.version,
        "level": finding.level.value,
        "headline": words(f"levels.{finding.level.value}"),
        "why": finding.why,
        "evidence": [_evidence(e, catalogue, words) for e in finding.evidence],
        "sources": list(finding.sources),
    }


def _evidence(evidence: Evidence, catalogue: Catalogue, words: Words) -> str:
    entry = evidence.entry
    match entry:
        case SymptomReport():
            name = catalogue.symptoms[entry.symptom].words.name
            severity = words(f"severity.{entry.severity.value}").lower()
            at = entry.at.isoformat()
            return words("command_line.evidence_symptom", name=name, severity=severity, at=at)
        case Reading():
            return words(
                "command_line.evidence_reading",
                name=catalogue.readings[entry.kind].words.name,
                value=entry.value,
                unit=entry.unit,
                at=entry.at.isoformat(),
            )


def _stamp(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()
