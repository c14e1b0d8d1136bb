"""Whether the tests of a rule hold for one reading."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import assert_never

from companion.core.diary import Reading
from companion.core.evidence import Sight, judged_value, shown_value
from companion.core.rules import (
    AnyOf,
    BelowFeverLine,
    BelowUsual,
    Comparison,
    InWindow,
    IsFever,
    Line,
    Loss,
    Rise,
    Test,
    WithAnySymptom,
    WithReading,
    WithSymptom,
)


def all_hold(tests: Iterable[Test], reading: Reading, sight: Sight) -> bool:
    """Whether every one of the tests holds for `reading`."""
    return all(_holds(test, reading, sight) for test in tests)


def _holds(test: Test, reading: Reading, sight: Sight) -> bool:
    match test:
        case Line():
            return _beyond(test, reading, sight)
        case IsFever():
            return reading.key in sight.fevers
        case BelowFeverLine():
            return _below_fever_line(reading, sight)
        case BelowUsual(by):
            usual = sight.scenario.person.usual_readings.get(reading.kind)
            return usual is not None and Fraction(usual) - sight.values[reading.key] >= Fraction(by)
        case Rise():
            return _has_risen(test, reading, sight)
        case Loss():
            return _has_lost(test, reading, sight)
        case InWindow(windows):
            exposed = sight.exposed(reading.at)
            return any(exposed.is_open(window) for window in windows)
        case WithSymptom(symptoms, at_least):
            return any(sight.has_symptom(symptom, at_least) for symptom in symptoms)
        case WithAnySymptom(at_least):
            return any(sight.has_symptom(r.symptom, at_least) for r in sight.counted)
        case WithReading(kind, line):
            return any(r.kind == kind and _beyond(line, r, sight) for r in sight.recent_readings)
        case AnyOf(tests):
            return any(_holds(inner, reading, sight) for inner in tests)
        case _:
            assert_never(test)


def _beyond(line: Line, reading: Reading, sight: Sight) -> bool:
    value, limit = sight.values[reading.key], Fraction(line.value)
    judged = judged_value(value, sight.catalogue.readings[reading.kind])
    match line.comparison:
        case Comparison.AT_LEAST:
            return judged >= limit
        case Comparison.ABOVE:
            return judged > limit
        case Comparison.AT_MOST:
            return value <= limit
        case Comparison.BELOW:
            return value < limit
        case _:
            assert_never(line.comparison)


def _below_fever_line(reading: Reading, sight: Sight) -> bool:
    rule, own = sight.catalogue.fever, sight.scenario.person.fever_line_cel
    line = own if own is not None else rule.line if rule is not None else None
    judged = judged_value(sight.values[reading.key], sight.catalogue.readings[reading.kind])
    return line is None or judged < Fraction(line)


def _has_risen(test: Rise, reading: Reading, sight: Sight) -> bool:
    kind = sight.catalogue.readings[reading.kind]
    now = shown_value(sight.values[reading.key], kind)
    return any(
        now - shown_value(sight.values[other.key], kind) >= Fraction(test.by)
        for other in sight.readings
        if other.kind == reading.kind and reading.at - test.within <= other.at < reading.at
    )


def _has_lost(test: Loss, reading: Reading, sight: Sight) -> bool:
    before = [
        sight.values[other.key]
        for other in sight.readings
        if other.kind == reading.kind and reading.at - test.within <= other.at <= reading.at
    ]
    return sight.values[reading.key] <= max(before) * (1 - Fraction(test.percent) / 100)
