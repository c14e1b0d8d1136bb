"""How a value of the core is written in a column, and read back."""

from __future__ import annotations

import json
from codecs import lookup
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

from companion.core.errors import OurFault
from companion.core.exchange_file import read_bytes, spelt_bytes

Cell = str | int | bytes | None
# Looked up once: where it cannot be loaded later, Python takes it for unknown from then on.
_UTF_16 = lookup("utf-16-le")
Row = Mapping[str, Any]
_NO_IDS = "[]"
_LARGEST_EXPONENT = 999


def clean(text: str) -> str:
    """Typed text, letter for letter, but for two things that no file can keep and no person can type.

    A NUL is dropped; half of a character pair (a lone surrogate) becomes the replacement character.
    """
    units, _ = _UTF_16.encode(text.replace("\0", ""), "surrogatepass")
    return _UTF_16.decode(units, "replace")[0]


def from_moment(moment: datetime) -> str:
    """UTC with a fixed width, so that the order of the texts is the order in time."""
    if moment.tzinfo is None:
        raise OurFault("a moment needs its offset")
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def to_moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    return moment


def from_optional_moment(moment: datetime | None) -> str | None:
    return None if moment is None else from_moment(moment)


def to_optional_moment(text: str | None) -> datetime | None:
    return None if text is None else to_moment(text)


def from_wall(wall: datetime) -> str:
    """Naive local time; its zone stands in a column of its own."""
    if wall.tzinfo is not None:
        raise OurFault("wall time must be naive")
    return wall.isoformat()


def to_wall(text: str) -> datetime:
    wall = datetime.fromisoformat(text)
    if wall.tzinfo is not None:
        raise ValueError(text)
    return wall


def from_day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def to_day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def from_time(moment: time | None) -> str | None:
    return None if moment is None else moment.isoformat()


def to_time(text: str | None) -> time | None:
    return None if text is None else time.fromisoformat(text)


def from_number(number: Decimal) -> str:
    """The number digit for digit; one that cannot be compared is refused."""
    if not number.is_finite():
        raise OurFault("a number must be finite")
    return str(number)


def to_number(text: str) -> Decimal:
    number = Decimal(text)
    # Reckoning with a number of a billion digits would never end.
    if not number.is_finite() or (number and abs(number.adjusted()) > _LARGEST_EXPONENT):
        raise ValueError(text)
    return number


def from_optional_number(number: Decimal | None) -> str | None:
    return None if number is None else from_number(number)


def to_optional_number(text: str | None) -> Decimal | None:
    return None if text is None else to_number(text)


def to_optional_bool(number: int | None) -> bool | None:
    return None if number is None else bool(number)


def from_ids(ids: Iterable[str]) -> str:
    return to_json(list(ids))


def to_ids(text: str) -> tuple[str, ...]:
    return () if text == _NO_IDS else tuple(str(item) for item in json.loads(text))


def to_json(value: object) -> str:
    """The same text for the same value, so that a retry is seen to change nothing."""
    return json.dumps(value, sort_keys=True, allow_nan=False, default=spelt_bytes)


def row_from_json(text: str) -> dict[str, Any]:
    """A row as `to_json` wrote it."""
    return {
        name: cell if (found := read_bytes(cell)) is None else found
        for name, cell in json.loads(text).items()
    }
