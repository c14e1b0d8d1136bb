"""What the one who takes over is told: each thing that was written down since, with when and by whom."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from companion.core.levels import Reporter, Severity
from companion.ui.context import Context
from companion.ui.pages.diary.lines import Lines
from companion.ui.pages.dose_words import drug_name

MOST = 12


def told_since(context: Context, since: datetime) -> tuple[str, ...]:
    """One line for each, the newest first."""
    found = sorted(_told(context, since), key=lambda one: one[0], reverse=True)
    words, formats, now = context.words, context.formats(), context.record.now()
    return tuple(
        words("handover.item", moment=formats.moment(at, now), who=who, what=what) for at, who, what in found
    )


def _told(context: Context, since: datetime) -> Iterator[tuple[datetime, str, str]]:
    """When, who, what."""
    record, words, lines = context.record, context.words, Lines(context)
    for report in record.reports_since(since):
        if report.severity is not Severity.NONE or report.signs:
            severity = words(f"severity.{report.severity.value}").lower()
            what = words("handover.symptom", name=lines.symptom(report.symptom), severity=severity)
            yield report.at, lines.who(report.by), what
    for reading in record.readings_since(since):
        kind = context.catalogue.readings.get(reading.kind)
        if kind is not None:
            shown = lines.formats.reading(reading.value, reading.unit, kind)
            name = words.written(kind.words.name)
            yield reading.at, lines.who(reading.by), words("handover.reading", name=name, reading=shown)
    for taken in record.medicines_since(since):
        yield taken.at, lines.who(taken.by), words("handover.medicine", name=lines.medicine_name(taken))
    for dose in record.doses():
        if dose.started_at is not None and dose.started_at >= since:
            name = drug_name(context, dose.drug)
            yield dose.started_at, lines.who(dose.by), words("handover.dose", name=name)
    for alert in record.alerts():
        if alert.raised_at >= since:
            level = words(f"levels.{alert.level.value}_short")
            yield alert.raised_at, words("handover.program"), words("handover.alert", level=level)
    yield from _notes(context, since, lines)


def _notes(context: Context, since: datetime, lines: Lines) -> Iterator[tuple[datetime, str, str]]:
    """Without those that are hidden from a caregiver: this page is made for one, whoever is entering."""
    days = (context.record.now() - since).days + 2
    for day in context.record.days(count=days, reader=Reporter.CAREGIVER):
        for entry in day.entries:
            if entry.note and entry.touched_at >= since:
                what = context.words("handover.note_written", note=entry.note)
                yield entry.touched_at, lines.who(entry.by), what
