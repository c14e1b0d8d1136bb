"""Judges a scenario: findings with level, evidence and sources, and what to measure again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from math import inf

from companion.core.catalogue import Catalogue, symptom_rule
from companion.core.diary import Reading, SymptomReport
from companion.core.errors import OurFault
from companion.core.evidence import Exposed, Sight
from companion.core.exposure import Exposure, newest_start
from companion.core.levels import Level, Severity
from companion.core.reading_tests import all_hold
from companion.core.rules import KnownRule, ReadingRule
from companion.core.scenario import Scenario, TeamKnows
from companion.core.symptoms import Symptom, Together


@dataclass(frozen=True, slots=True)
class Evidence:
    """One entry and the level it has on its own."""

    entry: SymptomReport | Reading
    level: Level


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule says about the entries that set it off; a finding before it becomes an alert.

    `softened_by` names the rule ("usual", "known") that lowered it, and is shown where it acts.
    """

    rule: str
    version: int
    level: Level
    why: str
    evidence: tuple[Evidence, ...]
    sources: tuple[str, ...]
    page: str | None = None
    softened_by: str | None = None


@dataclass(frozen=True, slots=True)
class Recheck:
    """A reading to take again."""

    reading: str
    due_at: datetime


@dataclass(frozen=True, slots=True)
class OpenWindow:
    """An exposure window open now; the newest stretch of it, and hours since the dose that opened it."""

    exposure: Exposure
    hours_since_start: float | None


@dataclass(frozen=True, slots=True)
class Assessment:
    """The highest level, every finding, and the entries that no rule in use could judge.

    Level NONE means that nothing was judged, LOGGED that nothing called for more; neither means fine.
    """

    level: Level
    windows: tuple[OpenWindow, ...]
    findings: tuple[Finding, ...]
    rechecks: tuple[Recheck, ...]
    unjudged: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _JudgedReport:
    report: SymptomReport
    symptom: Symptom
    level: Level
    softened_by: str | None


@dataclass(frozen=True, slots=True)
class _JudgedReading:
    reading: Reading
    rule: ReadingRule
    level: Level


def assess(scenario: Scenario, catalogue: Catalogue) -> Assessment:
    """Judge every entry of the look-back; raises OurFault where no rule says how far back to look.

    Both ends of the look-back and of every window belong to it. Order, unit and display zone of the
    entries do not matter.
    """
    if catalogue.look_back is None:
        raise OurFault("no look-back rule in use")
    sight = Sight.of(scenario, catalogue)
    reports = tuple(_judge_report(report, sight) for report in sight.counted)
    readings, rechecks = _judge_readings(sight)
    findings = (
        *_symptom_findings(reports),
        *_reading_findings(readings),
        *_worsening_findings(reports, sight),
        *_pair_findings(reports, readings, sight),
    )
    judged_at_all = bool(reports) or bool(sight.recent_readings)
    floor = Level.LOGGED if judged_at_all else Level.NONE
    return Assessment(
        level=max((finding.level for finding in findings), default=floor),
        windows=_open_windows(sight),
        findings=tuple(sorted(findings, key=lambda f: (_descending(f.level), f.rule))),
        rechecks=rechecks,
        unjudged=sight.unjudged,
    )


def _judge_report(report: SymptomReport, sight: Sight) -> _JudgedReport:
    symptom = sight.catalogue.symptoms[report.symptom]
    exposed = sight.exposed(report.at)
    usual = sight.is_usual(report)
    levels = [_usual_level(report, symptom)] if usual else list(_column_levels(report, symptom, exposed))
    levels.extend(sign.level for sign in symptom.signs if sign.id in report.signs)
    levels.extend(t.level for t in symptom.together if _together(t, sight, ignoring_usual=usual))
    levels.extend(
        floor.gives
        for floor in sight.catalogue.floors
        if floor.named_by_acs in symptom.named_by_acs and exposed.is_open(floor.window)
    )
    level = max(levels)
    known = sight.catalogue.known
    covered = known is not None and _is_known(report, known, sight)
    if known is not None and covered and level == known.softens:
        return _JudgedReport(report, symptom, known.gives, "known")
    if usual or covered:
        return _JudgedReport(report, symptom, level, "usual" if usual else "covered")
    return _JudgedReport(report, symptom, max(level, _worsened_level(report, sight)), None)


def _usual_level(report: SymptomReport, symptom: Symptom) -> Level:
    return symptom.usual_moderate if _steps(report) >= Severity.MODERATE.steps else Level.LOGGED


def _column_levels(report: SymptomReport, symptom: Symptom, exposed: Exposed) -> Iterable[Level]:
    step = _steps(report) - 1
    for window, levels in symptom.levels.items():
        if window == ALWAYS:
            yield levels[step]
        elif exposed.is_open(window, nervous=symptom.nervous_system):
            instead = exposed.mild_column(window) if step == 0 else None
            yield levels[step] if instead is None else symptom.levels.get(instead, levels)[step]


ALWAYS = "always"


def _steps(report: SymptomReport) -> int:
    """1 to 3: a sign makes even "none" count as mild."""
    return max(report.severity.steps, Severity.MILD.steps)


def _together(rule: Together, sight: Sight, *, ignoring_usual: bool) -> bool:
    if rule.fever_reading and sight.recent_fevers:
        return True
    return any(sight.has_symptom(s, Severity.MILD, ignoring_usual=ignoring_usual) for s in rule.symptoms)


