"""A whole diary as one JSON text: written for other programs to read, and read back with suspicion."""

from __future__ import annotations

import base64
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from companion.core.errors import DataIsBroken, UserCanFix
from companion.core.parsing import clip
from companion.core.strict_json import parse_json

FORMAT: Final = "companion-diary"
VERSION: Final = 1
# The largest file that is read, and so the largest that is written.
LARGEST: Final = 32 * 1024 * 1024
# A year is at most some 25,000 rows and 8 MiB; brackets within texts count too.
_MOST_BRACKETS, _MOST_COMMAS = 300_000, 4_000_000
_LONGEST_TEXT = 200_000
_LONGEST_NUMBER = 15
# A picture, spelt as text: four letters for three bytes.
_LONGEST_BYTES = 12 * 1024 * 1024
_BYTES: Final = "base64"

Cell = str | int | bytes | None
Rows = tuple[Mapping[str, Cell], ...]


@dataclass(frozen=True, slots=True)
class ExchangeFile:
    """`diary` is the id of the diary it came from, `steps` name the shape of its tables."""

    diary: str
    exported_at: str
    steps: tuple[str, ...]
    tables: Mapping[str, Rows]


def exchange_text(file: ExchangeFile) -> str:
    """The JSON text; the same diary gives the same text."""
    content = {
        "format": FORMAT,
        "version": VERSION,
        "diary": file.diary,
        "exported_at": file.exported_at,
        "steps": list(file.steps),
        "tables": {name: list(map(dict, rows)) for name, rows in file.tables.items()},
    }
    # One wide letter would make the whole text, once read, four times as large.
    return json.dumps(content, ensure_ascii=True, allow_nan=False, separators=(",", ":"), default=spelt_bytes)


def spelt_bytes(cell: object) -> Mapping[str, str]:
    """Bytes as they stand in JSON; TypeError for what is none."""
    if not isinstance(cell, bytes):
        raise TypeError(type(cell).__name__)
    return {_BYTES: base64.b64encode(cell).decode("ascii")}


def read_bytes(cell: object) -> bytes | None:
    """Bytes as `spelt_bytes` wrote them; None for anything else."""
    spelt = cell.get(_BYTES) if isinstance(cell, dict) and len(cell) == 1 else None
    if not isinstance(spelt, str) or len(spelt) > _LONGEST_BYTES:
        return None
    try:
        return base64.b64decode(spelt, validate=True)
    except ValueError:
        return None


def parse_exchange(content: bytes, *, origin: str) -> ExchangeFile:
    """Read a file of ours; DataIsBroken or UserCanFix for anything that is not one, whole and sound.

    Nothing of it is believed yet: what the rows mean is checked by the stores that read them.
    """
    brackets = content.count(b"{") + content.count(b"[")
    if len(content) > LARGEST or brackets > _MOST_BRACKETS or content.count(b",") > _MOST_COMMAS:
        raise UserCanFix("exchange.too_large", file=origin)
    found = _json(content, origin)
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise UserCanFix("exchange.not_ours", file=origin)
    version = found.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise DataIsBroken(origin, "version", "needs_whole")
    if version > VERSION:
        raise UserCanFix("exchange.newer", file=origin)
    expected = {"format", "version", "diary", "exported_at", "steps", "tables"}
    for key in found:
        if key not in expected:
            raise DataIsBroken(origin, clip(key), "unknown_key")
    tables = found.get("tables")
    if not isinstance(tables, dict):
        raise DataIsBroken(origin, "tables", "needs_table")
    return ExchangeFile(
        diary=_id(found, "diary", origin),
        exported_at=_moment(found, "exported_at", origin),
        steps=_texts(found, "steps", origin),
        tables={name: _rows(name, rows, origin) for name, rows in tables.items()},
    )


def _json(content: bytes, origin: str) -> object:
    def whole(digits: str) -> int:
        if len(digits.lstrip("-")) > _LONGEST_NUMBER:
            raise DataIsBroken(origin, clip(digits), "impossible_number")
        return int(digits)

    def fraction(digits: str) -> float:
        number = float(digits)
        if not math.isfinite(number):
            raise DataIsBroken(origin, clip(digits), "impossible_number")
        return number

    return parse_json(content, origin=origin, whole=whole, fraction=fraction)


def _rows(name: str, rows: object, origin: str) -> Rows:
    if not isinstance(rows, list):
        raise DataIsBroken(origin, clip(f"tables.{name}"), "needs_tables")
    return tuple(_row(f"tables.{name}[{n}]", row, origin) for n, row in enumerate(rows))


def _row(place: str, row: object, origin: str) -> Mapping[str, Cell]:
    if not isinstance(row, dict):
        raise DataIsBroken(origin, clip(place), "needs_table")
    if not isinstance(row.get("id"), str) or not row["id"]:
        raise DataIsBroken(origin, clip(f"{place}.id"), "needs_text")
    for key, value in row.items():
        if isinstance(value, dict) and (found := read_bytes(value)) is not None:
            row[key] = found
            continue
        here = clip(f"{place}.{key}")
        if isinstance(value, str):
            if len(value) > _LONGEST_TEXT or "\0" in value or (not value.isascii() and _is_torn(value)):
                raise DataIsBroken(origin, here, "needs_text")
        elif isinstance(value, bool) or not (value is None or isinstance(value, int)):
            raise DataIsBroken(origin, here, "needs_text")
    return row


def _is_torn(text: str) -> bool:
    """Whether half of a character pair stands in it, which no file of ours can hold."""
    return any("\ud800" <= letter <= "\udfff" for letter in text)


def _id(found: Mapping[str, object], key: str, origin: str) -> str:
    value = found.get(key)
    if not isinstance(value, str) or not 8 <= len(value) <= 64 or not value.isalnum():
        raise DataIsBroken(origin, key, "needs_text")
    return value


def _moment(found: Mapping[str, object], key: str, origin: str) -> str:
    value = found.get(key)
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        moment = None
    if not isinstance(value, str) or moment is None or moment.tzinfo is None:
        raise DataIsBroken(origin, key, "needs_moment")
    return value


def _texts(found: Mapping[str, object], key: str, origin: str) -> tuple[str, ...]:
    value = found.get(key)
    if not isinstance(value, list) or not all(isinstance(one, str) and len(one) < 100 for one in value):
        raise DataIsBroken(origin, key, "needs_texts")
    return tuple(value)
