"""The thinking check: only a fall from the first check counts, and fewer points are never less severe."""

from __future__ import annotations

import shutil
import tomllib
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.core.catalogue import Catalogue
from companion.core.errors import DataIsBroken
from companion.core.levels import Severity
from companion.core.parsing import Section
from companion.core.thinking_check import (
    Item,
    ItemAnswer,
    ItemKind,
    Known,
    ThinkingCheck,
    change,
    is_whole,
    parse_thinking_check,
    points,
)
from companion.core.typed import calendar_names
from companion.core.words import Words
from companion.stores.catalogue import load_catalogue
from tests.conftest import RESOURCES
from tests.knowledge.reading import assess_reading

FILE = RESOURCES / "thinking_check" / "check.toml"
FULL = 9
POINTS = st.integers(0, FULL)


@pytest.fixture(scope="module")
def check(catalogue: Catalogue) -> ThinkingCheck:
    assert catalogue.thinking_check is not None
    return catalogue.thinking_check


@pytest.fixture(scope="module")
def known(words: Words) -> Known:
    return Known(date(2026, 3, 2), calendar_names(words).months, "Saint Albans")


def item_of(check: ThinkingCheck, kind: ItemKind) -> Item:
    return next(item for item in check.items if item.kind is kind)


def steps_of(severity: Severity | None) -> int:
    return severity.steps if severity is not None else 0


def broken(change_it: Callable[[dict[str, Any]], object]) -> Section:
    table = tomllib.loads(FILE.read_text("utf-8"), parse_float=Decimal)
    change_it(table)
    return Section(table, FILE.name)


def test_the_items_are_those_that_were_agreed(check: ThinkingCheck) -> None:
    kinds = [item.kind.value for item in check.items]

    assert kinds == [
        "year", "month", "town", "name", "name", "name", "count_back", "instruction", "sentence"
    ]  # fmt: skip
    assert [item.points for item in check.items] == [1] * FULL


def test_a_change_is_a_report_of_a_symptom_that_there_is(check: ThinkingCheck, catalogue: Catalogue) -> None:
    assert check.symptom == "confusion"
    assert check.symptom in catalogue.symptoms


@pytest.mark.parametrize(
    ("first", "now", "severity"),
    [
        (9, 9, None),
        (9, 8, Severity.MILD),
        (9, 7, Severity.MODERATE),
        (9, 6, Severity.SEVERE),
        (9, 0, Severity.SEVERE),
        (6, 6, None),
        (6, 9, None),
        (6, 5, Severity.MILD),
        (None, 9, None),
        (None, 8, Severity.MILD),
        (None, 7, Severity.MODERATE),
    ],
)
def test_points_below_the_first_check_are_the_severity(
    check: ThinkingCheck, first: int | None, now: int, severity: Severity | None
) -> None:
    assert change(check, now, first) is severity


@given(first=st.none() | POINTS, one=POINTS, other=POINTS)
def test_fewer_points_are_never_less_severe(
    check: ThinkingCheck, first: int | None, one: int, other: int
) -> None:
    fewer, more = sorted((one, other))

    assert steps_of(change(check, fewer, first)) >= steps_of(change(check, more, first))


@given(first=POINTS, better=POINTS)
def test_as_good_as_the_first_check_or_better_is_no_finding(
    check: ThinkingCheck, first: int, better: int
) -> None:
    assert change(check, max(first, better), first) is None


@given(one=POINTS, other=POINTS, now=POINTS)
def test_a_better_first_check_never_hides_a_change(
    check: ThinkingCheck, one: int, other: int, now: int
) -> None:
    lower, higher = sorted((one, other))

    assert steps_of(change(check, now, higher)) >= steps_of(change(check, now, lower))


@given(now=POINTS, first=POINTS)
def test_without_a_first_check_nothing_is_milder_than_with_one(
    check: ThinkingCheck, now: int, first: int
) -> None:
    assert steps_of(change(check, now, None)) >= steps_of(change(check, now, first))


@given(wrong=st.sets(st.integers(0, FULL - 1)), more=st.integers(0, FULL - 1), reached=st.integers(0, FULL))
def test_one_more_miss_never_gives_more_points(
    check: ThinkingCheck, wrong: set[int], more: int, reached: int
) -> None:
    def answers(missed: set[int]) -> list[ItemAnswer]:
        return [ItemAnswer(item.id, n not in missed) for n, item in enumerate(check.items[:reached])]

    assert points(check, answers(wrong | {more})) <= points(check, answers(wrong))


def test_a_check_that_was_stopped_is_not_whole_and_counts_only_what_was_missed(check: ThinkingCheck) -> None:
    stopped = [ItemAnswer(check.items[0].id, True), ItemAnswer(check.items[1].id, False)]

    assert not is_whole(check, stopped)
    assert points(check, stopped) == FULL - 1


