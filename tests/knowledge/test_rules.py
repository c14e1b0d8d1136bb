"""Every rule file holds its own cases; a broken file is left out by name while the rest goes on."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from companion.core.catalogue import Catalogue, symptom_rule
from companion.core.errors import OurFault
from companion.core.levels import Level, Status
from companion.core.rules import ReadingRule
from companion.core.scenario import Scenario
from companion.core.scenario_file import parse_scenario
from companion.core.self_check import checked, failures
from companion.core.triage import assess
from companion.stores.catalogue import load_catalogue
from tests.conftest import RESOURCES

FOLDERS = ("symptoms", "rules", "drugs", "readings", "medicines")
FILES = (
    *(f"{folder}/{path.stem}" for folder in FOLDERS for path in sorted((RESOURCES / folder).glob("*.toml"))),
    "windows",
)
RULES = tuple(name.removeprefix("rules/") for name in FILES if name.startswith("rules/"))
NOW = "2026-03-02T20:00:00Z"

# What must still be called for when one file is broken: the level, and the files it cannot do without.
CALLS: dict[str, tuple[Level, dict[str, Any], set[str]]] = {
    "a seizure": (
        Level.EMERGENCY,
        {"symptoms": [{"id": "seizure", "severity": "mild", "at": NOW}]},
        {"symptoms/seizure", "rules/look_back"},
    ),
    "a fever": (
        Level.CALL_NOW,
        {"readings": [{"id": "temperature", "value": 38.4, "unit": "Cel", "at": NOW}]},
        {"readings/temperature", "rules/fever_reading", "rules/temperature_fever", "rules/look_back"},
    ),
    "a fever and low oxygen": (
        Level.EMERGENCY,
        {
            "readings": [
                {"id": "temperature", "value": 38.4, "unit": "Cel", "at": NOW},
                {"id": "spo2", "value": 90, "unit": "%", "at": NOW},
            ]
        },
        {"readings/spo2", "rules/look_back"},
    ),
    "a pulse that races": (
        Level.EMERGENCY,
        {"readings": [{"id": "pulse", "value": 140, "unit": "/min", "at": NOW}]},
        {"readings/pulse", "rules/pulse", "rules/look_back"},
    ),
    "a slight headache in the first days after tarlatamab": (
        Level.CALL_NOW,
        {
            "doses": [{"drug": "tarlatamab", "started_at": "2026-02-28T12:00:00Z"}],
            "symptoms": [{"id": "headache", "severity": "mild", "at": NOW}],
        },
        {"symptoms/headache", "rules/look_back"},
    ),
    "slight itching in the day after a PD-L1 drug": (
        Level.CALL_NOW,
        {
            "doses": [{"drug": "durvalumab", "started_at": "2026-03-02T12:00:00Z"}],
            "symptoms": [{"id": "itching", "severity": "mild", "at": NOW}],
        },
        {"symptoms/itching", "rules/infusion_reaction_floor", "rules/look_back"},
    ),
}


@pytest.fixture(scope="module")
def resources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the knowledge that tests may damage, and mend again."""
    copy = tmp_path_factory.mktemp("knowledge") / "resources"
    shutil.copytree(RESOURCES, copy, ignore=shutil.ignore_patterns("fonts", "icons", "words", "pages"))
    return copy


@contextmanager
def _changed(path: Path, old: str | None, new: str) -> Iterator[None]:
    """The file with `old` replaced (None: all of it), and afterwards as it was."""
    text = path.read_text("utf-8")
    assert old is None or old in text
    path.write_text(new if old is None else text.replace(old, new), "utf-8")
    try:
        yield
    finally:
        path.write_text(text, "utf-8")


def _scenario(catalogue: Catalogue, parts: dict[str, Any]) -> Scenario:
    return parse_scenario(json.dumps({"now": NOW, **parts}).encode(), catalogue, origin="a test")


def _name(file: str) -> str:
    """The name under which a broken file is left out."""
    folder, _, stem = file.partition("/")
    return {"symptoms": symptom_rule(stem), "windows": "windows.toml"}.get(folder, stem)


def _loaded(catalogue: Catalogue) -> set[str]:
    parts = {folder: getattr(catalogue, folder) for folder in FOLDERS}
    return {f"{folder}/{id}" for folder, part in parts.items() for id in part} | (
        {"windows"} if catalogue.windows else set()
    )


def test_nothing_is_left_out_as_it_ships(catalogue: Catalogue) -> None:
    assert catalogue.left_out == ()
    assert _loaded(catalogue) == {*FILES}


def test_every_rule_holds_all_of_its_own_cases(catalogue: Catalogue) -> None:
    assert failures(catalogue) == {}
    assert checked(catalogue) is catalogue


