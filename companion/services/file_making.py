"""Files of a diary for others to read: what goes into each kind, and where none may be put."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from pathlib import Path

from companion.core.calendar_events import CalendarEvent
from companion.core.catalogue import Catalogue
from companion.core.errors import UserCanFix
from companion.core.formats import Formats
from companion.core.upcoming import PlanRow
from companion.core.whole_diary import WholeDiary
from companion.core.words import Words
from companion.paths import PersonFiles, make_private_folder, resources_dir
from companion.services.alert_watch import AlertWatch
from companion.services.calendar_facts import CalendarFacts
from companion.services.exchange import Exchange
from companion.services.record import Record
from companion.stores.calendar_sent import settle_calendar
from companion.stores.codes import load_codes
from companion.stores.copies import Progress
from companion.stores.shelf import Shelf
from companion.stores.transactions import one_look

_DAYS_AHEAD = 180


class FileKind(Enum):
    """What a diary can be written as."""

    CALENDAR = "ics"
    JSON = "json"
    TABLES = "csv"
    SQLITE = "sqlite"
    FHIR = "fhir"


@dataclass(frozen=True, slots=True)
class Writers:
    """How the kinds that are not tables of ours are written; all of them take plain values."""

    calendar: Callable[[Iterable[CalendarEvent], datetime], bytes]
    tables: Callable[[WholeDiary, Catalogue, Formats], Mapping[str, str]]
    fhir: Callable[[WholeDiary, Catalogue, Mapping[str, str], Words, datetime], bytes]


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes files of one diary over whichever connection it is given; every one of them is plain."""

    diary: Path
    catalogue: Catalogue
    words: Words
    now: Callable[[], datetime]
    zone: Callable[[], str]
    writers: Writers

    def make(
        self,
        kind: FileKind,
        target: Path,
        shelf: Shelf,
        *,
        details: bool = False,
        progress: Progress | None = None,
    ) -> None:
        """Write the file, or for tables the folder; what was there before stays whole until it is done."""
        exchange = Exchange(shelf, self.catalogue, self.now)
        match kind:
            case FileKind.JSON:
                exchange.export_json(target, progress=progress)
            case FileKind.SQLITE:
                exchange.export_sqlite(target)
            case FileKind.CALENDAR:
                facts = CalendarFacts(shelf, self.record(shelf), self.catalogue, self.words)
                # Written down before the file is there: what a phone may have got is never forgotten.
                events = settle_calendar(shelf.db, facts.events(details=details), now=self.now())
                content = self.writers.calendar(events, self.now())
                exchange.export_file(target, content)
            case FileKind.TABLES:
                with one_look(shelf.db):
                    whole, formats = exchange.whole(), self.record(shelf).formats()
                tables = self.writers.tables(whole, self.catalogue, formats)
                make_private_folder(target)
                exchange.export_tables(target, tables)

            case FileKind.FHIR:
                with one_look(shelf.db):
                    whole = replace(exchange.whole(), planned=self._planned(shelf))
                codes = load_codes(resources_dir())
                content = self.writers.fhir(whole, self.catalogue, codes, self.words, self.now())
                exchange.export_file(target, content)

    def _planned(self, shelf: Shelf) -> tuple[PlanRow, ...]:
        record = self.record(shelf)
        rows = (*record.upcoming(days_ahead=_DAYS_AHEAD), *record.not_given(days_ahead=_DAYS_AHEAD))
        return tuple(row for row in rows if row.planned.starts_at > self.now())

    def record(self, shelf: Shelf) -> Record:
        """The reads of the diary over this connection."""
        watch = AlertWatch(shelf, self.catalogue, lambda: record.formats(), self.now)
        record = Record(shelf, watch, self.words, self.now, self.zone, self.diary)
        return record


def temporary_folders() -> tuple[Path, ...]:
    """Where the computer keeps what it may throw away, and where others may look."""
    spelt = {tempfile.gettempdir(), "/tmp", "/var/tmp", "/dev/shm", os.environ.get("TEMP", "")}
    return tuple(Path(folder).resolve() for folder in sorted(spelt) if folder)


def refuse_place(target: Path, files: PersonFiles, refused: Iterable[Path]) -> None:
    """UserCanFix for a place where a file would be lost, seen, or in the way of the diary itself."""
    place = target.resolve()
    if any(place == folder or folder in place.parents for folder in refused):
        raise UserCanFix("files.not_in_temporary", folder=str(place.parent))
    if place.parent == files.folder.resolve() or files.backups.resolve() in place.parents:
        raise UserCanFix("files.not_beside_the_diary", folder=str(place.parent))


def free_name(target: Path) -> Path:
    """The name, or the next one with a number, that nothing has yet."""
    names = (target.with_name(f"{target.name}-{n}") if n > 1 else target for n in range(1, 1000))
    return next(name for name in names if not name.exists())
