"""A symptom file is read whole or refused, with the file, the key and the reason."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.core.errors import DataIsBroken
from companion.core.levels import Level, Severity
from companion.core.parsing import Section
from companion.core.symptoms import (
    AnsweredBy,
    CountSteps,
    Sign,
    Symptom,
    Together,
    parse_symptom,
    severity_of_count,
)

ORIGIN = "resources/symptoms/hiccups.toml"
WINDOWS = ("crs", "tarlatamab", "infusion_reaction", "checkpoint", "low_counts", "chest_radiation")
HICCUPS = """
id = "hiccups"
version = 2
status = "draft"
reviewed = 2026-11-22
review_by = 2027-11-22
sources = ["S0", "S1"]
named_by_acs = ["crs", "infusion_reaction"]
nervous_system = true
answered_by = "worse_of_both"
may_be_usual = true
usual_moderate = "tell_team"
asks_for = ["temperature"]
again_after_minutes = 30

[levels]
always = ["logged", "tell_team", "tell_team"]
crs = ["call_today", "call_now", "emergency"]

[[signs]]
id = "very_loud"
level = "call_now"

[[with]]
symptoms = ["rash", "cough"]
level = "call_now"

[[with]]
fever_reading = true
level = "emergency"

[count]
mild = [1, 3]
moderate = [4, 6]
severe = [7]

[words]
name = "Hiccups"
in_script = "hiccups"
question = "How bad did your hiccups get today?"
count_question = "How many times?"
about = "Your chest jumps."
mild = "A few."
moderate = "Many."
severe = "All day."
why = "They tire you."

[words.signs]
very_loud = "Are they very loud?"

