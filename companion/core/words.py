"""Every sentence a person reads, by key, in one language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from companion.core.errors import DataIsBroken

Forms = Mapping[str, str]
Sentence = str | Forms
ENGLISH = "en"
_ACCENTS = str.maketrans("aceinosuyACEINOSUY", "áçéíñóšúýÁÇÉÍÑÓŠÚÝ")
_BETWEEN = "\n"
_LONG_WORD = 16
_POINT = re.compile(r"(?<=\d)\.(?=\d)")


@dataclass(slots=True)
class Words:
    """The sentences of one language; `words("today.in_hours", n=3)` gives one of them.

    A sentence with several forms is chosen by `n`: "one" for exactly 1, else "other". An unknown key raises
    KeyError: a missing sentence is a fault that tests must find. `knowledge` has the sentences of knowledge
    files by the English they are written in there, `english` what the sentences of the window are there.
    Whoever speaks holds the same object for as long as the program runs, so that `become` changes the
    language of all of them at once.
    """

    language: str
    sentences: Mapping[str, Sentence]
    pseudo: bool = False
    knowledge: Mapping[str, str] = field(default_factory=dict)
    english: Mapping[str, Sentence] = field(default_factory=dict)

    def __call__(self, key: str, **values: object) -> str:
        found = self.sentences[key]
        if not isinstance(found, str):
            found = found["one" if values.get("n") == 1 else "other"]
        return self._in_manner(_filled(found, values))

    def __contains__(self, key: str) -> bool:
        return key in self.sentences

    def in_english(self, key: str) -> str:
        """A sentence without gaps in English, which is understood in every language."""
        found = self.english.get(key, self.sentences[key])
        return found if isinstance(found, str) else found["other"]

    def written(self, text: str, **values: object) -> str:
        """A shipped sentence that lives in a knowledge file, in this language, with its gaps filled."""
        return self._in_manner(_filled(self.translated(text), values))

    def translated(self, text: str) -> str:
        """The same with its marks and gaps as they stand in the file, for whoever reads those first."""
        return self.knowledge.get(text, text)

    def also(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """What counts as one of these names in this language."""
        return tuple(self.translated(list_as_text(names)).split(_BETWEEN))

    def number(self, shown: str) -> str:
        """The numbers of a text as they are written in this language; `shown` has a point in them."""
        mark = self.sentences["calendar.decimal_mark"]
        return _POINT.sub(mark, shown) if isinstance(mark, str) else shown

    def become(self, other: Words) -> None:
        """Speak like the other from now on; widgets that were made before still say what they said."""
        self.language, self.sentences, self.pseudo = other.language, other.sentences, other.pseudo
        self.knowledge, self.english = other.knowledge, other.english

    def _in_manner(self, text: str) -> str:
        return pseudo(text) if self.pseudo else text


def parse_words(tables: Iterable[tuple[str, Mapping[str, object]]], language: str) -> Words:
    """Words from (origin, table of tables) pairs; complains about anything but texts and one/other forms."""
    sentences: dict[str, Sentence] = {}
    for origin, rooms in tables:
        for room, entries in rooms.items():
            if not isinstance(entries, Mapping):
                raise DataIsBroken(origin, room, "needs_table")
            for name, value in entries.items():
                key = f"{room}.{name}"
                if key in sentences:
                    raise DataIsBroken(origin, key, "twice")
                sentences[key] = parse_sentence(origin, key, value)
    return Words(language=language, sentences=MappingProxyType(sentences))


def parse_sentence(origin: str, key: str, value: object) -> Sentence:
    """A text, or its forms for one and for other numbers."""
    if isinstance(value, str) and value.strip():
        return value
    if isinstance(value, Mapping) and set(value) == {"one", "other"}:
        return MappingProxyType({form: str(text) for form, text in value.items()})
    raise DataIsBroken(origin, key, "needs_text")


def _filled(sentence: str, values: Mapping[str, object]) -> str:
    """Its gaps filled; behind what ends with a full stop, as "8:15 a. m." does, there comes no second one."""
    if not values:
        return sentence
    for name, value in values.items():
        if isinstance(value, str) and value.endswith("."):
            sentence = re.sub(rf"({{{name}}})\.(?=\s|$)", r"\1", sentence)
    return sentence.format(**values)


def list_as_text(texts: Iterable[str]) -> str:
    """Names that stand for the same thing, as one key."""
    return _BETWEEN.join(texts)


def pseudo(text: str) -> str:
    """The sentence as the pseudo-language has it: accents, brackets and two fifths longer."""
    return f"[{text.translate(_ACCENTS)} {_more(len(text) * 2 // 5)}]"


def _more(letters: int) -> str:
    """So many more letters, in words as long as those of a language with long ones."""
    whole, rest = divmod(max(1, letters), _LONG_WORD)
    return " ".join(["~" * _LONG_WORD] * whole + ["~" * rest] * bool(rest))


def pseudo_words(words: Words) -> Words:
    """The same sentences in the pseudo-language, to find text that does not come from resources."""
    return replace(words, pseudo=True)