def test_every_rule_and_symptom_brings_a_case_that_fires_and_one_that_stays_silent(
    catalogue: Catalogue,
) -> None:
    rules = {*catalogue.rules, *map(symptom_rule, catalogue.symptoms)}

    assert {*catalogue.cases} == rules
    for rule in rules:
        assert {case.level is None for case in catalogue.cases[rule]} == {True, False}, rule


@pytest.mark.parametrize("id", RULES)
def test_a_rule_is_a_draft_with_known_sources_and_words(id: str, catalogue: Catalogue) -> None:
    about = catalogue.rules[id].about

    assert about.id == id
    assert about.status is Status.DRAFT
    assert about.sources
    assert {*about.sources} <= {*catalogue.sources}
    assert about.purpose
    assert about.why
    assert about.reviewed < about.review_by
    assert about.page is None or about.page in catalogue.pages


def test_there_is_one_of_each_rule_that_holds_for_all_entries(catalogue: Catalogue) -> None:
    kinds = [type(rule).__name__ for rule in catalogue.rules.values() if not isinstance(rule, ReadingRule)]

    assert sorted(kinds) == [
        "FeverRule", "FloorRule", "KnownRule", "LookBackRule", "PairRule", "PolicyRule", "UsualRule",
        "WorseningRule",
    ]  # fmt: skip


def test_every_kind_of_reading_is_judged(catalogue: Catalogue) -> None:
    assert all(catalogue.reading_rules(kind) for kind in catalogue.readings)


def test_each_case_of_a_rule_with_its_outcomes_taken_away_fails(catalogue: Catalogue) -> None:
    # A case that holds without its rule would prove nothing.
    for id, rule in catalogue.rules.items():
        if isinstance(rule, ReadingRule):
            without = replace(
                catalogue, rules={key: other for key, other in catalogue.rules.items() if key != id}
            )

            assert id in failures(without), id


@pytest.mark.parametrize("file", FILES)
def test_a_broken_file_is_left_out_by_name_and_all_others_go_on(
    file: str, resources: Path, catalogue: Catalogue
) -> None:
    with _changed(resources / f"{file}.toml", None, "= this is no TOML\n"):
        damaged = load_catalogue(resources)

    assert [left.name for left in damaged.left_out] == [_name(file)]
    assert damaged.left_out[0].complaint is not None
    assert _loaded(damaged) == {*FILES} - {file}
    for level, parts, needed in CALLS.values():
        if file in needed:
            continue
        assert assess(_scenario(catalogue, parts), damaged).level >= level, parts


@pytest.mark.parametrize("file", ["symptoms/seizure", "readings/pulse"])
def test_an_entry_that_nothing_can_judge_is_named(file: str, resources: Path, catalogue: Catalogue) -> None:
    parts = CALLS["a seizure"][1] | CALLS["a pulse that races"][1]
    with _changed(resources / f"{file}.toml", None, ""):
        damaged = load_catalogue(resources)

    assessment = assess(_scenario(catalogue, parts), damaged)

    assert assessment.unjudged == (file.partition("/")[2],)
    assert assessment.level is Level.EMERGENCY


def test_without_the_look_back_judging_fails_aloud(resources: Path, catalogue: Catalogue) -> None:
    with _changed(resources / "rules" / "look_back.toml", None, ""):
        damaged = load_catalogue(resources)

    assert damaged.look_back is None
    with pytest.raises(OurFault):
        assess(_scenario(catalogue, CALLS["a fever"][1]), damaged)


def test_a_fever_is_still_for_today_when_no_file_says_what_a_fever_is(
    resources: Path, catalogue: Catalogue
) -> None:
    with _changed(resources / "rules" / "fever_reading.toml", None, ""):
        damaged = load_catalogue(resources)

    assert assess(_scenario(catalogue, CALLS["a fever"][1]), damaged).level is Level.CALL_TODAY


def test_a_dose_whose_file_is_broken_opens_what_no_other_drug_opens(
    resources: Path, catalogue: Catalogue
) -> None:
    long_ago = {"doses": [{"drug": "tarlatamab", "started_at": "2024-03-02T20:00:00Z"}]}
    with _changed(resources / "drugs" / "tarlatamab.toml", None, ""):
        damaged = load_catalogue(resources)

    windows = assess(_scenario(catalogue, long_ago), damaged).windows

    # For how long stands in the broken file, so they stay open.
    assert {window.exposure.window for window in windows} == {"checkpoint", "crs", "tarlatamab"}


