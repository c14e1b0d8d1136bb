"""The rule grammar as values: a closed set of tests and of rule kinds, read from resources/rules/."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from types import MappingProxyType

from companion.core.alert_policy import SAFE, AlertPolicy
from companion.core.levels import Level, Severity, Status
from companion.core.parsing import Section
from companion.core.sources import RestsOn, parse_rests_on


class Comparison(Enum):
    """How a reading is held against a line; the upper two see it rounded as shown, if that is higher."""

    AT_LEAST = "at_least"
    ABOVE = "above"
    AT_MOST = "at_most"
    BELOW = "below"


@dataclass(frozen=True, slots=True)
class Line:
    """The reading held against a fixed value, in the first unit of its kind."""

    comparison: Comparison
    value: Decimal


@dataclass(frozen=True, slots=True)
class IsFever:
    """The reading is a fever reading, as the fever rule defines it."""


@dataclass(frozen=True, slots=True)
class BelowFeverLine:
    """The reading lies below the person's fever line."""


@dataclass(frozen=True, slots=True)
class BelowUsual:
    """The reading lies `by` or more below what is usual for this person."""

    by: Decimal


@dataclass(frozen=True, slots=True)
class Rise:
    """The reading, rounded as shown, lies `by` or more above an earlier one within that time."""

    by: Decimal
    within: timedelta


@dataclass(frozen=True, slots=True)
class Loss:
    """The reading lies `percent` or more below the highest of the time `within` before it."""

    percent: Decimal
    within: timedelta


@dataclass(frozen=True, slots=True)
class InWindow:
    """One of these exposure windows is open."""

    windows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WithSymptom:
    """One of these symptoms was counted in the look-back, at least this bad."""

    symptoms: tuple[str, ...]
    at_least: Severity


@dataclass(frozen=True, slots=True)
class WithAnySymptom:
    """Any symptom at all was counted in the look-back, at least this bad."""

    at_least: Severity


@dataclass(frozen=True, slots=True)
class WithReading:
    """A reading of another kind stands in the look-back beyond a line."""

    reading: str
    line: Line


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of these tests holds."""

    tests: tuple[Test, ...]


Test = (
    Line
    | IsFever
    | BelowFeverLine
    | BelowUsual
    | Rise
    | Loss
    | InWindow
    | WithSymptom
    | WithAnySymptom
    | WithReading
    | AnyOf
)


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a rule comes from, and the words a person reads about it."""

    id: str
    version: int
    status: Status
    reviewed: date
    review_by: date
    purpose: str
    sources: tuple[str, ...]
    rests_on: tuple[RestsOn, ...]
    why: str
    page: str | None


@dataclass(frozen=True, slots=True)
class ReadingOutcome:
    """The level when all tests hold, and after how long to measure again."""

    level: Level
    when: tuple[Test, ...]
    recheck_after: timedelta | None


@dataclass(frozen=True, slots=True)
class ReadingRule:
    """Judges each reading of one kind; of the outcomes that hold the highest counts."""

    about: Provenance
    reading: str
    outcomes: tuple[ReadingOutcome, ...]


@dataclass(frozen=True, slots=True)
class FeverRule:
    """What a fever reading is; the person's own line may lie anywhere between `lowest` and `highest`.

    Who feels feverish and measured longer ago than `fresh` is asked to measure now.
    """

    about: Provenance
    reading: str
    line: Decimal
    lowest: Decimal
    highest: Decimal
    at_least_when_hidden: Decimal
    fresh: timedelta

    @property
    def limits(self) -> tuple[Decimal, Decimal]:
        """The lowest and the highest line a clinic may set."""
        return self.lowest, self.highest


@dataclass(frozen=True, slots=True)
class PairRule:
    """Several different symptoms or readings at one level together give a higher one."""

    about: Provenance
    count: int
    at: Level
    gives: Level
    except_readings: tuple[str, ...]
    standing_after: timedelta
    standing_within: timedelta


@dataclass(frozen=True, slots=True)
class WorseningRule:
    """A report `steps` or more worse than the lowest of the time `within` before it is at least `gives`."""

    about: Provenance
    steps: int
    within: timedelta
    gives: Level


@dataclass(frozen=True, slots=True)
class FloorRule:
    """While a window is open, a symptom that the source names under `named_by_acs` is at least `gives`."""

    about: Provenance
    window: str
    named_by_acs: str
    gives: Level


@dataclass(frozen=True, slots=True)
class UsualRule:
    """A report no worse than what the person lives with; each symptom file says which level it then gets."""

    about: Provenance
    not_while_early: str


@dataclass(frozen=True, slots=True)
class KnownRule:
    """What the team knows of is softened for a while: exactly `softens` becomes `gives`, nothing higher."""

    about: Provenance
    within: timedelta
    softens: Level
    gives: Level
    not_while: tuple[str, ...]
    not_while_early: str


@dataclass(frozen=True, slots=True)
class LookBackRule:
    """How far back reports and readings are judged."""

    about: Provenance
    span: timedelta


@dataclass(frozen=True, slots=True)
class PolicyRule:
    """Which levels are listed, become alerts and interrupt."""

    about: Provenance
    policy: AlertPolicy


Rule = (
    ReadingRule
    | FeverRule
    | PairRule
    | WorseningRule
    | FloorRule
    | UsualRule
    | KnownRule
    | LookBackRule
    | PolicyRule
)


def parse_rule(section: Section) -> Rule:
    """One rule file; unknown kinds, tests and keys are refused."""
    kind = section.text("kind")
    parse = _KINDS.get(kind)
    if parse is None:
        section.complain("kind", "not_one_of", value=kind, allowed=", ".join(_KINDS))
    section.sections("cases")
    rule = parse(section, _provenance(section))
    section.finish()
    return rule


