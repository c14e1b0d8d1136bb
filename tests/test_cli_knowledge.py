"""`companion knowledge`: what is wrong with the files, and what they say, for a clinician and without Qt."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from companion import __version__
from companion.cli import main
from companion.core.catalogue import Catalogue, symptom_rule
from companion.core.levels import Level
from companion.core.symptoms import ALWAYS
from companion.core.words import Words
from companion.stores.words import languages
from tests.shipped import RESOURCES
from tests.source_code import ROOT

IN_TIME = "2026-11-22T12:00:00Z"
TOO_LATE = "2028-01-01T12:00:00Z"
WITHOUT_QT = (
    "import sys; sys.modules['PySide6'] = sys.modules['shiboken6'] = None;"
    "from companion.cli import main; main(prog_name='companion')"
)
Change = Callable[[str, str, str], None]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the knowledge that a test may damage."""
    copy = tmp_path / "resources"
    shutil.copytree(RESOURCES, copy, ignore=shutil.ignore_patterns("fonts", "icons", "words"))
    return copy


@pytest.fixture
def change(folder: Path) -> Change:
    def replace(file: str, old: str, new: str) -> None:
        path = folder / file
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")

    return replace


def check(*options: str, at: str = IN_TIME) -> Result:
    return CliRunner().invoke(main, ["knowledge", "check", "--at", at, *options])


def listed(*options: str) -> Any:
    result = CliRunner().invoke(main, ["knowledge", "list", "--json", "--at", IN_TIME, *options])
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def printed(*options: str) -> str:
    result = CliRunner().invoke(main, ["knowledge", "list", *options])
    assert result.exit_code == 0, result.stderr
    return result.stdout


def test_the_shipped_knowledge_holds_and_the_last_line_says_so(catalogue: Catalogue) -> None:
    result = check()

    rows = len(catalogue.rules) + len(catalogue.symptoms)
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) == len(languages(RESOURCES))
    assert result.stdout.splitlines()[-1].startswith(f"{rows} rules and symptoms")
    assert "0 problems" in result.stdout


@pytest.mark.parametrize(
    ("file", "old", "new", "key"),
    [
        ("rules/weight.toml", "version = 1", "version = 1\nsurprise = 1", "surprise"),
        ("symptoms/rash.toml", 'sources = ["', 'sources = ["S99", "', "sources"),
        ("drugs/cisplatin.toml", 'id = "cisplatin"', 'id = "cis"', "id"),
        ("medicines/aspirin.toml", "hides_fever_hours = 8", "hides_fever_hours = 0", "hides_fever_hours"),
        ("readings/spo2.toml", "low = 50", "low = 200", "low"),
        ("windows.toml", 'mild_when_late = "tarlatamab"', "mild_when_late = 3", "mild_when_late"),
        ("symptoms/tremor.toml", "[words]", "[other]", "words"),
    ],
)
def test_a_broken_file_is_named_with_its_key_and_the_reason(
    file: str, old: str, new: str, key: str, folder: Path, change: Change
) -> None:
    change(file, old, new)

    result = check("--resources", str(folder))

    lines = result.stdout.splitlines()
    assert result.exit_code == 1
    assert any(line.startswith(f"resources/{file}: ") and key in line for line in lines[:-1])
    assert "0 problems" not in lines[-1]


def test_a_case_that_does_not_hold_is_named_with_its_rule(folder: Path, change: Change) -> None:
    change("rules/weight.toml", "loss_percent = 5", "loss_percent = 6")

    result = check("--resources", str(folder))

    problem, summary = result.stdout.splitlines()
    assert result.exit_code == 1
    assert problem.startswith("weight: ")
    assert "76 kg after 80 kg" in problem
    assert "1 problem," in summary


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("rules/temperature_fever.toml", '"wheezing"', '"weezing"'),
        ("rules/pulse.toml", 'window = ["crs"]', 'window = ["crss"]'),
        ("rules/temperature_fever.toml", 'reading = "systolic"', 'reading = "sistolic"'),
        ("symptoms/vomiting.toml", 'symptoms = ["dizziness", ', 'symptoms = ["dizzyness", '),
        ("drugs/cisplatin.toml", 'id = "low_counts"', 'id = "low_count"'),
        ("watches/crs.toml", 'readings = ["temperature", ', 'readings = ["temprature", '),
        ("rules/look_back.toml", 'looks_at = "temperature_fever"\nsilent', 'looks_at = "nothing"\nsilent'),
        ("rules/known.toml", 'not_while = ["infusion_reaction"]', 'not_while = ["infusion"]'),
        ("symptoms/fever.toml", 'asks_for = ["temperature"]', 'asks_for = ["fahrenheit"]'),
        ("rules/temperature_fever.toml", 'page = "infection"', 'page = "infections"'),
        ("symptoms/fever.toml", 'page = "infection"', 'page = "infections"'),
        ("readings/pulse.toml", 'page = "temperature"', 'page = "temprature"'),
        ("windows.toml", 'page = "crs"', 'page = "crc"'),
    ],
)
def test_a_name_that_leads_nowhere_is_found(
    file: str, old: str, new: str, folder: Path, change: Change
) -> None:
    # Such a slip stays silent for ever: the rule reads well and never fires.
    change(file, old, new)

    result = check("--resources", str(folder))

    assert result.exit_code == 1
    assert any(line.startswith(f"resources/{file}: ") for line in result.stdout.splitlines())


