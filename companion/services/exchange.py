"""The diary out to files and in from one: looked at first, taken over whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from companion.core.catalogue import Catalogue
from companion.core.diary import Entry
from companion.core.errors import CompanionError, DataIsBroken, UserCanFix
from companion.core.exchange_file import LARGEST, ExchangeFile, exchange_text, parse_exchange
from companion.core.parsing import clip
from companion.core.plan_check import check_plan
from companion.core.whole_diary import WholeDiary
from companion.core.zones import is_known_zone
from companion.stores.aside import read_file, write_aside
from companion.stores.changes import ChangesStore
from companion.stores.exchange import Merged, all_rows, merge
from companion.stores.plain_copy import copy_plain
from companion.stores.shelf import Shelf
from companion.stores.transactions import write

# As many as the page of changes may be asked for.
_CHANGES_READ = 200
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


class _LookedOnly(Exception):
    """Raised to take a merge back that was only made to be counted."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file would bring: rows by kind, and the first and last day of its diary."""

    merged: Merged
    first_day: date | None
    last_day: date | None


@dataclass(frozen=True, slots=True)
class Exchange:
    """Files are written aside and then put in place; they are plain, and whoever has them can read them."""

    shelf: Shelf
    catalogue: Catalogue
    now: Callable[[], datetime]

    def export_json(self, target: Path) -> None:
        """Everything, with deleted rows and earlier versions, to take to another computer."""
        file = all_rows(self.shelf.db, now=self.now())
        write_aside(target, exchange_text(file).encode("utf-8"))

    def export_file(self, target: Path, content: bytes) -> None:
        """What was made elsewhere, such as a calendar, as one file."""
        write_aside(target, content)

    def export_sqlite(self, target: Path) -> None:
        """A plain SQLite file with the same tables."""
        copy_plain(self.shelf.db, target)

    def whole(self) -> WholeDiary:
        """All that a table or a report can be made of."""
        diary = self.shelf.diary
        return WholeDiary(
            entries=diary.entries_between(date.min, date.max),
            doses=self.shelf.doses.doses(),
            medicines=diary.medicines_since(_LONG_AGO),
            alerts=self.shelf.alerts.all_alerts(),
        )

    def export_tables(self, folder: Path, tables: Mapping[str, str]) -> tuple[Path, ...]:
        """One file for each table, by its name; the files that were written."""
        written = []
        for name, text in tables.items():
            target = folder / f"{name}.csv"
            write_aside(target, text.encode("utf-8"))
            written.append(target)
        return tuple(written)

    def preview(self, source: Path) -> Preview:
        """What an import would do; nothing is changed."""
        file = self._read(source)
        merged: list[Merged] = []
        try:
            with write(self.shelf.db):
                merged.append(self._merge(file, source))
                raise _LookedOnly
        except _LookedOnly:
            pass
        days = sorted(str(row.get("day")) for row in file.tables.get("entries", ()))
        return Preview(merged[0], _day(days[:1]), _day(days[-1:]))

    def import_json(self, source: Path) -> Merged:
        """Take everything over in one transaction; what follows from it must be judged by the caller."""
        return self._merge(self._read(source), source)

    def _read(self, source: Path) -> ExchangeFile:
        try:
            content = read_file(source, most=LARGEST)
        except OSError as error:
            raise UserCanFix("exchange.cannot_read", file=clip(source.name)) from error
        return parse_exchange(content, origin=clip(source.name))

    def _merge(self, file: ExchangeFile, source: Path) -> Merged:
        return merge(self.shelf.db, file, origin=source.name, verify=lambda: self._verify(source.name))

    def _verify(self, origin: str) -> None:
        """Whatever is in the diary now can be read, and is something a person can have."""
        self.shelf.read_all()
        ChangesStore(self.shelf.db).newest(_CHANGES_READ)
        for plan in self.shelf.medicine_plans.plans():
            try:
                check_plan(plan)
            except CompanionError as problem:
                raise DataIsBroken(origin, clip(f"medicine_plans.{plan.id}"), "impossible_row") from problem
        for entry in self.shelf.diary.entries_between(date.min, date.max):
            self._verify_entry(entry, origin)

    def _verify_entry(self, entry: Entry, origin: str) -> None:
        if not is_known_zone(entry.zone):
            raise DataIsBroken(origin, clip(f"entries.{entry.id}"), "unknown_id", value=clip(entry.zone))
        for report in entry.reports:
            if report.symptom not in self.catalogue.symptoms:
                raise DataIsBroken(
                    origin, clip(f"answers.{report.key}"), "unknown_id", value=clip(report.symptom)
                )
        for reading in entry.readings:
            kind = self.catalogue.readings.get(reading.kind)
            if kind is None or reading.unit not in kind.unit_codes:
                raise DataIsBroken(
                    origin, clip(f"readings.{reading.key}"), "unknown_id", value=clip(reading.kind)
                )
            if not kind.in_range(reading.value, reading.unit):
                raise DataIsBroken(origin, clip(f"readings.{reading.key}"), "impossible_number")


def _day(texts: list[str]) -> date | None:
    return date.fromisoformat(texts[0]) if texts else None
