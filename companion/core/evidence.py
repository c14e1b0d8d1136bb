"""What the rules look at: the entries of the look-back, what came before them, and the windows open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction

from companion.core.catalogue import Catalogue
from companion.core.diary import Reading, SymptomReport
from companion.core.exposure import Exposure, exposures
from companion.core.levels import Severity
from companion.core.rules import FeverRule, PairRule, WorseningRule
from companion.core.scenario import Scenario
from companion.core.units import ReadingKind, rounded_half_up


@dataclass(frozen=True, slots=True)
class Exposed:
    """The windows in which an entry is judged: those open now and those open at its own time."""

    moments: tuple[datetime, datetime]
    exposures: tuple[Exposure, ...]
    catalogue: Catalogue

    def is_open(self, window: str, *, nervous: bool = True) -> bool:
        """Whether the window is open now or was at the entry's own time."""
        return any(self._stretches(window, nervous=nervous))

    def is_early(self, window: str) -> bool:
        """Whether one of the first doses, a dose without a time or a fever holds the window open."""
        return any(exposure.early for exposure in self._stretches(window, nervous=True))

    def mild_column(self, window: str) -> str | None:
        """The column that a mild report takes instead, where only later doses hold the window open."""
        meaning = self.catalogue.windows.get(window)
        if meaning is None or self.is_early(window):
            return None
        return meaning.mild_when_late

    def _stretches(self, window: str, *, nervous: bool) -> tuple[Exposure, ...]:
        return tuple(
            exposure
            for exposure in self.exposures
            if exposure.window == window
            and any(exposure.is_open(moment, nervous=nervous) for moment in self.moments)
        )


@dataclass(frozen=True, slots=True)
class Sight:
    """A scenario with everything the rules ask of it worked out once."""

    scenario: Scenario
    catalogue: Catalogue
    exposures: tuple[Exposure, ...]
    counted: tuple[SymptomReport, ...]
    recent_readings: tuple[Reading, ...]
    readings: tuple[Reading, ...]
    values: Mapping[str, Fraction]
    fevers: frozenset[str]
    unjudged: tuple[str, ...]

    @classmethod
    def of(cls, scenario: Scenario, catalogue: Catalogue) -> Sight:
        """Work out what counts; entries of a kind that is left out are named in `unjudged`."""
        since = scenario.now - catalogue.look_back if catalogue.look_back else scenario.now
        kinds = catalogue.readings
        readings = tuple(r for r in scenario.readings if r.kind in kinds)
        values = {r.key: kinds[r.kind].in_first_unit(r.value, r.unit) for r in readings}
        fever = catalogue.fever
        fevers = tuple(
            r for r in readings if fever and _is_fever(r, values[r.key], fever, scenario, catalogue)
        )
        reports = [
            r for r in scenario.reports if since <= r.at <= scenario.now and (r.signs or r.severity.steps)
        ]
        recent = [r for r in scenario.readings if since <= r.at <= scenario.now]
        return cls(
            scenario=scenario,
            catalogue=catalogue,
            exposures=exposures(scenario, catalogue, fevers),
            counted=tuple(r for r in reports if r.symptom in catalogue.symptoms),
            recent_readings=tuple(r for r in recent if r.kind in kinds),
            readings=readings,
            values=values,
            fevers=frozenset(r.key for r in fevers),
            unjudged=tuple(
                sorted(
                    {r.symptom for r in reports if r.symptom not in catalogue.symptoms}
                    | {r.kind for r in recent if r.kind not in kinds}
                )
            ),
        )

    @property
    def recent_fevers(self) -> bool:
        """Whether a fever reading stands in the look-back."""
        return any(reading.key in self.fevers for reading in self.recent_readings)

    def exposed(self, at: datetime) -> Exposed:
        """The windows in which an entry made at `at` is judged."""
        return Exposed((self.scenario.now, at), self.exposures, self.catalogue)

    def has_symptom(self, symptom: str, at_least: Severity, *, ignoring_usual: bool = False) -> bool:
        """Whether the symptom was counted in the look-back, this bad or worse."""
        return any(
            report.symptom == symptom
            and _steps(report) >= at_least.steps
            and not (ignoring_usual and self.is_usual(report))
            for report in self.counted
        )

    def is_usual(self, report: SymptomReport) -> bool:
        """Whether the report is no worse than what the person lives with, and nothing forbids to say so."""
        rule = self.catalogue.usual
        usual = self.scenario.person.usual_symptoms.get(report.symptom)
        if rule is None or usual is None or report.signs or not self._may_be_usual(report):
            return False
        return _steps(report) <= usual.steps and not self.exposed(report.at).is_early(rule.not_while_early)

    def better_before(self, report: SymptomReport, rule: WorseningRule) -> bool:
        """Whether an earlier entry of the symptom, by anyone, was so much better."""
        return any(
            other.symptom == report.symptom
            and report.at - rule.within <= other.at < report.at
            and report.severity.steps - other.severity.steps >= rule.steps
            for other in self.scenario.reports
        )

    def is_standing(self, report: SymptomReport, rule: PairRule) -> bool:
        """Whether the symptom was as bad or worse on an earlier day of the last week."""
        return any(
            other.symptom == report.symptom
            and report.at - rule.standing_within <= other.at < report.at - rule.standing_after
            and other.severity.steps >= report.severity.steps
            for other in self.scenario.reports
        )

    def _may_be_usual(self, report: SymptomReport) -> bool:
        symptom = self.catalogue.symptoms.get(report.symptom)
        return symptom is not None and symptom.may_be_usual


def judged_value(value: Fraction, kind: ReadingKind) -> Fraction:
    """The value as the upper lines see it: never below what is shown."""
    return max(value, shown_value(value, kind))


def shown_value(value: Fraction, kind: ReadingKind) -> Fraction:
    """The value rounded half up as it is shown, or as it is where no rounding is named."""
    return value if kind.judged_step is None else rounded_half_up(value, kind.judged_step)


def _steps(report: SymptomReport) -> int:
    return max(report.severity.steps, Severity.MILD.steps)


def _is_fever(
    reading: Reading, value: Fraction, rule: FeverRule, scenario: Scenario, catalogue: Catalogue
) -> bool:
    if reading.kind != rule.reading:
        return False
    judged = judged_value(value, catalogue.readings[reading.kind])
    line = scenario.person.fever_line_cel
    if judged >= Fraction(rule.line if line is None else line):
        return True
    return judged >= Fraction(rule.at_least_when_hidden) and _may_be_hidden(reading.at, scenario, catalogue)


def _may_be_hidden(at: datetime, scenario: Scenario, catalogue: Catalogue) -> bool:
    """Whether a fever medicine, a steroid or a dose given with one may be hiding a fever at `at`."""
    for taken in scenario.medicines:
        medicine = catalogue.medicines.get(taken.medicine or "")
        if medicine is not None and at - timedelta(hours=medicine.hides_fever_hours) <= taken.at <= at:
            return True
    hiding = {d.id: d.hides_fever_hours for d in catalogue.drugs.values() if d.hides_fever_hours is not None}
    longest = max(hiding.values(), default=None)
    for dose in scenario.doses:
        hours = hiding.get(dose.drug) if dose.drug in catalogue.drugs else longest
        if hours is None:
            continue
        if dose.started_at is None or at - timedelta(hours=hours) <= dose.started_at <= at:
            return True
    return False
