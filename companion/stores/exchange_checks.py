"""What no row of a diary can hold, whatever a file says: told before any store believes it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import InvalidOperation
from typing import Final, NoReturn

from companion.core.errors import DataIsBroken
from companion.core.parsing import clip
from companion.stores.columns import row_from_json, to_number
from companion.stores.seam import Database
from companion.stores.tables import HALF_TYPED, HISTORY, PREFERENCES, READINGS, REMINDER_ANSWERS, SETUP

# Outside these a window could not even tell the time of day: zones move a moment across the end of years.
_YEARS = range(1900, 2200)
DAYS: Final = frozenset(
    {
        "at", "birth_date", "chest_radiation_ended", "day", "due_at", "ends_at", "first_day", "first_wall",
        "from_wall", "last_day", "sheet_dated", "since", "starts_at", "to_wall", "told_on", "until", "wall",
    }
)  # fmt: skip
NUMBERS: Final = frozenset({"fever_line_cel", "stock_count", "stock_per_dose"})
JSON_TEXTS: Final = frozenset(
    {
        "answers", "asked", "evidence", "recurrence", "row", "signs", "sources", "usual_readings",
        "usual_symptoms",
    }
)  # fmt: skip
VALUES_IN: Final = frozenset({HALF_TYPED, PREFERENCES, REMINDER_ANSWERS, SETUP})
_MOST = 1_000_000_000
# More of these, added to a day, would lead beyond all days.
MOST_OF: Final = dict.fromkeys(
    ("caregiver_hours", "minutes", "near_hours", "observation_hours", "observe_hours", "stock_lead_days"),
    100_000,
) | dict.fromkeys(("first_cycle", "ordinal"), 5_000)


@dataclass(frozen=True, slots=True)
class Shape:
    """The columns of one table: whether each holds whole numbers, may be empty, or holds a picture."""

    whole: Mapping[str, bool]
    needed: frozenset[str]
    pictures: frozenset[str] = frozenset()


def shape_of(db: Database, table: str) -> Shape:
    """As the file of the diary has it."""
    columns = db.table(table).columns
    return Shape(
        {column.name: column.type == "INTEGER" for column in columns},
        frozenset(column.name for column in columns if column.notnull),
        frozenset(column.name for column in columns if column.type == "BLOB"),
    )


def check_row(
    table: str, place: str, row: Mapping[str, object], shapes: Mapping[str, Shape], *, origin: str
) -> None:
    """DataIsBroken names the cell that cannot be."""
    for column, value in row.items():
        problem = _problem(table, column, value, shapes[table])
        if problem is not None:
            raise DataIsBroken(origin, clip(f"{place}.{column}"), problem)
    if table == HISTORY:
        _check_earlier(place, row, shapes, origin=origin)


def _problem(table: str, column: str, value: object, shape: Shape) -> str | None:
    if column not in shape.whole:
        return "unknown_key"
    if value is None:
        return "null" if column in shape.needed else None
    if column in shape.pictures:
        return None if isinstance(value, bytes) else "impossible_row"
    if shape.whole[column]:
        if not isinstance(value, int) or isinstance(value, bool):
            return "needs_whole"
        return None if 0 <= value <= MOST_OF.get(column, _MOST) else "impossible_number"
    return _problem_of_text(table, column, value) if isinstance(value, str) else "needs_text"


def _problem_of_text(table: str, column: str, text: str) -> str | None:
    if column.endswith("_at") or column in DAYS:
        return None if _is_day(text) else "no_such_day"
    if column in NUMBERS or (table, column) == (READINGS, "value"):
        return None if _is_number(text) else "impossible_number"
    if table == HALF_TYPED and column == "value" and not text:
        return None  # nothing is half typed any more
    if column in JSON_TEXTS or (table in VALUES_IN and column == "value"):
        return None if _is_value(text) else "impossible_row"
    return None


def _check_earlier(
    place: str, row: Mapping[str, object], shapes: Mapping[str, Shape], *, origin: str
) -> None:
    """An earlier version may be put back one day: it has to be a row of its table too."""
    table, text = row.get("table_name"), row.get("row")
    is_row = isinstance(text, str) and isinstance(json.loads(text), dict)
    if not isinstance(table, str) or table not in shapes or table == HISTORY or not is_row:
        raise DataIsBroken(origin, clip(place), "impossible_row")
    check_row(table, f"{place}.row", row_from_json(str(text)), shapes, origin=origin)


def _is_day(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).year in _YEARS
    except ValueError:
        return False


def _is_number(text: str) -> bool:
    try:
        return to_number(text) >= 0
    except (ValueError, InvalidOperation):
        return False


def _is_value(text: str) -> bool:
    try:
        return _is_small(json.loads(text, parse_constant=_refuse, parse_float=_refuse))
    except (ValueError, RecursionError):
        return False


def _is_small(value: object) -> bool:
    match value:
        case dict():
            return all(map(_is_small, value.values()))
        case list():
            return all(map(_is_small, value))
        case int():
            return abs(value) <= _MOST
        case _:
            return True


def _refuse(text: str) -> NoReturn:
    raise ValueError(text)
