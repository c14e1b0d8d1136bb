"""The answers of a set-up that is not finished, so that closing half-way loses nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from companion.core.levels import Reporter
from companion.stores import rows
from companion.stores.columns import Row, to_json
from companion.stores.seam import Database
from companion.stores.tables import SETUP
from companion.stores.transactions import write


@dataclass(frozen=True, slots=True)
class SetupStore:
    """One row for each question, named by the page that asks it; an answer is anything JSON can say."""

    db: Database

    def answers(self) -> Mapping[str, object]:
        """What was answered so far, by question."""
        found = rows.select(self.db, f"SELECT id, value FROM {SETUP} WHERE deleted_at IS NULL ORDER BY rowid")
        return dict(rows.values(found, _answer))

    def save(self, question: str, answer: object, *, at: datetime, by: Reporter) -> None:
        columns = {"value": to_json(answer), "entered_by": by.value, "deleted_at": None}
        rows.save(self.db, SETUP, question, columns, at=at, by=by)

    def clear(self, *, at: datetime, by: Reporter) -> None:
        """Put the draft away once its answers stand where they belong."""
        with write(self.db):
            for question in self.answers():
                rows.remove(self.db, SETUP, question, at=at, by=by)


def _answer(row: Row) -> tuple[str, object]:
    return row["id"], json.loads(row["value"])
