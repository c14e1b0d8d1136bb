"""The diary as tables: one row for each answer, reading, note, dose, medicine and alert."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from companion.core.alerts import Alert
from companion.core.catalogue import Catalogue
from companion.core.diary import SymptomReport
from companion.core.formats import Formats
from companion.core.levels import Reporter
from companion.core.whole_diary import WholeDiary
from companion.core.words import Words
from companion.share.tables import csv_text

Cells = Iterable[list[str | int | None]]


def diary_tables(diary: WholeDiary, catalogue: Catalogue, formats: Formats) -> Mapping[str, str]:
    """Each table as CSV text, by the name of its file; times are those of the person's own clock."""
    tables = _Tables(diary, catalogue, formats)
    return {
        "symptoms": tables.text(
            "day time symptom severity times signs entered_by from_paper", tables.symptoms()
        ),
        "readings": tables.text("day time reading value unit entered_by from_paper", tables.readings()),
        "notes": tables.text("day note entered_by from_paper", tables.notes()),
        "doses": tables.text("time drug amount entered_by", tables.doses()),
        "medicines": tables.text("time medicine amount entered_by", tables.medicines()),
        "alerts": tables.text("time level why outcome", tables.alerts()),
    }


@dataclass(frozen=True, slots=True)
class _Tables:
    diary: WholeDiary
    catalogue: Catalogue
    formats: Formats

    @property
    def words(self) -> Words:
        return self.formats.words

    def text(self, columns: str, rows: Cells) -> str:
        return csv_text([self.words(f"exchange.column_{column}") for column in columns.split()], rows)

    def symptoms(self) -> Cells:
        for entry in self.diary.entries:
            for report in entry.reports:
                known = self.catalogue.symptoms.get(report.symptom)
                yield [
                    entry.day.isoformat(),
                    self._time(report.at),
                    self.words.written(known.words.name) if known else report.symptom,
                    self.words(f"severity.{report.severity.value}"),
                    report.count,
                    self._signs(report),
                    self._who(report.by),
                    self._yes(is_so=entry.from_paper),
                ]

    def readings(self) -> Cells:
        from_paper = self.diary.from_paper()
        for one in self.diary.readings:
            known = self.catalogue.readings.get(one.kind)
            name = self.words.written(known.words.name) if known else one.kind
            day = self.formats.day_of(one.at).isoformat()
            on_paper = self._yes(is_so=one.key in from_paper)
            yield [day, self._time(one.at), name, _number(one.value), one.unit, self._who(one.by), on_paper]

    def notes(self) -> Cells:
        for entry in self.diary.entries:
            if entry.note:
                on_paper = self._yes(is_so=entry.from_paper)
                yield [entry.day.isoformat(), entry.note, self._who(entry.by), on_paper]

    def doses(self) -> Cells:
        for dose in self.diary.doses:
            known = self.catalogue.drugs.get(dose.drug or "")
            name = self.words.written(known.words.name) if known else dose.drug
            yield [self._time(dose.started_at), name, dose.amount, self._who(dose.by)]

    def medicines(self) -> Cells:
        for taken in self.diary.medicines:
            yield [self._time(taken.at), taken.name, taken.amount, self._who(taken.by)]

    def alerts(self) -> Cells:
        for alert in self.diary.alerts:
            level = self.words(f"levels.{alert.level.value}_short")
            yield [self._time(alert.raised_at), level, alert.why, self._outcome(alert)]

    def _time(self, moment: datetime | None) -> str | None:
        return None if moment is None else self.formats.local(moment).isoformat(timespec="minutes")

    def _signs(self, report: SymptomReport) -> str:
        """The questions that were answered with yes, as they were asked."""
        known = self.catalogue.symptoms.get(report.symptom)
        asked = {sign.id: self.words.written(sign.question) for sign in known.signs} if known else {}
        return " ".join(asked.get(sign, sign) for sign in sorted(report.signs))

    def _who(self, by: Reporter) -> str:
        return self.words(f"exchange.by_{by.value}")

    def _yes(self, *, is_so: bool) -> str:
        return self.words("exchange.yes" if is_so else "exchange.no")

    def _outcome(self, alert: Alert) -> str | None:
        """The newest that was written down, in words."""
        told = (event.outcome for event in reversed(alert.events) if event.outcome is not None)
        outcome = next(told, None)
        return None if outcome is None else self.words(f"exchange.outcome_{outcome.value}")


def _number(value: Decimal) -> str:
    """Digit for digit and without an exponent, as a spreadsheet reads it."""
    return format(value, "f")
