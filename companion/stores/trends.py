"""The diary read along one symptom or one kind of reading, over months and years."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import partial

from companion.core.diary import EntryState
from companion.core.hidden_notes import is_note_hidden
from companion.core.levels import Reporter, Severity
from companion.stores import rows
from companion.stores.columns import from_moment, to_moment, to_number, to_optional_bool
from companion.stores.seam import Database
from companion.stores.tables import ANSWERS, ENTRIES, READINGS

_ESCAPE = "!"


@dataclass(frozen=True, slots=True)
class TrendsStore:
    """Reads only; deleted entries, answers and readings are left out."""

    db: Database

    def answers(self, symptom: str, first: date, last: date) -> tuple[tuple[date, datetime, Severity], ...]:
        """The day of the entry, the moment and the severity of each answer about a symptom."""
        sql = f"""SELECT e.day, a.at, a.severity FROM {ANSWERS} AS a JOIN {ENTRIES} AS e ON e.id = a.entry_id
            WHERE a.symptom = ? AND e.day BETWEEN ? AND ? AND a.deleted_at IS NULL AND e.deleted_at IS NULL
            ORDER BY a.at"""
        found = rows.cells(self.db, sql, [symptom, first.isoformat(), last.isoformat()])
        return rows.values(
            found, lambda cell: (date.fromisoformat(cell[0]), to_moment(cell[1]), Severity(cell[2]))
        )

    def all_answers(self, first: date, last: date) -> tuple[tuple[str, date, Severity], ...]:
        """The symptom, the day of the entry and the severity of each answer, whatever it is about."""
        sql = f"""SELECT a.symptom, e.day, a.severity FROM {ANSWERS} AS a
            JOIN {ENTRIES} AS e ON e.id = a.entry_id
            WHERE e.day BETWEEN ? AND ? AND a.deleted_at IS NULL AND e.deleted_at IS NULL
            ORDER BY a.symptom, a.at"""
        found = rows.cells(self.db, sql, [first.isoformat(), last.isoformat()])
        days = dict.fromkeys(cell[1] for cell in found)
        read = dict(zip(days, rows.values(days, date.fromisoformat), strict=True))
        severities = {severity.value: severity for severity in Severity}
        return rows.values(found, lambda cell: (str(cell[0]), read[cell[1]], severities[cell[2]]))

    def filled(self, first: date, last: date) -> tuple[tuple[date, datetime], ...]:
        """The day and the beginning of each entry that was filled in to the end, but for logs from paper."""
        sql = f"""SELECT day, started_at FROM {ENTRIES}
            WHERE day BETWEEN ? AND ? AND state = ? AND from_paper = 0 AND deleted_at IS NULL ORDER BY day"""
        found = rows.cells(self.db, sql, [first.isoformat(), last.isoformat(), EntryState.FINISHED.value])
        return rows.values(found, lambda cell: (date.fromisoformat(cell[0]), to_moment(cell[1])))

    def reported(self, since: date) -> tuple[tuple[str, int], ...]:
        """Each symptom that was there, with the number of its days; the most frequent first."""
        sql = f"""SELECT a.symptom, count(DISTINCT e.day) AS days FROM {ANSWERS} AS a
            JOIN {ENTRIES} AS e ON e.id = a.entry_id
            WHERE e.day >= ? AND a.severity <> ? AND a.deleted_at IS NULL AND e.deleted_at IS NULL
            GROUP BY a.symptom ORDER BY days DESC, a.symptom"""
        found = rows.cells(self.db, sql, [since.isoformat(), Severity.NONE.value])
        return rows.values(found, lambda cell: (str(cell[0]), int(cell[1])))

    def readings(
        self, kind: str, first: datetime, last: datetime
    ) -> tuple[tuple[datetime, Decimal, str], ...]:
        """The moment, value and unit of each reading of a kind."""
        sql = f"""SELECT r.at, r.value, r.unit FROM {READINGS} AS r
            LEFT JOIN {ENTRIES} AS e ON e.id = r.entry_id
            WHERE r.kind = ? AND r.at BETWEEN ? AND ? AND r.deleted_at IS NULL AND e.deleted_at IS NULL
            ORDER BY r.at"""
        found = rows.cells(self.db, sql, [kind, from_moment(first), from_moment(last)])
        return rows.values(found, lambda cell: (to_moment(cell[0]), to_number(cell[1]), str(cell[2])))

    def notes(self, *, hidden: bool | None = None) -> tuple[tuple[date, str], ...]:
        """The day and the text of each note, newest day first.

        With `hidden` those kept from a caregiver are left out; it says whether one that says nothing is.
        """
        return self._notes("note <> ''", (), hidden)

    def notes_that_may_hold(self, text: str, *, hidden: bool | None = None) -> tuple[tuple[date, str], ...]:
        """The same, without those that cannot hold the text, in whatever letters; whoever asks has to look.

        SQLite folds plain English letters only, so every note with another letter in it is among them. The
        others are left out inside the database, which is many times faster.
        """
        other_letters = "length(CAST(note AS BLOB)) <> length(note)"
        if not text.isascii():
            return self._notes(other_letters, (), hidden)
        holds = f"(note LIKE ? ESCAPE '{_ESCAPE}' OR {other_letters}) AND note <> ''"
        return self._notes(holds, (f"%{_escaped(text)}%",), hidden)

    def _notes(
        self, where: str, values: tuple[str, ...], hidden: bool | None
    ) -> tuple[tuple[date, str], ...]:
        sql = f"""SELECT day, note, entered_by, note_hidden FROM {ENTRIES}
            WHERE {where} AND deleted_at IS NULL ORDER BY day DESC, started_at DESC"""
        notes = rows.values(rows.cells(self.db, sql, values), partial(_note, hidden=hidden))
        return tuple((day, note) for day, note, is_hidden in notes if not is_hidden)


def _note(cell: tuple[str, str, str, int | None], *, hidden: bool | None) -> tuple[date, str, bool]:
    """The day, the text, and whether it is hidden from who looks, who sees all where `hidden` is None."""
    day, note, by, own = cell
    is_hidden = hidden is not None and is_note_hidden(Reporter(by), to_optional_bool(own), by_default=hidden)
    return date.fromisoformat(day), note, is_hidden


def _escaped(text: str) -> str:
    """With nothing in it that stands for other letters."""
    return text.replace(_ESCAPE, _ESCAPE * 2).replace("%", f"{_ESCAPE}%").replace("_", f"{_ESCAPE}_")
