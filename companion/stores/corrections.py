"""Putting right what stands in the diary: the row keeps its place, and its history what it said before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from companion.core.diary import MedicineTaken, Reading, SymptomReport
from companion.core.levels import Reporter
from companion.stores import rows
from companion.stores.columns import Cell, clean, from_ids, from_moment, from_number
from companion.stores.seam import Database
from companion.stores.tables import ANSWERS, MEDICINES_TAKEN, READINGS


@dataclass(frozen=True, slots=True)
class CorrectionsStore:
    """Who said it stays; `by` is who puts it right. Each tells whether anything was different."""

    db: Database

    def answer(self, report: SymptomReport, *, at: datetime, by: Reporter) -> bool:
        """Other words of the answer with this key."""
        columns = {
            "severity": report.severity.value,
            "signs": from_ids(sorted(report.signs)),
            "times": report.count,
            "at": from_moment(report.at),
        }
        return self._change(ANSWERS, report.key, columns, at=at, by=by)

    def reading(self, reading: Reading, *, at: datetime, by: Reporter) -> bool:
        """Another value, unit or time of the reading with this key."""
        columns = {
            "value": from_number(reading.value),
            "unit": reading.unit,
            "at": from_moment(reading.at),
        }
        return self._change(READINGS, reading.key, columns, at=at, by=by)

    def medicine(self, taken: MedicineTaken, *, at: datetime, by: Reporter) -> bool:
        """Another medicine or time of what was taken under this key."""
        columns = {
            "medicine": taken.medicine,
            "name": clean(taken.name),
            "at": from_moment(taken.at),
            "plan_id": taken.plan_id,
            "slot": taken.slot,
        }
        return self._change(MEDICINES_TAKEN, taken.key, columns, at=at, by=by)

    def _change(
        self, table: str, key: str, columns: Mapping[str, Cell], *, at: datetime, by: Reporter
    ) -> bool:
        return rows.change(self.db, table, key, columns, at=at, by=by)
