"""Times, whole numbers and amounts as people type them."""

from __future__ import annotations

from datetime import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.core.typed import NotRead
from companion.core.typed_lists import read_amount, read_times, read_whole, read_wholes

EIGHT, TWENTY = time(8), time(20)


@pytest.mark.parametrize(
    "text",
    ["08:00 and 20:00", "8, 20", "20:00; 8:00", "08:00,20:00", "8 am, 8 pm", "8am,8pm", "8:00 & 20.00"],
)
def test_two_times_are_read_in_many_spellings(text: str) -> None:
    assert read_times(text, clock_24h=True) == (EIGHT, TWENTY)


def test_a_comma_between_hours_and_minutes_makes_one_time() -> None:
    assert read_times("8,20", clock_24h=True) == (time(8, 20),)


def test_nothing_typed_is_no_time() -> None:
    assert read_times("  ", clock_24h=True) is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [("25:00", "forms.no_such_time"), ("8 and soon", "forms.not_a_time"), ("noon", "forms.not_a_time")],
)
def test_what_is_no_time_is_said(text: str, reason: str) -> None:
    assert read_times(text, clock_24h=True) == NotRead(reason)


def test_with_a_12_hour_clock_each_time_needs_its_half_of_the_day() -> None:
    assert read_times("8 am and 8", clock_24h=False) == NotRead("forms.am_or_pm")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1, 2, 3", (1, 2, 3)),
        ("1 2 3", (1, 2, 3)),
        ("1 to 3", (1, 2, 3)),
        ("1-3, 8", (1, 2, 3, 8)),
        ("1 – 2 and 8", (1, 2, 8)),
        ("1 a 3 y 8", (1, 2, 3, 8)),
        ("del 1 al 3", NotRead("medicines.not_wholes")),
        ("", None),
        ("one", NotRead("medicines.not_wholes")),
        ("3 to 1", NotRead("medicines.not_wholes")),
        ("1-", (1,)),
    ],
)
def test_days_are_read_one_by_one_or_as_a_span(text: str, expected: object) -> None:
    assert read_wholes(text) == expected


def test_a_whole_number_has_nothing_after_it() -> None:
    assert (read_whole(" 8 "), read_whole("")) == (8, None)
    assert read_whole("8.5") == NotRead("medicines.not_a_whole")


def test_an_amount_takes_a_comma_or_a_point() -> None:
    assert (read_amount("0,5"), read_amount("28"), read_amount("")) == (Decimal("0.5"), Decimal(28), None)
    assert read_amount("half") == NotRead("medicines.not_a_number")


@pytest.mark.parametrize("text", ["1,000", "1.000", "12,500", "28.000"])
def test_what_may_be_a_thousand_or_one_is_not_taken(text: str) -> None:
    assert read_amount(text) == NotRead("medicines.not_a_number")
    assert read_amount("0,125") == Decimal("0.125")


@given(st.text(max_size=30))
def test_any_text_gets_an_answer(text: str) -> None:
    for read in (read_times(text, clock_24h=True), read_wholes(text), read_whole(text), read_amount(text)):
        assert read is None or isinstance(read, NotRead | tuple | int | Decimal)
