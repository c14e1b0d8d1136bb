"""What a person typed as several times of day, several whole numbers, or an amount: read, never guessed."""

from __future__ import annotations

import re
from datetime import time
from decimal import Decimal

from companion.core.typed import NotRead, read_time

# "and" and "to" as they are typed in any of the languages that ship.
_BETWEEN = re.compile(r"\s*(?:;|\n|&|,\s|\b(?:and|y|e)\b)\s*", re.IGNORECASE)
_WHOLE = re.compile(r"[0-9]{1,4}")
_TO = re.compile(r"\s*(?:-|–|\b(?:to|a|al|hasta)\b)\s*", re.IGNORECASE)
_BETWEEN_WHOLES = re.compile(r"\s*(?:[,;\s&]|\b(?:and|y|e)\b)\s*", re.IGNORECASE)
_THOUSANDS = re.compile(r"[1-9][0-9]*[.,][0-9]{3}")
_NUMBER = re.compile(r"[0-9]{1,6}(?:[.,][0-9]{1,3})?")


def read_times(text: str, *, clock_24h: bool) -> tuple[time, ...] | NotRead | None:
    """08:00 and 20:00; 8 am, 8 pm; 08:00,20:00. None where nothing was typed."""
    found: list[time] = []
    for part in _parts(text):
        read = read_time(part, clock_24h=clock_24h)
        # One comma may part hours and minutes, or two times: the second is meant where the first makes none.
        pieces = [read] if not isinstance(read, NotRead) or "," not in part else None
        for piece in pieces or [read_time(piece, clock_24h=clock_24h) for piece in part.split(",")]:
            if isinstance(piece, NotRead):
                return piece
            if piece is not None:
                found.append(piece)
    return tuple(sorted(found)) or None


def read_whole(text: str) -> int | NotRead | None:
    """A whole number; None where nothing was typed."""
    text = text.strip()
    if not text:
        return None
    return int(text) if _WHOLE.fullmatch(text) else NotRead("medicines.not_a_whole")


def read_wholes(text: str) -> tuple[int, ...] | NotRead | None:
    """1, 2, 3 or 1 to 3; None where nothing was typed."""
    found: list[int] = []
    for part in _BETWEEN_WHOLES.split(_TO.sub("-", text.strip())):
        first, _, last = part.partition("-")
        last = last or first
        if not part:
            continue
        if not (_WHOLE.fullmatch(first) and _WHOLE.fullmatch(last)) or int(last) < int(first):
            return NotRead("medicines.not_wholes")
        found += range(int(first), int(last) + 1)
    return tuple(found) or None


def read_amount(text: str) -> Decimal | NotRead | None:
    """28, 0.5 or 0,5; None where nothing was typed.

    1,000 and 1.000 are a thousand to one person and one to another: not taken.
    """
    text = text.strip()
    if not text:
        return None
    if _NUMBER.fullmatch(text) is None or _THOUSANDS.fullmatch(text):
        return NotRead("medicines.not_a_number")
    return Decimal(text.replace(",", "."))


def _parts(text: str) -> list[str]:
    return [part.strip() for part in _BETWEEN.split(f"{text.strip()} ") if part.strip()]