[[cases]]
says = "read elsewhere"
"""
LEVEL_NAMES = [level.value for level in Level if level is not Level.NONE]
GONE = object()


def parsed(*changes: tuple[str, object]) -> Symptom:
    """The hiccups file with some values changed or gone; a path is dotted, list places are numbers."""
    mapping = tomllib.loads(HICCUPS, parse_float=Decimal)
    for path, value in changes:
        *parents, last = path.split(".")
        place: Any = mapping
        for name in parents:
            place = place[int(name)] if isinstance(place, list) else place[name]
        if value is GONE:
            del place[last]
        else:
            place[last] = value
    return parse_symptom(Section(mapping, ORIGIN), WINDOWS)


def test_a_whole_file_is_read() -> None:
    symptom = parsed()

    assert (symptom.id, symptom.version, symptom.sources) == ("hiccups", 2, ("S0", "S1"))
    assert symptom.named_by_acs == ("crs", "infusion_reaction")
    assert symptom.answered_by is AnsweredBy.WORSE_OF_BOTH
    assert symptom.nervous_system
    assert (symptom.may_be_usual, symptom.usual_moderate) == (True, Level.TELL_TEAM)
    assert (symptom.asks_for, symptom.again_after_minutes) == (("temperature",), 30)
    assert symptom.levels["crs"] == (Level.CALL_TODAY, Level.CALL_NOW, Level.EMERGENCY)
    assert symptom.signs == (Sign("very_loud", Level.CALL_NOW, "Are they very loud?"),)
    assert symptom.together == (
        Together(("rash", "cough"), False, Level.CALL_NOW),
        Together((), True, Level.EMERGENCY),
    )
    assert symptom.count == CountSteps(1, 4, 7)
    assert symptom.words.count_question == "How many times?"


def test_what_a_file_need_not_say_has_a_careful_meaning() -> None:
    symptom = parsed(
        ("may_be_usual", GONE),
        ("usual_moderate", GONE),
        ("again_after_minutes", GONE),
        ("signs", GONE),
        ("words.signs", GONE),
        ("with", GONE),
        ("count", GONE),
        ("words.count_question", GONE),
    )

    assert not symptom.may_be_usual
    assert not symptom.always_offered
    assert not symptom.offers_thinking_check
    assert symptom.again_after_minutes is None
    assert (symptom.signs, symptom.together, symptom.count) == ((), (), None)


def test_a_usual_symptom_without_a_level_of_its_own_is_logged_when_moderate() -> None:
    assert parsed(("usual_moderate", GONE)).usual_moderate is Level.LOGGED


@pytest.mark.parametrize(
    ("path", "value", "place", "problem"),
    [
        ("id", "Hic cups", "id", "wrong_name"),
        ("id", GONE, "id", "missing"),
        ("version", 0, "version", "impossible_number"),
        ("status", "finished", "status", "not_one_of"),
        ("review_by", "2027-11-22", "review_by", "needs_day"),
        ("sources", [], "sources", "empty"),
        ("sources", ["S0", "S0"], "sources", "twice"),
        ("named_by_acs", ["infusion_reactions"], "named_by_acs", "not_one_of"),
        ("nervous_system", GONE, "nervous_system", "missing"),
        ("nervous_system", "yes", "nervous_system", "needs_flag"),
        ("answered_by", "doctor", "answered_by", "not_one_of"),
        ("may_be_usual", False, "usual_moderate", "unknown_key"),
        ("usual_moderate", "none", "usual_moderate", "not_one_of"),
        ("asks_for", GONE, "asks_for", "missing"),
        ("asks_for", [], "asks_for", "empty"),
        ("again_after_minutes", 0, "again_after_minutes", "impossible_number"),
        ("levels.always", GONE, "levels.always", "missing"),
        ("levels.always", "logged", "levels.always", "needs_texts"),
        ("levels.crs", ["logged", "tell_team"], "levels.crs[2]", "missing"),
        ("levels.crs", ["logged"] * 4, "levels.crs[3]", "unknown_key"),
        ("levels.crs", ["logged", "tell_team", "urgent"], "levels.crs[2]", "not_one_of"),
        ("levels.crs", ["none", "logged", "tell_team"], "levels.crs[0]", "not_one_of"),
        ("levels.crs", ["call_now", "tell_team", "emergency"], "levels.crs", "wrong_order"),
        ("levels.low_count", ["call_now"] * 3, "levels.low_count", "unknown_key"),
        ("signs.0.level", GONE, "signs[0].level", "missing"),
        ("signs.0.sudden", True, "signs[0].sudden", "unknown_key"),
        ("signs", [{"id": "very_loud", "level": "call_now"}] * 2, "signs[1].id", "twice"),
        ("signs.0.id", "quiet", "words.signs.quiet", "missing"),
        ("words.signs", GONE, "words.signs", "missing"),
        ("words.signs.quiet", "Are they quiet?", "words.signs.quiet", "unknown_key"),
        ("with.0.symptoms", GONE, "with[0].symptoms", "missing"),
        ("with.1.fever_reading", False, "with[1].symptoms", "missing"),
        ("with.0.levels", "call_now", "with[0].levels", "unknown_key"),
        ("count.moderate", [5, 6], "count.moderate", "not_one_of"),
        ("count.mild", [0, 3], "count.mild", "not_one_of"),
        ("count.mild", [1, 0], "count.mild", "wrong_order"),
        ("count.severe", [7, 9], "count.severe", "needs_wholes"),
        ("words.why", " ", "words.why", "empty"),
        ("words.count_question", GONE, "words.count_question", "missing"),
        ("words.hint", "More.", "words.hint", "unknown_key"),
        ("urgent", True, "urgent", "unknown_key"),
    ],
)
def test_a_broken_file_is_refused_with_file_key_and_reason(
    path: str, value: object, place: str, problem: str
) -> None:
    with pytest.raises(DataIsBroken) as refused:
        parsed((path, value))

    assert (refused.value.origin, refused.value.place, refused.value.problem) == (ORIGIN, place, problem)


def test_a_question_about_a_count_needs_a_count() -> None:
    with pytest.raises(DataIsBroken) as refused:
        parsed(("count", GONE))

    assert (refused.value.place, refused.value.problem) == ("words.count_question", "unknown_key")


def test_a_review_date_before_the_review_is_refused() -> None:
    mapping = tomllib.loads(HICCUPS)
    mapping["reviewed"], mapping["review_by"] = mapping["review_by"], mapping["reviewed"]

    with pytest.raises(DataIsBroken) as refused:
        parse_symptom(Section(mapping, ORIGIN))

    assert (refused.value.place, refused.value.problem) == ("reviewed", "wrong_order")


@given(st.lists(st.sampled_from(LEVEL_NAMES), min_size=3, max_size=3))
def test_levels_are_read_exactly_when_they_never_fall(names: list[str]) -> None:
    rising = names == sorted(names, key=LEVEL_NAMES.index)

    if rising:
        read = parsed(("levels.low_counts", names)).levels["low_counts"]
        assert [level.value for level in read] == names
    else:
        with pytest.raises(DataIsBroken, match="wrong_order"):
            parsed(("levels.low_counts", names))


@pytest.mark.parametrize(
    ("times", "severity"),
    [
        (0, Severity.NONE),
        (1, Severity.MILD),
        (3, Severity.MILD),
        (4, Severity.MODERATE),
        (6, Severity.MODERATE),
        (7, Severity.SEVERE),
        (40, Severity.SEVERE),
    ],
)
def test_a_count_becomes_the_severity_of_its_range(times: int, severity: Severity) -> None:
    assert severity_of_count(CountSteps(1, 4, 7), times) is severity


@given(first=st.integers(1, 20), second=st.integers(1, 20), times=st.integers(0, 60))
def test_one_time_more_is_never_less_severe(first: int, second: int, times: int) -> None:
    steps = CountSteps(1, 1 + first, 1 + first + second)

    before, after = severity_of_count(steps, times), severity_of_count(steps, times + 1)

    assert before.steps <= after.steps


def test_a_negative_count_is_refused() -> None:
    with pytest.raises(ValueError, match="-1"):
        severity_of_count(CountSteps(1, 4, 7), -1)
