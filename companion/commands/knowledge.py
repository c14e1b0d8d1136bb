"""`companion knowledge`: whether rules and symptoms hold, and what they say, for a clinician to review."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

import click

from companion.commands.common import clock_at, end
from companion.core.catalogue import Catalogue
from companion.core.knowledge_check import check_knowledge
from companion.core.knowledge_list import knowledge_as_json, knowledge_as_text
from companion.core.translation import Standing
from companion.core.words import ENGLISH, Words
from companion.paths import resources_dir
from companion.stores.catalogue import load_catalogue
from companion.stores.translations import standing
from companion.stores.words import languages, load_words


@click.group()
def knowledge() -> None:
    """The rules and symptoms: whether their files hold, and what they say."""


_resources = click.option(
    "--resources", metavar="DIR", help="Look at this folder instead of the shipped one."
)
_at = click.option("--at", metavar="ISO", help="Take this date and time for now.")


@knowledge.command()
@_resources
@_at
def check(resources: str | None, at: str | None) -> None:
    """Look at every knowledge file and run all cases; ends with 1 where one does not hold."""

    catalogue, words, today = _knowledge(resources, at)
    found = check_knowledge(catalogue, words, today=today, translations=_translations(resources, words))
    for line in (*found.problems, *found.past_review, *found.translations, found.summary):
        click.echo(line)
    sys.exit(1 if found.problems else 0)


@knowledge.command("list")
@click.option("--json", "as_json", is_flag=True, help="As JSON instead of a table in words.")
@_resources
@_at
def list_knowledge(as_json: bool, resources: str | None, at: str | None) -> None:
    """Print every rule and symptom with its levels and sources, to review on paper."""

    catalogue, words, today = _knowledge(resources, at)
    if as_json:
        shown = knowledge_as_json(catalogue, words, today=today)
        click.echo(json.dumps(shown, ensure_ascii=False, indent=2))
    else:
        click.echo(knowledge_as_text(catalogue, words))


@knowledge.command()
@click.argument("language")
@_resources
def missing(language: str, resources: str | None) -> None:
    """Print what the translation into LANGUAGE, such as es, leaves in English; 1 where there is anything."""
    words = load_words(resources_dir())
    found = next((one for one in _translations(resources, words) if one.language == language), None)
    if found is None:
        end(words("knowledge.not_translated", language=language))
    for file, place in found.missing:
        click.echo(words("knowledge.missing", file=file, place=place))
    click.echo(words("knowledge.translated", language=language, done=found.done, all=found.all))
    sys.exit(1 if found.missing else 0)


def _translations(resources: str | None, words: Words) -> tuple[Standing, ...]:
    """How far each translation is; one in another folder is measured by the words of the program."""
    folder = resources_dir() if resources is None else Path(resources)
    return tuple(standing(folder, id, words.sentences) for id in languages(folder) if id != ENGLISH)


def _knowledge(resources: str | None, at: str | None) -> tuple[Catalogue, Words, date]:
    """The knowledge of a folder as it was read, the words of the program, and the day it is."""

    words = load_words(resources_dir())
    folder = resources_dir() if resources is None else Path(resources)
    if not folder.is_dir():
        end(words("knowledge.no_such_folder", name=folder.name))
    return load_catalogue(folder), words, clock_at(at, words).now().date()
