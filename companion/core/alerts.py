"""The life of an alert: raised, seen, acted on, closed with an outcome; reconciled with each assessment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum

from companion.core.alert_policy import SAFE
from companion.core.diary import Reading, SymptomReport
from companion.core.levels import Level, Reporter
from companion.core.triage import Evidence, Finding


@dataclass(frozen=True, slots=True)
class ShownEvidence:
    """One entry that set an alert off, as it was shown; `key` names the stored row.

    `says` is what the row held then, whatever the language; None in alerts of earlier versions.
    """

    key: str
    text: str
    level: Level
    says: str | None = None


class AlertEventKind(Enum):
    """What can happen to an alert."""

    RAISED = "raised"
    RAISED_HIGHER = "raised_higher"
    SEEN = "seen"
    NO_ANSWER = "no_answer"
    CLOSED = "closed"


class Outcome(Enum):
    """What came of it; only a recorded outcome closes an alert."""

    CALLED = "called"
    WENT_IN = "went_in"
    FALSE_ENTRY = "false_entry"
    THEY_KNOW = "they_know"


@dataclass(frozen=True, slots=True)
class AlertEvent:
    """One thing that happened to an alert, with what the person wrote about it."""

    id: str
    alert_id: str
    kind: AlertEventKind
    at: datetime
    by: Reporter
    outcome: Outcome | None = None
    who_answered: str = ""
    what_they_said: str = ""


@dataclass(frozen=True, slots=True)
class Alert:
    """An alert with its wording as shown that day; open until `events` holds a CLOSED one."""

    id: str
    rule: str
    rule_version: int
    level: Level
    raised_at: datetime
    headline: str
    why: str
    evidence: tuple[ShownEvidence, ...]
    sources: tuple[str, ...]
    page: str | None
    events: tuple[AlertEvent, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether no outcome has been recorded yet."""
        return all(event.kind is not AlertEventKind.CLOSED for event in self.events)

    @property
    def is_seen(self) -> bool:
        """Whether it was shown on the screen at its present level."""
        shown = [event.kind for event in self.events if event.kind in _SHOWING]
        return bool(shown) and shown[-1] is AlertEventKind.SEEN


_SHOWING = (AlertEventKind.RAISED, AlertEventKind.RAISED_HIGHER, AlertEventKind.SEEN)


@dataclass(frozen=True, slots=True)
class Raise:
    """A new alert; `evidence` is what no closed alert of the rule has shown yet."""

    finding: Finding
    level: Level
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Extend:
    """An open alert has more to show, or a higher level; a level never falls."""

    alert: Alert
    finding: Finding
    level: Level
    evidence: tuple[Evidence, ...]

    @property
    def is_higher(self) -> bool:
        """Whether the alert must be shown again because it got worse."""
        return self.level > self.alert.level


Change = Raise | Extend


def reconcile(
    findings: tuple[Finding, ...], alerts: tuple[Alert, ...], *, alerts_from: Level = SAFE.alerts_from
) -> tuple[Change, ...]:
    """What the findings change: raise, extend, or nothing; only a person's record closes an alert.

    `alerts` are all alerts, open and closed. A closed one never returns for what it already showed; an
    entry it did not show, the same entry at a higher level, or put right since, raises a new one.
    """
    changes: list[Change] = []
    for finding in findings:
        if finding.level < alerts_from:
            continue
        same_rule = [alert for alert in alerts if alert.rule == finding.rule]
        standing = next((alert for alert in same_rule if alert.is_open), None)
        if standing is not None:
            fresh = _not_shown(finding, [standing])
            if fresh or finding.level > standing.level:
                level = max(finding.level, standing.level)
                changes.append(Extend(standing, finding, level, finding.evidence))
            continue
        fresh = _not_shown(finding, same_rule)
        level = max((one.level for one in fresh), default=Level.NONE)
        if level >= alerts_from:
            changes.append(Raise(finding, level, fresh))
    return tuple(changes)


def _not_shown(finding: Finding, alerts: list[Alert]) -> tuple[Evidence, ...]:
    shown: dict[str, list[ShownEvidence]] = {}
    for alert in alerts:
        for one in alert.evidence:
            shown.setdefault(one.key, []).append(one)
    return tuple(one for one in finding.evidence if not _is_shown(one, shown.get(one.entry.key, [])))


def _is_shown(one: Evidence, shown: list[ShownEvidence]) -> bool:
    says = what_it_says(one.entry)
    return any(before.says in (None, says) for before in shown) and one.level <= max(
        before.level for before in shown
    )


def what_it_says(entry: SymptomReport | Reading) -> str:
    """What an entry says, in a form that is the same in every language; two that differ were told twice."""
    match entry:
        case SymptomReport():
            told = [entry.severity.value, *sorted(entry.signs)]
        case Reading():
            told = [str(entry.value.normalize()), entry.unit]
    return " ".join((*told, entry.at.astimezone(UTC).isoformat(timespec="seconds")))
