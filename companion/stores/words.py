"""Reads the sentences of a language from resources/words/, all of them or only some rooms."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from companion.core.errors import DataIsBroken
from companion.core.words import Words, parse_words

# Enough to paint the window before the rest is read.
FIRST_ROOMS = ("pages", "widgets", "window")


def load_words(resources: Path, language: str = "en", *, rooms: tuple[str, ...] | None = None) -> Words:
    """The sentences of one language; a language adds files under translations/, English fills the gaps."""
    english = parse_words(_word_files(resources / "words", rooms), "en")
    folder = resources / "translations" / language / "words"
    if language == "en" or not folder.is_dir():
        return english
    translated = parse_words(_word_files(folder, rooms), language)
    merged = MappingProxyType({**english.sentences, **translated.sentences})
    return Words(language=language, sentences=merged)


def _word_files(folder: Path, rooms: tuple[str, ...] | None) -> list[tuple[str, Mapping[str, object]]]:
    files = (path for path in sorted(folder.glob("*.toml")) if rooms is None or path.stem in rooms)
    return [(f"resources/words/{path.name}", _load(path)) for path in files]


def _load(path: Path) -> Mapping[str, object]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DataIsBroken(f"resources/words/{path.name}", ".", "not_toml", reason=str(error)) from error
