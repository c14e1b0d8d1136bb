"""A whole diary out to rows and back in: merged by id, nothing doubled, both histories kept."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

from companion.core.errors import CompanionError, DataIsBroken, UserCanFix
from companion.core.exchange_file import Cell, ExchangeFile
from companion.core.parsing import clip
from companion.stores import rows, tables
from companion.stores.columns import from_moment, to_json, to_moment
from companion.stores.exchange_checks import check_row, shape_of
from companion.stores.migrations import STEPS, step_names
from companion.stores.seam import Database, sqlite
from companion.stores.tables import HISTORY, IDENTITY
from companion.stores.transactions import write

# Two rows that agree in these are one and the same thing, whatever their ids.
_SAME_THING: Final = {
    tables.NOTICES: ("plan", "due_at", "kind"),
    tables.CHECKLIST_TICKS: ("treatment_id", "ordinal", "item"),
}
# Rows that are counted within what the first column names.
_COUNTED_WITHIN: Final = {
    tables.ALERT_EVENTS: ("alert_id", "number"),
    tables.MEDICINE_PLANS: ("plan_id", "version"),
}
# How this computer shows things: another computer's settings are not taken over where there are own ones.
_OWN_SETTINGS: Final = frozenset({tables.PREFERENCES, tables.SETUP})
_FROM_PROGRAM = "program"
# What SQLite, or a store that reads a value, says of a row that no store would have written.
_REFUSED_ROW = (
    sqlite.IntegrityError,
    sqlite.DataError,
    sqlite.InterfaceError,
    ValueError,
    TypeError,
    AttributeError,
    ArithmeticError,
    LookupError,
    RecursionError,
)


@dataclass(frozen=True, slots=True)
class Counted:
    """What a merge did to one table."""

    new: int = 0
    newer: int = 0
    older: int = 0
    same: int = 0


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge did, by table."""

    tables: Mapping[str, Counted] = field(default_factory=dict)

    @property
    def changes_anything(self) -> bool:
        return any(counted.new or counted.newer or counted.older for counted in self.tables.values())


def diary_id(db: Database) -> str:
    """The name of this diary among all diaries, made when it was created."""
    return str(rows.select(db, f"SELECT id FROM {IDENTITY}")[0]["id"])


def is_untouched(db: Database) -> bool:
    """Whether nobody has written anything into the diary yet."""
    return not any(
        rows.select(db, f"SELECT 1 FROM {name} LIMIT 1") for name in _names() if name not in _OWN_SETTINGS
    )


def all_rows(db: Database, *, now: datetime) -> ExchangeFile:
    """Everything in the diary, deleted rows and earlier versions included."""
    found = {name: rows.select(db, f"SELECT * FROM {name} ORDER BY id") for name in _names()}
    steps = tuple(sorted(step.name for step in STEPS.applied(db)))
    return ExchangeFile(diary_id(db), from_moment(now), steps, found)


def merge(db: Database, file: ExchangeFile, *, origin: str, verify: Callable[[], None]) -> Merged:
    """Take in every row of a file, all or none; UserCanFix or DataIsBroken refuses it and changes nothing.

    A row that is not there is added. Of two versions of one row the one changed last stands, the other
    becomes an earlier version of it. `verify` reads the diary as it now is, and raises what it cannot read.
    """
    if set(file.steps) - step_names(STEPS):
        raise UserCanFix("exchange.newer", file=origin)
    unknown = [name for name in file.tables if name not in _names()]
    if unknown:
        raise DataIsBroken(origin, clip(f"tables.{unknown[0]}"), "unknown_key")
    untouched = is_untouched(db)
    if not untouched and file.diary != diary_id(db):
        raise UserCanFix("exchange.another_person", file=origin)
    try:
        with write(db):
            if untouched:
                db.execute(f"UPDATE {IDENTITY} SET id = ?", [file.diary])
            merging = _Merging(db, origin, untouched=untouched)
            told = [name for name in _names() if name in file.tables]
            _check_rows(db, file, told, origin)
            counted = {name: merging.table(name, file.tables[name]) for name in told}
            if db.execute("PRAGMA foreign_key_check").fetchall():
                raise DataIsBroken(origin, "tables", "lost_reference")
            verify()
    except CompanionError as error:
        if isinstance(error.__cause__, _REFUSED_ROW):
            raise DataIsBroken(origin, "tables", "impossible_row") from error
        raise
    return Merged(counted)


def _check_rows(db: Database, file: ExchangeFile, told: Iterable[str], origin: str) -> None:
    """All of them before the first one is taken: an impossible row at the end costs no merge."""
    shapes = {name: shape_of(db, name) for name in _names()}
    for name in told:
        for n, row in enumerate(file.tables[name]):
            check_row(name, f"tables.{name}[{n}]", row, shapes, origin=origin)


