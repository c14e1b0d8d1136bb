"""A rule in words, for a clinician who reviews it on paper."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import assert_never

from companion.core.levels import Level, Severity
from companion.core.rules import (
    AnyOf,
    BelowFeverLine,
    BelowUsual,
    FeverRule,
    FloorRule,
    InWindow,
    IsFever,
    KnownRule,
    Line,
    LookBackRule,
    Loss,
    PairRule,
    PolicyRule,
    ReadingOutcome,
    ReadingRule,
    Rise,
    Rule,
    Test,
    UsualRule,
    WithAnySymptom,
    WithReading,
    WithSymptom,
    WorseningRule,
)
from companion.core.words import Words


def level_word(level: Level, words: Words) -> str:
    """The level in a word or two, for a column of a table."""
    return words(f"knowledge.level_{level.value}")


def rule_lines(rule: Rule, words: Words) -> tuple[tuple[Level | None, str], ...]:
    """What a rule says, a line for each outcome: its level, where the line has one, and when."""
    if isinstance(rule, ReadingRule):
        return tuple((outcome.level, _outcome(outcome, words)) for outcome in rule.outcomes)
    return ((None, _one_line(rule, words)),)


def joined(names: Sequence[str], words: Words, key: str) -> str:
    """Names in a row, put together with `key`."""
    text = names[-1] if names else ""
    for name in reversed(names[:-1]):
        text = words(key, first=name, rest=text)
    return text


def _one_line(
    rule: FeverRule
    | PairRule
    | WorseningRule
    | FloorRule
    | UsualRule
    | KnownRule
    | LookBackRule
    | PolicyRule,
    words: Words,
) -> str:
    def level(one: Level) -> str:
        return level_word(one, words)

    match rule:
        case FeverRule():
            return words(
                "knowledge.fever_rule",
                line=rule.line,
                lowest=rule.lowest,
                highest=rule.highest,
                hidden=rule.at_least_when_hidden,
            )
        case PairRule():
            return words(
                "knowledge.pair_rule",
                count=rule.count,
                at=level(rule.at),
                gives=level(rule.gives),
                readings=joined(rule.except_readings, words, "knowledge.also"),
                hours=_hours(rule.standing_after),
                days=rule.standing_within.days,
            )
        case WorseningRule():
            return words(
                "knowledge.worsening_rule", steps=rule.steps, days=rule.within.days, gives=level(rule.gives)
            )
        case FloorRule():
            return words(
                "knowledge.floor_rule", window=rule.window, named=rule.named_by_acs, gives=level(rule.gives)
            )
        case UsualRule():
            return words("knowledge.usual_rule", early=rule.not_while_early)
        case KnownRule():
            return words(
                "knowledge.known_rule",
                days=rule.within.days,
                softens=level(rule.softens),
                gives=level(rule.gives),
                windows=joined(rule.not_while, words, "knowledge.either"),
                early=rule.not_while_early,
            )
        case LookBackRule():
            return words("knowledge.look_back_rule", hours=_hours(rule.span))
        case PolicyRule():
            return words(
                "knowledge.policy_rule",
                listed=level(rule.policy.listed_from),
                alerts=level(rule.policy.alerts_from),
                interrupts=level(rule.policy.interrupts_from),
            )
        case _:
            assert_never(rule)


def _outcome(outcome: ReadingOutcome, words: Words) -> str:
    when = _all(outcome.when, words)
    if outcome.recheck_after is None:
        return when
    minutes = int(outcome.recheck_after / timedelta(minutes=1))
    return words("knowledge.recheck", when=when, minutes=minutes)


def _all(tests: Iterable[Test], words: Words) -> str:
    return joined([_test(test, words) for test in tests], words, "knowledge.also")


def _test(test: Test, words: Words) -> str:
    match test:
        case Line(comparison, value):
            return words(f"knowledge.{comparison.value}", value=value)
        case IsFever():
            return words("knowledge.is_fever")
        case BelowFeverLine():
            return words("knowledge.below_fever_line")
        case BelowUsual(by):
            return words("knowledge.below_usual", by=by)
        case Rise(by, within):
            return words("knowledge.rise", by=by, hours=_hours(within))
        case Loss(percent, within):
            return words("knowledge.loss", percent=percent, days=within.days)
        case InWindow(windows):
            return words("knowledge.in_window", windows=joined(windows, words, "knowledge.either"))
        case WithSymptom(symptoms, at_least):
            either = joined(symptoms, words, "knowledge.either")
            return words("knowledge.with_symptom", symptoms=either, severity=_severity(at_least, words))
        case WithAnySymptom(at_least):
            return words("knowledge.with_any_symptom", severity=_severity(at_least, words))
        case WithReading(reading, line):
            return words("knowledge.with_reading", reading=reading, line=_test(line, words))
        case AnyOf(tests):
            return joined([_test(one, words) for one in tests], words, "knowledge.either")
        case _:
            assert_never(test)


def _severity(severity: Severity, words: Words) -> str:
    return words(f"severity.{severity.value}").lower()


def _hours(span: timedelta) -> int:
    return int(span / timedelta(hours=1))
