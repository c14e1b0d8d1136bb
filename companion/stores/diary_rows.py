"""The rows of the diary as values."""

from __future__ import annotations

from datetime import date

from companion.core.diary import Entry, EntryState, MedicineTaken, Reading, SymptomReport
from companion.core.levels import Reporter, Severity
from companion.stores.columns import Row, to_ids, to_moment, to_number, to_optional_bool


def entry_of(row: Row, answers: list[Row], readings: list[Row]) -> Entry:
    return Entry(
        id=row["id"],
        day=date.fromisoformat(row["day"]),
        zone=row["zone"],
        state=EntryState(row["state"]),
        started_at=to_moment(row["started_at"]),
        touched_at=to_moment(row["touched_at"]),
        by=Reporter(row["entered_by"]),
        note=row["note"],
        note_hidden=to_optional_bool(row["note_hidden"]),
        asked=to_ids(row["asked"]),
        reports=tuple(report_of(answer) for answer in answers),
        readings=tuple(reading_of(reading) for reading in readings),
        from_paper=bool(row["from_paper"]),
    )


def how_bad_of(cells: tuple[str, str, str, str]) -> SymptomReport:
    id, symptom, severity, at = cells
    return SymptomReport(id, symptom, Severity(severity), to_moment(at))


def report_of_cells(cells: tuple[str, str, str, str, str, str]) -> SymptomReport:
    id, symptom, severity, at, signs, by = cells
    signs_found = frozenset(to_ids(signs))
    return SymptomReport(id, symptom, Severity(severity), to_moment(at), signs_found, Reporter(by))


def report_of(row: Row) -> SymptomReport:
    return SymptomReport(
        key=row["id"],
        symptom=row["symptom"],
        severity=Severity(row["severity"]),
        at=to_moment(row["at"]),
        signs=frozenset(to_ids(row["signs"])),
        by=Reporter(row["entered_by"]),
        count=row["times"],
    )


def reading_of(row: Row) -> Reading:
    return Reading(
        key=row["id"],
        kind=row["kind"],
        value=to_number(row["value"]),
        unit=row["unit"],
        at=to_moment(row["at"]),
        by=Reporter(row["entered_by"]),
    )


def medicine_of(row: Row) -> MedicineTaken:
    return MedicineTaken(
        key=row["id"],
        medicine=row["medicine"],
        name=row["name"],
        at=to_moment(row["at"]),
        by=Reporter(row["entered_by"]),
        plan_id=row["plan_id"],
        slot=row["slot"],
        amount=row["amount"],
        was_override=bool(row["was_override"]),
    )
