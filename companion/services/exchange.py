"""The diary out to files and in from one: looked at first, taken over whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from companion.core.catalogue import Catalogue
from companion.core.copies import difference
from companion.core.diary import Entry
from companion.core.errors import CompanionError, DataIsBroken, UserCanFix
from companion.core.exchange_file import LARGEST, ExchangeFile, exchange_text, parse_exchange
from companion.core.hidden_notes import all_as_seen_by
from companion.core.import_wording import ImportPreview, contents_days, name_in
from companion.core.imports import ImportDone, Undone
from companion.core.levels import Reporter
from companion.core.parsing import clip
from companion.core.plan import newest_versions
from companion.core.plan_check import check_plan
from companion.core.whole_diary import WholeDiary
from companion.core.zones import is_known_zone
from companion.stores.aside import read_file, write_aside
from companion.stores.changes import ChangesStore
from companion.stores.contents import contents
from companion.stores.exchange import Progress, all_rows, merge
from companion.stores.imports import forget_old_imports, imports_done, remember_import, undo_import
from companion.stores.merged import Merged
from companion.stores.plain_copy import copy_plain
from companion.stores.shelf import Shelf
from companion.stores.staging import staged
from companion.stores.tables import IMPORTS
from companion.stores.transactions import one_look

# As many as the page of changes may be asked for.
_CHANGES_READ = 200
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Exchange:
    """Files are written aside and then put in place; they are plain, and whoever has them can read them."""

    shelf: Shelf
    catalogue: Catalogue
    now: Callable[[], datetime]

    def export_json(self, target: Path, *, progress: Progress | None = None) -> None:
        """Everything, with deleted rows and earlier versions, to take to another computer.

        UserCanFix where it is more than another computer would take.
        """
        with one_look(self.shelf.db):
            file = all_rows(self.shelf.db, now=self.now(), progress=progress)
        content = exchange_text(file).encode("utf-8")
        if len(content) > LARGEST:
            raise UserCanFix("exchange.too_large_to_save")
        write_aside(target, content)

    def export_file(self, target: Path, content: bytes) -> None:
        """What was made elsewhere, such as a calendar, as one file."""
        write_aside(target, content)

    def export_sqlite(self, target: Path) -> None:
        """A plain SQLite file with the same tables."""
        copy_plain(self.shelf.db, target)

    def whole(self) -> WholeDiary:
        """All that a table or a report can be made of; a note that the patient keeps hidden is left out."""
        diary, hide = self.shelf.diary, self.shelf.preferences.preferences().hide_notes
        entries = diary.entries_between(date.min, date.max)
        return WholeDiary(
            entries=all_as_seen_by(entries, Reporter.CAREGIVER, by_default=hide),
            readings=diary.readings_since(_LONG_AGO, {}),
            doses=self.shelf.doses.doses(),
            medicines=diary.medicines_since(_LONG_AGO),
            alerts=self.shelf.alerts.all_alerts(),
            person=self.shelf.people.person(),
            plans=newest_versions(self.shelf.medicine_plans.plans()),
            appointments=self.shelf.appointments.appointments(),
        )

    def export_tables(self, folder: Path, tables: Mapping[str, str]) -> tuple[Path, ...]:
        """One file for each table, by its name; the files that were written."""
        written = []
        for name, text in tables.items():
            target = folder / f"{name}.csv"
            write_aside(target, text.encode("utf-8"))
            written.append(target)
        return tuple(written)

    def import_file(
        self,
        file: ExchangeFile,
        *,
        origin: str,
        by: Reporter = Reporter.PATIENT,
        progress: Progress | None = None,
    ) -> Merged:
        """Take everything over in one transaction; what follows from it must be judged by the caller."""
        now = self.now()
        forget_old_imports(self.shelf.db, now=now)

        def remember(merged: Merged) -> None:
            if merged.changes_anything:
                remember_import(self.shelf.db, merged, origin=origin, at=now, by=by)

        return merge(
            self.shelf.db,
            file,
            origin=origin,
            verify=lambda: self._verify(origin),
            remember=remember,
            progress=progress,
        )

    def imports(self) -> tuple[ImportDone, ...]:
        """What was taken over from files, the newest first."""
        return imports_done(self.shelf.db)

    def undo_import(self, import_id: str, *, by: Reporter = Reporter.PATIENT) -> Undone:
        """Take out again what an import brought, exactly; UserCanFix where that is not possible."""
        return undo_import(
            self.shelf.db, import_id, at=self.now(), by=by, verify=lambda: self._verify(IMPORTS)
        )

    def _verify(self, origin: str) -> None:
        """Whatever is in the diary now can be read, and is something a person can have."""
        self.shelf.read_all()
        ChangesStore(self.shelf.db).newest(_CHANGES_READ, hidden=None)
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


def read_export(source: Path) -> ExchangeFile:
    """What stands in a file, whole and sound as far as its form goes; UserCanFix or DataIsBroken if not."""
    try:
        content = read_file(source, most=LARGEST)
    except OSError as error:
        raise UserCanFix("exchange.cannot_read", file=clip(source.name)) from error
    return parse_exchange(content, origin=clip(source.name))


def preview_import(
    file: ExchangeFile,
    diary: Path,
    catalogue: Catalogue,
    now: datetime,
    *,
    origin: str,
    key: bytes | None,
    progress: Progress | None = None,
) -> ImportPreview:
    """What taking it over would do, tried on a copy in memory; raises what would refuse it."""
    with staged(diary, key=key) as db:
        exchange = Exchange(Shelf.over(db), catalogue, lambda: now)
        before = contents(db)
        merged = exchange.import_file(file, origin=origin, progress=progress)
        counted = {name: (one.new, one.newer, one.older) for name, one in merged.tables.items()}
        return ImportPreview(name_in(file), counted, difference(before, contents(db)), contents_days(file))
