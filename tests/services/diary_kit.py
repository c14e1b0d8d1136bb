"""A journal over a real diary file, with a clock that tests move."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from companion.core.catalogue import Catalogue
from companion.core.levels import Reporter, Severity
from companion.core.words import Words
from companion.services.alert_watch import AlertWatch
from companion.services.journal import Journal
from companion.services.now_questions import NowQuestions
from companion.services.record import Record
from companion.stores.database import close_diary, open_diary
from companion.stores.shelf import Shelf
from tests.fake_clock import FakeClock


@dataclass
class DiaryKit:
    """The services over one file, and short ways to say what a person does."""

    shelf: Shelf
    watch: AlertWatch
    journal: Journal
    record: Record
    clock: FakeClock

    def give_tarlatamab(self, *, started_at: datetime | None) -> str:
        treatment = self.journal.start_treatment(
            drug="tarlatamab", regimen="tarlatamab", first_wall=datetime(2026, 3, 2, 10), place="Day unit"
        )
        self.journal.record_dose(
            treatment_id=treatment, ordinal=1, drug="tarlatamab", amount="1 mg", started_at=started_at
        )
        return treatment

    @property
    def now_questions(self) -> NowQuestions:
        return NowQuestions(self.journal, self.shelf, self.watch, self.clock.now)

    def begin(self) -> str:
        return self.journal.begin_entry(day=self.record.today(), by=Reporter.PATIENT)

    def feel(self, entry: str, symptom: str, severity: Severity, *signs: str) -> None:
        self.journal.answer(
            entry, symptom=symptom, severity=severity, signs=frozenset(signs), by=Reporter.PATIENT
        )

    def measure(self, entry: str | None, value: str, kind: str = "temperature", unit: str = "Cel") -> None:
        self.journal.measure(entry_id=entry, kind=kind, value=Decimal(value), unit=unit, by=Reporter.PATIENT)


@contextmanager
def diary_kit(path: Path, clock: FakeClock, catalogue: Catalogue, words: Words) -> Iterator[DiaryKit]:
    """Open the diary in `path`, and close it again."""
    shelf = Shelf.over(open_diary(path, create=not path.exists()))
    watch = AlertWatch(shelf, catalogue, lambda: record.formats(), clock.now)
    record = Record(shelf, watch, words, clock.now, clock.zone, path)
    journal = Journal(shelf, watch, clock.now, clock.zone)
    try:
        yield DiaryKit(shelf, watch, journal, record, clock)
    finally:
        close_diary(shelf.db)
