"""The words of an alert, fixed at the moment it is raised."""

from __future__ import annotations

from datetime import datetime

from companion.core.alert_page import page_about
from companion.core.alerts import Alert, Extend, Raise, ShownEvidence, what_it_says
from companion.core.catalogue import Catalogue
from companion.core.diary import Reading, SymptomReport
from companion.core.formats import Formats
from companion.core.levels import Level
from companion.core.triage import Assessment, Evidence
from companion.core.words import Words

NOT_JUDGED = "not_judged"


def new_alert(
    change: Raise, assessment: Assessment, catalogue: Catalogue, formats: Formats, *, id: str, at: datetime
) -> Alert:
    """The alert for a finding, worded as it is shown today."""
    return Alert(
        id=id,
        rule=change.finding.rule,
        rule_version=change.finding.version,
        level=change.level,
        raised_at=at,
        headline=formats.words(f"levels.{change.level.value}"),
        why=formats.words.written(change.finding.why),
        evidence=_shown(change.evidence, catalogue, formats),
        sources=change.finding.sources,
        page=page_about(change.finding, assessment, catalogue),
    )


def extended_alert(change: Extend, catalogue: Catalogue, formats: Formats) -> Alert:
    """The open alert with all it has to show now."""
    before = change.alert
    now = {one.key: one for one in _shown(change.evidence, catalogue, formats)}
    # What was put right into something milder stays beside what it says now: it is why the alert is there.
    earlier = [one for one in before.evidence if one.key not in now or one.level > now[one.key].level]
    return Alert(
        id=before.id,
        rule=before.rule,
        rule_version=change.finding.version,
        level=change.level,
        raised_at=before.raised_at,
        headline=formats.words(f"levels.{change.level.value}"),
        why=formats.words.written(change.finding.why),
        evidence=(*earlier, *now.values()),
        sources=change.finding.sources,
        page=before.page,
        events=before.events,
    )


def not_judged_alert(words: Words, *, id: str, at: datetime) -> Alert:
    """The most severe alert, for when judging failed: silence would be worse."""
    return Alert(
        id=id,
        rule=NOT_JUDGED,
        rule_version=1,
        level=Level.EMERGENCY,
        raised_at=at,
        headline=words("evidence.not_judged_headline"),
        why=words("evidence.not_judged_why"),
        evidence=(),
        sources=(),
        page=None,
    )


def _shown(
    evidence: tuple[Evidence, ...], catalogue: Catalogue, formats: Formats
) -> tuple[ShownEvidence, ...]:
    return tuple(
        ShownEvidence(e.entry.key, _text(e.entry, catalogue, formats), e.level, what_it_says(e.entry))
        for e in evidence
    )


def _text(entry: SymptomReport | Reading, catalogue: Catalogue, formats: Formats) -> str:
    words = formats.words
    local = formats.local(entry.at)
    moment = words(
        "calendar.day_and_time", day=formats.short_day(local.date()), time=formats.clock(local.time())
    )
    match entry:
        case Reading():
            kind = catalogue.readings[entry.kind]
            reading = formats.reading(entry.value, entry.unit, kind)
            return words(
                "evidence.reading", name=words.written(kind.words.name), reading=reading, moment=moment
            )
        case SymptomReport():
            symptom = catalogue.symptoms[entry.symptom]
            name = words.written(symptom.words.name)
            severity = words(f"severity.{entry.severity.value}").lower()
            signs = [
                words("evidence.sign", question=words.written(sign.question))
                for sign in symptom.signs
                if sign.id in entry.signs
            ]
            key = "evidence.symptom_with_signs" if signs else "evidence.symptom"
            return words(key, name=name, severity=severity, moment=moment, signs=" ".join(signs))
