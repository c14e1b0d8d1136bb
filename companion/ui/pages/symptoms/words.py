"""The course of a symptom in words: one sentence about it, and one for each day."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from decimal import Decimal

from companion.core.levels import Severity
from companion.core.trends import DayMark, Summary
from companion.core.words import Words
from companion.ui.context import Context
from companion.ui.widgets.course_chart import Heat
from companion.ui.widgets.day_view import ShownDay


def sentence_of(found: Summary | None, name: str, words: Words) -> str:
    """How it was in these days, and whether it was bad mostly after an infusion."""
    if found is None:
        return words("symptoms.said_nothing")
    if found.worst is Severity.NONE:
        return words("symptoms.said_none", name=name, n=found.known)
    severity = words(f"severity.{found.worst.value}").lower()
    said = words("symptoms.said_worst", name=name, severity=severity, n=found.at_worst, known=found.known)
    if not found.after_dose:
        return said
    return f"{said} {words('symptoms.said_after', n=found.after_dose)}"


def shown_days(
    marks: Iterable[DayMark], doses: Collection[date], heat: Mapping[date, float], context: Context
) -> tuple[ShownDay, ...]:
    """Each day with all that is known of it, in words too."""
    words, formats = context.words, context.formats()
    shown = []
    for mark in marks:
        day = formats.short_day(mark.day)
        if mark.severity is None:
            says = words("symptoms.day_gap", day=day)
        else:
            severity = words(f"severity.{mark.severity.value}").lower()
            says = words("symptoms.day_severity", day=day, severity=severity)
        has_dose = mark.day in doses
        if has_dose:
            says = words("symptoms.day_dose", says=says)
        if mark.day in heat:
            says = words("symptoms.day_heat", says=says, reading=_celsius(heat[mark.day], context))
        shown.append(ShownDay(mark.day, mark.severity, has_dose, says))
    return tuple(shown)


def heat_of(first: date, context: Context) -> Heat:
    """The highest temperature of each day since `first`, and the person's fever line."""
    found = context.trends.hottest(first, context.record.today())
    line = context.trends.fever_line()
    says = (
        "" if line is None else context.words("symptoms.fever_line", reading=_celsius(float(line), context))
    )
    return Heat(
        {day: float(value) for day, value in found.items()}, None if line is None else float(line), says
    )


def _celsius(value: float, context: Context) -> str:
    fever = context.catalogue.fever
    assert fever is not None  # no temperature is shown without it
    kind = context.catalogue.readings[fever.reading]
    return context.formats().reading(Decimal(str(value)), kind.units[0].code, kind)
