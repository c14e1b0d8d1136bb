"""Dates, times and phone numbers as people write them."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.core.formats import Formats
from companion.core.people import DateOrder
from companion.core.typed import (
    CalendarNames,
    NotRead,
    calendar_names,
    read_birth_date,
    read_dose_date,
    read_phone,
    read_time,
)
from companion.core.words import Words

TODAY = date(2026, 3, 2)
DAY_FIRST, MONTH_FIRST = DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST


@pytest.fixture(scope="session")
def names(words: Words) -> CalendarNames:
    return calendar_names(words)


@pytest.mark.parametrize(
    "text",
    [
        "31 March 1950",
        "  31 March 1950 ",
        "March 31, 1950",
        "31 mar 1950",
        "31. Mar. 1950",
        "31st of March 1950",
        "Friday 31 March 1950",
        "Fri, 31-Mar-1950",
        "31MAR1950",
        "1950 March 31",
        "31/3/1950",
        "31.03.1950",
        "31-03-1950",
        "31 3 1950",
        "31\u201303\u20131950",
        "3/31/1950",
        "1950-03-31",
        "1950/3/31",
        "31031950",
        "19500331",
        "31/3/50",
        "31 March 50",
        "March 31 '50",
    ],
)
@pytest.mark.parametrize("order", DateOrder)
def test_a_date_that_can_mean_one_day_only_is_read_in_any_spelling(
    text: str, order: DateOrder, names: CalendarNames
) -> None:
    day = read_birth_date(text, order=order, names=names, today=TODAY)

    assert day == date(1950, 3, 31)


@pytest.mark.parametrize("text", ["3/4/1950", "3.4.1950", "03 04 1950", "03041950", "3/4/50"])
def test_numbers_alone_are_read_in_the_order_of_the_person(text: str, names: CalendarNames) -> None:
    day_first = read_birth_date(text, order=DAY_FIRST, names=names, today=TODAY)
    month_first = read_birth_date(text, order=MONTH_FIRST, names=names, today=TODAY)

    assert day_first == date(1950, 4, 3)
    assert month_first == date(1950, 3, 4)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("30 February 1950", "no_such_day"),
        ("29.2.1950", "no_such_day"),
        ("31/31/1950", "no_such_day"),
        ("0/1/1950", "no_such_day"),
        ("1950-13-01", "no_such_day"),
        ("30/2/50", "no_such_day"),
        ("3 March 2026", "birth_in_future"),
        ("1 Jan 2100", "birth_in_future"),
        ("31 December 1899", "birth_too_early"),
        ("1 January 0001", "birth_too_early"),
        ("31 March", "needs_year"),
        ("31/3", "needs_year"),
        ("3/4/10", "year_in_full"),
        ("March 1950", "not_a_day"),
        ("1950", "not_a_day"),
        ("March", "not_a_day"),
        ("31 Ma 1950", "not_a_day"),
        ("31 Mai 1950", "not_a_day"),
        ("31 March April 1950", "not_a_day"),
        ("last spring", "not_a_day"),
        ("31/3/950", "not_a_day"),
        ("31/003/1950", "not_a_day"),
        ("31/3/1950?", "not_a_day"),
        ("٣١/٣/١٩٥٠", "not_a_day"),
        ("1" * 400, "not_a_day"),
        ("///", "not_a_day"),
    ],
)
def test_a_birth_date_that_cannot_be_is_refused_and_the_reason_named(
    text: str, reason: str, names: CalendarNames
) -> None:
    read = read_birth_date(text, order=DAY_FIRST, names=names, today=TODAY)

    assert read == NotRead(f"forms.{reason}")


def test_the_first_and_the_last_possible_birth_date_are_taken(names: CalendarNames) -> None:
    first = read_birth_date("1/1/1900", order=DAY_FIRST, names=names, today=TODAY)
    last = read_birth_date("2/3/2026", order=DAY_FIRST, names=names, today=TODAY)

    assert (first, last) == (date(1900, 1, 1), TODAY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2/3/26", date(2026, 3, 2)),
        ("1 January 2000", date(2000, 1, 1)),
        ("1 Jan 00", date(2000, 1, 1)),
        ("31 December 2028", date(2028, 12, 31)),
        ("29 Feb 2024", date(2024, 2, 29)),
    ],
)
def test_a_first_dose_may_lie_long_back_or_some_time_ahead(
    text: str, expected: date, names: CalendarNames
) -> None:
    assert read_dose_date(text, order=DAY_FIRST, names=names, today=TODAY) == expected


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2 March 1990", "dose_too_early"),
        ("31/12/1999", "dose_too_early"),
        ("1 Jan 2029", "dose_too_late"),
        ("2 March 2062", "dose_too_late"),
        ("2/3/90", "year_in_full"),
        ("31/2/2026", "no_such_day"),
    ],
)
def test_a_first_dose_in_an_impossible_year_is_refused(text: str, reason: str, names: CalendarNames) -> None:
    read = read_dose_date(text, order=DAY_FIRST, names=names, today=TODAY)

    assert read == NotRead(f"forms.{reason}")


@given(day=st.dates(date(1900, 1, 1), TODAY), order=st.sampled_from(DateOrder))
def test_every_day_that_the_program_writes_can_be_typed_back(
    day: date, order: DateOrder, words: Words, names: CalendarNames
) -> None:
    formats = Formats(words, "UTC", date_order=order)

    for written in (formats.day(day), formats.plain_day(day), day.isoformat(), f"{day:%Y%m%d}"):
        assert read_birth_date(written, order=order, names=names, today=TODAY) == day


@given(text=st.text(max_size=60), order=st.sampled_from(DateOrder), clock_24h=st.booleans())
def test_no_text_at_all_makes_the_reading_fail(
    text: str, order: DateOrder, clock_24h: bool, words: Words, names: CalendarNames
) -> None:
    birth = read_birth_date(text, order=order, names=names, today=TODAY)
    dose = read_dose_date(text, order=order, names=names, today=TODAY)
    at, phone = read_time(text, clock_24h=clock_24h), read_phone(text)

    reasons = [read.reason for read in (birth, dose, at, phone) if isinstance(read, NotRead)]
    assert all(reason in words for reason in reasons)
    assert (birth is None) == (not text.strip())


@pytest.mark.parametrize("clock_24h", [True, False])
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("19:30", time(19, 30)),
        ("19.30", time(19, 30)),
        ("19,30", time(19, 30)),
        ("19 30", time(19, 30)),
        ("19h30", time(19, 30)),
        ("19 h", time(19, 0)),
        ("1930", time(19, 30)),
        ("7:30 pm", time(19, 30)),
        ("7:30pm", time(19, 30)),
        ("7.30 PM", time(19, 30)),
        ("7:30 p.m.", time(19, 30)),
        ("730 pm", time(19, 30)),
        ("7pm", time(19, 0)),
        ("7 am", time(7, 0)),
        ("12 am", time(0, 0)),
        ("12:15 pm", time(12, 15)),
        ("0:15", time(0, 15)),
        ("13:00 pm", time(13, 0)),
        ("23:59", time(23, 59)),
    ],
)
def test_a_time_is_read_in_many_spellings(text: str, expected: time, clock_24h: bool) -> None:
    assert read_time(text, clock_24h=clock_24h) == expected


@pytest.mark.parametrize("text", ["7:30", "07:30", "730", "7", "12:00"])
def test_a_time_without_am_or_pm_is_not_guessed_on_a_12_hour_clock(text: str) -> None:
    assert read_time(text, clock_24h=False) == NotRead("forms.am_or_pm")
    assert isinstance(read_time(text, clock_24h=True), time)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("25:00", "no_such_time"),
        ("24:00", "no_such_time"),
        ("19:60", "no_such_time"),
        ("13 am", "no_such_time"),
        ("2500", "no_such_time"),
        ("soon", "not_a_time"),
        ("19:5", "not_a_time"),
        ("-7:30", "not_a_time"),
        ("19:30:00", "not_a_time"),
        ("٧:٣٠", "not_a_time"),
    ],
)
def test_a_time_that_cannot_be_is_refused_and_the_reason_named(text: str, reason: str) -> None:
    assert read_time(text, clock_24h=True) == NotRead(f"forms.{reason}")


@pytest.mark.parametrize(
    "text",
    [
        "112",
        "+1 (555) 010-9999",
        "020 7946 0018",
        "+44 (0)20 7946 0018",
        "01.23.45.67.89",
        "030/123 456",
        "555\u20110100",
        "555-0100 ext. 12",
        "555-0100, extension 12",
        "555-0100 x12",
        "5550100x12",
        "555 0100 #12",
        "555 0100 EXT 12",
    ],
)
def test_a_phone_number_is_kept_as_it_was_written(text: str) -> None:
    assert read_phone(f"  {text} ") == text


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("call the ward", "phone_letters"),
        ("555-CALL", "phone_letters"),
        ("555-0100 or 555-0101", "phone_letters"),
        ("555 0100 ext", "phone_letters"),
        ("12", "phone_short"),
        ("+()-", "phone_short"),
        ("5 x123", "phone_short"),
        ("555 0100 *", "phone_signs"),
        ("name@example.org", "phone_letters"),
        ("٥٥٥ ٠١٠٠", "phone_signs"),
        ("1" * 33, "phone_long"),
    ],
)
def test_a_text_that_is_no_phone_number_is_refused_and_the_reason_named(text: str, reason: str) -> None:
    assert read_phone(text) == NotRead(f"forms.{reason}")


@pytest.mark.parametrize("text", ["", "   ", "\t\n"])
def test_an_empty_field_is_no_mistake(text: str, names: CalendarNames) -> None:
    assert read_birth_date(text, order=DAY_FIRST, names=names, today=TODAY) is None
    assert read_dose_date(text, order=DAY_FIRST, names=names, today=TODAY) is None
    assert read_time(text, clock_24h=True) is None
    assert read_phone(text) is None
