"""The few discreet sentences of the reminder process, in the language of the agenda."""

from __future__ import annotations

import tomllib
from pathlib import Path

from companion.core.translation import pair_rooms
from companion.core.words import ENGLISH, Words, parse_words

_FILE = Path("words") / "toasts.toml"


def load_sentences(resources: Path, language: str) -> Words:
    """English, with what the language has in its place; a translation that cannot be read is left out."""
    english = parse_words([(_FILE.name, _load(resources / _FILE))], ENGLISH)
    try:
        found = _load(resources / "translations" / language / _FILE)
    except (OSError, ValueError):
        return english
    translated, _ = pair_rooms(english.sentences, found, _FILE.name)
    return Words(language, {**english.sentences, **translated})


def _load(path: Path) -> dict[str, object]:
    return tomllib.loads(path.read_text("utf-8"))
