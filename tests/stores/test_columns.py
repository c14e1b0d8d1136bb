"""Values as text: what is read is what was written, and text order is time order."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.core.errors import OurFault
from companion.stores.columns import (
    clean,
    from_moment,
    from_number,
    from_wall,
    to_moment,
    to_number,
    to_wall,
)

offsets = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
moments = st.datetimes(
    datetime(2, 1, 1),
    datetime(9998, 1, 1),
    timezones=offsets,
)


@given(moments)
def test_a_moment_comes_back_as_the_same_moment_in_utc(moment: datetime) -> None:
    read = to_moment(from_moment(moment))

    assert read == moment
    assert read.utcoffset() == timedelta(0)


@given(moments, moments)
def test_the_order_of_the_texts_is_the_order_in_time(one: datetime, other: datetime) -> None:
    assert (from_moment(one) < from_moment(other)) is (one < other)


def test_a_whole_second_stands_in_order_with_its_parts() -> None:
    second = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)

    assert from_moment(second) < from_moment(second + timedelta(microseconds=1))


def test_a_moment_without_offset_is_refused() -> None:
    with pytest.raises(OurFault):
        from_moment(datetime(2026, 3, 2, 8, 0))


@given(st.datetimes())
def test_wall_time_comes_back_as_it_was(wall: datetime) -> None:
    assert to_wall(from_wall(wall)) == wall


def test_wall_time_with_an_offset_is_refused() -> None:
    with pytest.raises(OurFault):
        from_wall(datetime(2026, 3, 2, 8, 0, tzinfo=UTC))


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_a_number_comes_back_digit_for_digit(number: Decimal) -> None:
    read = to_number(from_number(number))

    assert str(read) == str(number)


@pytest.mark.parametrize("number", ["NaN", "sNaN", "Infinity", "-Infinity"])
def test_a_number_that_cannot_be_compared_is_refused(number: str) -> None:
    with pytest.raises(OurFault):
        from_number(Decimal(number))
    with pytest.raises((ValueError, ArithmeticError)):
        to_number(number)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_text_that_can_be_typed_is_kept_letter_for_letter(text: str) -> None:
    assert clean(text) == text


@given(st.text(st.characters()))
def test_any_text_can_be_kept_and_is_cleaned_only_once(text: str) -> None:
    cleaned = clean(text)

    assert "\0" not in cleaned
    assert cleaned.encode("utf-8").decode("utf-8") == cleaned
    assert clean(cleaned) == cleaned


def test_a_nul_is_dropped_and_half_a_character_pair_is_replaced() -> None:
    assert clean("a\0b") == "ab"
    assert clean("a\ud83db") == "a\ufffdb"
    assert clean("\ud83d\ude42") == "\U0001f642"
