"""The few discreet sentences of the reminder process, in the language of the agenda."""

from __future__ import annotations

import tomllib
from pathlib import Path

from companion.core.words import Words, parse_words

_FILE = Path("words") / "toasts.toml"


def load_sentences(resources: Path, language: str) -> Words:
    """English, with what the language has in its place; a translation that cannot be read is left out."""
    english = _words(resources / _FILE, "en")
    try:
        translated = _words(resources / "translations" / language / _FILE, language)
    except (OSError, ValueError):
        return english
    return Words(language, {**english.sentences, **translated.sentences})


def _words(path: Path, language: str) -> Words:
    return parse_words([(path.name, tomllib.loads(path.read_text("utf-8")))], language)
