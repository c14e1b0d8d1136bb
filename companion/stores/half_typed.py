"""What is half typed, as one row that is written over: it is nobody's answer, and keeps no history."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from companion.core.half_typed import HalfTyped
from companion.core.levels import Reporter
from companion.stores import rows
from companion.stores.columns import clean, from_moment, to_json
from companion.stores.seam import Database
from companion.stores.tables import HALF_TYPED
from companion.stores.transactions import write

_ROW: Final = "diary"


@dataclass(frozen=True, slots=True)
class HalfTypedStore:
    """There is at most one, as there is one person at the keyboard."""

    db: Database

    def kept(self) -> HalfTyped | None:
        """What was typed last and never finished; None too where it cannot be understood."""
        row = rows.find(self.db, HALF_TYPED, _ROW)
        if row is None or not row["value"]:
            return None
        try:
            value = json.loads(row["value"])
            return HalfTyped(
                day=date.fromisoformat(value["day"]),
                stage=str(value["stage"]),
                subject=str(value["subject"]),
                by=Reporter(row["entered_by"]),
                fields={str(name): str(text) for name, text in value["fields"].items()},
            )
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return None

    def keep(self, half: HalfTyped, *, at: datetime) -> None:
        """This, in place of what was kept before."""
        value = {
            "day": half.day.isoformat(),
            "stage": half.stage,
            "subject": half.subject,
            "fields": {name: clean(text) for name, text in half.fields.items()},
        }
        self._write(to_json(value), half.by, at)

    def drop(self, *, at: datetime) -> None:
        """Nothing is half typed any more."""
        row = rows.find(self.db, HALF_TYPED, _ROW)
        if row is not None and row["value"]:
            self._write("", Reporter(row["entered_by"]), at)

    def _write(self, value: str, by: Reporter, at: datetime) -> None:
        columns = {"value": value, "entered_by": by.value}
        with write(self.db):
            if not rows.insert_once(self.db, HALF_TYPED, _ROW, columns, at=at):
                self.db.table(HALF_TYPED).update(_ROW, {**columns, "updated_at": from_moment(at)})
