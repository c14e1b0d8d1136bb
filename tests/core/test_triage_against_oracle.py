"""The alert engine and a second, plain reading of the triage text agree on every scenario."""

from __future__ import annotations

import os
import random
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings

from tests.core import oracle
from tests.core.scenarios import Engine, build_scenario, scenarios

EXAMPLES = int(os.environ.get("COMPANION_EXAMPLES", "20000"))
NOW = "2026-03-02T20:00:00Z"
# A fourth dose after three at the ends of what the gaps allow: its crs is held open by a later dose only.
FOUR_DOSES = [
    {"drug": "tarlatamab", "started_at": f"2026-{day}T06:00:00Z"}
    for day in ("01-05", "01-12", "02-01", "03-01")
]


def _at(hours: float) -> str:
    """So many hours before NOW, in whole seconds."""
    moment = oracle._moment(NOW) - oracle.hours(1) * hours
    return moment.isoformat(timespec="seconds")


def _report(id: str, severity: str, hours: float, **more: Any) -> dict[str, Any]:
    return {"id": id, "severity": severity, "at": _at(hours), **more}


def _temperature(value: float, hours: float) -> dict[str, Any]:
    return {"id": "temperature", "value": value, "unit": "Cel", "at": _at(hours)}


# What random search meets too seldom, each with the level the triage text gives.
CORNERS: dict[str, tuple[str, dict[str, Any]]] = {
    "a fever taken at the very start of a later dose reopens crs, so that a mild report takes column A": (
        "call_now",
        {
            "doses": FOUR_DOSES,
            "readings": [_temperature(38.0, 38)],
            "symptoms": [_report("headache", "mild", 1)],
        },
    ),
    "without that fever the mild report takes column B": (
        "call_today",
        {"doses": FOUR_DOSES, "symptoms": [_report("headache", "mild", 1)]},
    ),
    "exactly seven days before still counts as lately": (
        "call_today",
        {"symptoms": [_report("constipation", "none", 169), _report("constipation", "moderate", 1)]},
    ),
    "a second more than seven days before is too long ago": (
        "tell_team",
        {
            "symptoms": [
                _report("constipation", "none", 169 + 1 / 3600),
                _report("constipation", "moderate", 1),
            ]
        },
    ),
    "exactly twenty-four hours before is not standing": (
        "call_now",
        {
            "symptoms": [
                _report("diarrhea", "mild", 24.5),
                _report("diarrhea", "mild", 0.5),
                _report("dizziness", "mild", 1),
            ]
        },
    ),
    "a second more than twenty-four hours before is standing": (
        "call_today",
        {
            "symptoms": [
                _report("diarrhea", "mild", 24.5 + 1 / 3600),
                _report("diarrhea", "mild", 0.5),
                _report("dizziness", "mild", 1),
            ]
        },
    ),
    "chills that the team knows of still make a raised temperature one to call for now": (
        "call_now",
        {
            "symptoms": [_report("chills", "mild", 1)],
            "readings": [_temperature(37.5, 1)],
            "team_knows": [{"id": "chills", "severity": "mild", "at": _at(48)}],
        },
    ),
    "aches that are usual, with a tiredness that is not, are known to the team": (
        "tell_team",
        {
            "person": {"usual_symptoms": {"muscle_pain": "moderate"}},
            "symptoms": [_report("muscle_pain", "mild", 1), _report("fatigue", "mild", 1)],
            "team_knows": [{"id": "muscle_pain", "severity": "mild", "at": _at(48)}],
        },
    ),
    "aches and a tiredness that are both usual are no reason to call": (
        "logged",
        {
            "person": {"usual_symptoms": {"muscle_pain": "mild", "fatigue": "mild"}},
            "symptoms": [_report("muscle_pain", "mild", 1), _report("fatigue", "mild", 1)],
        },
    ),
    "a usual breathlessness still counts with chest pain that is not usual": (
        "emergency",
        {
            "person": {"usual_symptoms": {"breathlessness": "moderate"}},
            "symptoms": [_report("breathlessness", "mild", 1), _report("chest_pain", "mild", 1)],
        },
    ),
    "a usual breathlessness in the day after a dose is still at least for now": (
        "call_now",
        {
            "person": {"usual_symptoms": {"breathlessness": "mild"}},
            "doses": [{"drug": "durvalumab", "started_at": _at(10)}],
            "symptoms": [_report("breathlessness", "mild", 1)],
        },
    ),
    "a report made before the team knew is not softened": (
        "call_today",
        {
            "symptoms": [_report("fatigue", "moderate", 3)],
            "team_knows": [{"id": "fatigue", "severity": "moderate", "at": _at(2)}],
        },
    ),
    "none with a sign is judged as mild, and is no leap from none": (
        "call_now",
        {
            "symptoms": [
                _report("sleep_trouble", "none", 30),
                _report("sleep_trouble", "none", 1, signs=["restless_or_mixed_up"]),
            ]
        },
    ),
}


@pytest.mark.parametrize("corner", CORNERS)
def test_corners_that_random_search_seldom_meets(corner: str, engine: Engine) -> None:
    level, scenario = CORNERS[corner]
    scenario = {"now": NOW, **scenario}

    by_oracle, by_engine = oracle.judge(scenario), engine.judge(scenario)

    assert by_oracle[0] == level
    assert by_engine == by_oracle


@given(scenario=scenarios())
@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@example(scenario={"now": NOW})
def test_engine_and_oracle_agree(scenario: dict[str, Any], engine: Engine) -> None:
    assert engine.judge(scenario) == oracle.judge(scenario)


@pytest.mark.parametrize("seed", range(4))
def test_engine_and_oracle_agree_on_scenarios_drawn_evenly(seed: int, engine: Engine) -> None:
    # Hypothesis prefers simple scenarios, so that it can show one; these are as full as they come.
    dice = random.Random(seed)

    for _ in range(800):
        scenario = build_scenario(dice.choice)
        assert engine.judge(scenario) == oracle.judge(scenario), scenario


@pytest.mark.proof
def test_engine_and_oracle_agree_on_very_many_drawn_evenly(engine: Engine) -> None:
    dice = random.Random("companion")

    for _ in range(10 * EXAMPLES):
        scenario = build_scenario(dice.choice)
        assert engine.judge(scenario) == oracle.judge(scenario), scenario


@pytest.mark.proof
@given(scenario=scenarios())
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    database=None,
)
def test_engine_and_oracle_agree_on_very_many(scenario: dict[str, Any], engine: Engine) -> None:
    assert engine.judge(scenario) == oracle.judge(scenario)
