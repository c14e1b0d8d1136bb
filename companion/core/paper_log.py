"""A log that was written on paper, as it is typed back: one row for each time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from companion.core.diary import Entry, EntryState, Reading, SymptomReport
from companion.core.formats import Formats
from companion.core.levels import Reporter, Severity


@dataclass(frozen=True, slots=True)
class Level:
    """A sign and how bad it was at that time."""

    symptom: str
    severity: Severity


@dataclass(frozen=True, slots=True)
class Value:
    """A reading in the unit with this code."""

    kind: str
    value: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class LogRow:
    """What stands on the paper for one time."""

    at: datetime
    values: tuple[Value, ...]
    levels: tuple[Level, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written down for this time."""
        return not self.values and not self.levels


def entries_of_log(
    rows: Iterable[LogRow],
    note: str,
    *,
    by: Reporter,
    now: datetime,
    formats: Formats,
    new_id: Callable[[], str],
) -> tuple[Entry, ...]:
    """An entry from paper for each local day, the first day first; the note stands with the first."""
    by_day: dict[date, list[LogRow]] = defaultdict(list)
    for row in rows:
        if not row.is_empty:
            by_day[formats.day_of(row.at)].append(row)
    entries = []
    for n, (day, of_day) in enumerate(sorted(by_day.items())):
        reports = tuple(
            SymptomReport(new_id(), one.symptom, one.severity, row.at, by=by)
            for row in of_day
            for one in row.levels
        )
        readings = tuple(
            Reading(new_id(), one.kind, one.value, one.unit, row.at, by)
            for row in of_day
            for one in row.values
        )
        entries.append(
            Entry(
                id=new_id(),
                day=day,
                zone=formats.zone,
                state=EntryState.FINISHED,
                started_at=now,
                touched_at=now,
                by=by,
                note="" if n else note,
                asked=tuple(dict.fromkeys(report.symptom for report in reports)),
                reports=reports,
                readings=readings,
                from_paper=True,
            )
        )
    return tuple(entries)
