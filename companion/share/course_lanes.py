"""The days of a report as the lanes of its chart: few enough bars for the width of a paper."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from math import ceil

from companion.core.catalogue import Catalogue
from companion.core.formats import Formats
from companion.core.levels import Severity
from companion.core.paper_facts import Span
from companion.core.trends import DayMark, worst_of
from companion.share.paper_parts import GAP, NOT_SURE, Chart, Dots, Lane, Tick
from companion.share.paper_wording import temperature

_MOST_BARS = 92
_MOST_TICKS = 8
_A_YEAR = 366
_BARS = {
    Severity.NONE: 0,
    Severity.MILD: 1,
    Severity.MODERATE: 2,
    Severity.SEVERE: 3,
    Severity.NOT_SURE: NOT_SURE,
}


def course_chart(
    span: Span, symptoms: Iterable[str], alt: str, catalogue: Catalogue, formats: Formats
) -> Chart:
    """A lane for each symptom, one for the temperature, and a mark for each infusion."""
    words = formats.words
    days = (span.last - span.first).days + 1
    each = ceil(days / _MOST_BARS)
    marks = {
        (formats.day_of(dose.started_at) - span.first).days // each
        for dose in span.doses
        if dose.started_at is not None
    }
    return Chart(
        alt=alt,
        caption=words("paper_report.bars_of_days", n=each),
        lanes=tuple(
            Lane(words.written(catalogue.symptoms[id].words.name), _bars(span.courses[id], each))
            for id in symptoms
        ),
        dots=_dots(span, each, days, catalogue, formats),
        marks=tuple(sorted(marks)),
        mark_name=words("paper_report.infusion"),
        ticks=_ticks(span.first, days, each, formats),
        level_names=(words("severity.mild"), words("severity.moderate"), words("severity.severe")),
    )


def _bars(marks: tuple[DayMark, ...], each: int) -> tuple[int, ...]:
    return tuple(_bar(marks[n : n + each]) for n in range(0, len(marks), each))


def _bar(marks: tuple[DayMark, ...]) -> int:
    known = [mark.severity for mark in marks if mark.severity is not None]
    return _BARS[worst_of(known)] if known else GAP


def _dots(span: Span, each: int, days: int, catalogue: Catalogue, formats: Formats) -> Dots | None:
    hottest: Mapping[date, object] = span.hottest
    if not hottest or catalogue.fever is None:
        return None
    line = span.fever_line
    levels = [float(value) for value in span.hottest.values()] + ([] if line is None else [float(line)])
    low, high = min(levels), max(levels)
    room = (high - low) or 1.0
    found: list[float | None] = []
    for n in range(0, days, each):
        within = (span.hottest.get(span.first + timedelta(days=n + more)) for more in range(each))
        values = [float(value) for value in within if value is not None]
        found.append((max(values) - low) / room if values else None)
    kind = catalogue.readings[catalogue.fever.reading]
    shown = "" if line is None else temperature(line, catalogue, formats)
    return Dots(
        name=formats.words.written(kind.words.name),
        dots=tuple(found),
        line=None if line is None else (float(line) - low) / room,
        line_name=formats.words("paper_report.fever_line", reading=shown) if shown else "",
    )


def _ticks(first: date, days: int, each: int, formats: Formats) -> tuple[Tick, ...]:
    bars = ceil(days / each)
    step = ceil(bars / _MOST_TICKS)
    is_long = days > _A_YEAR
    # A name at the very edge would stand out of the paper.
    shown = range(0, bars - step // 2, step)
    return tuple(Tick(n, _tick(first + timedelta(days=n * each), formats, is_long=is_long)) for n in shown)


def _tick(day: date, formats: Formats, *, is_long: bool) -> str:
    month = formats.words(f"paper.month_{day.month}")
    if is_long:
        return formats.words("paper.month_and_year", month=month, year=day.year)
    return formats.words(f"paper.{formats.date_order.value}_tick", day=day.day, month=month)
