"""The thinking checks that were done, as rows."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from companion.core.levels import Reporter
from companion.core.thinking_check import DoneCheck, ItemAnswer
from companion.stores import rows
from companion.stores.columns import Cell, Row, clean, from_moment, to_json, to_moment
from companion.stores.seam import Database
from companion.stores.tables import THINKING_CHECKS


@dataclass(frozen=True, slots=True)
class ThinkingStore:
    """A check is added once and never changed; ids are made by the caller."""

    db: Database

    def add(self, done: DoneCheck) -> None:
        """Add a check; one that is there already stays as it is."""
        columns: dict[str, Cell] = {
            "at": from_moment(done.at),
            "answers": to_json([_written(answer) for answer in done.answers]),
            "points": done.points,
            "is_baseline": int(done.is_baseline),
            "entered_by": done.by.value,
            "deleted_at": None,
        }
        rows.insert_once(self.db, THINKING_CHECKS, done.id, columns, at=done.at)

    def baseline(self) -> DoneCheck | None:
        """The person's own first check, if it was done before the treatment."""
        found = self._checks("is_baseline = 1 ORDER BY at, rowid LIMIT 1")
        return found[0] if found else None

    def since(self, moment: datetime) -> tuple[DoneCheck, ...]:
        """Checks from that moment on, oldest first."""
        return self._checks("at >= ? ORDER BY at, rowid", [from_moment(moment)])

    def between(self, first: datetime, last: datetime) -> tuple[DoneCheck, ...]:
        """Checks from one moment to another, both included, oldest first."""
        return self._checks("at >= ? AND at <= ? ORDER BY at, rowid", map(from_moment, (first, last)))

    def checks(self) -> tuple[DoneCheck, ...]:
        """Every check, oldest first."""
        return self._checks("1 ORDER BY at, rowid")

    def _checks(self, where: str, parameters: Iterable[str] = ()) -> tuple[DoneCheck, ...]:
        sql = f"SELECT * FROM {THINKING_CHECKS} WHERE deleted_at IS NULL AND {where}"
        return rows.values(rows.select(self.db, sql, parameters), _check)


def _written(answer: ItemAnswer) -> dict[str, object]:
    return {"item": answer.item, "right": answer.right, "typed": clean(answer.typed)}


def _check(row: Row) -> DoneCheck:
    answers = tuple(
        ItemAnswer(str(one["item"]), bool(one["right"]), str(one["typed"]))
        for one in json.loads(row["answers"])
    )
    return DoneCheck(
        id=row["id"],
        at=to_moment(row["at"]),
        answers=answers,
        points=row["points"],
        is_baseline=bool(row["is_baseline"]),
        by=Reporter(row["entered_by"]),
    )
