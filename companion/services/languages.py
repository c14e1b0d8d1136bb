"""Which languages there are, and how the words that everybody holds become those of another one."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from companion.core.words import Words, pseudo_words
from companion.stores.words import language_for, languages, load_words


def language_names(resources: Path) -> Mapping[str, str]:
    """The languages that can be chosen, English first, each by its own name."""
    return languages(resources)


def wanted_language(resources: Path, wanted: str, spoken: str) -> str:
    """What the person chose, where there is a translation; without a choice what is spoken now."""
    return language_for(resources, wanted, spoken)


def change_language(words: Words, language: str, resources: Path) -> None:
    """Everybody who holds these words speaks this language from now on."""
    found = load_words(resources, language)
    words.become(pseudo_words(found) if words.pseudo else found)
