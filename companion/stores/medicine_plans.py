"""The plans of medicines in their versions, and what was left out, as rows."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date, datetime

from companion.core.errors import DataIsBroken, UserCanFix
from companion.core.levels import Reporter
from companion.core.plan import MedicinePlan, MedicineSkipped, SkipReason, Stock
from companion.core.recurrence import Recurrence, Taper, parse_recurrence, recurrence_mapping
from companion.core.reminder_policy import Urgency
from companion.stores import rows
from companion.stores.columns import (
    Cell,
    Row,
    clean,
    from_day,
    from_moment,
    from_number,
    from_optional_moment,
    to_day,
    to_json,
    to_moment,
    to_number,
    to_optional_moment,
)
from companion.stores.seam import Database
from companion.stores.tables import MEDICINE_PLANS, MEDICINE_SKIPS


@dataclass(frozen=True, slots=True)
class MedicinePlansStore:
    """A version is a row of its own; stopping or counting changes the newest, and the history keeps it."""

    db: Database

    def plans(self) -> tuple[MedicinePlan, ...]:
        """Every version of every plan, in the order the plans were begun."""
        sql = f"SELECT * FROM {MEDICINE_PLANS} WHERE deleted_at IS NULL ORDER BY since, rowid"
        return rows.values(rows.select(self.db, sql), plan_of)

    def save(self, plan: MedicinePlan, *, at: datetime) -> None:
        """Add a version, or put new values into the one with this number."""
        stock = plan.stock
        columns: dict[str, Cell] = {
            "plan_id": plan.id,
            "version": plan.version,
            "medicine": plan.medicine,
            "name": clean(plan.name),
            "amount": clean(plan.amount),
            "what_for": clean(plan.what_for),
            "recurrence": to_json(recurrence_mapping(_cleaned(plan.recurrence))),
            "zone": plan.zone,
            "first_day": plan.first_day.isoformat(),
            "last_day": from_day(plan.last_day),
            "since": from_moment(plan.since),
            "stopped_at": from_optional_moment(plan.stopped_at),
            "stop_reason": clean(plan.stop_reason),
            "stock_count": from_number(stock.count) if stock else None,
            "stock_counted_at": from_moment(stock.counted_at) if stock else None,
            "stock_per_dose": from_number(stock.per_dose) if stock else None,
            "stock_lead_days": stock.lead_days if stock else None,
            "level": plan.level.value,
            "entered_by": plan.by.value,
            "deleted_at": None,
        }
        rows.save(self.db, MEDICINE_PLANS, row_id(plan), columns, at=at, by=plan.by)

    def skips_since(self, moment: datetime) -> tuple[MedicineSkipped, ...]:
        """What was left out from that moment on, as it was said."""
        sql = f"SELECT * FROM {MEDICINE_SKIPS} WHERE at >= ? AND deleted_at IS NULL ORDER BY at, rowid"
        return rows.values(rows.select(self.db, sql, [from_moment(moment)]), _skip)

    def add_skip(self, skip: MedicineSkipped) -> None:
        """Add one; a retry adds nothing."""
        columns: dict[str, Cell] = {
            "plan_id": skip.plan_id,
            "slot": skip.slot,
            "reason": skip.reason.value,
            "at": from_moment(skip.at),
            "entered_by": skip.by.value,
            "deleted_at": None,
        }
        rows.insert_once(self.db, MEDICINE_SKIPS, skip.id, columns, at=skip.at)

    def remove_skip(self, id: str, *, at: datetime, by: Reporter) -> None:
        rows.remove(self.db, MEDICINE_SKIPS, id, at=at, by=by)


def row_id(plan: MedicinePlan) -> str:
    """The key of a version's row: a retry writes the same row again."""
    return f"{plan.id}.{plan.version}"


def plan_of(row: Row) -> MedicinePlan:
    return MedicinePlan(
        id=row["plan_id"],
        version=row["version"],
        medicine=row["medicine"],
        name=row["name"],
        amount=row["amount"],
        what_for=row["what_for"],
        recurrence=_recurrence(row["recurrence"]),
        zone=row["zone"],
        first_day=date.fromisoformat(row["first_day"]),
        last_day=to_day(row["last_day"]),
        since=to_moment(row["since"]),
        stopped_at=to_optional_moment(row["stopped_at"]),
        stop_reason=row["stop_reason"],
        stock=_stock(row),
        level=Urgency(row["level"]),
        by=Reporter(row["entered_by"]),
    )


def _cleaned(recurrence: Recurrence) -> Recurrence:
    if not isinstance(recurrence, Taper):
        return recurrence
    return Taper(tuple(replace(step, amount=clean(step.amount)) for step in recurrence.steps))


def _recurrence(text: str) -> Recurrence:
    try:
        return parse_recurrence(json.loads(text), MEDICINE_PLANS)
    except DataIsBroken as error:
        raise UserCanFix("storage.unreadable") from error


def _stock(row: Row) -> Stock | None:
    if row["stock_count"] is None:
        return None
    return Stock(
        count=to_number(row["stock_count"]),
        counted_at=to_moment(row["stock_counted_at"]),
        per_dose=to_number(row["stock_per_dose"]),
        lead_days=row["stock_lead_days"],
    )


def _skip(row: Row) -> MedicineSkipped:
    return MedicineSkipped(
        id=row["id"],
        plan_id=row["plan_id"],
        slot=row["slot"],
        reason=SkipReason(row["reason"]),
        at=to_moment(row["at"]),
        by=Reporter(row["entered_by"]),
    )
