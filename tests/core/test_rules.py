"""A rule file is read whole or refused, with the file, the key and the reason."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from companion.core.alert_policy import AlertPolicy
from companion.core.errors import DataIsBroken
from companion.core.levels import Level, Severity, Status
from companion.core.parsing import Section
from companion.core.rules import (
    AnyOf,
    BelowFeverLine,
    BelowUsual,
    Comparison,
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
    Provenance,
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
    parse_rule,
)
from companion.core.sources import RestsOn

ORIGIN = "resources/rules/hiccups.toml"
HEAD = """
id = "hiccups"
version = 3
status = "draft"
reviewed = 2026-11-22
review_by = 2027-11-22
purpose = "They tire."
sources = ["S0", "S1"]
page = "crs"

[[rests_on]]
source = "S1"
says = "It names them."

[words]
why = "They can tire you."

[[cases]]
says = "read elsewhere"
"""
ABOUT = Provenance(
    id="hiccups",
    version=3,
    status=Status.DRAFT,
    reviewed=date(2026, 11, 22),
    review_by=date(2027, 11, 22),
    purpose="They tire.",
    sources=("S0", "S1"),
    rests_on=(RestsOn("S1", "It names them."),),
    why="They can tire you.",
    page="crs",
)
LINE = Line(Comparison.AT_LEAST, Decimal("37.5"))

# Each kind of rule: what its file says beside the head, and the value it is read as. No two numbers or
# words of one file are alike, so that none can stand in for another.
KINDS: dict[str, tuple[str, Rule]] = {
    "reading": (
        """
        reading = "pulse"
        outcomes = [
          { level = "call_today", when = [{ at_least = 37.5 }] },
          { level = "call_now", when = [{ at_least = 37.5 }, { is_fever = true }], recheck_minutes = 40 },
        ]
        """,
        ReadingRule(
            ABOUT,
            "pulse",
            (
                ReadingOutcome(Level.CALL_TODAY, (LINE,), None),
                ReadingOutcome(Level.CALL_NOW, (LINE, IsFever()), timedelta(minutes=40)),
            ),
        ),
    ),
    "fever": (
        """
        reading = "temperature"
        line = 38.0
        lowest = 37.0
        highest = 38.5
        at_least_when_hidden = 37.5
        fresh_minutes = 50
        """,
        FeverRule(
            ABOUT,
            "temperature",
            line=Decimal("38.0"),
            lowest=Decimal("37.0"),
            highest=Decimal("38.5"),
            at_least_when_hidden=Decimal("37.5"),
            fresh=timedelta(minutes=50),
        ),
    ),
    "pair": (
        """
        count = 2
        at = "call_today"
        gives = "call_now"
        except_readings = ["weight", "pulse"]
        standing_after_hours = 25
        standing_within_days = 8
        """,
        PairRule(
            ABOUT,
            count=2,
            at=Level.CALL_TODAY,
            gives=Level.CALL_NOW,
            except_readings=("weight", "pulse"),
            standing_after=timedelta(hours=25),
            standing_within=timedelta(days=8),
        ),
    ),
    "worsening": (
        """
        steps = 2
        within_days = 7
        gives = "call_today"
        """,
        WorseningRule(ABOUT, steps=2, within=timedelta(days=7), gives=Level.CALL_TODAY),
    ),
    "floor": (
        """
        window = "infusion_reaction"
        named_by_acs = "reaction"
        gives = "call_now"
        """,
        FloorRule(ABOUT, "infusion_reaction", "reaction", Level.CALL_NOW),
    ),
    "usual": ('not_while_early = "crs"', UsualRule(ABOUT, "crs")),
    "known": (
        """
        within_days = 7
        softens = "call_today"
        gives = "tell_team"
        not_while = ["infusion_reaction", "low_counts"]
        not_while_early = "crs"
        """,
        KnownRule(
            ABOUT,
            within=timedelta(days=7),
            softens=Level.CALL_TODAY,
            gives=Level.TELL_TEAM,
            not_while=("infusion_reaction", "low_counts"),
            not_while_early="crs",
        ),
    ),
    "look_back": ("hours = 24", LookBackRule(ABOUT, timedelta(hours=24))),
    "policy": (
        """
        listed_from = "logged"
        alerts_from = "tell_team"
        interrupts_from = "call_today"
        """,
        PolicyRule(ABOUT, AlertPolicy(Level.LOGGED, Level.TELL_TEAM, Level.CALL_TODAY)),
    ),
}
GONE = object()


def parsed(kind: str, *changes: tuple[str, object]) -> Rule:
    """The hiccups file as a rule of that kind, with some values changed or gone; a path is dotted."""
    own, _ = KINDS.get(kind, ("", None))
    mapping: dict[str, Any] = tomllib.loads(f'kind = "{kind}"\n{own}\n{HEAD}', parse_float=Decimal)
    for path, value in changes:
        *parents, last = path.split(".")
        place: Any = mapping
        for name in parents:
            place = place[int(name)] if isinstance(place, list) else place[name]
        if value is GONE:
            del place[last]
        else:
            place[last] = value
    return parse_rule(Section(mapping, ORIGIN))


@pytest.mark.parametrize("kind", KINDS)
def test_a_whole_file_of_each_kind_is_read(kind: str) -> None:
    _, rule = KINDS[kind]

    assert parsed(kind) == rule


def test_a_rule_need_not_lead_to_a_page() -> None:
    rule = parsed("usual", ("page", GONE))

    assert rule.about.page is None


# Each test as a file writes it, and as it is read; 30 of every unit, so that the unit is what differs.
TESTS: dict[str, tuple[dict[str, object], Test]] = {
    "at least": ({"at_least": 30}, Line(Comparison.AT_LEAST, Decimal(30))),
    "above": ({"above": 30}, Line(Comparison.ABOVE, Decimal(30))),
    "at most": ({"at_most": 30}, Line(Comparison.AT_MOST, Decimal(30))),
    "below": ({"below": 30}, Line(Comparison.BELOW, Decimal(30))),
    "a fever": ({"is_fever": True}, IsFever()),
    "below the fever line": ({"below_fever_line": True}, BelowFeverLine()),
    "below what is usual": ({"below_usual_by": 30}, BelowUsual(Decimal(30))),
    "a rise": ({"rise": 1, "within_hours": 30}, Rise(Decimal(1), timedelta(hours=30))),
    "a loss": ({"loss_percent": 5, "within_days": 30}, Loss(Decimal(5), timedelta(days=30))),
    "a window": ({"window": ["crs", "low_counts"]}, InWindow(("crs", "low_counts"))),
    "a symptom": (
        {"symptoms": ["rash", "cough"], "severity": "severe"},
        WithSymptom(("rash", "cough"), Severity.SEVERE),
    ),
    "any symptom": ({"any_symptom": "moderate"}, WithAnySymptom(Severity.MODERATE)),
    "another reading": (
        {"reading": "systolic", "below": 90},
        WithReading("systolic", Line(Comparison.BELOW, Decimal(90))),
    ),
    "any of several": (
        {"any": [{"is_fever": True}, {"below": 30}]},
        AnyOf((IsFever(), Line(Comparison.BELOW, Decimal(30)))),
    ),
}


@pytest.mark.parametrize("what", TESTS)
def test_each_test_of_the_grammar_is_read(what: str) -> None:
    written, test = TESTS[what]

    rule = parsed("reading", ("outcomes.0.when", [written]))

    assert isinstance(rule, ReadingRule)
    assert rule.outcomes[0].when == (test,)


@pytest.mark.parametrize(
    ("kind", "path", "value", "place", "problem"),
    [
        ("guess", "version", 1, "kind", "not_one_of"),
        ("usual", "kind", GONE, "kind", "missing"),
        ("usual", "surprise", 1, "surprise", "unknown_key"),
        ("usual", "cases", "none", "cases", "needs_tables"),
        ("usual", "id", GONE, "id", "missing"),
        ("usual", "version", "3", "version", "needs_whole"),
        ("usual", "status", "finished", "status", "not_one_of"),
        ("usual", "reviewed", "today", "reviewed", "needs_day"),
        ("usual", "review_by", GONE, "review_by", "missing"),
        ("usual", "purpose", " ", "purpose", "empty"),
        ("usual", "sources", GONE, "sources", "missing"),
        ("usual", "sources", [], "sources", "empty"),
        ("usual", "rests_on.0.source", "S9", "rests_on[0].source", "not_one_of"),
        ("usual", "page", " ", "page", "empty"),
        ("usual", "words", GONE, "words", "missing"),
        ("usual", "words.why", GONE, "words.why", "missing"),
        ("usual", "words.hint", "More.", "words.hint", "unknown_key"),
        ("usual", "not_while_early", GONE, "not_while_early", "missing"),
        ("reading", "reading", GONE, "reading", "missing"),
        ("reading", "outcomes", GONE, "outcomes", "missing"),
        ("reading", "outcomes", [], "outcomes", "missing"),
        ("reading", "outcomes.1.level", "red", "outcomes[1].level", "not_one_of"),
        ("reading", "outcomes.0.when", GONE, "outcomes[0].when", "missing"),
        ("reading", "outcomes.0.when", [], "outcomes[0].when", "missing"),
        ("reading", "outcomes.0.recheck", 30, "outcomes[0].recheck", "unknown_key"),
        ("reading", "outcomes.1.recheck_minutes", "40", "outcomes[1].recheck_minutes", "needs_whole"),
        ("reading", "outcomes.0.when.0.above", 38, "outcomes[0].when[0].above", "unknown_key"),
        ("reading", "outcomes.0.when", [{}], "outcomes[0].when[0].when", "unknown_key"),
        ("reading", "outcomes.0.when", [{"any": []}], "outcomes[0].when[0].any", "missing"),
        ("reading", "outcomes.0.when", [{"is_fever": False}], "outcomes[0].when[0].when", "unknown_key"),
        (
            "reading",
            "outcomes.0.when",
            [{"below_fever_line": False}],
            "outcomes[0].when[0].when",
            "unknown_key",
        ),
        ("fever", "line", "38", "line", "needs_number"),
        ("fever", "fresh_minutes", GONE, "fresh_minutes", "missing"),
        ("fever", "line", Decimal("36.9"), "lowest", "wrong_order"),
        ("fever", "line", Decimal("38.6"), "lowest", "wrong_order"),
        ("known", "softens", "soon", "softens", "not_one_of"),
        ("policy", "listed_from", "call_today", "listed_from", "wrong_order"),
        ("policy", "alerts_from", "call_now", "alerts_from", "wrong_order"),
        ("policy", "interrupts_from", "emergency", "interrupts_from", "wrong_order"),
        ("policy", "interrupts_from", "logged", "alerts_from", "wrong_order"),
    ],
)
def test_a_broken_file_is_refused_with_file_key_and_reason(
    kind: str, path: str, value: object, place: str, problem: str
) -> None:
    with pytest.raises(DataIsBroken) as refused:
        parsed(kind, (path, value))

    assert (refused.value.origin, refused.value.place, refused.value.problem) == (ORIGIN, place, problem)


def test_who_mistypes_the_kind_is_told_which_there_are() -> None:
    with pytest.raises(DataIsBroken) as refused:
        parsed("guess")

    assert refused.value.values == {"value": "guess", "allowed": ", ".join(KINDS)}


@pytest.mark.parametrize("line", ["37.0", "38.5"])
def test_a_fever_line_may_lie_at_either_end_of_what_a_clinic_may_set(line: str) -> None:
    rule = parsed("fever", ("line", Decimal(line)))

    assert isinstance(rule, FeverRule)
    assert rule.limits == (Decimal("37.0"), Decimal("38.5"))
    assert rule.line == Decimal(line)


def test_all_that_becomes_an_alert_may_interrupt() -> None:
    rule = parsed("policy", ("interrupts_from", "tell_team"))

    assert isinstance(rule, PolicyRule)
    assert rule.policy == AlertPolicy(Level.LOGGED, Level.TELL_TEAM, Level.TELL_TEAM)


def test_the_mildest_policy_a_file_may_name_is_taken() -> None:
    rule = parsed(
        "policy",
        ("listed_from", "tell_team"),
        ("alerts_from", "call_today"),
        ("interrupts_from", "call_now"),
    )

    assert isinstance(rule, PolicyRule)
    assert rule.policy == AlertPolicy(Level.TELL_TEAM, Level.CALL_TODAY, Level.CALL_NOW)
