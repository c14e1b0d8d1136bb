"""The words in resources/words and the code that asks for them: none missing, left over or half filled."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator, Mapping
from string import Formatter

import pytest

from companion.core.words import Words
from companion.paths import resources_dir
from tests.source_code import Module, modules

COMPANION = modules("companion")
KEY = re.compile(r"[a-z_]+\.(?!db$|toml$|md$|qss$)[a-z_0-9]+")
ASKS = {"words", "_words"}
# Keys that a knowledge file names, not the code.
NAMED_ELSEWHERE: frozenset[str] = frozenset()


def asked_for(module: Module) -> Iterator[ast.Call]:
    """Every call of the words, however they are reached: words(...), self._words(...), context.words(...)."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and node.args:
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in ASKS:
                yield node


def literal_keys(node: ast.expr) -> Iterator[str]:
    """The keys that an argument can be, as far as they are written out."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    if isinstance(node, ast.IfExp):
        yield from literal_keys(node.body)
        yield from literal_keys(node.orelse)


def texts(module: Module) -> frozenset[str]:
    """Every text in the code that has the form of a key."""
    parts = {
        id(part) for node in ast.walk(module.tree) if isinstance(node, ast.JoinedStr) for part in node.values
    }
    return frozenset(
        node.value
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in parts
        if KEY.fullmatch(node.value)
    )


def looked_up(module: Module) -> frozenset[str]:
    """Texts that name an entry of a mapping, such as the draft of set-up, and no sentence."""
    return frozenset(
        node.args[0].value
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "get"
        if node.args and isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str)
    )


def built_keys(module: Module) -> frozenset[str]:
    """Patterns for keys that are put together: f"levels.{level}_short" gives levels\\.\\w+_short."""
    patterns = set()
    for node in ast.walk(module.tree):
        if isinstance(node, ast.JoinedStr):
            parts = [
                re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"\w+"
                for part in node.values
            ]
            if re.fullmatch(r"[a-z_]+\\\.[\w\\+]+", "".join(parts)):
                patterns.add("".join(parts))
    return frozenset(patterns)


def endings(module: Module) -> frozenset[str]:
    """What is put behind a key that stands elsewhere: f"{key}_exact" gives _exact."""
    return frozenset(
        str(end.value)
        for call in asked_for(module)
        for node in ast.walk(call.args[0])
        if isinstance(node, ast.JoinedStr)
        and isinstance(node.values[0], ast.FormattedValue)
        and isinstance(end := node.values[-1], ast.Constant)
    )


def needed(sentence: str | Mapping[str, str]) -> frozenset[str]:
    """The names of the gaps in a sentence, and n where it has several forms."""
    if isinstance(sentence, str):
        return frozenset(name for _, name, _, _ in Formatter().parse(sentence) if name)
    return frozenset({"n"}.union(*(needed(form) for form in sentence.values())))


def missing_words(module: Module, words: Words) -> set[str]:
    """Keys that the code asks for and that no file of words has."""
    rooms = {key.partition(".")[0] for key in words.sentences}
    asked = {key for call in asked_for(module) for key in literal_keys(call.args[0])}
    mentioned = {text for text in texts(module) - looked_up(module) if text.partition(".")[0] in rooms}
    unmet = {
        pattern
        for pattern in built_keys(module)
        if pattern.partition("\\")[0] in rooms
        and not any(re.fullmatch(pattern, key) for key in words.sentences)
    }
    return {key for key in asked | mentioned if key not in words} | unmet


def unfilled(module: Module, words: Words) -> set[str]:
    """Calls that leave a gap of the sentence empty."""
    found = set()
    for call in asked_for(module):
        given = {keyword.arg for keyword in call.keywords}
        for key in literal_keys(call.args[0]):
            if key in words and None not in given and not needed(words.sentences[key]) <= given:
                found.add(f"{key} at line {call.lineno}")
    return found


@pytest.mark.parametrize("module", COMPANION, ids=lambda module: module.path)
def test_every_sentence_that_the_code_asks_for_exists(module: Module, words: Words) -> None:
    assert sorted(missing_words(module, words)) == []


@pytest.mark.parametrize("module", COMPANION, ids=lambda module: module.path)
def test_every_gap_in_a_sentence_is_filled(module: Module, words: Words) -> None:
    assert sorted(unfilled(module, words)) == []


def test_no_sentence_is_left_over(words: Words) -> None:
    written = frozenset().union(*(texts(module) for module in COMPANION)) | NAMED_ELSEWHERE
    built = frozenset().union(*(built_keys(module) for module in COMPANION))
    behind = frozenset().union(*(endings(module) for module in COMPANION))

    left_over = {
        key
        for key in words.sentences
        if key not in written
        and not any(re.fullmatch(pattern, key) for pattern in built)
        and not any(key.endswith(end) and key.removesuffix(end) in written for end in behind)
    }

    assert sorted(left_over) == []


def test_every_reason_for_refusing_a_file_has_a_sentence(words: Words) -> None:
    reasons = {
        argument.value
        for module in COMPANION
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call)
        for place, name in ((1, "complain"), (2, "DataIsBroken"))
        if name in {getattr(node.func, "attr", ""), getattr(node.func, "id", "")}
        and len(node.args) > place
        and isinstance(argument := node.args[place], ast.Constant)
    }

    assert len(reasons) > 10
    assert {reason for reason in reasons if f"parsing.{reason}" not in words} == set()


@pytest.mark.parametrize(
    "code",
    [
        'words("window.nothing_of_the_kind")',
        'self._words("nowhere.at_all")',
        'words("window.back" if wide else "window.nothing_of_the_kind")',
        'words(f"levels.{level}_nothing_of_the_kind")',
        'KEYS = ("window.back", "window.nothing_of_the_kind")',
    ],
)
def test_a_sentence_that_does_not_exist_is_noticed(words: Words, code: str) -> None:
    assert missing_words(Module("planted.py", code), words)


@pytest.mark.parametrize("code", ['words("calendar.hours")', 'words("window.title_of", nme="Ann")'])
def test_a_gap_left_empty_is_noticed(words: Words, code: str) -> None:
    assert unfilled(Module("planted.py", code), words)


def _sentences(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _sentences(part)


@pytest.mark.parametrize("language", ["", "translations/es/"])
def test_quotation_marks_and_apostrophes_are_those_of_print(language: str) -> None:
    place = resources_dir() / language
    shown = [
        sentence
        for file in sorted((place / "words").glob("*.toml"))
        for sentence in _sentences(tomllib.loads(file.read_text("utf-8")))
    ]
    pages = [file.read_text("utf-8").split("+++\n")[-1] for file in sorted((place / "pages").glob("*.md"))]

    typed = [part for text in (*shown, *pages) for part in re.findall(r".*(?:\"|\w'\w).*", text)]

    assert len(shown) > 1000
    assert typed == []