@dataclass(slots=True)
class _Merging:
    db: Database
    origin: str
    untouched: bool

    def table(self, name: str, incoming: tuple[Mapping[str, Cell], ...]) -> Counted:
        """Merge the rows of one table."""
        known = {row["id"]: row for row in rows.select(self.db, f"SELECT * FROM {name}")}
        seen: set[object] = set()
        count = {"new": 0, "newer": 0, "older": 0, "same": 0}
        merge_row = self._merge_history if name == HISTORY else self._merge_row
        for n, row in enumerate(incoming):
            place = f"tables.{name}[{n}]"
            if row["id"] in seen:
                raise DataIsBroken(self.origin, f"{place}.id", "twice")
            seen.add(row["id"])
            count[merge_row(name, place, row, known.get(row["id"]))] += 1
        return Counted(**count)

    def _merge_row(
        self, name: str, place: str, row: Mapping[str, Cell], stored: Mapping[str, Cell] | None
    ) -> str:
        changed_at = self._moment(place, row)
        if stored is None:
            if self._same_thing(name, row):
                return "same"
            self.db.table(name).insert(dict(self._renumbered(name, row)))
            return "new"
        whole = {**stored, **row}
        if whole == dict(stored) or (name in _OWN_SETTINGS and not self.untouched):
            return "same"
        if changed_at > to_moment(str(stored["updated_at"])):
            self._keep_version(name, stored, changed_at)
            self.db.table(name).update(str(row["id"]), {k: v for k, v in row.items() if k != "id"})
            return "newer"
        if self._is_kept(name, whole):
            return "same"
        self._keep_version(name, whole, changed_at)
        return "older"

    def _merge_history(
        self, name: str, place: str, row: Mapping[str, Cell], stored: Mapping[str, Cell] | None
    ) -> str:
        if stored is not None:
            return "same"
        if self.untouched:
            self.db.table(name).insert(dict(row))
            return "new"
        if self._is_kept(str(row["table_name"]), json.loads(str(row["row"]))):
            return "same"
        version = self._next_version(str(row["table_name"]), str(row["row_id"]))
        self.db.table(name).insert({**row, "version": version})
        return "new"

    def _same_thing(self, name: str, row: Mapping[str, Cell]) -> bool:
        """Something that was written down here too, under an id of its own."""
        columns = _SAME_THING.get(name)
        if columns is None:
            return False
        where = " AND ".join(f'"{column}" IS ?' for column in columns)
        found = rows.select(self.db, f"SELECT 1 FROM {name} WHERE {where}", [row.get(c) for c in columns])
        return bool(found)

    def _renumbered(self, name: str, row: Mapping[str, Cell]) -> Mapping[str, Cell]:
        """A row whose number is taken by another one here comes after all of them."""
        within, number = _COUNTED_WITHIN.get(name, ("", ""))
        if not number:
            return row
        sql = f"SELECT {number} AS number FROM {name} WHERE {within} IS ?"
        taken = {int(found["number"]) for found in rows.select(self.db, sql, [row.get(within)])}
        return {**row, number: max(taken) + 1} if row.get(number) in taken else row

    def _keep_version(self, name: str, row: Mapping[str, Cell], at: datetime) -> None:
        self.db.table(HISTORY).insert(
            {
                "id": rows.new_id(),
                "table_name": name,
                "row_id": row["id"],
                "version": self._next_version(name, str(row["id"])),
                "replaced_at": from_moment(at),
                "replaced_by": _FROM_PROGRAM,
                "row": to_json(dict(row)),
            }
        )

    def _is_kept(self, name: str, row: object) -> bool:
        """Whether this very version stands in the history."""
        if not isinstance(row, dict):
            return False
        sql = f'SELECT "row" FROM {HISTORY} WHERE table_name = ? AND row_id = ?'
        kept = rows.select(self.db, sql, [name, str(row.get("id"))])
        return any(json.loads(one["row"]) == row for one in kept)

    def _next_version(self, name: str, id: str) -> int:
        sql = f"""SELECT coalesce(max(version), 0) + 1 AS next FROM {HISTORY}
            WHERE table_name = ? AND row_id = ?"""
        return int(rows.select(self.db, sql, [name, id])[0]["next"])

    def _moment(self, place: str, row: Mapping[str, Cell]) -> datetime:
        try:
            moment = to_moment(str(row["updated_at"]))
        except (ValueError, KeyError):
            raise DataIsBroken(self.origin, f"{place}.updated_at", "needs_moment") from None
        return moment.astimezone(UTC)


def _names() -> tuple[str, ...]:
    """The tables in an order in which each comes after those it refers to."""
    known = [value for name, value in vars(tables).items() if name.isupper() and isinstance(value, str)]
    return tuple(name for name in known if name != IDENTITY)
