"""The diary as rows: entries, the answers and readings in them, and medicines taken."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from companion.core.diary import Entry, EntryState, MedicineTaken, Reading, SymptomReport
from companion.core.errors import OurFault
from companion.core.levels import Reporter
from companion.stores import rows
from companion.stores.columns import Cell, Row, clean, from_ids, from_moment, from_number
from companion.stores.diary_rows import entry_of, how_bad_of, medicine_of, reading_of, report_of_cells
from companion.stores.seam import Database
from companion.stores.tables import ANSWERS, ENTRIES, MEDICINES_TAKEN, READINGS
from companion.stores.transactions import write

_KEPT = "deleted_at IS NULL"
# A deleted entry takes its answers and readings out of sight; a reading may stand outside any entry.
# Asked by the few that are deleted, which have an index: a list of all kept ones grows with the diary.
_IN_KEPT_ENTRY = (
    f"(entry_id IS NULL OR entry_id NOT IN (SELECT id FROM {ENTRIES} WHERE deleted_at IS NOT NULL))"
)


@dataclass(frozen=True, slots=True)
class DiaryStore:
    """Ids are made by the caller, so that a retry after a crash is the same row again.

    `at` is when something is saved; when it was felt or measured stands in the value itself.
    """

    db: Database

    def begin_entry(self, entry: Entry) -> None:
        """Add an entry with its answers and readings; one that was begun already stays as it is."""
        columns = {
            "day": entry.day.isoformat(),
            "zone": entry.zone,
            "state": entry.state.value,
            "started_at": from_moment(entry.started_at),
            "touched_at": from_moment(entry.touched_at),
            "note": clean(entry.note),
            "asked": from_ids(entry.asked),
            "entered_by": entry.by.value,
            "from_paper": int(entry.from_paper),
        }
        with write(self.db):
            if rows.insert_once(self.db, ENTRIES, entry.id, columns, at=entry.started_at):
                for report in entry.reports:
                    self.save_answer(entry.id, report, at=entry.touched_at)
                for reading in entry.readings:
                    self.save_reading(entry.id, reading, at=entry.touched_at)

    def save_answer(self, entry_id: str, report: SymptomReport, *, at: datetime) -> None:
        """Add an answer, or correct the one with this key."""
        columns = {
            "entry_id": entry_id,
            "symptom": report.symptom,
            "severity": report.severity.value,
            "signs": from_ids(sorted(report.signs)),
            "times": report.count,
            "at": from_moment(report.at),
            "entered_by": report.by.value,
            "deleted_at": None,
        }
        with write(self.db):
            if rows.save(self.db, ANSWERS, report.key, columns, at=at, by=report.by):
                self.touch(entry_id, at=at)

    def save_reading(self, entry_id: str | None, reading: Reading, *, at: datetime) -> None:
        """Add a reading, or correct the one with this key; outside any entry when `entry_id` is None."""
        columns = {
            "entry_id": entry_id,
            "kind": reading.kind,
            "value": from_number(reading.value),
            "unit": reading.unit,
            "at": from_moment(reading.at),
            "entered_by": reading.by.value,
            "deleted_at": None,
        }
        with write(self.db):
            saved = rows.save(self.db, READINGS, reading.key, columns, at=at, by=reading.by)
            if saved and entry_id is not None:
                self.touch(entry_id, at=at)

    def save_medicine(self, medicine: MedicineTaken, *, at: datetime) -> None:
        """Add a medicine that was taken, or correct the one with this key."""
        columns = {
            "medicine": medicine.medicine,
            "name": clean(medicine.name),
            "at": from_moment(medicine.at),
            "plan_id": medicine.plan_id,
            "slot": medicine.slot,
            "amount": clean(medicine.amount),
            "was_override": int(medicine.was_override),
            "entered_by": medicine.by.value,
            "deleted_at": None,
        }
        rows.save(self.db, MEDICINES_TAKEN, medicine.key, columns, at=at, by=medicine.by)

    def save_note(self, entry_id: str, note: str, *, at: datetime, by: Reporter) -> None:
        self._change_entry(entry_id, {"note": clean(note)}, at=at, by=by)

    def hide_note(self, entry_id: str, *, hidden: bool, at: datetime, by: Reporter) -> None:
        self._change_entry(entry_id, {"note_hidden": int(hidden)}, at=at, by=by)

    def set_asked(self, entry_id: str, asked: tuple[str, ...], *, at: datetime, by: Reporter) -> None:
        self._change_entry(entry_id, {"asked": from_ids(asked)}, at=at, by=by)

    def set_state(self, entry_id: str, state: EntryState, *, at: datetime, by: Reporter) -> None:
        self._change_entry(entry_id, {"state": state.value}, at=at, by=by)

    def touch(self, entry_id: str, *, at: datetime) -> None:
        """Note that someone was at work on the entry; never earlier than before. This keeps no history."""
        with write(self.db):
            row = rows.find(self.db, ENTRIES, entry_id)
            if row is None:
                raise OurFault(f"no entry {entry_id}")
            self.db.table(ENTRIES).update(entry_id, {"touched_at": max(row["touched_at"], from_moment(at))})

    def remove_entry(self, id: str, *, at: datetime, by: Reporter) -> None:
        """Take an entry with all in it out of the diary; it can be restored."""
        rows.remove(self.db, ENTRIES, id, at=at, by=by)

    def restore_entry(self, id: str, *, at: datetime, by: Reporter) -> None:
        rows.restore(self.db, ENTRIES, id, at=at, by=by)

    def remove_answer(self, key: str, *, at: datetime, by: Reporter) -> None:
        rows.remove(self.db, ANSWERS, key, at=at, by=by)

    def restore_answer(self, key: str, *, at: datetime, by: Reporter) -> None:
        rows.restore(self.db, ANSWERS, key, at=at, by=by)

    def remove_reading(self, key: str, *, at: datetime, by: Reporter) -> None:
        rows.remove(self.db, READINGS, key, at=at, by=by)

    def restore_reading(self, key: str, *, at: datetime, by: Reporter) -> None:
        rows.restore(self.db, READINGS, key, at=at, by=by)

    def remove_medicine(self, key: str, *, at: datetime, by: Reporter) -> None:
        rows.remove(self.db, MEDICINES_TAKEN, key, at=at, by=by)

    def restore_medicine(self, key: str, *, at: datetime, by: Reporter) -> None:
        rows.restore(self.db, MEDICINES_TAKEN, key, at=at, by=by)

    def entry(self, id: str) -> Entry | None:
        """One entry, or None where it is unknown or deleted."""
        found = self._entries("id = ?", id)
        return found[0] if found else None

    def entries_on(self, day: date) -> tuple[Entry, ...]:
        return self.entries_between(day, day)

    def entries_between(self, first: date, last: date) -> tuple[Entry, ...]:
        """Entries of the days from `first` to `last`, both included, oldest first."""
        return self._entries("day BETWEEN ? AND ?", first.isoformat(), last.isoformat())

    def open_drafts(self) -> tuple[Entry, ...]:
        """Entries that were begun and neither finished nor left, oldest first."""
        return self._entries("state = ?", EntryState.DRAFT.value)

    def recent(self, since: datetime) -> tuple[tuple[SymptomReport, ...], tuple[Reading, ...]]:
        """Answers and readings from `since` on, whatever the state of their entry, in order of time."""
        readings = self._since(READINGS, from_moment(since), _IN_KEPT_ENTRY)
        return self.reports_since(since), rows.values(readings, reading_of)

    def readings_between(self, first: datetime, last: datetime) -> tuple[Reading, ...]:
        """Readings from one moment to another, both included, in order of time."""
        where = f"at <= ? AND {_IN_KEPT_ENTRY}"
        found = self._since(READINGS, from_moment(first), where, from_moment(last))
        return rows.values(found, reading_of)

    def reports_since(self, since: datetime) -> tuple[SymptomReport, ...]:
        """Answers from `since` on, in order of time."""
        sql = f"""SELECT id, symptom, severity, at, signs, entered_by FROM {ANSWERS}
            WHERE at >= ? AND {_KEPT} AND {_IN_KEPT_ENTRY} ORDER BY at, rowid"""
        return rows.values(rows.cells(self.db, sql, [from_moment(since)]), report_of_cells)

    def newest_alike(self, since: datetime, until: datetime) -> tuple[SymptomReport, ...]:
        """Of the answers from `since` to before `until`, the newest of each symptom and severity.

        They come without signs and reporter: newer answers are only held against how bad it was.
        """
        sql = f"""SELECT id, symptom, severity, max(at) AS at FROM {ANSWERS}
            WHERE at >= ? AND at < ? AND {_KEPT} AND {_IN_KEPT_ENTRY} GROUP BY symptom, severity"""
        return rows.values(rows.cells(self.db, sql, [from_moment(since), from_moment(until)]), how_bad_of)

    def readings_since(self, since: datetime, longer: Mapping[str, datetime]) -> tuple[Reading, ...]:
        """Readings from `since` on, of some kinds from an earlier moment on, in order of time."""
        kinds = {kind: from_moment(moment) for kind, moment in longer.items()}
        chosen = " OR ".join(["at >= ?", *("(kind = ? AND at >= ?)" for _ in kinds)])
        wanted = [from_moment(since), *(cell for pair in kinds.items() for cell in pair)]
        first = min([from_moment(since), *kinds.values()])
        found = self._since(READINGS, first, f"({chosen}) AND {_IN_KEPT_ENTRY}", *wanted)
        return rows.values(found, reading_of)

    def medicines_since(self, since: datetime) -> tuple[MedicineTaken, ...]:
        """Medicines taken from `since` on, in order of time."""
        return rows.values(self._since(MEDICINES_TAKEN, from_moment(since), "1"), medicine_of)

    def medicine(self, key: str) -> MedicineTaken | None:
        """One medicine that was taken, or None where it is unknown or deleted."""
        found = rows.select(self.db, f"SELECT * FROM {MEDICINES_TAKEN} WHERE id = ? AND {_KEPT}", [key])
        return rows.values(found, medicine_of)[0] if found else None

    def _since(self, table: str, moment: str, where: str, *parameters: str) -> tuple[Row, ...]:
        sql = f"SELECT * FROM {table} WHERE at >= ? AND {_KEPT} AND {where} ORDER BY at, rowid"
        return rows.select(self.db, sql, [moment, *parameters])

    def _entries(self, where: str, *parameters: Cell) -> tuple[Entry, ...]:
        chosen = f"FROM {ENTRIES} WHERE {where} AND {_KEPT}"
        found = rows.select(self.db, f"SELECT * {chosen} ORDER BY started_at, rowid", parameters)
        parts: list[Mapping[str, list[Row]]] = []
        for table in (ANSWERS, READINGS):
            inside = f"entry_id IN (SELECT id {chosen})"
            sql = f"SELECT * FROM {table} WHERE {_KEPT} AND {inside} ORDER BY at, rowid"
            by_entry = defaultdict[str, list[Row]](list)
            for row in rows.select(self.db, sql, parameters):
                by_entry[row["entry_id"]].append(row)
            parts.append(by_entry)
        answers, readings = parts
        return rows.values(
            found, lambda row: entry_of(row, answers.get(row["id"], []), readings.get(row["id"], []))
        )

    def _change_entry(self, id: str, columns: Mapping[str, Cell], *, at: datetime, by: Reporter) -> None:
        with write(self.db):
            if rows.change(self.db, ENTRIES, id, columns, at=at, by=by):
                self.touch(id, at=at)
