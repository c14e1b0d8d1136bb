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
from companion.core.hidden_notes import is_note_hidden
from companion.core.levels import Reporter
from companion.stores import rows
from companion.stores.columns import Row, to_moment, to_optional_bool
from companion.stores.diary_rows import medicine_of, reading_of, report_of
from companion.stores.doses import dose_of
from companion.stores.medicine_plans import plan_of
from companion.stores.photos import photo_of
from companion.stores.plan_versions import PlanVersions, is_plan_change
from companion.stores.rows import PROGRAM
from companion.stores.seam import Database
from companion.stores.tables import (
    ANSWERS,
    DOSES,
    ENTRIES,
    HISTORY,
    MEDICINE_PLANS,
    MEDICINES_TAKEN,
    PHOTOS,
    READINGS,
    TREATMENTS,
)
from companion.stores.transactions import write
from companion.stores.treatments import treatment_of


@dataclass(frozen=True, slots=True)
class _Kind:
    """Of one table: which columns a person sees, and the value they make."""

    part: Part
    columns: tuple[str, ...]
    build: Callable[[Row], Stood]


def _note(row: Row) -> Stood:
    return str(row["note"])


_DOSE = ("drug", "amount", "started_at", "ended_at", "place", "had_reaction", "reaction", "deleted_at")
_TREATMENT = ("drug", "regimen", "first_wall", "zone", "place", "stopped_at", "stop_reason", "deleted_at")
_PLAN = (
    "stopped_at",
    "stop_reason",
    "stock_count",
    "stock_counted_at",
    "stock_per_dose",
    "stock_lead_days",
    "deleted_at",
)
_KINDS: Final[Mapping[str, _Kind]] = {
    ENTRIES: _Kind(Part.NOTE, ("note", "deleted_at"), _note),
    ANSWERS: _Kind(Part.ANSWER, ("severity", "signs", "times", "at", "deleted_at"), report_of),
    READINGS: _Kind(Part.READING, ("value", "unit", "at", "deleted_at"), reading_of),
    MEDICINES_TAKEN: _Kind(Part.MEDICINE, ("medicine", "name", "at", "deleted_at"), medicine_of),
    DOSES: _Kind(Part.DOSE, ("treatment_id", "ordinal", *_DOSE), dose_of),
    TREATMENTS: _Kind(Part.TREATMENT, _TREATMENT, treatment_of),
    MEDICINE_PLANS: _Kind(Part.PLAN, _PLAN, plan_of),
    PHOTOS: _Kind(Part.PHOTO, ("caption", "deleted_at"), photo_of),
}
# What an undone import took out has no row any more, and is no change of the person's.
_STANDS: Final = " OR ".join(
    f"h.table_name = '{name}' AND EXISTS (SELECT 1 FROM {name} WHERE id = h.row_id)" for name in _KINDS
)
_TABLES: Final[Mapping[Part, str]] = {kind.part: table for table, kind in _KINDS.items()}
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
            WHERE ({_STANDS}) ORDER BY h.rowid DESC LIMIT ?""",
            [count * _LOOKED_AT],
        )
        changes = [
            change
            for change in rows.values(found, partial(self._change, hidden=hidden))
            if change is not None
        ][:count]
        plans = PlanVersions(self.db).newest(count)
        if not plans:
            return tuple(changes)
        return tuple(sorted((*changes, *plans), key=lambda change: change.at, reverse=True)[:count])

    def part_of(self, change_id: str) -> Part:
        """What a change was about."""
        return Part.PLAN if is_plan_change(change_id) else _KINDS[self._row(change_id)["table_name"]].part

    def put_back(self, change_id: str, *, at: datetime, by: Reporter) -> str | None:
        """Let a row stand again as before a change; the id of this change, None where nothing differed."""
        if is_plan_change(change_id):
            return PlanVersions(self.db).put_back(change_id, at=at, by=by)
        found = self._row(change_id)
        table, earlier = found["table_name"], json.loads(found["row"])
        columns = {name: earlier[name] for name in _KINDS[table].columns if name in earlier}
        with write(self.db):
            if not rows.change(self.db, table, earlier["id"], columns, at=at, by=by):
                return None
            return self._newest_of(table, earlier["id"])

    def remove(self, part: Part, key: str, *, at: datetime, by: Reporter) -> str | None:
        """Take one thing out of the diary; the id of the change, None where it is out already."""
        table = _TABLES[part]
        with write(self.db):
            return self._newest_of(table, key) if rows.remove(self.db, table, key, at=at, by=by) else None

    def newest_of(self, part: Part, key: str) -> str | None:
        """The newest change of one thing; None where it stands as it was first written."""
        return self._newest_of(_TABLES[part], key)

    def _newest_of(self, table: str, id: str) -> str | None:
        sql = f"SELECT id FROM {HISTORY} WHERE table_name = ? AND row_id = ? ORDER BY version DESC LIMIT 1"
        found = rows.select(self.db, sql, [table, id])
        return str(found[0]["id"]) if found else None

    def _row(self, change_id: str) -> Row:
        found = rows.select(self.db, f"SELECT * FROM {HISTORY} WHERE id = ?", [change_id])
        if not found:
            raise OurFault("no such change")
        return found[0]

    def _change(self, row: Row, *, hidden: bool | None) -> Change | None:
        kind = _KINDS[row["table_name"]]
        before = json.loads(row["row"])
        now = rows.find(self.db, row["table_name"], row["row_id"])
        if now is None:
            raise LookupError(row["row_id"])
        if kind.part is Part.NOTE and hidden is not None and _is_hidden(now, by_default=hidden):
            return None
        # A version from before a column was added says nothing of it: what stands there now goes for both.
        before = {**now, **before}
        after = now if row["next_row"] is None else {**now, **json.loads(row["next_row"])}
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
    by, own = Reporter(row["entered_by"]), to_optional_bool(row["note_hidden"])
    return is_note_hidden(by, own, by_default=by_default)


def _stood(row: Row, kind: _Kind) -> Stood | None:
    return None if row["deleted_at"] is not None else kind.build(row)
