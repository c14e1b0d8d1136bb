"""The changes of the diary as they can be told, from the earlier versions of its rows; and the way back."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Final

from companion.core.changes import Change, Part, Stood
from companion.core.errors import OurFault
from companion.core.levels import Reporter
from companion.stores import rows
from companion.stores.columns import Row, to_moment
from companion.stores.diary import medicine_of, reading_of, report_of
from companion.stores.rows import PROGRAM
from companion.stores.seam import Database
from companion.stores.tables import ANSWERS, ENTRIES, HISTORY, MEDICINES_TAKEN, READINGS
from companion.stores.transactions import write


@dataclass(frozen=True, slots=True)
class _Kind:
    """Of one table: which columns a person sees, and the value they make."""

    part: Part
    columns: tuple[str, ...]
    build: Callable[[Row], Stood]


def _note(row: Row) -> Stood:
    return str(row["note"])


_KINDS: Final[Mapping[str, _Kind]] = {
    ENTRIES: _Kind(Part.NOTE, ("note", "deleted_at"), _note),
    ANSWERS: _Kind(Part.ANSWER, ("severity", "signs", "at", "deleted_at"), report_of),
    READINGS: _Kind(Part.READING, ("value", "unit", "at", "deleted_at"), reading_of),
    MEDICINES_TAKEN: _Kind(Part.MEDICINE, ("medicine", "name", "at", "deleted_at"), medicine_of),
}
_NAMES: Final = ", ".join(f"'{name}'" for name in _KINDS)
# Most versions of an entry are steps of filling it in, and are passed over.
_LOOKED_AT: Final = 10


@dataclass(frozen=True, slots=True)
class ChangesStore:
    """Nothing is ever taken out of the history; what is put back is a further change."""

    db: Database

    def newest(self, count: int, *, hidden: bool | None = None) -> tuple[Change, ...]:
        """The newest changes that a person made or would want to know of, newest first.

        With `hidden` those of notes kept from a caregiver are left out; it says whether one that says
        nothing is.
        """
        found = rows.select(
            self.db,
            f"""SELECT h.*, next."row" AS next_row FROM {HISTORY} AS h
            LEFT JOIN {HISTORY} AS next ON next.table_name = h.table_name
                AND next.row_id = h.row_id AND next.version = h.version + 1
            WHERE h.table_name IN ({_NAMES}) ORDER BY h.rowid DESC LIMIT ?""",
            [count * _LOOKED_AT],
        )
        changes = rows.values(found, partial(self._change, hidden=hidden))
        return tuple(change for change in changes if change is not None)[:count]

    def put_back(self, change_id: str, *, at: datetime, by: Reporter) -> str | None:
        """Let a row stand again as before a change; the id of this change, None where nothing differed."""
        found = rows.select(self.db, f"SELECT * FROM {HISTORY} WHERE id = ?", [change_id])
        if not found:
            raise OurFault("no such change")
        table, earlier = found[0]["table_name"], json.loads(found[0]["row"])
        columns = {name: earlier[name] for name in _KINDS[table].columns}
        with write(self.db):
            if not rows.change(self.db, table, earlier["id"], columns, at=at, by=by):
                return None
            made = (
                f"SELECT id FROM {HISTORY} WHERE table_name = ? AND row_id = ? ORDER BY version DESC LIMIT 1"
            )
            return str(rows.select(self.db, made, [table, earlier["id"]])[0]["id"])

    def _change(self, row: Row, *, hidden: bool | None) -> Change | None:
        kind = _KINDS[row["table_name"]]
        before = json.loads(row["row"])
        now = rows.find(self.db, row["table_name"], row["row_id"])
        if now is None:
            raise LookupError(row["row_id"])
        if kind.part is Part.NOTE and hidden is not None and _is_hidden(now, by_default=hidden):
            return None
        after = now if row["next_row"] is None else json.loads(row["next_row"])
        if not _differ(before, after, kind) or self._is_empty(before, after, kind):
            return None
        return Change(
            id=row["id"],
            part=kind.part,
            at=to_moment(row["replaced_at"]),
            by=None if row["replaced_by"] == PROGRAM else Reporter(row["replaced_by"]),
            before=_stood(before, kind),
            after=_stood(after, kind),
            can_be_put_back=_differ(before, now, kind),
        )

    def _is_empty(self, before: Row, after: Row, kind: _Kind) -> bool:
        """A note that is being typed, and an entry put away before anything stood in it, lost nothing."""
        if kind.part is not Part.NOTE:
            return False
        if before["deleted_at"] is None and after["deleted_at"] is None:
            return str(after["note"]).startswith(before["note"])
        if before["note"]:
            return False
        return not any(
            rows.cells(self.db, f"SELECT 1 FROM {table} WHERE entry_id = ? LIMIT 1", [before["id"]])
            for table in (ANSWERS, READINGS)
        )


def _differ(one: Row, other: Row, kind: _Kind) -> bool:
    return any(one[name] != other[name] for name in kind.columns)


def _is_hidden(row: Row, *, by_default: bool) -> bool:
    own = row["note_hidden"]
    return row["entered_by"] == Reporter.PATIENT.value and bool(by_default if own is None else own)


def _stood(row: Row, kind: _Kind) -> Stood | None:
    return None if row["deleted_at"] is not None else kind.build(row)
