"""Reads the sentences of a language from resources/words/, all of them or only some rooms."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from companion.core.errors import DataIsBroken
from companion.core.words import ENGLISH, Words, parse_words

# Enough to paint the window before the rest is read.
FIRST_ROOMS = ("calendar", "pages", "people", "widgets", "window")


def load_words(resources: Path, language: str = ENGLISH, *, rooms: tuple[str, ...] | None = None) -> Words:
    """The sentences of one language; what its translation leaves out, or has wrong, stays English.

    With `rooms` only these files are read, and nothing of the knowledge.
    """
    english = parse_words(_word_files(resources / "words", rooms), ENGLISH)
    if language == ENGLISH or not is_translated(resources, language):
        return english
    from companion.stores.translations import knowledge_in, read_rooms

    translated, _ = read_rooms(resources, language, english.sentences, rooms)
    sentences = MappingProxyType({**english.sentences, **translated})
    knowledge = MappingProxyType(knowledge_in(resources, language) if rooms is None else {})
    return Words(language, sentences, knowledge=knowledge, english=english.sentences)


def is_translated(resources: Path, language: str) -> bool:
    """Whether there is a translation into this language, whole or begun."""
    known = language.isascii() and language.replace("_", "").isalnum()
    return known and (resources / "translations" / language / "words").is_dir()


def languages(resources: Path) -> Mapping[str, str]:
    """The languages that can be chosen, English first, each by its own name."""
    file = Path("words") / "language.toml"
    folders = sorted(path.parent.parent for path in (resources / "translations").glob(f"*/{file.as_posix()}"))
    names = {ENGLISH: _own_name(resources / file)}
    names.update((folder.name, _own_name(folder / file)) for folder in folders)
    return MappingProxyType({language: name for language, name in names.items() if name})


def language_for(resources: Path, wanted: str, system: str) -> str:
    """What the person chose; without a choice what the system speaks, where there is a translation."""
    for language in (wanted, system, system.partition("_")[0]):
        if language == ENGLISH or (language and is_translated(resources, language)):
            return language
    return ENGLISH


def _own_name(path: Path) -> str:
    try:
        return parse_words([("language", _load(path))], "")("language.own_name")
    except (DataIsBroken, KeyError):
        return ""


def _word_files(folder: Path, rooms: tuple[str, ...] | None) -> list[tuple[str, Mapping[str, object]]]:
    files = (path for path in sorted(folder.glob("*.toml")) if rooms is None or path.stem in rooms)
    return [(f"resources/words/{path.name}", _load(path)) for path in files]


def _load(path: Path) -> Mapping[str, object]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DataIsBroken(f"resources/words/{path.name}", ".", "not_toml", reason=str(error)) from error