@pytest.mark.parametrize(
    ("kind", "typed", "right"),
    [
        (ItemKind.YEAR, "2026", True),
        (ItemKind.YEAR, " it is 2026.", True),
        (ItemKind.YEAR, "2025", False),
        (ItemKind.YEAR, "1926", False),
        (ItemKind.YEAR, "26", False),
        (ItemKind.YEAR, "2025 2026", None),
        (ItemKind.YEAR, "twenty", None),
        (ItemKind.YEAR, "", None),
        (ItemKind.MONTH, "March", True),
        (ItemKind.MONTH, "mar.", True),
        (ItemKind.MONTH, "3", True),
        (ItemKind.MONTH, "03", True),
        (ItemKind.MONTH, "May", False),
        (ItemKind.MONTH, "february", False),
        (ItemKind.MONTH, "2", False),
        (ItemKind.MONTH, "m", None),
        (ItemKind.MONTH, "?", None),
        (ItemKind.TOWN, "saint albans", True),
        (ItemKind.TOWN, "Saint-Albans, Vermont", True),
        (ItemKind.TOWN, "Burlington", False),
        (ItemKind.TOWN, " ", None),
        (ItemKind.NAME, "a Clock", True),
        (ItemKind.NAME, "watch", True),
        (ItemKind.NAME, "a wheel", False),
        (ItemKind.NAME, "12", None),
        (ItemKind.COUNT_BACK, "100 90 80 70 60 50 40 30 20 10", True),
        (ItemKind.COUNT_BACK, "90, 80, 70, 60, 50, 40, 30, 20, 10", True),
        (ItemKind.COUNT_BACK, "100 90 80 60 50 40 30 20 10", False),
        (ItemKind.COUNT_BACK, "10 20 30 40 50 60 70 80 90 100", False),
        (ItemKind.COUNT_BACK, "100", False),
        (ItemKind.COUNT_BACK, "tens", None),
    ],
)
def test_what_is_typed_is_compared_with_what_is_right(
    check: ThinkingCheck, known: Known, kind: ItemKind, typed: str, right: bool | None
) -> None:
    assert item_of(check, kind).is_right(typed, known) is right


@given(typed=st.text(max_size=60))
def test_anything_at_all_that_is_typed_gets_an_answer(check: ThinkingCheck, known: Known, typed: str) -> None:
    assert all(item.is_right(typed, known) in (True, False, None) for item in check.items)


def test_the_first_town_is_taken_as_it_is_written(check: ThinkingCheck, words: Words) -> None:
    nothing_yet = Known(date(2026, 3, 2), calendar_names(words).months, "")

    assert item_of(check, ItemKind.TOWN).is_right("Wick", nothing_yet) is True


@pytest.mark.parametrize(
    ("change_it", "problem"),
    [
        (lambda t: t["severity"].update(moderate=1), "wrong_order"),
        (lambda t: t["severity"].update(mild=0), "wrong_order"),
        (lambda t: t["cases"][3].update(gives="severe"), "case_fails"),
        (lambda t: t["cases"][0].update(now=8), "case_fails"),
        (lambda t: t.update(items=[]), "empty"),
        (lambda t: t["items"][1].update(id="year"), "twice"),
        (lambda t: t["items"][0].update(points=0), "impossible_number"),
        (lambda t: t["items"][0].update(kind="hospital"), "not_one_of"),
        (lambda t: t["items"][0].update(colour="red"), "unknown_key"),
        (lambda t: t.pop("symptom"), "missing"),
        (lambda t: t.pop("cases"), "no_firing_case"),
        (lambda t: t.update(cases=[c for c in t["cases"] if "gives" in c]), "no_silent_case"),
    ],
)
def test_a_file_with_a_slip_is_refused(change_it: Callable[[dict[str, Any]], object], problem: str) -> None:
    with pytest.raises(DataIsBroken) as refused:
        parse_thinking_check(broken(change_it))

    assert refused.value.problem == problem


def test_a_broken_file_is_left_out_by_name_and_all_else_goes_on(tmp_path: Path, catalogue: Catalogue) -> None:
    resources = tmp_path / "resources"
    shutil.copytree(RESOURCES, resources, ignore=shutil.ignore_patterns("fonts", "icons", "pages"))
    (resources / "thinking_check" / "check.toml").write_text("= this is no TOML", "utf-8")

    damaged = load_catalogue(resources)

    assert [left.name for left in damaged.left_out] == ["thinking_check"]
    assert damaged.thinking_check is None
    assert damaged.symptoms.keys() == catalogue.symptoms.keys()


def test_what_a_person_reads_is_easy_and_calm(check: ThinkingCheck) -> None:
    said = [check.words.about, check.words.needs]
    said += [text for item in check.items for text in (item.ask, item.ask_aloud)]

    assert assess_reading("\n".join(said)).easy
    assert "!" not in "".join(said)
    assert not any(word in " ".join(said).casefold() for word in ("grade", "score", "points", "icans"))
