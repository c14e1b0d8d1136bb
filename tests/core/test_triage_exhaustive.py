"""Every symptom, severity and sign in every window, and every reading around its lines, one at a time."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from tests.core import oracle
from tests.core.oracle import ROWS, Row
from tests.core.scenarios import Engine

NOW = "2026-06-01T12:00:00Z"
AN_HOUR_AGO = "2026-06-01T11:00:00Z"
PLACES = {"none": 0, "mild": 0, "moderate": 1, "not_sure": 1, "severe": 2}


def _before(hours: float) -> str:
    return (oracle._moment(NOW) - oracle.hours(1) * hours).isoformat()


def _dose(drug: str | None, hours: float | None) -> dict[str, Any]:
    return {"drug": drug, "started_at": None if hours is None else _before(hours)}


# What was given, and then: the windows listed, the columns that count for most rows, for nervous-system
# rows, and for a mild report of any row; "infusion_reaction" also lifts the rows marked I.
# The later dose is a fifth one; those before it lie as far back as the gaps between doses allow.
LATER_DOSE = [_dose("tarlatamab", 24 * days) for days in (77, 70, 49, 28, 1.5)]
FEVER_LONG_AGO = {"id": "temperature", "value": 38.4, "unit": "Cel", "at": _before(30)}
SETTINGS: dict[str, tuple[dict[str, Any], set[str], str, str, str | None]] = {
    "nothing given": ({}, set(), "", "", None),
    "the day after a PD-L1 drug": (
        {"doses": [_dose("durvalumab", 10)]},
        {"infusion_reaction", "checkpoint"},
        "infusion_reaction checkpoint",
        "infusion_reaction checkpoint",
        None,
    ),
    "the day after chemo": (
        {"doses": [_dose("etoposide", 24)]},
        {"infusion_reaction", "low_counts"},
        "infusion_reaction low_counts",
        "infusion_reaction low_counts",
        None,
    ),
    "years after a PD-L1 drug": (
        {"doses": [_dose("atezolizumab_sc", 24 * 900)]},
        {"checkpoint"},
        "checkpoint",
        "checkpoint",
        None,
    ),
    "weeks after chemo": (
        {"doses": [_dose("cisplatin", 24 * 30)]},
        {"low_counts"},
        "low_counts",
        "low_counts",
        None,
    ),
    "after chest radiation": (
        {"person": {"chest_radiation_ended": "2026-05-01"}},
        {"chest_radiation"},
        "chest_radiation",
        "chest_radiation",
        None,
    ),
    "two days after a first dose of tarlatamab": (
        {"doses": [_dose("tarlatamab", 60)]},
        {"crs", "low_counts"},
        "A low_counts",
        "A low_counts",
        None,
    ),
    "a day and a half after a later dose of tarlatamab": (
        {"doses": LATER_DOSE},
        {"crs", "tarlatamab", "low_counts"},
        "A low_counts",
        "A B low_counts",
        "B low_counts",
    ),
    "ten days after tarlatamab": (
        {"doses": [_dose("tarlatamab", 24 * 10)]},
        {"tarlatamab", "low_counts"},
        "B low_counts",
        "B low_counts",
        None,
    ),
    "forty days after tarlatamab": (
        {"doses": [_dose("tarlatamab", 24 * 40)]},
        {"tarlatamab"},
        "",
        "B",
        None,
    ),
    "sixty days and a second after tarlatamab": (
        {"doses": [_dose("tarlatamab", 24 * 60 + 1 / 3600)]},
        set(),
        "",
        "B",  # still open at the time of the entry, an hour ago
        None,
    ),
    "months after tarlatamab, with a fever since": (
        {"doses": [_dose("tarlatamab", 24 * 100)], "readings": [FEVER_LONG_AGO]},
        {"crs"},
        "A",
        "A",
        None,
    ),
    "an unknown drug at an unknown time": (
        {"doses": [_dose(None, None)]},
        {"infusion_reaction", "crs", "tarlatamab", "checkpoint", "low_counts"},
        "infusion_reaction A B checkpoint low_counts",
        "infusion_reaction A B checkpoint low_counts",
        None,
    ),
}


def _expected(row: Row, severity: str, signs: Iterable[str], columns: str) -> int:
    """Straight from the table: the worst of column O, the named columns and modifiers, and the signs."""
    signs = tuple(signs)
    if severity == "none" and not signs:
        return oracle.NONE
    place = PLACES[severity]
    levels = [row.columns["O"][place], *(row.signs[sign] for sign in signs)]
    for name in columns.split():
        column = row.columns.get(name) or row.modifiers.get(name)
        if column is not None:
            levels.append(column[place])
        if name == "infusion_reaction" and row.marked_infusion:
            levels.append(oracle.N)
    return max(levels)


@pytest.mark.parametrize("setting", SETTINGS)
@pytest.mark.parametrize("id", ROWS)
def test_each_symptom_has_the_level_of_the_table(id: str, setting: str, engine: Engine) -> None:
    row = ROWS[id]
    given, windows, for_most, for_nervous, for_mild = SETTINGS[setting]
    for severity in PLACES:
        columns = for_nervous if row.nervous else for_most
        if for_mild is not None and PLACES[severity] == 0:
            columns = for_mild
        for signs in ([], *([sign] for sign in row.signs), [*row.signs]):
            report = {"id": id, "severity": severity, "at": AN_HOUR_AGO, "signs": signs}

            judged = engine.judge({"now": NOW, **given, "symptoms": [report]})

            level = oracle.LEVELS[_expected(row, severity, signs, columns)]
            assert judged == (level, windows), (severity, signs)


@pytest.mark.parametrize("setting", SETTINGS)
def test_the_oracle_opens_the_same_windows(setting: str) -> None:
    given, windows, *_ = SETTINGS[setting]

    assert oracle.judge({"now": NOW, **given}) == ("none", windows)


@pytest.mark.parametrize("other_severity", ["mild", "moderate", "not_sure", "severe"])
@pytest.mark.parametrize("id", [id for id, row in ROWS.items() if row.together])
def test_each_symptom_together_with_another_has_the_level_of_the_table(
    id: str, other_severity: str, engine: Engine
) -> None:
    for severity in ("mild", "moderate", "severe"):
        for others, level in ROWS[id].together:
            for other in set(others) - {"fever_reading"}:
                reports = [
                    {"id": id, "severity": severity, "at": NOW},
                    {"id": other, "severity": other_severity, "at": _before(24)},
                ]

                alerts = engine.print({"now": NOW, "symptoms": reports})["alerts"]

                own = next(alert for alert in alerts if alert["rule"] == f"symptom.{id}")
                table = _expected(ROWS[id], severity, [], "")
                assert own["level"] == oracle.LEVELS[max(table, level)], (severity, other)


def test_each_sign_alone_lifts_an_answer_of_none_to_its_level(engine: Engine) -> None:
    for id, row in ROWS.items():
        for sign, level in row.signs.items():
            report = {"id": id, "severity": "none", "at": NOW, "signs": [sign]}

            judged, _windows = engine.judge({"now": NOW, "symptoms": [report]})

            assert judged == oracle.LEVELS[max(level, row.columns["O"][0])], (id, sign)


READING_SETTINGS: dict[str, dict[str, Any]] = {
    "nothing else": {},
    "crs": {"doses": [_dose("tarlatamab", 60)]},
    "crs of the day": {"doses": [_dose("tarlatamab", 10)]},
    "low counts": {"doses": [_dose("carboplatin", 240)]},
    "a symptom that is moderate": {"symptoms": [{"id": "nausea", "severity": "not_sure", "at": _before(24)}]},
    "chills": {"symptoms": [{"id": "chills", "severity": "mild", "at": _before(24)}]},
    "breathless": {"symptoms": [{"id": "breathlessness", "severity": "mild", "at": _before(24)}]},
    "slightly dizzy": {"symptoms": [{"id": "dizziness", "severity": "mild", "at": NOW}]},
    "dizzy": {"symptoms": [{"id": "lightheadedness", "severity": "moderate", "at": NOW}]},
    "a fever medicine": {"medicines": [{"id": "ibuprofen", "at": _before(8)}]},
    "a fever medicine a little too long ago": {"medicines": [{"id": "aspirin", "at": _before(8.01)}]},
    "naproxen": {"medicines": [{"id": "naproxen", "at": _before(12)}]},
    "a steroid": {"medicines": [{"id": "prednisone", "at": _before(48)}]},
    "a steroid a little too long ago": {"medicines": [{"id": "dexamethasone", "at": _before(48.01)}]},
    "a low fever line": {"person": {"fever_line_cel": 37.0}},
    "a fever line between two tenths": {"person": {"fever_line_cel": 37.85}},
    "low oxygen": {"readings": [{"id": "spo2", "value": 91.9, "unit": "%", "at": _before(24)}]},
    "low pressure": {"readings": [{"id": "systolic", "value": 89.9, "unit": "mm[Hg]", "at": _before(24)}]},
    "cooler before": {"readings": [{"id": "temperature", "value": 37.25, "unit": "Cel", "at": _before(4)}]},
    "usual values": {"person": {"usual_spo2": 96.5, "usual_systolic": 141}},
}


def _steps(low: float, high: float, by: float) -> list[float]:
    return [round(low + n * by, 3) for n in range(round((high - low) / by) + 1)]


# Every tenth of a degree and every hundredth near the lines; the others around each of their lines.
READINGS: dict[str, tuple[str, str, list[float]]] = {
    "temperature in Celsius": (
        "temperature",
        "Cel",
        [30, *_steps(34.9, 36.1, 0.05), *_steps(36.9, 38.1, 0.01), 45],
    ),
    "temperature in Fahrenheit": ("temperature", "[degF]", [86, *_steps(94.8, 100.6, 0.1), 113]),
    "pulse": (
        "pulse",
        "/min",
        [20, *_steps(39, 51, 0.5), *_steps(99, 112, 0.5), *_steps(129, 132, 0.5), 250],
    ),
    "oxygen": ("spo2", "%", [50, *_steps(89, 98, 0.5), 100]),
    "upper pressure": (
        "systolic",
        "mm[Hg]",
        [40, *_steps(88, 92, 0.5), *_steps(99, 112, 0.5), *_steps(178, 182, 0.5), 280],
    ),
    "lower pressure": ("diastolic", "mm[Hg]", [20, *_steps(118, 122, 0.5), 180]),
}


@pytest.mark.parametrize("setting", READING_SETTINGS)
@pytest.mark.parametrize("reading", READINGS)
def test_each_reading_has_the_level_of_the_oracle_at_each_of_its_lines(
    reading: str, setting: str, engine: Engine
) -> None:
    id, unit, values = READINGS[reading]
    given = READING_SETTINGS[setting]
    for value in values:
        own = {"id": id, "value": value, "unit": unit, "at": NOW}
        scenario = {"now": NOW, **given, "readings": [*given.get("readings", []), own]}

        assert engine.judge(scenario) == oracle.judge(scenario), value


@pytest.mark.parametrize(
    ("before", "after", "level"),
    [
        ((80, "kg"), (76, "kg"), "call_today"),
        ((80, "kg"), (76.01, "kg"), "logged"),
        ((200, "[lb_av]"), (190, "[lb_av]"), "call_today"),
        ((200, "[lb_av]"), (190.1, "[lb_av]"), "logged"),
        ((100, "kg"), (209.43, "[lb_av]"), "call_today"),
        ((100, "kg"), (209.44, "[lb_av]"), "logged"),
    ],
)
def test_five_percent_is_exact_in_any_unit(
    before: tuple[float, str], after: tuple[float, str], level: str, engine: Engine
) -> None:
    weights = [
        {"id": "weight", "value": value, "unit": unit, "at": at}
        for (value, unit), at in ((before, _before(24 * 30)), (after, NOW))
    ]
    scenario = {"now": NOW, "readings": weights}

    assert engine.judge(scenario)[0] == level
    assert oracle.judge(scenario)[0] == level
