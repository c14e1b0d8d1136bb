"""Scenario files as a person's days could make them, crowded around every line of the rules."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, TypeVar

from hypothesis import strategies as st

from companion.core.catalogue import Catalogue
from companion.core.scenario_file import parse_scenario
from companion.core.triage import Assessment, assess
from companion.core.triage_file import assessment_as_json
from companion.core.words import Words
from tests.core import oracle

Option = TypeVar("Option")
Pick = Callable[[Sequence[Any]], Any]
Scenario = dict[str, Any]

SECOND = timedelta(seconds=1)
HOUR = timedelta(hours=1)
DAY = timedelta(hours=24)
# A little before, exactly at, a little after.
JITTER = (timedelta(0), timedelta(0), -SECOND, SECOND, timedelta(microseconds=1), timedelta(microseconds=-1))
NOTHING = timedelta(0)

# Days of clock changes in New York and Berlin, a leap day, the turn of a year, and a plain day.
NOWS = tuple(
    datetime.fromisoformat(text)
    for text in (
        "2026-03-02T20:00:00-05:00",
        "2026-03-08T03:30:00-04:00",
        "2026-03-29T03:00:00+02:00",
        "2026-11-01T01:30:00-05:00",
        "2024-02-29T00:00:00+00:00",
        "2026-01-01T00:00:00+13:00",
    )
)
OFFSETS = tuple(
    timezone(timedelta(minutes=minutes)) for minutes in (0, -300, -240, 60, 120, 345, 840, -720)
)  # fmt: skip
WINDOW_EDGES = (10 * HOUR, 24 * HOUR, 48 * HOUR, 72 * HOUR, 5 * DAY, 24 * DAY, 30 * DAY, 60 * DAY, 366 * DAY)
RESTART_GAPS = (7 * DAY, 14 * DAY, 21 * DAY, 28 * DAY)
DRUGS = (
    "tarlatamab", "tarlatamab", "tarlatamab", "atezolizumab", "atezolizumab_sc", "durvalumab",
    "carboplatin", "cisplatin", "etoposide", "lurbinectedin", "unknown", None, "",
)  # fmt: skip
SEVERITIES = ("none", "mild", "mild", "moderate", "moderate", "not_sure", "severe")
MEDICINES = (
    "acetaminophen", "ibuprofen", "aspirin", "naproxen", "dexamethasone", "prednisone", "prednisolone",
    "methylprednisolone",
)  # fmt: skip
READINGS = ("temperature", "temperature", "temperature", "pulse", "spo2", "systolic", "diastolic", "weight")
CELSIUS = (
    30, 34.9, 34.99, 35.0, 35.04, 35.9, 35.95, 35.99, 36.0, 36.8, 36.95, 37.0, 37.04, 37.05, 37.14, 37.15,
    37.2, 37.24, 37.25, 37.44, 37.449, 37.45, 37.5, 37.54, 37.55, 37.74, 37.75, 37.79, 37.8, 37.84, 37.85,
    37.9, 37.94, 37.949, 37.95, 37.99, 38.0, 38.4, 45,
)  # fmt: skip
FAHRENHEIT = (
    86, 94.9, 95.0, 96.7, 96.79, 96.8, 98.6, 98.9, 98.96, 99.0, 99.4, 99.41, 99.42, 99.5, 99.9, 99.94,
    99.95, 99.96, 100.0, 100.04, 100.2, 100.29, 100.3, 100.31, 100.4, 101, 113,
)  # fmt: skip
VALUES: dict[str, tuple[float, ...]] = {
    "pulse": (20, 39, 40, 40.5, 41, 49, 49.9, 50, 70, 100, 100.5, 101, 110, 110.1, 111, 130, 130.5, 131, 250),
    "spo2": (50, 90, 90.9, 91, 91.9, 92, 93, 93.9, 94, 94.5, 95, 96, 100),
    "systolic": (40, 89, 89.9, 90, 99, 100, 100.9, 101, 102, 110, 130, 179, 179.9, 180, 280),
    "diastolic": (20, 80, 119, 119.9, 120, 180),
}
KILOS = (20, 76, 76.01, 79, 80, 80.01, 84, 84.21, 350)
POUNDS = (44.1, 167.55, 171.6, 175, 176.37, 180, 771.6)
PERSONS: dict[str, tuple[Any, ...]] = {
    "usual_spo2": (None, 93, 94, 95, 96, 96.5, 97, 100),
    "usual_systolic": (None, 120, 130, 131, 140),
    "fever_line_cel": (None, 37.0, 37.25, 37.5, 37.75, 37.8, 37.85, 37.9, 38, 38.0),
}
# Rows that other rows, readings or rules look at turn up more often than the rest.
LOOKED_AT = (
    "fatigue", "cough", "breathlessness", "muscle_pain", "itching", "diarrhea", "dizziness",
    "lightheadedness", "chills", "vomiting", "jaundice", "dark_urine", "chest_pain", "confusion",
    "bleeding", "taste_change", "constipation", "appetite_loss", "joint_pain", "sleep_trouble",
    "numbness", "painful_urination", "rash",
)  # fmt: skip
SYMPTOMS = (*LOOKED_AT, *LOOKED_AT, *oracle.ROWS)
# Rows that can stay low, so that the rules for usual, known, standing and two at one level come to the top.
QUIET = (
    "fatigue", "cough", "muscle_pain", "taste_change", "constipation", "appetite_loss", "joint_pain",
    "itching", "sleep_trouble", "numbness", "diarrhea", "nausea", "sore_throat", "dark_urine",
    "breathlessness", "dizziness", "chills",
)  # fmt: skip
QUIET_CELSIUS = (36.0, 35.99, 36.8, 37.2, 37.24, 37.25, 37.44, 37.45, 37.5, 37.55, 37.75)


def build_scenario(pick: Pick) -> Scenario:
    """One scenario; `pick` chooses one of several options, the simplest of which comes first."""
    now = pick(NOWS)
    quiet = pick((True, False))
    doses = [] if quiet and pick((True, False)) else _dose_moments(pick, now)
    starts = [at for _, at in doses if at is not None]
    reports = _reports(pick, now, starts, quiet=quiet)
    readings = _readings(pick, now, starts, quiet=quiet)
    medicines = [
        (
            pick(MEDICINES),
            _back(pick, now, [r["at"] for r in readings], (8 * HOUR, 12 * HOUR, 48 * HOUR, HOUR)),
        )
        for _ in range(pick((0, 0, 1, 2) if readings else (0,)))
    ]
    known = [
        (
            pick([r["id"] for r in reports]),
            pick(("moderate", "mild", "severe", "not_sure", "none")),
            _back(pick, now, [r["at"] for r in reports], (NOTHING, 7 * DAY, DAY, 3 * DAY, -HOUR)),
        )
        for _ in range(pick((0, 0, 1, 2) if reports else (0,)))
    ]
    scenario: Scenario = {
        "now": _stamp(pick, now),
        "person": _person(pick, now, [r["id"] for r in reports]),
        "doses": [_dose(pick, drug, at) for drug, at in doses],
        "symptoms": [{**r, "at": _stamp(pick, r["at"])} for r in reports],
        "readings": [{**r, "at": _stamp(pick, r["at"])} for r in readings],
        "medicines": [{"id": id, "at": _stamp(pick, at)} for id, at in medicines],
        "team_knows": [{"id": id, "severity": how, "at": _stamp(pick, at)} for id, how, at in known],
    }
    return {key: value for key, value in scenario.items() if value}


def _stamp(pick: Pick, at: datetime) -> str:
    return at.astimezone(pick(OFFSETS)).isoformat()


def _back(pick: Pick, now: datetime, anchors: Sequence[datetime], steps: Sequence[timedelta]) -> datetime:
    """A moment one of the steps before one of the anchors (or before now), or next to it; never after now."""
    moment: datetime = pick((*anchors, now)) - pick(steps) + pick(JITTER)
    return min(now, moment)


def _dose_moments(pick: Pick, now: datetime) -> list[tuple[str | None, datetime | None]]:
    doses: list[tuple[str | None, datetime | None]] = []
    if pick((False, True)):
        at = now - pick(WINDOW_EDGES) + pick(JITTER)
        for _ in range(pick((1, 2, 3, 4, 5, 6))):
            doses.append((pick(("tarlatamab",) * 5 + ("unknown", None)), at))
            at = at - pick(RESTART_GAPS) + pick(JITTER)
    for _ in range(pick((0, 0, 1, 1, 2, 3))):
        when = pick(("given", "given", "given", "no time", "future"))
        start: datetime | None = now - pick((NOTHING, *WINDOW_EDGES)) + pick(JITTER)
        if when == "no time":
            start = None
        elif when == "future":
            start = now + pick((SECOND, 6 * HOUR, 12 * HOUR, 3 * DAY))
        doses.append((pick(DRUGS), start))
    return doses


def _dose(pick: Pick, drug: str | None, at: datetime | None) -> dict[str, Any]:
    dose: dict[str, Any] = {}
    if drug != "":
        dose["drug"] = drug
    if at is not None:
        dose["started_at"] = _stamp(pick, at)
    elif pick((False, True)):
        dose["started_at"] = None
    return dose


def _reports(pick: Pick, now: datetime, doses: Sequence[datetime], *, quiet: bool) -> list[dict[str, Any]]:
    reports: list[dict[str, Any]] = []
    for _ in range(pick((0, 1, 1, 2, 2, 3, 4, 6))):
        id = pick(QUIET if quiet else SYMPTOMS)
        where = pick(("recent", "recent", "recent", "before", "at a window's edge"))
        if where == "recent":
            at = _back(pick, now, [], (NOTHING, HOUR, 12 * HOUR, 24 * HOUR))
        elif where == "before" and reports:
            other = pick(reports)
            id = other["id"]
            at = min(
                now, other["at"] - pick((24 * HOUR, 7 * DAY, 2 * DAY, HOUR, 8 * DAY, NOTHING)) + pick(JITTER)
            )
        else:
            at = _back(pick, now, doses, tuple(-edge for edge in WINDOW_EDGES))
        report = {"id": id, "severity": pick(SEVERITIES[:-1] if quiet else SEVERITIES), "at": at}
        signs = tuple(oracle.ROWS[id].signs)
        if signs and not quiet and pick((False, False, False, True)):
            report["signs"] = [pick(signs)]
        if pick((False, False, True)):
            report["by"] = pick(("patient", "caregiver"))
        reports.append(report)
    return reports


def _readings(pick: Pick, now: datetime, doses: Sequence[datetime], *, quiet: bool) -> list[dict[str, Any]]:
    readings: list[dict[str, Any]] = []
    for _ in range(pick((0, 0, 0, 1, 2) if quiet else (0, 1, 1, 2, 3, 5))):
        id = pick(READINGS)
        if readings and pick((False, True)):
            id = pick([reading["id"] for reading in readings])
        where = pick(("recent", "recent", "before", "at a window's edge"))
        if where == "recent":
            at = _back(pick, now, [], (NOTHING, HOUR, 4 * HOUR, 24 * HOUR, 48 * HOUR))
        elif where == "before":
            at = _back(
                pick,
                now,
                [r["at"] for r in readings],
                (4 * HOUR, 30 * DAY, NOTHING, HOUR, 10 * DAY, 48 * HOUR),
            )
        else:
            at = _back(pick, now, doses, (NOTHING, -48 * HOUR, -49 * HOUR, -80 * DAY))
        value, unit = (pick(QUIET_CELSIUS), "Cel") if quiet and id == "temperature" else draw_value(pick, id)
        readings.append({"id": id, "value": value, "unit": unit, "at": at})
    return readings


def draw_value(pick: Pick, id: str) -> tuple[float, str]:
    """A value of that kind of reading, at or next to one of its lines."""
    if id == "temperature":
        return (pick(CELSIUS), "Cel") if pick((True, True, False)) else (pick(FAHRENHEIT), "[degF]")
    if id == "weight":
        return (pick(KILOS), "kg") if pick((True, True, False)) else (pick(POUNDS), "[lb_av]")
    unit = {"pulse": "/min", "spo2": "%"}.get(id, "mm[Hg]")
    return pick(VALUES[id]), unit


def _person(pick: Pick, now: datetime, symptoms: Sequence[str]) -> dict[str, Any]:
    person: dict[str, Any] = {}
    for key, options in PERSONS.items():
        if pick((False, False, True)):
            person[key] = pick(options)
    if pick((False, False, False, True)):
        days = pick((366, 367, 365, 0, -30, 1000))
        person["chest_radiation_ended"] = (now.astimezone(UTC) - days * DAY).date().isoformat()
    usual = {
        id: pick(("mild", "moderate"))
        for id in sorted({*symptoms} & {*oracle.CAN_BE_USUAL})
        if pick((False, True))
    }
    if usual:
        person["usual_symptoms"] = usual
    return person


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    """Scenarios that a valid file can hold."""

    return build_scenario(pick_by(draw))


def pick_by(draw: Callable[[st.SearchStrategy[Any]], Any]) -> Pick:
    """Picks as Hypothesis draws."""

    def pick(options: Sequence[Any]) -> Any:
        return draw(st.sampled_from(options)) if len(options) > 1 else options[0]

    return pick


class Engine:
    """The program's own judgement of a scenario file; its repr is short, for Hypothesis shows arguments."""

    def __init__(self, catalogue: Catalogue, words: Words) -> None:
        self.catalogue = catalogue
        self.words = words

    def assess(self, scenario: Scenario) -> Assessment:
        """What the program makes of the file."""
        text = json.dumps(scenario).encode()
        return assess(parse_scenario(text, self.catalogue, origin="scenario"), self.catalogue)

    def judge(self, scenario: Scenario) -> tuple[str, set[str]]:
        """The level and the ids of the open windows, as the oracle gives them."""
        assessment = self.assess(scenario)
        return assessment.level.value, {window.exposure.window for window in assessment.windows}

    def print(self, scenario: Scenario) -> dict[str, Any]:
        """What `companion triage` prints."""
        parsed = parse_scenario(json.dumps(scenario).encode(), self.catalogue, origin="scenario")
        judged = assess(parsed, self.catalogue)
        return assessment_as_json(judged, self.catalogue, self.words, today=parsed.now.date())