DAMAGES: dict[str, tuple[str, str | None, str, str]] = {
    "a rule without a firing case": (
        "rules/diastolic",
        'level = "call_today"\nreadings',
        "silent = true\nreadings",
        "no_firing_case",
    ),
    "a rule without a silent case": (
        "rules/diastolic",
        "silent = true",
        'level = "call_today"',
        "no_silent_case",
    ),
    "a rule without a source": ("rules/pulse", "sources = [", "sources = [] # [", "empty"),
    "a rule with a source that is not known": (
        "rules/pulse",
        'sources = ["',
        'sources = ["S99", "',
        "unknown_source",
    ),
    "a rule of an unknown kind": ("rules/weight", 'kind = "reading"', 'kind = "guess"', "not_one_of"),
    "a rule with a key nobody knows": (
        "rules/weight",
        "version = 1",
        "version = 1\nsurprise = 1",
        "unknown_key",
    ),
    "a rule with a test nobody knows": (
        "rules/weight",
        "loss_percent = 5",
        "gain_percent = 5",
        "unknown_key",
    ),
    "a rule with an unknown level": ("rules/spo2", '"emergency"', '"red"', "not_one_of"),
    "a rule under another name": ("rules/spo2", 'id = "spo2"', 'id = "oxygen"', "wrong_name"),
    "a fever line above its highest": (
        "rules/fever_reading",
        "highest = 38.0",
        "highest = 37.9",
        "wrong_order",
    ),
    "a drug without a source": ("drugs/cisplatin", "sources = [", "sources = [] # [", "empty"),
    "a symptom without a source": ("symptoms/rash", "sources = [", "sources = [] # [", "empty"),
    "a symptom milder when worse": (
        "symptoms/tremor",
        "always = [",
        'always = ["emergency", "call_now", "call_now"] # [',
        "wrong_order",
    ),
    "a symptom without words": ("symptoms/tremor", "[words]", "[other_words]", "missing"),
    "a medicine that hides nothing": (
        "medicines/aspirin",
        "hides_fever_hours = 8",
        "hides_fever_hours = 0",
        "impossible_number",
    ),
    "a reading without a range": ("readings/spo2", "low = 50", "low = 200", "wrong_order"),
}


@pytest.mark.parametrize("what", DAMAGES)
def test_what_a_file_must_not_say_leaves_out_that_file_alone(what: str, resources: Path) -> None:
    file, old, new, problem = DAMAGES[what]
    with _changed(resources / f"{file}.toml", old, new):
        damaged = load_catalogue(resources)

    assert [left.name for left in damaged.left_out] == [_name(file)]
    assert damaged.left_out[0].complaint is not None
    assert damaged.left_out[0].complaint.problem == problem
    assert _loaded(damaged) == {*FILES} - {file}


@pytest.mark.parametrize("broken", ["not UTF-8", "empty", "a folder"])
def test_a_file_that_cannot_be_read_is_left_out(broken: str, tmp_path: Path) -> None:
    copy = tmp_path / "resources"
    shutil.copytree(RESOURCES, copy, ignore=shutil.ignore_patterns("fonts", "icons", "words", "pages"))
    file = copy / "symptoms" / "rash.toml"
    file.unlink()
    if broken == "a folder":
        file.mkdir()
    else:
        file.write_bytes(b"\xff\xfe" if broken == "not UTF-8" else b"")

    damaged = load_catalogue(copy)

    assert [left.name for left in damaged.left_out] == ["symptom.rash"]


def test_a_rule_that_fails_its_own_case_is_left_out_by_name(resources: Path) -> None:
    with _changed(resources / "rules" / "weight.toml", "loss_percent = 5", "loss_percent = 6"):
        kept = checked(load_catalogue(resources))

    assert [(left.name, left.failed_case) for left in kept.left_out] == [("weight", "76 kg after 80 kg")]
    assert _loaded(kept) == {*FILES} - {"rules/weight"}


def test_a_symptom_that_fails_its_own_case_is_left_out_by_name(resources: Path) -> None:
    with _changed(resources / "symptoms" / "seizure.toml", 'always = ["emergency"', 'always = ["call_now"'):
        kept = checked(load_catalogue(resources))

    assert [left.name for left in kept.left_out] == ["symptom.seizure"]
    assert _loaded(kept) == {*FILES} - {"symptoms/seizure"}


# What the cases of other files lean on.
LEANED_ON = tuple(file for file in FILES if not file.startswith("symptoms/")) + tuple(
    f"symptoms/{id}" for id in ("breathlessness", "chills", "dizziness", "fatigue", "jaundice")
)


def test_no_rule_is_left_out_because_its_cases_lean_on_a_broken_file(resources: Path) -> None:
    for file in LEANED_ON:
        with _changed(resources / f"{file}.toml", None, "= this is no TOML\n"):
            kept = checked(load_catalogue(resources))

        assert {*FILES} - {file} - _loaded(kept) == set(), file


def test_a_broken_list_of_sources_is_named_and_silences_no_rule(resources: Path) -> None:
    with _changed(resources / "sources.toml", None, "= this is no TOML\n"):
        kept = checked(load_catalogue(resources))

    assert [left.name for left in kept.left_out if left.judges] == ["sources.toml"]
    assert {*FILES} - _loaded(kept) == set()
