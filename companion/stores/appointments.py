"""Appointments, as rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from companion.core.appointments import Appointment
from companion.core.levels import Reporter
from companion.stores import rows
from companion.stores.columns import (
    Cell,
    Row,
    clean,
    from_moment,
    from_optional_moment,
    from_wall,
    to_moment,
    to_optional_moment,
    to_wall,
)
from companion.stores.seam import Database
from companion.stores.tables import APPOINTMENTS


@dataclass(frozen=True, slots=True)
class AppointmentsStore:
    """A changed or cancelled appointment is saved under its id again; the history keeps what it was."""

    db: Database

    def appointments(self) -> tuple[Appointment, ...]:
        """All but the deleted ones, cancelled ones too, in the order they were written down."""
        found = rows.select(
            self.db, f"SELECT * FROM {APPOINTMENTS} WHERE deleted_at IS NULL ORDER BY created_at, rowid"
        )
        return rows.values(found, _appointment)

    def appointment(self, id: str) -> Appointment | None:
        """One of them."""
        found = rows.select(
            self.db, f"SELECT * FROM {APPOINTMENTS} WHERE id = ? AND deleted_at IS NULL", [id]
        )
        return rows.values(found, _appointment)[0] if found else None

    def save(self, appointment: Appointment, *, at: datetime) -> None:
        columns: dict[str, Cell] = {
            "version": appointment.version,
            "kind": appointment.kind,
            "title": clean(appointment.title),
            "wall": from_wall(appointment.wall),
            "zone": appointment.zone,
            "minutes": appointment.minutes,
            "place": clean(appointment.place),
            "to_bring": clean(appointment.to_bring),
            "notes": clean(appointment.notes),
            "recorded_at": from_moment(appointment.recorded_at),
            "cancelled_at": from_optional_moment(appointment.cancelled_at),
            "cancel_reason": clean(appointment.cancel_reason),
            "entered_by": appointment.by.value,
            "deleted_at": None,
        }
        rows.save(self.db, APPOINTMENTS, appointment.id, columns, at=at, by=appointment.by)


def _appointment(row: Row) -> Appointment:
    return Appointment(
        id=row["id"],
        version=row["version"],
        kind=row["kind"],
        title=row["title"],
        wall=to_wall(row["wall"]),
        zone=row["zone"],
        minutes=row["minutes"],
        place=row["place"],
        to_bring=row["to_bring"],
        notes=row["notes"],
        recorded_at=to_moment(row["recorded_at"]),
        cancelled_at=to_optional_moment(row["cancelled_at"]),
        cancel_reason=row["cancel_reason"],
        by=Reporter(row["entered_by"]),
    )
