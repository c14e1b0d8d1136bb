"""The plain list of the people of one computer: any file is read, and no two can be mistaken."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.core.errors import UserCanFix
from companion.core.people_here import (
    Badge,
    Colour,
    Listed,
    Register,
    badge_words,
    notice_title,
    parse_register,
    register_as_json,
)
from companion.core.words import Words

RUTH = Listed("first", "Ruth", Badge(Colour.BLUE, "R"))
WALTER = Listed("0a1b2c", "Walter", Badge(Colour.ORANGE, "W"))
BOTH = Register((RUTH, WALTER), "0a1b2c")


def test_what_is_written_is_read() -> None:
    assert parse_register(register_as_json(BOTH)) == BOTH


@given(st.binary(max_size=200))
def test_reading_never_raises(content: bytes) -> None:
    parse_register(content)


@pytest.mark.parametrize("folder", ["../../etc", "a/b", "", "A B", 7, None])
def test_a_folder_that_is_none_is_left_out(folder: object) -> None:
    content = register_as_json(BOTH).replace(b'"0a1b2c"', json.dumps(folder).encode(), 1)

    assert [one.folder for one in parse_register(content).people] == ["first"]


def test_a_person_is_found_by_name_or_letter_and_nobody_by_a_guess() -> None:
    assert BOTH.called(" ruth ") == RUTH
    assert BOTH.called("w") == WALTER
    assert BOTH.called("Ru") is None
    assert Register((RUTH, Listed("x", "ruth", WALTER.badge))).called("Ruth") is None


def test_the_one_of_last_time_comes_first() -> None:
    assert [one.name for one in BOTH.known_first()] == ["Walter", "Ruth"]


@pytest.mark.parametrize(
    ("name", "badge", "why"),
    [
        ("  ", Badge(Colour.PINK, "A"), "people.no_name"),
        ("x" * 41, Badge(Colour.PINK, "A"), "people.long_name"),
        ("Ann", Badge(Colour.PINK, ""), "people.no_letter"),
        ("Ann", Badge(Colour.PINK, "AB"), "people.no_letter"),
        ("Ann", Badge(Colour.PINK, "!"), "people.no_letter"),
        ("RUTH", Badge(Colour.PINK, "A"), "people.same_name"),
        ("Ann", Badge(Colour.PINK, "r"), "people.same_letter"),
        ("Ann", Badge(Colour.BLUE, "A"), "people.same_colour"),
    ],
)
def test_nobody_is_added_who_could_be_mistaken(name: str, badge: Badge, why: str) -> None:
    with pytest.raises(UserCanFix) as refused:
        BOTH.with_one_more(Listed("new", name, badge))

    assert refused.value.key == why


def test_a_badge_that_is_offered_is_free() -> None:
    assert BOTH.free_badge("Rosa") == Badge(Colour.GREEN, "O")
    assert BOTH.with_one_more(Listed("new", "Ann", BOTH.free_badge("Ann"))).last == "new"


def test_a_notice_has_colour_and_letter_and_never_a_name(words: Words) -> None:
    assert badge_words(RUTH.badge, words) == "blue, R"
    assert notice_title(RUTH.badge, words) == "Companion, blue R"
    assert notice_title(None, words) == "Companion"
