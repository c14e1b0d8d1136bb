"""Texts that a program could take for something else than text: by hand, and made up in numbers."""

from __future__ import annotations

import random
from typing import Final

BY_HAND: Final = (
    "CRP<5 and WBC>3",
    "<3 feeling ok",
    "BP 90/60 <low>",
    "<confused>",
    "<b>x</b><!-- fever 40.2, confused --> slept well",
    "temp>38 <b>",
    "took half <br> ok",
    '<img src="file:///etc/hostname"><img src="http://127.0.0.1/beacon"> tired',
    "&lt;not escaped&amp; &nbsp; AT&T",
    '=HYPERLINK("http://127.0.0.1","click") +1 -5 mg @home',
    "# Heading * star _under_ [link](file:///etc/passwd) ~~gone~~ $x$ #eval",
    "{name} %s %n \\n \\\\ \" ' ; , DROP TABLE entries; --",
)
_PIECES: Final = (
    "<", ">", "&", "&amp;", "<b>", "</b>", "<br/>", "<!--", "-->", "<script>", "<table><tr><td>", "]]>",
    "<?xml", "{n}", "{", "}", "%d", "%", "\\", "\\u0041", "$", "`", "*", "_", "#", "~", "|", "[a](b)",
    "'", '"', ";", ",", "=1+1", "@SUM(A1)", "-5 mg", "+49", "/", "://", "file:///etc/passwd", "null", "NaN",
    "http://127.0.0.1", "\u200f", "\u00e9", "e\u0301", "\u03b2", "\u05e9\u05dc\u05d5\u05dd", "\u6f22\u5b57",
    "\u0645\u0631\u062d\u0628\u0627", "\U0001f637", "\U0001f469\u200d\U0001f9b0", "\u00a0", "fever", "tired",
)  # fmt: skip


def made_up(count: int, *, seed: int) -> tuple[str, ...]:
    """So many texts, each of a few pieces; the same ones for the same seed."""
    chance = random.Random(seed)
    return tuple(
        chance.choice(("", " ")).join(chance.choices(_PIECES, k=chance.randint(2, 9))) for _ in range(count)
    )


class Framed:
    """Puts a text between two marks, so that wherever it turns up it can be compared letter for letter."""

    def __init__(self, texts: tuple[str, ...], *, first: int = 0) -> None:
        self._texts, self._first = texts, first
        self._by_column: dict[str, str] = {}

    def __call__(self, column: str) -> str:
        """Another one for each column, the same one each time."""
        if column not in self._by_column:
            n = len(self._by_column)
            text = self._texts[(self._first + n) % len(self._texts)]
            if column == "preferences.value":  # a folder: two strokes are one
                text = text.replace("//", "/").replace("//", "/")
            self._by_column[column] = f"zq{n}x{text}x{n}qz"
        return self._by_column[column]

    def changed_in(self, shown: str) -> list[str]:
        """The columns whose text is there, and not letter for letter."""
        return [
            f"{column}: {shown!r}"
            for n, (column, text) in enumerate(self._by_column.items())
            if shown.count(f"zq{n}x") != shown.count(text) or shown.count(f"x{n}qz") != shown.count(text)
        ]

    def found_in(self, shown: str) -> frozenset[str]:
        """The columns whose text is there, letter for letter."""
        return frozenset(column for column, text in self._by_column.items() if text in shown)
