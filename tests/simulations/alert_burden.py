"""How often Companion calls a person whose ordinary year holds only what they live with.

Run it with `python -m tests.simulations.alert_burden`.

Assumptions, all of them made up and none taken from a study:

- Four people fill in the diary every evening at 19:00 for a year (365 days). Nobody falls ill: no fever, no
  new illness, no side effect beyond what is listed. So every call is one they could have done without.
- Each symptom is drawn anew each day, independently, as none, mild or moderate, with the shares listed below.
  "None" is entered as an answer. No follow-up question is answered with yes.
- One temperature is measured each evening, evenly between 36.2 and 37.2 Cel.
- Doses start at 10:00 on the day of the year given below, and from then on at the interval given.
- "usual": the severity that the person agreed on with the team before the year began.
- Each alert is closed the same evening with a call. With "known" the team then says of every symptom that the
  alert shows at call today: they know, keep watching. Without it the call is only recorded.
- Every new alert counts, and so does one that is open and gets worse.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from random import Random

from companion.core.alerts import (
    Alert,
    AlertEvent,
    AlertEventKind,
    Change,
    Extend,
    Outcome,
    Raise,
    ShownEvidence,
    reconcile,
)
from companion.core.catalogue import Catalogue
from companion.core.diary import Reading, SymptomReport
from companion.core.history import reach
from companion.core.levels import Level, Reporter, Severity
from companion.core.people import Person
from companion.core.scenario import Dose, Scenario, TeamKnows
from companion.core.triage import assess
from companion.stores.catalogue import load_catalogue
from tests.shipped import RESOURCES

FIRST_EVENING = datetime(2026, 1, 5, 19, tzinfo=UTC)
DAYS = 365
SEED = 20261122
COOLEST, WARMEST = 362, 372  # tenths of a degree
BETWEEN_ANSWERS = timedelta(minutes=1)
ANSWERS = (Severity.NONE, Severity.MILD, Severity.MODERATE)
LEVELS = (Level.LOGGED, Level.TELL_TEAM, Level.CALL_TODAY, Level.CALL_NOW, Level.EMERGENCY)
Shares = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Patient:
    """Someone made up; `shares` are the parts of 100 days with none, mild and moderate."""

    name: str
    drug: str
    first_dose_on_day: int
    days_between_doses: int
    doses: int
    shares: Mapping[str, Shares]
    usual: Mapping[str, Severity]


PATIENTS = (
    Patient(
        name="lungs worn by smoking, atezolizumab every 3 weeks",
        drug="atezolizumab",
        first_dose_on_day=0,
        days_between_doses=21,
        doses=18,
        shares={"cough": (10, 75, 15), "breathlessness": (20, 70, 10), "fatigue": (30, 55, 15)},
        usual={"cough": Severity.MILD, "breathlessness": Severity.MILD, "fatigue": Severity.MILD},
    ),
    Patient(
        name="tarlatamab every 2 weeks since long ago",
        drug="tarlatamab",
        first_dose_on_day=-84,
        days_between_doses=14,
        doses=33,
        shares={
            "fatigue": (20, 60, 20),
            "appetite_loss": (40, 50, 10),
            "taste_change": (30, 60, 10),
            "constipation": (60, 35, 5),
        },
        usual={
            "fatigue": Severity.MODERATE,
            "appetite_loss": Severity.MILD,
            "taste_change": Severity.MODERATE,
            "constipation": Severity.MILD,
        },
    ),
    Patient(
        name="old joints and poor sleep, durvalumab every 4 weeks",
        drug="durvalumab",
        first_dose_on_day=0,
        days_between_doses=28,
        doses=13,
        shares={"joint_pain": (15, 65, 20), "sleep_trouble": (30, 55, 15), "itching": (80, 18, 2)},
        usual={"joint_pain": Severity.MODERATE, "sleep_trouble": Severity.MILD},
    ),
    Patient(
        name="numb feet after chemo, last PD-L1 dose a year ago",
        drug="atezolizumab",
        first_dose_on_day=-365,
        days_between_doses=21,
        doses=1,
        shares={"numbness": (5, 80, 15), "tingling": (20, 70, 10), "fatigue": (40, 50, 10)},
        usual={"numbness": Severity.MODERATE, "tingling": Severity.MILD, "fatigue": Severity.MILD},
    ),
)


@dataclass(slots=True)
class Year:
    """What one year came to."""

    days: Counter[Level] = field(default_factory=Counter)
    new: Counter[Level] = field(default_factory=Counter)

    def share(self, level: Level) -> float:
        return 100 * self.days[level] / max(1, self.days.total())


def live(patient: Patient, catalogue: Catalogue, *, usual: bool, known: bool) -> Year:
    """One year through the engine; the same person has the same days whatever is switched on."""
    chance = Random(f"{SEED} {patient.name}")
    person = Person(usual_symptoms=patient.usual) if usual else Person()
    doses = _doses(patient)
    reports: list[SymptomReport] = []
    readings: list[Reading] = []
    told: tuple[TeamKnows, ...] = ()
    alerts: dict[str, Alert] = {}
    year = Year()
    back = reach(catalogue)
    for day in range(DAYS):
        evening = FIRST_EVENING + timedelta(days=day)
        reports.extend(_answers(patient, chance, evening))
        readings.append(_temperature(chance, evening))
        now = evening + timedelta(minutes=30)
        since = now - max(back.reports, *back.readings.values())
        scenario = Scenario(
            now=now,
            person=person,
            doses=doses,
            reports=tuple(report for report in reports if report.at >= since),
            readings=tuple(reading for reading in readings if reading.at >= since),
            team_knows=told,
        )
        assessment = assess(scenario, catalogue)
        year.days[assessment.level] += 1
        policy = catalogue.alert_policy
        for change in reconcile(assessment.findings, tuple(alerts.values()), alerts_from=policy.alerts_from):
            if isinstance(change, Raise) or change.is_higher:
                year.new[change.level] += 1
            alert = _closed(change, now)
            alerts[alert.id] = alert
            if known:
                told += _told(change, now)
    return year


def main() -> None:
    """Print a line for each patient and for each way of softening."""
    catalogue = load_catalogue(RESOURCES)
    print("share of days at each level (%), and new alerts in the year (those that interrupt)")
    print(f"{'usual':6}{'known':6}" + "".join(f"{level.value:>12}" for level in LEVELS) + "   new alerts")
    total: dict[tuple[bool, bool], int] = {}
    for patient in PATIENTS:
        print(patient.name)
        for usual, known in ((False, False), (True, False), (False, True), (True, True)):
            year = live(patient, catalogue, usual=usual, known=known)
            interrupting = sum(
                n for level, n in year.new.items() if level >= catalogue.alert_policy.interrupts_from
            )
            shares = "".join(f"{year.share(level):12.1f}" for level in LEVELS)
            print(f"{_yes(usual):6}{_yes(known):6}{shares}   {year.new.total()} ({interrupting})")
            total[usual, known] = total.get((usual, known), 0) + year.new.total()
    print("new alerts a person and week")
    for (usual, known), alerts in total.items():
        print(f"{_yes(usual):6}{_yes(known):6}{alerts / len(PATIENTS) / (DAYS / 7):8.2f}")


def _yes(on: bool) -> str:
    return "yes" if on else "no"


def _doses(patient: Patient) -> tuple[Dose, ...]:
    first = FIRST_EVENING.replace(hour=10) + timedelta(days=patient.first_dose_on_day)
    between = timedelta(days=patient.days_between_doses)
    return tuple(Dose(f"dose {n}", patient.drug, first + n * between) for n in range(patient.doses))


def _answers(patient: Patient, chance: Random, evening: datetime) -> list[SymptomReport]:
    found = []
    for n, (symptom, shares) in enumerate(patient.shares.items()):
        (severity,) = chance.choices(ANSWERS, weights=shares)
        at = evening + n * BETWEEN_ANSWERS
        found.append(SymptomReport(f"{symptom} {at}", symptom, severity, at))
    return found


def _temperature(chance: Random, evening: datetime) -> Reading:
    tenths = chance.randint(COOLEST, WARMEST)
    return Reading(f"temperature {evening}", "temperature", Decimal(tenths) / 10, "Cel", evening)


def _closed(change: Change, now: datetime) -> Alert:
    """The alert as it stands after the call of the same evening."""
    id = change.alert.id if isinstance(change, Extend) else f"{change.finding.rule} {now}"
    shown = tuple(ShownEvidence(one.entry.key, "", one.level) for one in change.evidence)
    before = change.alert.evidence if isinstance(change, Extend) else ()
    call = AlertEvent(f"{id} closed", id, AlertEventKind.CLOSED, now, Reporter.PATIENT, Outcome.CALLED)
    return Alert(
        id=id,
        rule=change.finding.rule,
        rule_version=change.finding.version,
        level=change.level,
        raised_at=now,
        headline="",
        why="",
        evidence=(*before, *shown),
        sources=(),
        page=None,
        events=(call,),
    )


def _told(change: Change, now: datetime) -> tuple[TeamKnows, ...]:
    return tuple(
        TeamKnows(one.entry.symptom, one.entry.severity, now)
        for one in change.evidence
        if isinstance(one.entry, SymptomReport) and one.level is Level.CALL_TODAY
    )


if __name__ == "__main__":
    main()
