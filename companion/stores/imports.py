"""What each import brought, and the exact way back: what it brought goes, what was written since stays."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from companion.core.alerts import AlertEventKind
from companion.core.errors import UserCanFix
from companion.core.imports import ImportDone, Undone
from companion.core.levels import Reporter
from companion.stores import rows
from companion.stores.columns import Row, from_moment, row_from_json, to_json, to_moment
from companion.stores.exchange import carried_tables
from companion.stores.merged import BroughtRow, Merged, sign_of
from companion.stores.seam import Database
from companion.stores.tables import (
    ALERT_EVENTS,
    ALERTS,
    ENTRIES,
    HISTORY,
    IDENTITY,
    IMPORTS,
    MEDICINE_PLANS,
    MEDICINE_SKIPS,
    MEDICINES_TAKEN,
)
from companion.stores.transactions import write

Place = tuple[str, str]
_NOTHING = "{}"
# These name a plan, though the tables do not say so.
_OF_A_PLAN: Final = (MEDICINES_TAKEN, MEDICINE_SKIPS)
# Of these all parts stay if one does: half an evening, or an alert without what happened to it, is none.
_WHOLES: Final = frozenset({ENTRIES, ALERTS})
_LOOKED_AT: Final = frozenset({AlertEventKind.RAISED.value, AlertEventKind.RAISED_HIGHER.value})


def remember_import(db: Database, merged: Merged, *, origin: str, at: datetime, by: Reporter) -> str:
    """Write down what an import brought, in the transaction of the merge; its id."""
    brought = {
        name: {id: [row.sign, row.earlier] for id, row in found.items()}
        for name, found in merged.brought.items()
    }
    return _add(db, origin, merged.diary_before, to_json(brought), None, at=at, by=by)


def imports_done(db: Database) -> tuple[ImportDone, ...]:
    """Every import, the newest first."""
    found = rows.select(db, f"SELECT * FROM {IMPORTS} ORDER BY rowid DESC")
    undone = {row["undoes"]: to_moment(row["at"]) for row in found if row["undoes"] is not None}
    return rows.values(
        (row for row in found if row["undoes"] is None),
        lambda row: ImportDone(
            row["id"],
            to_moment(row["at"]),
            row["origin"],
            sum(len(ids) for ids in json.loads(row["brought"]).values()),
            undone.get(row["id"]),
        ),
    )


def undo_import(
    db: Database, import_id: str, *, at: datetime, by: Reporter, verify: Callable[[], None]
) -> Undone:
    """Take out again what an import brought; UserCanFix says why not, and then nothing is changed.

    What it made newer is as it was before. What was changed since, and what that belongs to, stays. All that
    goes is kept as an earlier version.
    """
    done = imports_done(db)
    standing = [one for one in done if one.undone_at is None and one.rows]
    wanted = next((one for one in done if one.id == import_id), None)
    if wanted is None or wanted.undone_at is not None:
        raise UserCanFix("exchange.undone_already")
    if not wanted.can_be_undone(at):
        raise UserCanFix("exchange.undo_too_late")
    if standing[0].id != import_id:
        raise UserCanFix("exchange.undo_newer_first")
    with write(db):
        row = rows.find(db, IMPORTS, import_id)
        assert row is not None
        undone = _Undoing(db, _read(row["brought"]), at, by).undo()
        if not undone.stayed:
            db.execute(f"UPDATE {IDENTITY} SET id = ?", [row["diary_before"]])
        if db.execute("PRAGMA foreign_key_check").fetchall():
            raise UserCanFix("exchange.cannot_undo")
        verify()
        _add(db, wanted.origin, row["diary_before"], _NOTHING, import_id, at=at, by=by)
    return undone


def forget_old_imports(db: Database, *, now: datetime) -> None:
    """Of imports that can no longer be undone only the file's name and the day are kept."""
    old = [one for one in imports_done(db) if one.rows and not one.can_be_undone(now)]
    with write(db):
        for one in old:
            db.table(IMPORTS).update(one.id, {"brought": _NOTHING})