def _is_known(report: SymptomReport, known: KnownRule, sight: Sight) -> bool:
    exposed = sight.exposed(report.at)
    if report.signs or exposed.is_early(known.not_while_early):
        return False
    if any(exposed.is_open(window) for window in known.not_while):
        return False

    def covers(told: TeamKnows) -> bool:
        return (
            told.symptom == report.symptom
            and _steps(report) <= told.severity.steps
            and told.at <= report.at <= told.at + known.within
        )

    return any(covers(told) for told in sight.scenario.team_knows)


def _worsened_level(report: SymptomReport, sight: Sight) -> Level:
    rule = sight.catalogue.worsening
    return rule.gives if rule is not None and sight.better_before(report, rule) else Level.NONE


def _judge_readings(sight: Sight) -> tuple[tuple[_JudgedReading, ...], tuple[Recheck, ...]]:
    judged, rechecks = [], []
    for reading in sight.recent_readings:
        for rule in sight.catalogue.reading_rules(reading.kind):
            holding = [o for o in rule.outcomes if all_hold(o.when, reading, sight)]
            if not holding:
                continue
            highest = max(outcome.level for outcome in holding)
            judged.append(_JudgedReading(reading, rule, highest))
            waits = [o.recheck_after for o in holding if o.recheck_after is not None]
            if waits:
                rechecks.append(Recheck(reading.kind, reading.at + min(waits)))
    due = sorted(set(rechecks), key=lambda recheck: (recheck.due_at, recheck.reading))
    return tuple(judged), tuple(due)


def _symptom_findings(judged: tuple[_JudgedReport, ...]) -> Iterable[Finding]:
    by_symptom: dict[str, list[_JudgedReport]] = {}
    for one in judged:
        by_symptom.setdefault(one.symptom.id, []).append(one)
    for symptom_id, group in by_symptom.items():
        worst = max(group, key=lambda one: one.level)
        symptom = worst.symptom
        yield Finding(
            rule=symptom_rule(symptom_id),
            version=symptom.version,
            level=worst.level,
            why=symptom.words.why,
            evidence=tuple(Evidence(one.report, one.level) for one in group),
            sources=symptom.sources,
            softened_by=worst.softened_by if worst.softened_by != "covered" else None,
        )


def _reading_findings(judged: tuple[_JudgedReading, ...]) -> Iterable[Finding]:
    by_rule: dict[str, list[_JudgedReading]] = {}
    for one in judged:
        by_rule.setdefault(one.rule.about.id, []).append(one)
    for group in by_rule.values():
        about = group[0].rule.about
        yield Finding(
            rule=about.id,
            version=about.version,
            level=max(one.level for one in group),
            why=about.why,
            evidence=tuple(Evidence(one.reading, one.level) for one in group),
            sources=about.sources,
            page=about.page,
        )


def _worsening_findings(judged: tuple[_JudgedReport, ...], sight: Sight) -> Iterable[Finding]:
    rule = sight.catalogue.worsening
    if rule is None:
        return
    worse = [one for one in judged if one.softened_by is None and sight.better_before(one.report, rule)]
    if worse:
        yield Finding(
            rule=rule.about.id,
            version=rule.about.version,
            level=rule.gives,
            why=rule.about.why,
            evidence=tuple(Evidence(one.report, rule.gives) for one in worse),
            sources=rule.about.sources,
            page=rule.about.page,
        )


def _pair_findings(
    reports: tuple[_JudgedReport, ...], readings: tuple[_JudgedReading, ...], sight: Sight
) -> Iterable[Finding]:
    rule = sight.catalogue.pair
    if rule is None:
        return
    at_level = [one.report for one in reports if one.level == rule.at]
    symptoms = {report.symptom for report in at_level}
    new = {s for s in symptoms if not all(sight.is_standing(r, rule) for r in at_level if r.symptom == s)}
    highest: dict[str, Level] = {}
    for one in readings:
        highest[one.reading.key] = max(highest.get(one.reading.key, one.level), one.level)
    amber = [
        reading
        for reading in sight.recent_readings
        if highest.get(reading.key) == rule.at and reading.kind not in rule.except_readings
    ]
    if len(new) + len({reading.kind for reading in amber}) < rule.count:
        return
    entries: list[SymptomReport | Reading] = [
        *(report for report in at_level if report.symptom in new),
        *amber,
    ]
    yield Finding(
        rule=rule.about.id,
        version=rule.about.version,
        level=rule.gives,
        why=rule.about.why,
        evidence=tuple(Evidence(entry, rule.gives) for entry in entries),
        sources=rule.about.sources,
        page=rule.about.page,
    )


def _open_windows(sight: Sight) -> tuple[OpenWindow, ...]:
    now = sight.scenario.now
    newest: dict[str, Exposure] = {}
    for exposure in sorted(sight.exposures, key=_opened):
        if exposure.is_open(now):
            newest[exposure.window] = exposure
    found = []
    for window in sorted(newest):
        start = newest_start(sight.scenario, sight.catalogue, window)
        hours = None if start is None else round((now - start).total_seconds() / 3600, 1)
        found.append(OpenWindow(newest[window], hours))
    return tuple(found)


def _opened(exposure: Exposure) -> tuple[float, bool, float, str]:
    """Orders by opening time, and ties in a way that the order of the entries cannot move."""
    opened = -inf if exposure.opened_at is None else exposure.opened_at.timestamp()
    closes = inf if exposure.closes_at is None else exposure.closes_at.timestamp()
    return opened, exposure.reopened_by is not None, closes, exposure.drug or ""


def _descending(level: Level) -> int:
    return -list(Level).index(level)
