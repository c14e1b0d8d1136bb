"""What was asked about reminders and what the person said, by question: zones, the test, the sound."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from companion.core.levels import Reporter
from companion.stores import rows
from companion.stores.columns import Row, to_json
from companion.stores.seam import Database
from companion.stores.tables import REMINDER_ANSWERS


@dataclass(frozen=True, slots=True)
class ReminderAnswersStore:
    """One row for each question; a new answer keeps the earlier one in the history."""

    db: Database

    def answers(self) -> Mapping[str, str]:
        """Every answer by its question."""
        found = rows.select(self.db, f"SELECT id, value FROM {REMINDER_ANSWERS} WHERE deleted_at IS NULL")
        return dict(rows.values(found, _answer))

    def save(self, question: str, answer: str, *, at: datetime, by: Reporter | None) -> None:
        """`by` is None for what the program itself found out."""
        entered_by = rows.PROGRAM if by is None else by.value
        columns = {"value": to_json(answer), "entered_by": entered_by, "deleted_at": None}
        rows.save(self.db, REMINDER_ANSWERS, question, columns, at=at, by=by)


def _answer(row: Row) -> tuple[str, str]:
    value = json.loads(row["value"])
    if not isinstance(value, str):
        raise TypeError(type(value).__name__)
    return row["id"], value
