"""The changes of medicine plans: each is a version of its own, so that the past keeps the old one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from companion.core.changes import Change, Part
from companion.core.errors import OurFault
from companion.core.levels import Reporter
from companion.stores import rows
from companion.stores.columns import Cell, Row, from_moment, to_moment
from companion.stores.medicine_plans import plan_of
from companion.stores.seam import Database
from companion.stores.tables import MEDICINE_PLANS
from companion.stores.transactions import write

_MARK: Final = "plan:"
_CONTENT: Final = (
    "medicine",
    "name",
    "amount",
    "what_for",
    "recurrence",
    "zone",
    "first_day",
    "last_day",
    "stopped_at",
    "stop_reason",
    "level",
)
_STOCK: Final = ("stock_count", "stock_counted_at", "stock_per_dose", "stock_lead_days")


def is_plan_change(change_id: str) -> bool:
    """Whether an id names a version of a plan and no row of the history."""
    return change_id.startswith(_MARK)


@dataclass(frozen=True, slots=True)
class PlanVersions:
    """To put a plan back is to add a version that says what an earlier one said, from now on."""

    db: Database

    def newest(self, count: int) -> tuple[Change, ...]:
        """The newest versions that took the place of another one, newest first."""
        sql = f"""SELECT * FROM {MEDICINE_PLANS} WHERE version > 1 AND deleted_at IS NULL
            ORDER BY created_at DESC, rowid DESC LIMIT ?"""
        return rows.values(rows.select(self.db, sql, [count]), self._change)

    def put_back(self, change_id: str, *, at: datetime, by: Reporter) -> str | None:
        """The plan as before that version; the id of the change this makes, None where nothing differs."""
        after = rows.find(self.db, MEDICINE_PLANS, change_id.removeprefix(_MARK))
        if after is None:
            raise OurFault("no such version")
        before, newest = self._before(after), self._newest(after["plan_id"])
        if not _differ(before, newest):
            return None
        version = int(newest["version"]) + 1
        since = max(at, to_moment(newest["since"]) + timedelta.resolution)
        id = f"{after['plan_id']}.{version}"
        columns: Mapping[str, Cell] = {
            "plan_id": after["plan_id"],
            "version": version,
            **{name: before[name] for name in _CONTENT},
            **{name: newest[name] for name in _STOCK},
            "since": from_moment(since),
            "entered_by": by.value,
            "deleted_at": None,
        }
        if before["stopped_at"] is not None and before["stopped_at"] == before["since"]:
            # What was a pause is one again, from now on.
            columns = {**columns, "stopped_at": from_moment(since)}
        with write(self.db):
            rows.insert_once(self.db, MEDICINE_PLANS, id, columns, at=at)
        return _MARK + id

    def _change(self, after: Row) -> Change:
        before = self._before(after)
        return Change(
            id=_MARK + str(after["id"]),
            part=Part.PLAN,
            at=to_moment(after["created_at"]),
            by=Reporter(after["entered_by"]),
            before=plan_of(before),
            after=plan_of(after),
            can_be_put_back=_differ(before, self._newest(after["plan_id"])),
        )

    def _before(self, row: Row) -> Row:
        sql = (
            f"SELECT * FROM {MEDICINE_PLANS} WHERE plan_id = ? AND version < ? ORDER BY version DESC LIMIT 1"
        )
        found = rows.select(self.db, sql, [row["plan_id"], row["version"]])
        if not found:
            raise LookupError(row["id"])
        return found[0]

    def _newest(self, plan_id: str) -> Row:
        sql = f"""SELECT * FROM {MEDICINE_PLANS} WHERE plan_id = ? AND deleted_at IS NULL
            ORDER BY version DESC LIMIT 1"""
        found = rows.select(self.db, sql, [plan_id])
        if not found:
            raise OurFault("no such plan")
        return found[0]


def _differ(one: Row, other: Row) -> bool:
    return any(one[name] != other[name] for name in _CONTENT)
