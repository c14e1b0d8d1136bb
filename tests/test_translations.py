"""Every shipped translation: no key and no gap of its own; what is missing is English."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from companion.agent.sentences import load_sentences
from companion.cli import main
from companion.core.formats import Formats
from companion.core.words import ENGLISH, Words
from companion.stores.catalogue import load_catalogue
from companion.stores.translations import knowledge_files, pair_file, standing
from companion.stores.words import language_for, languages, load_words
from tests.shipped import RESOURCES

TRANSLATED = tuple(language for language in languages(RESOURCES) if language != ENGLISH)
# Cases are tests; the demonstration and the licences stay as they were written.
NOT_READ = frozenset({"cases"})
KNOWLEDGE = tuple(
    file
    for file in knowledge_files(RESOURCES)
    if file.suffix == ".toml" and file.stem not in ("demo", "licences")
)


def begun(folder: Path, files: dict[str, str]) -> Path:
    """The shipped resources with a translation into a language of our own."""
    for part in RESOURCES.iterdir():
        if part.name != "translations":
            (folder / part.name).symlink_to(part)
    for name, text in files.items():
        path = folder / "translations" / "xx" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_has_nothing_wrong(language: str, words: Words) -> None:
    found = standing(RESOURCES, language, words.sentences)

    assert [str(flaw) for flaw in found.flaws] == []
    assert found.done > 0


def test_what_is_wrong_or_missing_is_named_and_english_stands_there(tmp_path: Path, words: Words) -> None:
    resources = begun(
        tmp_path,
        {
            "words/language.toml": '[language]\nown_name = "Xish"\n',
            "words/today.toml": '[today]\nnothing_like_it = "x"\n',
            "words/window.toml": '[window]\nback = "Kcab"\nalready_open = [1]\n',
            "words/calendar.toml": "[calendar]\nhours = {",
            "symptoms/fever.toml": 'version = 9\n[words]\nname = "Hot"\n',
            "symptoms/no_such_thing.toml": '[words]\nname = "x"\n',
            "pages/crs.md": "no page at all",
        },
    )

    found = standing(resources, "xx", words.sentences)
    spoken = load_words(resources, "xx")

    assert {(flaw.origin.partition("/xx/")[2], flaw.problem) for flaw in found.flaws} == {
        ("words/today.toml", "unknown_key"),
        ("words/window.toml", "needs_text"),
        ("words/calendar.toml", "not_toml"),
        ("symptoms/fever.toml", "no_words"),
        ("symptoms/no_such_thing.toml", "unknown_file"),
        ("pages/crs.md", "not_toml"),
    }
    assert ("symptoms/fever.toml", "words.question") in found.missing
    assert spoken("window.back") == "Kcab"
    assert spoken("window.already_open") == words("window.already_open")
    assert spoken("calendar.hours", n=2) == "2 hours"
    assert spoken.written("Feeling feverish") == "Hot"


def test_a_translation_changes_no_rule(tmp_path: Path) -> None:
    resources = begun(tmp_path, {"words/language.toml": "", "symptoms/fever.toml": 'levels = "none"\n'})

    assert load_catalogue(resources).symptoms == load_catalogue(RESOURCES).symptoms


def test_a_broken_sentence_does_not_silence_the_reminder_process(tmp_path: Path) -> None:
    resources = begun(tmp_path, {"words/toasts.toml": '[toasts]\ntest = "{"\nopen = "Nepo"\ntaken = 3\n'})

    spoken = load_sentences(resources, "xx")

    assert spoken("toasts.open") == "Nepo"
    assert spoken("toasts.test") == load_sentences(RESOURCES, ENGLISH)("toasts.test")


@pytest.mark.parametrize(
    ("wanted", "system", "spoken"),
    [
        ("", "es_MX", "es"),
        ("", "es", "es"),
        ("", "C", "en"),
        ("", "xx_XX", "en"),
        ("en", "es_ES", "en"),
        ("es", "en_US", "es"),
        ("xx", "en_US", "en"),
        ("../../etc", "", "en"),
    ],
)
def test_the_choice_comes_first_then_the_system_then_english(wanted: str, system: str, spoken: str) -> None:
    assert language_for(RESOURCES, wanted, system) == spoken


def test_dates_and_numbers_are_written_as_in_that_language() -> None:
    spanish = load_words(RESOURCES, "es")
    formats = Formats(spanish, "Europe/Madrid")
    kind = load_catalogue(RESOURCES).readings["temperature"]

    assert formats.reading(kind.low, "Cel", kind).startswith("30,0 °C")
    assert spanish.also(("clock", "watch", "wristwatch")) == ("reloj",)


def test_the_command_lists_what_is_missing(words: Words) -> None:
    result = CliRunner().invoke(main, ["knowledge", "missing", "es"])

    wanted = standing(RESOURCES, "es", words.sentences)
    assert len(result.stdout.splitlines()) == len(wanted.missing) + 1
    assert result.exit_code == (1 if wanted.missing else 0)
    assert CliRunner().invoke(main, ["knowledge", "missing", "xx"]).exit_code == 2


def sentences_in(value: object, place: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a knowledge file that is a whole sentence, with its place."""
    match value:
        case dict():
            for key, inner in value.items():
                if key not in NOT_READ:
                    yield from sentences_in(inner, f"{place}.{key}")
        case list():
            for number, inner in enumerate(value):
                yield from sentences_in(inner, f"{place}[{number}]")
        case str() if " " in value and value.endswith((".", "?")):
            yield place, value


@pytest.mark.parametrize("file", KNOWLEDGE, ids=str)
def test_every_sentence_of_a_knowledge_file_can_be_translated(file: Path) -> None:
    offered = {told.english for told in pair_file(RESOURCES, "xx", file).told}

    tables = tomllib.loads((RESOURCES / file).read_text("utf-8"))

    assert [place for place, text in sentences_in(tables) if text not in offered] == []