@dataclass(slots=True)
class _Undoing:
    db: Database
    brought: Mapping[str, Mapping[str, BroughtRow]]
    at: datetime
    by: Reporter
    going: dict[Place, BroughtRow] = field(default_factory=dict)

    def undo(self) -> Undone:
        unchanged = dict(self._unchanged())
        self.going = {place: row for place, row in unchanged.items() if row.earlier is None}
        self._let_stay_what_is_needed()
        back = {place: row for place, row in unchanged.items() if row.earlier is not None}
        alerts = self._alerts_on_nothing_else()
        for (name, id), row in back.items():
            self._put_back(name, id, str(row.earlier))
        for place in (*alerts, *self._last_first(self.going)):
            self._take_out(*place)
        total = sum(len(found) for found in self.brought.values())
        return Undone(len(self.going), len(back), total - len(self.going) - len(back))

    def _unchanged(self) -> Iterator[tuple[Place, BroughtRow]]:
        for name, found in self.brought.items():
            stored = {row["id"]: row for row in rows.select(self.db, f"SELECT * FROM {name}")}
            for id, brought in found.items():
                if id in stored and sign_of(stored[id]) == brought.sign:
                    yield (name, id), brought

    def _let_stay_what_is_needed(self) -> None:
        """What stays keeps what it belongs to, and so on until nothing more is held back."""
        links = [
            (self._keys(name, str(key.column)), self._keys(str(key.other_table), str(key.other_column)))
            for name in carried_tables()
            for key in self.db.table(name).foreign_keys
        ]
        links += [(self._keys(name, "plan_id"), self._plans_brought()) for name in _OF_A_PLAN]
        before = -1
        while before != len(self.going):
            before = len(self.going)
            self._hold_back_versions()
            for children, parents in links:
                self._hold_back(children, parents)

    def _hold_back(self, children: Mapping[Place, str], parents: Mapping[Place, str]) -> None:
        held = {key for place, key in children.items() if place not in self.going}
        for place, key in parents.items():
            if key in held:
                self.going.pop(place, None)
        whole = {
            key
            for place, key in parents.items()
            if place[0] in _WHOLES and self._came_new(place) and place not in self.going
        }
        for place, key in children.items():
            if key in whole:
                self.going.pop(place, None)

    def _hold_back_versions(self) -> None:
        """A version of a plan that another one follows stays with it."""
        sql = f"SELECT id, plan_id, version FROM {MEDICINE_PLANS} ORDER BY version DESC"
        followed: set[str] = set()
        for id, plan, _ in rows.cells(self.db, sql):
            place = (MEDICINE_PLANS, str(id))
            if plan in followed:
                self.going.pop(place, None)
            elif place not in self.going:
                followed.add(plan)

    def _plans_brought(self) -> Mapping[Place, str]:
        """The versions of plans of which nothing was here before; a plan is named, but by no foreign key."""
        plans = self._keys(MEDICINE_PLANS, "plan_id")
        here = {plan for place, plan in plans.items() if not self._came_new(place)}
        return {place: plan for place, plan in plans.items() if plan not in here}

    def _came_new(self, place: Place) -> bool:
        row = self.brought.get(place[0], {}).get(place[1])
        return row is not None and row.earlier is None

    def _keys(self, name: str, column: str) -> Mapping[Place, str]:
        sql = f'SELECT id, "{column}" FROM {name} WHERE "{column}" IS NOT NULL'
        return {(name, str(id)): str(key) for id, key in rows.cells(self.db, sql)}

    def _alerts_on_nothing_else(self) -> tuple[Place, ...]:
        """Alerts that stand on nothing but what goes, and that nobody has seen: with their events, first."""
        ids = {id for _, id in self.going}
        found: list[Place] = []
        for row in rows.select(self.db, f"SELECT id, evidence FROM {ALERTS}"):
            keys = {str(one["key"]) for one in json.loads(row["evidence"])}
            if (ALERTS, row["id"]) in self.going or not keys or not keys <= ids:
                continue
            sql = f"SELECT id, kind FROM {ALERT_EVENTS} WHERE alert_id = ?"
            events = rows.select(self.db, sql, [row["id"]])
            if all(event["kind"] in _LOOKED_AT for event in events) and not self._is_known(row["id"]):
                found += [(ALERT_EVENTS, event["id"]) for event in events] + [(ALERTS, row["id"])]
        return tuple(found)

    def _is_known(self, alert: str) -> bool:
        return bool(rows.cells(self.db, "SELECT 1 FROM team_knows WHERE alert_id = ? LIMIT 1", [alert]))

    def _put_back(self, name: str, id: str, version: str) -> None:
        kept = rows.find(self.db, HISTORY, version)
        stored = self._find(name, id)
        assert kept is not None
        assert stored is not None
        rows.keep_version(self.db, name, stored, at=self.at, by=None)
        earlier = row_from_json(kept["row"])
        self.db.table(name).update(id, {k: v for k, v in earlier.items() if k != "id" and k in stored})

    def _take_out(self, name: str, id: str) -> None:
        stored = self._find(name, id)
        assert stored is not None
        rows.keep_version(self.db, name, stored, at=self.at, by=None)
        self.db.execute(f"DELETE FROM {name} WHERE id = ?", [id])

    def _last_first(self, going: Mapping[Place, BroughtRow]) -> Iterator[Place]:
        order = {name: n for n, name in enumerate(carried_tables())}
        return iter(sorted(going, key=lambda place: order[place[0]], reverse=True))

    def _find(self, name: str, id: str) -> Row | None:
        return rows.find(self.db, name, id)


def _read(text: str) -> Mapping[str, Mapping[str, BroughtRow]]:
    return {
        name: {id: BroughtRow(sign, earlier) for id, (sign, earlier) in found.items()}
        for name, found in json.loads(text).items()
    }


def _add(
    db: Database,
    origin: str,
    diary_before: str,
    brought: str,
    undoes: str | None,
    *,
    at: datetime,
    by: Reporter,
) -> str:
    id, moment = rows.new_id(), from_moment(at)
    db.table(IMPORTS).insert(
        {
            "id": id,
            "at": moment,
            "origin": origin,
            "diary_before": diary_before,
            "brought": brought,
            "undoes": undoes,
            "created_at": moment,
            "updated_at": moment,
            "entered_by": by.value,
        }
    )
    return id
