"""A whole diary out to rows and back in: merged by id, nothing doubled, both histories kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

from companion.core.errors import CompanionError, DataIsBroken, UserCanFix
from companion.core.exchange_file import Cell, ExchangeFile
from companion.core.parsing import clip
from companion.core.photos import is_plain_jpeg
from companion.stores import rows, tables
from companion.stores.columns import Row, from_moment, row_from_json, to_json, to_moment
from companion.stores.exchange_checks import check_row, shape_of
from companion.stores.merged import BroughtRow, Counted, Merged, sign_of
from companion.stores.migrations import STEPS, step_names
from companion.stores.seam import Database, sqlite
from companion.stores.tables import HISTORY, IDENTITY, IMPORTS, PHOTOS
from companion.stores.transactions import write

Progress = Callable[[float], None]
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
_OWN_SETTINGS: Final = frozenset({tables.PREFERENCES, tables.REMINDER_ANSWERS, tables.SETUP})
# Of this file and this computer: not part of what is carried to another one.
NOT_CARRIED: Final = frozenset({IDENTITY, IMPORTS})
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


def diary_id(db: Database) -> str:
    """The name of this diary among all diaries, made when it was created."""
    return str(rows.select(db, f"SELECT id FROM {IDENTITY}")[0]["id"])


def is_untouched(db: Database) -> bool:
    """Whether nothing stands in the diary: nobody wrote into it yet, or an import was taken out again."""
    return not any(
        rows.select(db, f"SELECT 1 FROM {name} LIMIT 1")
        for name in carried_tables()
        if name not in _OWN_SETTINGS and name != HISTORY
    )


def all_rows(db: Database, *, now: datetime, progress: Progress | None = None) -> ExchangeFile:
    """Everything in the diary, deleted rows and earlier versions included; `progress` hears 0 to 1."""
    found: dict[str, tuple[Row, ...]] = {}
    for name in carried_tables():
        found[name] = rows.select(db, f"SELECT * FROM {name} ORDER BY id")
        if progress is not None:
            progress(len(found) / len(carried_tables()))
    steps = tuple(sorted(step.name for step in STEPS.applied(db)))
    return ExchangeFile(diary_id(db), from_moment(now), steps, found)


def merge(
    db: Database,
    file: ExchangeFile,
    *,
    origin: str,
    verify: Callable[[], None],
    remember: Callable[[Merged], None] | None = None,
    progress: Progress | None = None,
) -> Merged:
    """Take in every row of a file, all or none; UserCanFix or DataIsBroken refuses it and changes nothing.

    A row that is not there is added. Of two versions of one row the one changed last stands, the other
    becomes an earlier version of it. `verify` reads the diary as it now is, and raises what it cannot read.
    `remember` writes down what was done, in the same transaction; `progress` hears 0 to 1.
    """
    if set(file.steps) - step_names(STEPS):
        raise UserCanFix("exchange.newer", file=origin)
    unknown = [name for name in file.tables if name not in carried_tables()]
    if unknown:
        raise DataIsBroken(origin, clip(f"tables.{unknown[0]}"), "unknown_key")
    untouched, before = is_untouched(db), diary_id(db)
    if not untouched and file.diary != before:
        raise UserCanFix("exchange.another_person", file=origin)
    try:
        with write(db):
            if untouched:
                db.execute(f"UPDATE {IDENTITY} SET id = ?", [file.diary])
            merging = _Merging(db, origin, untouched=untouched)
            told = [name for name in carried_tables() if name in file.tables]
            _check_rows(db, file, told, origin)
            total = sum(map(len, file.tables.values()))
            counted: dict[str, Counted] = {}
            for name in told:
                counted[name] = merging.table(name, file.tables[name])
                if progress is not None and total:
                    progress(merging.looked_at / total)
            if db.execute("PRAGMA foreign_key_check").fetchall():
                raise DataIsBroken(origin, "tables", "lost_reference")
            verify()
            merged = Merged(counted, merging.brought, before)
            if remember is not None:
                remember(merged)
    except CompanionError as error:
        if isinstance(error.__cause__, _REFUSED_ROW):
            raise DataIsBroken(origin, "tables", "impossible_row") from error
        raise
    return merged


def _check_rows(db: Database, file: ExchangeFile, told: Iterable[str], origin: str) -> None:
    """All of them before the first one is taken: an impossible row at the end costs no merge."""
    shapes = {name: shape_of(db, name) for name in carried_tables()}
    for name in told:
        for n, row in enumerate(file.tables[name]):
            check_row(name, f"tables.{name}[{n}]", row, shapes, origin=origin)


@dataclass(slots=True)
class _Merging:
    db: Database
    origin: str
    untouched: bool
    brought: dict[str, dict[str, BroughtRow]] = field(default_factory=dict)
    looked_at: int = 0
    columns: set[str] = field(default_factory=set)

    def table(self, name: str, incoming: tuple[Mapping[str, Cell], ...]) -> Counted:
        """Merge the rows of one table."""
        self.columns = {column.name for column in self.db.table(name).columns}
        known = {row["id"]: row for row in rows.select(self.db, f"SELECT * FROM {name}")}
        seen: set[object] = set()
        count = {"new": 0, "newer": 0, "older": 0, "same": 0}
        merge_row = self._merge_history if name == HISTORY else self._merge_row
        for n, row in enumerate(incoming):
            place = f"tables.{name}[{n}]"
            if row["id"] in seen:
                raise DataIsBroken(self.origin, f"{place}.id", "twice")
            seen.add(row["id"])
            if name == PHOTOS:
                self._look_at_picture(place, row)
            count[merge_row(name, place, row, known.get(row["id"]))] += 1
        self.looked_at += len(incoming)
        return Counted(**count)

    def _merge_row(
        self, name: str, place: str, row: Mapping[str, Cell], stored: Mapping[str, Cell] | None
    ) -> str:
        changed_at = self._moment(place, row)
        if stored is None:
            if self._same_thing(name, row):
                return "same"
            self._add(name, self._renumbered(name, row))
            return "new"
        # A picture never changes, whatever is said of it.
        row = {**row, **{key: value for key, value in stored.items() if isinstance(value, bytes)}}
        whole = {**stored, **row}
        if whole == dict(stored) or (name in _OWN_SETTINGS and not self.untouched):
            return "same"
        if changed_at > to_moment(str(stored["updated_at"])):
            earlier = self._keep_version(name, stored, changed_at)
            self.db.table(name).update(str(row["id"]), {k: v for k, v in row.items() if k != "id"})
            self._note(name, str(row["id"]), earlier)
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
        if self.untouched and not self._is_numbered(row):
            rows.insert(self.db, name, row)
            return "new"
        if self._is_kept(str(row["table_name"]), row_from_json(str(row["row"]))):
            return "same"
        version = self._next_version(str(row["table_name"]), str(row["row_id"]))
        rows.insert(self.db, name, {**row, "version": version})
        return "new"

    def _look_at_picture(self, place: str, row: Mapping[str, Cell]) -> None:
        """DataIsBroken for a picture that this program could not have written."""
        picture = row.get("jpeg")
        if not isinstance(picture, bytes) or not is_plain_jpeg(picture):
            raise DataIsBroken(self.origin, f"{place}.jpeg", "impossible_row")

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

    def _add(self, name: str, row: Mapping[str, Cell]) -> None:
        rows.insert(self.db, name, row)
        if row.keys() == self.columns:
            # It stands there as it came; reading each back would double the time of a long file.
            self.brought.setdefault(name, {})[str(row["id"])] = BroughtRow(sign_of(row))
        else:
            self._note(name, str(row["id"]), None)

    def _note(self, name: str, id: str, earlier: str | None) -> None:
        """Remember a row as it is now stored, for the day the import is undone."""
        stored = rows.find(self.db, name, id)
        assert stored is not None
        self.brought.setdefault(name, {})[id] = BroughtRow(sign_of(stored), earlier)

    def _is_numbered(self, row: Mapping[str, Cell]) -> bool:
        """Whether a version with this number is kept already, from an import that was undone."""
        sql = f"SELECT 1 FROM {HISTORY} WHERE table_name = ? AND row_id = ? AND version = ?"
        where = [row["table_name"], row.get("row_id"), row.get("version")]
        return bool(rows.cells(self.db, sql, where))

    def _keep_version(self, name: str, row: Mapping[str, Cell], at: datetime) -> str:
        """The id of what is kept."""
        id = rows.new_id()
        self.db.table(HISTORY).insert(
            {
                "id": id,
                "table_name": name,
                "row_id": row["id"],
                "version": self._next_version(name, str(row["id"])),
                "replaced_at": from_moment(at),
                "replaced_by": rows.PROGRAM,
                "row": to_json(rows.told(row)),
            }
        )
        return id

    def _is_kept(self, name: str, row: object) -> bool:
        """Whether this very version stands in the history."""
        if not isinstance(row, dict):
            return False
        sql = f'SELECT "row" FROM {HISTORY} WHERE table_name = ? AND row_id = ?'
        kept = rows.select(self.db, sql, [name, str(row.get("id"))])
        return any(row_from_json(one["row"]) == rows.told(row) for one in kept)

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


def carried_tables() -> tuple[str, ...]:
    """The tables of a diary, in an order in which each comes after those it refers to."""
    known = [value for name, value in vars(tables).items() if name.isupper() and isinstance(value, str)]
    return tuple(name for name in known if name not in NOT_CARRIED)
