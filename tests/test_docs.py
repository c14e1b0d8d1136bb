"""The docs against the program: nothing left out, and every example is one that the program accepts."""

from __future__ import annotations

import ast
import dataclasses
import re
import tomllib
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import click
import pytest

from companion.cli import main
from companion.core.cases import parse_cases
from companion.core.catalogue import Catalogue
from companion.core.drugs import parse_drug
from companion.core.levels import Status
from companion.core.medicines import parse_medicine
from companion.core.pages import parse_page
from companion.core.parsing import Section
from companion.core.people import Preferences
from companion.core.rules import parse_rule
from companion.core.sources import parse_source
from companion.core.symptoms import parse_symptom
from companion.core.translation import pair_rooms, pair_tables
from companion.core.words import Words, parse_words
from companion.stores.words import load_words
from companion.ui.platform import apt_command
from tests.knowledge.reading import assess_reading
from tests.shipped import RESOURCES
from tests.source_code import ROOT, modules

README = (ROOT / "README.md").read_text("utf-8")
REFERENCE = (ROOT / "docs/reference.md").read_text("utf-8")
CONTRIBUTING = (ROOT / "docs/CONTRIBUTING.md").read_text("utf-8")
CHANGELOG = (ROOT / "CHANGELOG.md").read_text("utf-8")
DOCS = sorted(path for path in (ROOT / "docs").rglob("*.md"))
EXAMPLE = re.compile(r"^`resources/([\w./]+)`\n\n```(?:toml|markdown)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)#:]+)\)")
# The name of the program, and words that its readers meet every day.
HARD_WORDS = ("Companion", "immunotherapy", "infusion", "temperature", "emergency")


def commands(name: str = "companion", command: click.Command = main) -> tuple[tuple[str, click.Command], ...]:
    """Every command by the words to type, however deep."""
    deeper: dict[str, click.Command] = {}
    if isinstance(command, click.Group):
        context = click.Context(command)
        found_below = {word: command.get_command(context, word) for word in command.list_commands(context)}
        deeper = {word: below for word, below in found_below.items() if below is not None}
    return (
        (name, command),
        *(found for word, below in deeper.items() for found in commands(f"{name} {word}", below)),
    )


def options() -> list[str]:
    """Every option of every command."""
    return sorted(
        {
            spelling
            for _, command in commands()
            for option in command.params
            if isinstance(option, click.Option)
            for spelling in option.opts
        }
    )


def page_ids() -> list[str]:
    """The pages of the window, read without loading Qt."""
    (pages,) = (
        node
        for module in modules("companion/ui")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ClassDef) and node.name == "PageId"
    )
    return [
        str(line.value.value)
        for line in pages.body
        if isinstance(line, ast.Assign) and isinstance(line.value, ast.Constant)
    ]


@pytest.mark.parametrize("page", page_ids())
def test_every_page_is_described_once(words: Words, page: str) -> None:
    rows = [line for line in REFERENCE.splitlines() if line.startswith(f"| {words(f'pages.{page}')} |")]

    assert len(rows) == 1


@pytest.mark.parametrize("name", [name for name, _ in commands()])
def test_every_command_is_described(name: str) -> None:
    assert f"`{name}" in REFERENCE


@pytest.mark.parametrize("option", options())
def test_every_option_is_described(option: str) -> None:
    assert re.search(rf"`[^`]*{option}\b[^`]*`", REFERENCE)


@pytest.mark.parametrize("setting", [field.name for field in dataclasses.fields(Preferences)])
def test_every_setting_is_described(setting: str) -> None:
    assert f"| `{setting}` |" in REFERENCE


@pytest.mark.parametrize("status", Status)
def test_every_status_of_a_rule_is_described(status: Status) -> None:
    assert f"| `{status.value}` |" in REFERENCE


def test_every_rule_stands_in_the_changelog_with_its_version(catalogue: Catalogue) -> None:
    unsaid = [
        f"{id} {rule.about.version}"
        for id, rule in catalogue.rules.items()
        if f"| `{id}` | {rule.about.version} |" not in CHANGELOG
    ]

    assert unsaid == []


@pytest.mark.parametrize("doc", [ROOT / "README.md", ROOT / "CHANGELOG.md", *DOCS], ids=lambda doc: doc.name)
def test_every_link_leads_somewhere(doc: Path) -> None:
    text = re.sub(r"^```.*?^```$", "", doc.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)

    dead = [link for link in LINK.findall(text) if not (doc.parent / link).exists()]

    assert dead == []


def test_the_readme_has_the_line_that_the_program_prints() -> None:
    assert apt_command(as_root=True) in README


def test_the_first_screen_of_the_readme_reads_easily() -> None:
    first_screen = re.sub(r"!\[.*?\]\(.*?\)|^>", "", README.partition("## Start it")[0], flags=re.MULTILINE)
    one_line_each = re.sub(r"(?<=\S)\n *(?=[^\s-])", " ", first_screen)

    assert assess_reading(one_line_each, HARD_WORDS).easy


def accept_translation(file: Path, table: dict[str, object]) -> object:
    """The example beside the shipped English of the same name."""
    english = RESOURCES.joinpath(*file.parts[1:])
    if file.parts[1] == "words":
        used, flaws = pair_rooms(load_words(RESOURCES).sentences, table, str(file))
    else:
        pairing = pair_tables(tomllib.loads(english.read_text("utf-8")), table, str(file))
        used, flaws = dict(pairing.knowledge()), pairing.flaws
    assert flaws == ()
    return used


def accept(path: str, text: str) -> object:
    """Parse an example the way the program would; raises where it would refuse the file."""
    folder, _, name = path.partition("/")
    if folder == "pages":
        return parse_page(text, path)
    table = tomllib.loads(text, parse_float=Decimal)
    if path == "sources.toml":
        return [parse_source(Section(source, path, id), id) for id, source in table.items()]
    if folder == "translations":
        return accept_translation(Path(name), table)
    if folder == "words":
        return parse_words([(path, table)], "en")
    section = Section(table, path)
    assert section.text("id") == name.removesuffix(".toml")
    if folder in {"rules", "symptoms"}:
        parse_cases(Section(table, path), section.text("id"))
    parsers: dict[str, Callable[[Section], object]] = {
        "drugs": parse_drug,
        "symptoms": parse_symptom,
        "rules": parse_rule,
        "medicines": parse_medicine,
    }
    return parsers[folder](section)


@pytest.mark.parametrize(("path", "text"), EXAMPLE.findall(CONTRIBUTING))
def test_an_example_for_contributors_is_accepted(path: str, text: str) -> None:
    assert accept(path, text)


def test_there_is_an_example_for_each_kind_of_file() -> None:
    kinds = {path.partition("/")[0] for path, _ in EXAMPLE.findall(CONTRIBUTING)}

    knowledge = {"sources.toml", "drugs", "symptoms", "rules", "pages", "medicines"}
    assert kinds == {*knowledge, "words", "translations"}
