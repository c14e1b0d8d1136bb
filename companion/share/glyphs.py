"""Which characters our own fonts can write; what they cannot comes out as its code, such as [U+1F642]."""

from __future__ import annotations

import re
import struct
import unicodedata
from functools import lru_cache
from pathlib import Path

FONTS = "fonts"
_FACES = ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf")
_UNICODE_TABLES = ((3, 10), (0, 4), (3, 1), (0, 3))
_SEGMENTS, _GROUPS = 4, 12
_LINES = frozenset("\n\t")
# Controls, marks of direction, halves of pairs, private and unassigned ones: nobody sees them on paper.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_LONG_RUN = re.compile(r"\S{30}(?=\S)")
_MAY_BREAK = "\u200b"


@lru_cache(maxsize=2)
def known_characters(resources: Path) -> frozenset[int]:
    """The code points that every face of the font has."""
    faces = [_code_points((resources / FONTS / face).read_bytes()) for face in _FACES]
    return frozenset.intersection(*faces)


def writable(text: str, known: frozenset[int]) -> str:
    """The text letter for letter, a code for each character that cannot be written; long runs may break."""
    return _LONG_RUN.sub(rf"\g<0>{_MAY_BREAK}", "".join(_written(char, known) for char in text))


def in_ascii(text: str) -> str:
    """The same with a code for all but the plainest characters: these can always be written."""
    return _LONG_RUN.sub(rf"\g<0>{_MAY_BREAK}", "".join(c if c.isascii() else _code(c) for c in text))


def _written(char: str, known: frozenset[int]) -> str:
    if char in _LINES:
        return char
    is_seen = unicodedata.category(char) not in _UNSEEN
    return char if is_seen and ord(char) in known else _code(char)


def _code(char: str) -> str:
    return f"[U+{ord(char):04X}]"


def _code_points(font: bytes) -> frozenset[int]:
    """What the character map of an OpenType font holds (OpenType specification, table cmap)."""
    cmap = _table(font, b"cmap")
    (count,) = struct.unpack_from(">H", cmap, 2)
    records = [struct.unpack_from(">HHL", cmap, 4 + 8 * n) for n in range(count)]
    places = {(platform, encoding): offset for platform, encoding, offset in records}
    for wanted in _UNICODE_TABLES:
        if wanted in places:
            return frozenset(_mapped(cmap, places[wanted]))
    raise ValueError("a font without a Unicode character map")


def _table(font: bytes, tag: bytes) -> bytes:
    (count,) = struct.unpack_from(">H", font, 4)
    for n in range(count):
        name, _, offset, length = struct.unpack_from(">4sLLL", font, 12 + 16 * n)
        if name == tag:
            return font[offset : offset + length]
    raise ValueError("a font without a table that is needed")


def _mapped(cmap: bytes, at: int) -> set[int]:
    (form,) = struct.unpack_from(">H", cmap, at)
    if form == _GROUPS:
        (groups,) = struct.unpack_from(">L", cmap, at + 12)
        spans = [struct.unpack_from(">LLL", cmap, at + 16 + 12 * n)[:2] for n in range(groups)]
        return {point for first, last in spans for point in range(first, last + 1)}
    if form == _SEGMENTS:
        (double,) = struct.unpack_from(">H", cmap, at + 6)
        n = double // 2
        lasts = struct.unpack_from(f">{n}H", cmap, at + 14)
        firsts = struct.unpack_from(f">{n}H", cmap, at + 16 + double)
        return {p for first, last in zip(firsts, lasts, strict=True) for p in range(first, last + 1)} - {
            0xFFFF
        }
    raise ValueError("a character map of an unknown form")
