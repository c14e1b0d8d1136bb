"""In which language commands speak, and what is the same in every language."""

from __future__ import annotations

import csv
import json
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner

from companion.cli import main
from companion.core.catalogue import Catalogue
from companion.core.diary import Reading
from companion.core.formats import Formats
from companion.core.people import Person
from companion.core.whole_diary import WholeDiary
from companion.core.words import Words
from companion.share.diary_tables import diary_tables
from companion.stores.words import load_words
from tests.shipped import RESOURCES

FEVER = {
    "now": "2026-03-02T20:00:00Z",
    "doses": [{"drug": "tarlatamab", "started_at": "2026-03-02T10:00:00Z"}],
    "readings": [{"id": "temperature", "value": 38.9, "unit": "Cel", "at": "2026-03-02T19:30:00Z"}],
}


def said(*arguments: str, language: str, text: str | None = None) -> str:
    result = CliRunner().invoke(main, arguments, input=text, env={"COMPANION_LANG": language})
    return result.output


@pytest.mark.parametrize("language", ["es", "es_MX"])
def test_a_command_speaks_what_the_environment_asks_for(tmp_path: Path, language: str) -> None:
    nowhere = str(tmp_path / "no.db")

    assert said("upcoming", "--data", nowhere, language=language) != said(
        "upcoming", "--data", nowhere, language=""
    )


@pytest.mark.parametrize("language", ["xx", "../es", "en"])
def test_a_language_that_is_not_there_is_english(tmp_path: Path, language: str) -> None:
    nowhere = str(tmp_path / "no.db")

    assert said("upcoming", "--data", nowhere, language=language) == said(
        "upcoming", "--data", nowhere, language=""
    )


def test_triage_is_the_same_in_every_language() -> None:
    scenario = json.dumps(FEVER)

    english = said("triage", "-", language="", text=scenario)

    assert json.loads(english)["level"] == "call_now"
    assert said("triage", "-", language="es", text=scenario) == english


def test_what_is_missing_is_measured_against_english_whatever_is_spoken() -> None:
    arguments = ("knowledge", "missing", "es")

    assert said(*arguments, language="es") == said(*arguments, language="")


def test_tables_have_points_and_times_that_a_machine_reads(catalogue: Catalogue) -> None:
    at = datetime(2026, 3, 2, 19, 30, tzinfo=UTC)
    diary = WholeDiary(person=Person(), readings=(Reading("r", "temperature", Decimal("38.9"), "Cel", at),))

    def row(words: Words) -> list[str]:
        text = diary_tables(diary, catalogue, Formats(words, "UTC"))["readings"]
        return list(csv.reader(text.splitlines()))[1]

    spanish, english = row(load_words(RESOURCES, "es")), row(load_words(RESOURCES))
    assert spanish[:2] + spanish[3:5] == english[:2] + english[3:5]
    assert spanish[3:5] == ["38.9", "Cel"]
