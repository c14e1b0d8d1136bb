"""Every sentence a person reads, by key, in one language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from companion.core.errors import DataIsBroken

Forms = Mapping[str, str]
_ACCENTS = str.maketrans("aceinosuyACEINOSUY", "áçéíñóšúýÁÇÉÍÑÓŠÚÝ")


@dataclass(frozen=True, slots=True)
class Words:
    """The sentences of one language; `words("today.in_hours", n=3)` gives one of them.

    A sentence with several forms is chosen by `n`: "one" for exactly 1, else "other".
    An unknown key raises KeyError: a missing sentence is a fault that tests must find.
    """

    language: str
    sentences: Mapping[str, str | Forms]
    pseudo: bool = False

    def __call__(self, key: str, **values: object) -> str:
        found = self.sentences[key]
        if not isinstance(found, str):
            found = found["one" if values.get("n") == 1 else "other"]
        filled = found.format(**values) if values else found
        return pseudo(filled) if self.pseudo else filled

    def __contains__(self, key: str) -> bool:
        return key in self.sentences

    def written(self, text: str) -> str:
        """A shipped sentence that lives in a knowledge file, in the manner of this language."""
        return pseudo(text) if self.pseudo else text


def parse_words(tables: Iterable[tuple[str, Mapping[str, object]]], language: str) -> Words:
    """Words from (origin, table of tables) pairs; complains about anything but texts and one/other forms."""
    sentences: dict[str, str | Forms] = {}
    for origin, rooms in tables:
        for room, entries in rooms.items():
            if not isinstance(entries, Mapping):
                raise DataIsBroken(origin, room, "needs_table")
            for name, value in entries.items():
                key = f"{room}.{name}"
                if key in sentences:
                    raise DataIsBroken(origin, key, "twice")
                sentences[key] = _sentence(origin, key, value)
    return Words(language=language, sentences=MappingProxyType(sentences))


def pseudo(text: str) -> str:
    """The sentence as the pseudo-language has it: accents, brackets and two fifths longer."""
    return f"[{text.translate(_ACCENTS)} {'~' * max(1, len(text) * 2 // 5)}]"


def pseudo_words(words: Words) -> Words:
    """The same sentences in the pseudo-language, to find text that does not come from resources."""
    return Words(language=words.language, sentences=words.sentences, pseudo=True)


def _sentence(origin: str, key: str, value: object) -> str | Forms:
    if isinstance(value, str) and value.strip():
        return value
    if isinstance(value, Mapping) and set(value) == {"one", "other"}:
        return MappingProxyType({form: str(text) for form, text in value.items()})
    raise DataIsBroken(origin, key, "needs_text")
