"""What must hold of every assessment, whatever was entered."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from companion.core.levels import Level
from tests.core import oracle
from tests.core.scenarios import (
    CELSIUS,
    HOUR,
    JITTER,
    OFFSETS,
    READINGS,
    SEVERITIES,
    SYMPTOMS,
    Engine,
    Pick,
    Scenario,
    build_scenario,
    draw_value,
    pick_by,
)

Change = Callable[[Pick, Scenario], Scenario | None]
FEW = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
MANY = settings(
    max_examples=int(os.environ.get("COMPANION_EXAMPLES", "20000")) // 4,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    database=None,
)
# By id, in the order of severity; not_sure is judged as moderate.
WORSE = {"none": "mild", "mild": "moderate", "moderate": "severe", "not_sure": "severe"}


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _within_the_day(pick: Pick, scenario: Scenario) -> str:
    now = _moment(scenario["now"])
    at: datetime = now - pick((0 * HOUR, HOUR, 12 * HOUR, 24 * HOUR)) + pick(JITTER)
    return min(now, max(now - 24 * HOUR, at)).isoformat()


def _with(scenario: Scenario, part: str, entries: list[dict[str, Any]]) -> Scenario:
    return {**scenario, part: entries}


def _is_of_the_day(entry: dict[str, Any], scenario: Scenario) -> bool:
    return _moment(entry["at"]) >= _moment(scenario["now"]) - 24 * HOUR


def add_a_symptom(pick: Pick, scenario: Scenario) -> Scenario:
    entries = scenario.get("symptoms", [])
    id = pick([pick(SYMPTOMS), *(entry["id"] for entry in entries)])
    report = {"id": id, "severity": pick(SEVERITIES), "at": _within_the_day(pick, scenario)}
    return _with(scenario, "symptoms", [*entries, report])


def add_a_reading(pick: Pick, scenario: Scenario) -> Scenario:
    id = pick(READINGS)
    value, unit = draw_value(pick, id)
    reading = {"id": id, "value": value, "unit": unit, "at": _within_the_day(pick, scenario)}
    return _with(scenario, "readings", [*scenario.get("readings", []), reading])


def add_a_sign(pick: Pick, scenario: Scenario) -> Scenario | None:
    entries = scenario.get("symptoms", [])
    places = [
        n
        for n, entry in enumerate(entries)
        if _is_of_the_day(entry, scenario) and oracle.ROWS[entry["id"]].signs
    ]
    if not places:
        return None
    place = pick(places)
    entry = entries[place]
    sign = pick(tuple(oracle.ROWS[entry["id"]].signs))
    changed = {**entry, "signs": [*entry.get("signs", []), sign]}
    return _with(scenario, "symptoms", [*entries[:place], changed, *entries[place + 1 :]])


def worsen_a_last_report(pick: Pick, scenario: Scenario) -> Scenario | None:
    entries = scenario.get("symptoms", [])
    places = [
        n
        for n, entry in enumerate(entries)
        if entry["severity"] in WORSE
        and not any(
            other["id"] == entry["id"] and _moment(other["at"]) > _moment(entry["at"]) for other in entries
        )
    ]
    if not places:
        return None
    place = pick(places)
    entry = entries[place]
    changed = {**entry, "severity": WORSE[entry["severity"]]}
    return _with(scenario, "symptoms", [*entries[:place], changed, *entries[place + 1 :]])


def lower_the_fever_line(pick: Pick, scenario: Scenario) -> Scenario | None:
    person = scenario.get("person", {})
    line = 38.0 if person.get("fever_line_cel") is None else person["fever_line_cel"]
    lower = [value for value in CELSIUS if 37.0 <= value < line]
    return {**scenario, "person": {**person, "fever_line_cel": pick(lower)}} if lower else None


def add_a_dose_of_another_drug(pick: Pick, scenario: Scenario) -> Scenario | None:
    """A drug not given before, and no second one that is counted as tarlatamab (see the test below)."""
    doses = scenario.get("doses", [])
    given = {dose.get("drug") or "unknown" for dose in doses}
    counted = {"tarlatamab", "unknown"}
    others = [
        drug for drug in oracle.DRUGS if drug not in given and not (drug in counted and given & counted)
    ]
    if not others:
        return None
    dose: dict[str, Any] = {"drug": pick(others)}
    if pick((True, True, True, False)):
        hours = pick((-1, 0, 10, 24, 47, 48, 60, 72, 100, 24 * 24, 24 * 30, 24 * 60, 24 * 400))
        dose["started_at"] = (_moment(scenario["now"]) - hours * HOUR + pick(JITTER)).isoformat()
    return _with(scenario, "doses", [*doses, dose])


RAISES: dict[str, Change] = {
    change.__name__: change
    for change in (
        add_a_symptom,
        add_a_reading,
        add_a_sign,
        worsen_a_last_report,
        lower_the_fever_line,
        add_a_dose_of_another_drug,
    )
}


def _level(scenario: Scenario, engine: Engine) -> Level:
    return engine.assess(scenario).level


@pytest.mark.parametrize("change", RAISES)
@given(data=st.data())
@FEW
def test_more_to_go_by_never_lowers_the_level(change: str, engine: Engine, data: st.DataObject) -> None:
    _check_never_lowers(change, engine, data)


@pytest.mark.proof
@pytest.mark.parametrize("change", RAISES)
@given(data=st.data())
@MANY
def test_more_to_go_by_never_lowers_the_level_in_very_many(
    change: str, engine: Engine, data: st.DataObject
) -> None:
    _check_never_lowers(change, engine, data)


def _check_never_lowers(change: str, engine: Engine, data: st.DataObject) -> None:
    pick = pick_by(data.draw)
    scenario = build_scenario(pick)
    more = RAISES[change](pick, scenario)
    assume(more is not None)
    assert more is not None

    assert _level(more, engine) >= _level(scenario, engine)


@pytest.mark.parametrize("change", RAISES)
def test_more_to_go_by_never_lowers_the_level_of_full_scenarios(change: str, engine: Engine) -> None:
    dice = random.Random(change)

    for _ in range(400):
        scenario = build_scenario(dice.choice)
        more = RAISES[change](dice.choice, scenario)
        if more is not None:
            assert _level(more, engine) >= _level(scenario, engine), (scenario, more)


@pytest.mark.parametrize(("known", "added"), [("tarlatamab", "unknown"), ("unknown", "tarlatamab")])
def test_an_unknown_drug_counted_as_tarlatamab_makes_a_third_dose_a_fourth(
    known: str, added: str, engine: Engine
) -> None:
    # Here two sentences of the triage text cannot both hold: "unknown drugs count as tarlatamab" moves the
    # third dose to the fourth place, whose crs is shorter, and "a dose of a drug not given before never
    # lowers the level". The count is the precise one of the two, so the count is followed.
    doses = [{"drug": known, "started_at": f"2026-03-{day}T08:00:00Z"} for day in ("01", "08", "15")]
    scenario = {
        "now": "2026-03-17T20:00:00Z",
        "doses": doses,
        "symptoms": [{"id": "headache", "severity": "mild", "at": "2026-03-17T19:00:00Z"}],
    }
    more = {**scenario, "doses": [*doses, {"drug": added, "started_at": "2026-03-05T08:00:00Z"}]}

    levels = [_level(scenario, engine), _level(more, engine)]

    assert levels == [Level.CALL_NOW, Level.CALL_TODAY]
    assert [oracle.judge(each)[0] for each in (scenario, more)] == ["call_now", "call_today"]


def test_an_unknown_drug_counted_as_tarlatamab_can_fill_the_gap_of_a_restart(engine: Engine) -> None:
    # The other way in which the same two sentences meet: without the added dose the last one is a restart.
    starts = ("01-01", "01-08", "01-15", "03-01")
    doses = [{"drug": "tarlatamab", "started_at": f"2026-{day}T08:00:00Z"} for day in starts]
    scenario = {
        "now": "2026-03-03T20:00:00Z",
        "doses": doses,
        "symptoms": [{"id": "headache", "severity": "mild", "at": "2026-03-03T19:00:00Z"}],
    }
    more = {**scenario, "doses": [*doses, {"drug": "unknown", "started_at": "2026-02-05T08:00:00Z"}]}

    levels = [_level(scenario, engine), _level(more, engine)]

    assert levels == [Level.CALL_NOW, Level.CALL_TODAY]


def shuffle(pick: Pick, scenario: Scenario) -> Scenario:
    def shuffled(entries: list[Any]) -> list[Any]:
        left, taken = list(entries), []
        while left:
            taken.append(left.pop(pick(range(len(left)))))
        return taken

    return {key: shuffled(part) if isinstance(part, list) else part for key, part in scenario.items()}


def show_in_other_zones(pick: Pick, scenario: Scenario) -> Scenario:
    def moved(entry: dict[str, Any]) -> dict[str, Any]:
        return {
            key: elsewhere(value) if key in ("at", "started_at") else value for key, value in entry.items()
        }

    def elsewhere(stamp: str | None) -> str | None:
        return None if stamp is None else _moment(stamp).astimezone(pick(OFFSETS)).isoformat()

    changed = {
        key: [moved(entry) for entry in part] if isinstance(part, list) else part
        for key, part in scenario.items()
    }
    return {**changed, "now": elsewhere(scenario["now"])}


def change_nothing(_pick: Pick, scenario: Scenario) -> Scenario:
    return scenario


def type_temperatures_in_fahrenheit(_pick: Pick, scenario: Scenario) -> Scenario:
    def retyped(reading: dict[str, Any]) -> dict[str, Any]:
        if reading["unit"] != "Cel":
            return reading
        exact = Decimal(str(reading["value"])) * Decimal("1.8") + 32
        return {**reading, "value": float(exact), "unit": "[degF]"}

    return {**scenario, "readings": [retyped(reading) for reading in scenario.get("readings", [])]}


SAME: dict[str, Change] = {
    change.__name__: change
    for change in (change_nothing, shuffle, show_in_other_zones, type_temperatures_in_fahrenheit)
}


@pytest.mark.parametrize("change", SAME)
@given(data=st.data())
@FEW
def test_what_means_the_same_is_judged_the_same(change: str, engine: Engine, data: st.DataObject) -> None:
    _check_same(change, engine, data)


@pytest.mark.proof
@pytest.mark.parametrize("change", SAME)
@given(data=st.data())
@MANY
def test_what_means_the_same_is_judged_the_same_in_very_many(
    change: str, engine: Engine, data: st.DataObject
) -> None:
    _check_same(change, engine, data)


def _check_same(change: str, engine: Engine, data: st.DataObject) -> None:
    pick = pick_by(data.draw)
    scenario = build_scenario(pick)
    same = SAME[change](pick, scenario)
    assert same is not None

    assert _printed(same, engine) == _printed(scenario, engine)


def _printed(scenario: Scenario, engine: Engine) -> dict[str, Any]:
    """All that is printed but the evidence, which repeats the entries as they were typed."""
    printed = engine.print(scenario)
    alerts = [{**alert, "evidence": len(alert["evidence"])} for alert in printed["alerts"]]
    return {**printed, "alerts": alerts}


@given(data=st.data())
@FEW
def test_every_alert_names_its_rule_its_evidence_and_a_known_source(
    engine: Engine, data: st.DataObject
) -> None:
    scenario = build_scenario(pick_by(data.draw))

    printed = engine.print(scenario)

    for alert in printed["alerts"]:
        assert alert["rule"] in {
            *engine.catalogue.rules,
            *(f"symptom.{id}" for id in engine.catalogue.symptoms),
        }
        assert alert["why"]
        assert alert["evidence"]
        assert alert["sources"]
        assert {*alert["sources"]} <= {*engine.catalogue.sources}


@given(data=st.data())
@FEW
def test_the_level_is_that_of_the_highest_alert(engine: Engine, data: st.DataObject) -> None:
    scenario = build_scenario(pick_by(data.draw))

    assessment = engine.assess(scenario)
    printed = engine.print(scenario)

    if assessment.level >= Level.TELL_TEAM:
        assert printed["alerts"][0]["level"] == printed["level"]
    else:
        assert printed["alerts"] == []


@given(data=st.data())
@FEW
def test_only_what_the_readings_table_names_is_to_be_measured_again(
    engine: Engine, data: st.DataObject
) -> None:
    scenario = build_scenario(pick_by(data.draw))
    temperatures = {_moment(r["at"]) for r in scenario.get("readings", []) if r["id"] == "temperature"}

    rechecks = engine.assess(scenario).rechecks

    assert {recheck.reading for recheck in rechecks} <= {"temperature"}
    assert {recheck.due_at for recheck in rechecks} <= {
        at + wait for at in temperatures for wait in (HOUR, HOUR / 2)
    }