def _provenance(section: Section) -> Provenance:
    words = section.section("words")
    about = Provenance(
        id=section.text("id"),
        version=section.whole("version"),
        status=section.choice("status", Status),
        reviewed=section.day("reviewed"),
        review_by=section.day("review_by"),
        purpose=section.text("purpose"),
        sources=section.texts("sources"),
        rests_on=parse_rests_on(section, section.texts("sources")),
        why=words.text("why"),
        page=section.optional_text("page"),
    )
    if not about.sources:
        section.complain("sources", "empty")
    words.finish()
    return about


def _reading_rule(section: Section, about: Provenance) -> Rule:
    outcomes = []
    for outcome in section.sections("outcomes"):
        minutes = outcome.optional_whole("recheck_minutes")
        outcomes.append(
            ReadingOutcome(
                level=outcome.choice("level", Level),
                when=_tests(outcome, "when"),
                recheck_after=None if minutes is None else timedelta(minutes=minutes),
            )
        )
        outcome.finish()
    if not outcomes:
        section.complain("outcomes", "missing")
    return ReadingRule(about, section.text("reading"), tuple(outcomes))


def _fever_rule(section: Section, about: Provenance) -> Rule:
    rule = FeverRule(
        about,
        reading=section.text("reading"),
        line=section.number("line"),
        lowest=section.number("lowest"),
        highest=section.number("highest"),
        at_least_when_hidden=section.number("at_least_when_hidden"),
        fresh=timedelta(minutes=section.whole("fresh_minutes")),
    )
    if not rule.lowest <= rule.line <= rule.highest:
        section.complain("lowest", "wrong_order")
    return rule


def _pair_rule(section: Section, about: Provenance) -> Rule:
    return PairRule(
        about,
        count=section.whole("count"),
        at=section.choice("at", Level),
        gives=section.choice("gives", Level),
        except_readings=section.texts("except_readings"),
        standing_after=timedelta(hours=section.whole("standing_after_hours")),
        standing_within=timedelta(days=section.whole("standing_within_days")),
    )


def _worsening_rule(section: Section, about: Provenance) -> Rule:
    return WorseningRule(
        about,
        steps=section.whole("steps"),
        within=timedelta(days=section.whole("within_days")),
        gives=section.choice("gives", Level),
    )


def _floor_rule(section: Section, about: Provenance) -> Rule:
    return FloorRule(
        about,
        window=section.text("window"),
        named_by_acs=section.text("named_by_acs"),
        gives=section.choice("gives", Level),
    )


def _usual_rule(section: Section, about: Provenance) -> Rule:
    return UsualRule(about, not_while_early=section.text("not_while_early"))


def _known_rule(section: Section, about: Provenance) -> Rule:
    return KnownRule(
        about,
        within=timedelta(days=section.whole("within_days")),
        softens=section.choice("softens", Level),
        gives=section.choice("gives", Level),
        not_while=section.texts("not_while"),
        not_while_early=section.text("not_while_early"),
    )


def _look_back_rule(section: Section, about: Provenance) -> Rule:
    return LookBackRule(about, span=timedelta(hours=section.whole("hours")))


def _policy_rule(section: Section, about: Provenance) -> Rule:
    def no_later_than(key: str, latest: Level) -> Level:
        level = section.choice(key, Level)
        if level > latest:
            section.complain(key, "wrong_order")
        return level

    policy = AlertPolicy(
        listed_from=no_later_than("listed_from", SAFE.listed_from),
        alerts_from=no_later_than("alerts_from", SAFE.alerts_from),
        interrupts_from=no_later_than("interrupts_from", SAFE.interrupts_from),
    )
    if not policy.alerts_from <= policy.interrupts_from:
        section.complain("alerts_from", "wrong_order")
    return PolicyRule(about, policy)


_KINDS: Mapping[str, Callable[[Section, Provenance], Rule]] = MappingProxyType(
    {
        "reading": _reading_rule,
        "fever": _fever_rule,
        "pair": _pair_rule,
        "worsening": _worsening_rule,
        "floor": _floor_rule,
        "usual": _usual_rule,
        "known": _known_rule,
        "look_back": _look_back_rule,
        "policy": _policy_rule,
    }
)


def _tests(section: Section, key: str) -> tuple[Test, ...]:
    tests = tuple(_test(part) for part in section.sections(key))
    if not tests:
        section.complain(key, "missing")
    return tests


def _test(part: Section) -> Test:
    test = _read_test(part)
    part.finish()
    return test


def _read_test(part: Section) -> Test:
    if "any" in part:
        return AnyOf(_tests(part, "any"))
    if "reading" in part:
        return WithReading(part.text("reading"), _line(part))
    if "symptoms" in part:
        return WithSymptom(part.texts("symptoms"), part.choice("severity", Severity))
    if "any_symptom" in part:
        return WithAnySymptom(part.choice("any_symptom", Severity))
    if "window" in part:
        return InWindow(part.texts("window"))
    if "rise" in part:
        return Rise(part.number("rise"), timedelta(hours=part.whole("within_hours")))
    if "loss_percent" in part:
        return Loss(part.number("loss_percent"), timedelta(days=part.whole("within_days")))
    if "below_usual_by" in part:
        return BelowUsual(part.number("below_usual_by"))
    if "is_fever" in part and part.flag("is_fever"):
        return IsFever()
    if "below_fever_line" in part and part.flag("below_fever_line"):
        return BelowFeverLine()
    return _line(part)


def _line(part: Section) -> Line:
    for comparison in Comparison:
        if comparison.value in part:
            return Line(comparison, part.number(comparison.value))
    return part.complain("when", "unknown_key")
