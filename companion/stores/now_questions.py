"""Which older answers and readings are still to be followed by "How is it now?"; it keeps no history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from companion.core.diary import Reading, SymptomReport
from companion.core.levels import Reporter
from companion.stores import rows
from companion.stores.columns import from_moment, to_json, to_moment
from companion.stores.diary_rows import reading_of, report_of
from companion.stores.seam import Database
from companion.stores.tables import ANSWERS, ENTRIES, HALF_TYPED, READINGS
from companion.stores.transactions import write

_MARK: Final = "now:"
_WAITS: Final = to_json(True)
_SETTLED: Final = to_json(False)
_STANDS = f"""deleted_at IS NULL
    AND (entry_id IS NULL OR entry_id IN (SELECT id FROM {ENTRIES} WHERE deleted_at IS NULL))"""


@dataclass(frozen=True, slots=True)
class WaitsForNow:
    """An answer or a reading, and since when nobody has said how it is now."""

    piece: SymptomReport | Reading
    since: datetime


@dataclass(frozen=True, slots=True)
class NowQuestionsStore:
    """Beside what is half typed: it is nobody's answer either. A row stays and says whether it waits."""

    db: Database

    def waiting(self) -> tuple[WaitsForNow, ...]:
        """What waits and still stands in the diary, the first asked first."""
        wanted = f"SELECT id, updated_at FROM {HALF_TYPED} WHERE id LIKE ? AND value = ?"
        found = []
        for row in rows.select(self.db, f"{wanted} ORDER BY updated_at, rowid", [f"{_MARK}%", _WAITS]):
            piece = self._piece(str(row["id"]).removeprefix(_MARK))
            if piece is not None:
                found.append(WaitsForNow(piece, to_moment(row["updated_at"])))
        return tuple(found)

    def wait(self, key: str, *, at: datetime, by: Reporter) -> None:
        """Ask about the answer or reading with this key; in the transaction that writes it."""
        self._write(key, _WAITS, at, by)

    def settle(self, key: str, *, at: datetime, by: Reporter) -> None:
        """It was answered, or was nothing to ask about."""
        self._write(key, _SETTLED, at, by)

    def is_waiting(self, key: str) -> bool:
        """Whether it is still to be asked, wherever the piece is now."""
        row = rows.find(self.db, HALF_TYPED, _MARK + key)
        return row is not None and row["value"] == _WAITS

    def _piece(self, key: str) -> SymptomReport | Reading | None:
        answers = rows.select(self.db, f"SELECT * FROM {ANSWERS} WHERE id = ? AND {_STANDS}", [key])
        if answers:
            return rows.values(answers, report_of)[0]
        readings = rows.select(self.db, f"SELECT * FROM {READINGS} WHERE id = ? AND {_STANDS}", [key])
        return rows.values(readings, reading_of)[0] if readings else None

    def _write(self, key: str, value: str, at: datetime, by: Reporter) -> None:
        columns = {"value": value, "entered_by": by.value}
        with write(self.db):
            if not rows.insert_once(self.db, HALF_TYPED, _MARK + key, columns, at=at):
                changed = {**columns, "updated_at": from_moment(at)}
                self.db.table(HALF_TYPED).update(_MARK + key, changed)