def test_a_column_of_no_window_is_refused_and_a_broken_window_is_not_blamed_on_the_symptoms(
    folder: Path, change: Change
) -> None:
    change("symptoms/tremor.toml", "\ncrs = [", "\ncrss = [")
    slip = check("--resources", str(folder)).stdout
    change("symptoms/tremor.toml", "\ncrss = [", "\ncrs = [")
    change("windows.toml", 'mild_when_late = "tarlatamab"', "mild_when_late = 3")

    broken = check("--resources", str(folder)).stdout

    assert "resources/symptoms/tremor.toml: levels.crss" in slip
    assert "resources/symptoms" not in broken


def test_what_is_past_its_review_date_is_named_and_goes_on_working(catalogue: Catalogue) -> None:
    result = check(at=TOO_LATE)

    assert result.exit_code == 0
    for name in ("symptom.rash", "pulse", "drug.tarlatamab", "medicine.naproxen", "watch.crs", "pages/crs"):
        assert any(line.startswith(f"{name} ") for line in result.stdout.splitlines()), name
    assert len(result.stdout.splitlines()) > len(catalogue.rules) + len(catalogue.symptoms)


def test_a_folder_without_rules_is_a_problem_and_one_that_is_not_there_a_sentence(tmp_path: Path) -> None:
    empty = check("--resources", str(tmp_path))
    nowhere = check("--resources", str(tmp_path / "nowhere"))

    assert empty.exit_code == 1
    assert nowhere.exit_code == 2
    assert "nowhere" in nowhere.stderr
    assert len(nowhere.stderr.splitlines()) == 1


def test_a_page_that_is_no_text_is_named(folder: Path) -> None:
    (folder / "pages" / "crs.md").write_bytes(b"\xff\xfe\xff")

    result = check("--resources", str(folder))

    assert result.exit_code == 1
    assert "resources/pages/crs.md" in result.stdout


def test_the_list_has_every_rule_and_symptom_with_version_state_and_sources(catalogue: Catalogue) -> None:
    rows = listed()

    names = [row["rule"] for row in (*rows["symptoms"], *rows["rules"])]
    assert names == [*map(symptom_rule, catalogue.symptoms), *catalogue.rules]
    for row in (*rows["symptoms"], *rows["rules"]):
        assert row["version"] >= 1
        assert row["status"] == "draft"
        assert row["reviewed"] < row["review_by"]
        assert row["sources"]
        for source in row["sources"]:
            assert source["printed"] == catalogue.sources[source["id"]].printed()


def test_the_list_has_the_level_of_every_severity_in_every_window(catalogue: Catalogue) -> None:
    rows = {row["rule"]: row for row in listed()["symptoms"]}

    for symptom in catalogue.symptoms.values():
        levels = {
            column: list(row.values()) for column, row in rows[symptom_rule(symptom.id)]["levels"].items()
        }
        assert levels == {column: [level.value for level in row] for column, row in symptom.levels.items()}


def test_the_list_has_the_level_of_every_outcome_and_when(catalogue: Catalogue) -> None:
    says = {row["rule"]: row["says"] for row in listed()["rules"]}

    assert says["spo2"] == [
        {"level": "emergency", "when": "below 91"},
        {"level": "call_now", "when": "below 94"},
        {"level": "call_now", "when": "3 or more below usual"},
    ]
    assert all(one["when"] for rule in says.values() for one in rule)
    assert says.keys() == catalogue.rules.keys()


def test_the_table_on_paper_has_all_rows_and_fits_its_width(catalogue: Catalogue, words: Words) -> None:
    lines = printed().splitlines()

    assert max(map(len, lines)) <= 99
    for rule in (*map(symptom_rule, catalogue.symptoms), *catalogue.rules):
        assert any(line.startswith(f"{rule}: ") for line in lines), rule
    for level in set(Level) - {Level.NONE}:
        short = words(f"knowledge.level_{level.value}")
        assert any(line.strip().startswith(short) for line in lines)
    always = [line for line in lines if line.split()[:1] == [words("knowledge.always")]]
    assert len(always) == sum(ALWAYS in symptom.levels for symptom in catalogue.symptoms.values())


def test_the_list_names_what_is_broken(folder: Path, change: Change) -> None:
    change("rules/weight.toml", "version = 1", "version = true")

    assert listed("--resources", str(folder))["left_out"] == ["weight"]
    assert "Not in use: weight." in printed("--resources", str(folder))


@pytest.mark.parametrize("command", [["check"], ["list"], ["list", "--json"]])
def test_neither_command_needs_qt(command: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_QT, "knowledge", *command],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )

    assert done.returncode == 0, done.stderr
    assert done.stdout


@pytest.mark.parametrize(("at", "expected"), [(IN_TIME, False), (TOO_LATE, True)])
def test_triage_says_what_was_past_review_on_the_day_of_the_scenario(at: str, expected: bool) -> None:
    scenario = json.dumps({"now": at})

    result = CliRunner().invoke(main, ["triage", "-"], input=scenario)

    assert result.exit_code == 0, result.stderr
    assert bool(json.loads(result.stdout)["past_review"]) is expected


def test_the_version_is_said_and_nothing_is_opened(tmp_path: Path) -> None:
    told = CliRunner().invoke(main, ["--data", str(tmp_path / "diary.db"), "--version"])

    assert (told.exit_code, told.output) == (0, f"Companion {__version__}\n")
    assert list(tmp_path.iterdir()) == []
