"""How hard a text is to read, scored without a network and in a way that numbers and names do not upset."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

import textstat  # type: ignore[import-untyped]

_EASY = "word"
_REMOVED = (
    re.compile(r"\[S\d+(?:, ?S\d+)*\]"),  # citations
    re.compile(r"^:::.*$", re.MULTILINE),  # the fences of care cards
    re.compile(r"^#+ .*$", re.MULTILINE),  # headings are labels, not prose
    re.compile(r"^\s*- ", re.MULTILINE),
    re.compile(r"[*_`°]"),
)


@dataclass(frozen=True, slots=True)
class Reading:
    """School grades by Flesch-Kincaid and SMOG, and the mean length of a sentence."""

    fk: float
    smog: float
    words_per_sentence: float

    @property
    def easy(self) -> bool:
        """Whether a person who reads at grade 6 can be expected to follow."""
        return self.fk <= 6.0 and self.smog <= 8.0 and self.words_per_sentence <= 14.0


def assess_reading(text: str, explains: Iterable[str] = ()) -> Reading:
    """The reading level of `text`, one paragraph, item or sentence a line; `explains` count as easy words."""
    prose = as_prose(text, explains)
    return Reading(
        fk=textstat.flesch_kincaid_grade(prose),
        smog=textstat.smog_index(prose),
        words_per_sentence=textstat.words_per_sentence(prose),
    )


def as_prose(text: str, explains: Iterable[str] = ()) -> str:
    """`text` as it is scored: no marks, no digits, every line a sentence of its own."""
    text = re.sub(r"\[([^\[\]]+)\]\(page:\w+\)", r"\1", text)
    for pattern in _REMOVED:
        text = pattern.sub("", text)
    for term in sorted(explains, key=len, reverse=True):
        text = re.sub(rf"\b{re.escape(term)}(?:e?s)?\b", _EASY, text, flags=re.IGNORECASE)
    text = re.sub(r"\{\w*\}", _EASY, text)
    # textstat takes the point in 38.0 for the end of a sentence.
    text = re.sub(r"\d+(?:[.,]\d+)*", "ten", text)
    lines = (line.strip().rstrip(".:;,") for line in text.splitlines())
    return " ".join(line if line.endswith(("?", "!")) else f"{line}." for line in lines if line)


def sentences(text: str, explains: Iterable[str] = ()) -> tuple[str, ...]:
    """The sentences of `text` as it is scored."""
    return tuple(re.findall(r"[^.?!]+[.?!]", as_prose(text, explains)))
