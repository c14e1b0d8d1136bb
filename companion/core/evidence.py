"""What the rules look at: the entries of the look-back, what came before them, and the windows open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from companion.core.catalogue import Catalogue
from companion.core.diary import Reading, SymptomReport
from companion.core.exposure import Exposure, exposures
from companion.core.hidden_fever import what_hides_a_fever
from companion.core.levels import Severity
from companion.core.rules import FeverRule, PairRule, WorseningRule
from companion.core.scenario import Scenario
from companion.core.units import ReadingKind, rounded_half_up


@dataclass(frozen=True, slots=True)
class Exposed:
    """The windows in which an entry is judged: those open now and those open at its own time."""

    moments: tuple[datetime, datetime]
    exposures: Mapping[str, list[Exposure]]
    catalogue: Catalogue

    def is_open(self, window: str, *, nervous: bool = True) -> bool:
        """Whether the window is open now or was at the entry's own time."""
        return next(self._stretches(window, nervous=nervous), None) is not None

    def is_early(self, window: str) -> bool:
        """Whether one of the first doses, a dose without a time or a fever holds the window open."""
        return any(exposure.early for exposure in self._stretches(window, nervous=True))

    def mild_column(self, window: str) -> str | None:
        """The column that a mild report takes instead, where only later doses hold the window open."""
        meaning = self.catalogue.windows.get(window)
        if meaning is None or self.is_early(window):
            return None
        return meaning.mild_when_late

    def _stretches(self, window: str, *, nervous: bool) -> Iterator[Exposure]:
        now, then = self.moments
        for exposure in self.exposures.get(window, ()):
            if exposure.is_open(now, nervous=nervous) or exposure.is_open(then, nervous=nervous):
                yield exposure


@dataclass(frozen=True, slots=True)
class Sight:
    """A scenario with everything the rules ask of it worked out once."""

    scenario: Scenario
    catalogue: Catalogue
    exposures: tuple[Exposure, ...]
    by_window: Mapping[str, list[Exposure]]
    counted: tuple[SymptomReport, ...]
    by_symptom: Mapping[str, list[SymptomReport]]
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
        by_symptom = defaultdict[str, list[SymptomReport]](list)
        for report in scenario.reports:
            by_symptom[report.symptom].append(report)
        stretches = exposures(scenario, catalogue, fevers)
        by_window = defaultdict[str, list[Exposure]](list)
        for stretch in stretches:
            by_window[stretch.window].append(stretch)
        return cls(
            scenario=scenario,
            catalogue=catalogue,
            exposures=stretches,
            by_window=by_window,
            counted=tuple(r for r in reports if r.symptom in catalogue.symptoms),
            by_symptom=by_symptom,
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
        return Exposed((self.scenario.now, at), self.by_window, self.catalogue)

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
        so_much_better = report.severity.steps - rule.steps
        if so_much_better < 0:
            return False
        return any(
            report.at - rule.within <= other.at < report.at and other.severity.steps <= so_much_better
            for other in self.by_symptom.get(report.symptom, ())
        )

    def is_standing(self, report: SymptomReport, rule: PairRule) -> bool:
        """Whether the symptom was as bad or worse on an earlier day of the last week."""
        first, last = report.at - rule.standing_within, report.at - rule.standing_after
        return any(
            first <= other.at < last and other.severity.steps >= report.severity.steps
            for other in self.by_symptom.get(report.symptom, ())
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
    return judged >= Fraction(rule.at_least_when_hidden) and bool(
        what_hides_a_fever(reading.at, scenario.medicines, scenario.doses, catalogue)
    )
