"""How dates, times and readings are written."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest

from companion.core.catalogue import Catalogue
from companion.core.formats import Formats
from companion.core.people import DateOrder
from companion.core.words import Words

NOW = datetime(2026, 3, 3, 0, 30, tzinfo=UTC)  # 19:30 on Monday in New York


@pytest.fixture
def european(words: Words) -> Formats:
    return Formats(words, "America/New_York")


@pytest.fixture
def american(words: Words) -> Formats:
    return Formats(
        words,
        "America/New_York",
        clock_24h=False,
        date_order=DateOrder.MONTH_FIRST,
        temperature_unit="[degF]",
    )


def test_a_date_is_written_in_the_chosen_order(european: Formats, american: Formats) -> None:
    day = date(2026, 3, 2)

    assert european.day(day) == "Monday 2 March 2026"
    assert american.day(day) == "Monday, March 2, 2026"


@pytest.mark.parametrize(
    ("at", "shown"),
    [(time(0, 5), "12:05 am"), (time(12, 0), "12:00 pm"), (time(19, 30), "7:30 pm"), (time(9, 0), "9:00 am")],
)
def test_a_time_on_a_12_hour_clock(american: Formats, at: time, shown: str) -> None:
    assert american.clock(at) == shown


def test_a_moment_near_now_is_named_by_its_day(european: Formats) -> None:
    assert european.moment(NOW, NOW) == "today, 19:30"
    assert european.moment(NOW - timedelta(hours=20), NOW) == "yesterday, 23:30"
    assert european.moment(NOW + timedelta(hours=20), NOW) == "tomorrow, 15:30"
    assert european.moment(NOW + timedelta(days=3), NOW) == "Thursday 5 March, 19:30"


@pytest.mark.parametrize(
    ("span", "shown"),
    [
        (timedelta(minutes=59), "less than an hour"),
        (timedelta(hours=1), "1 hour"),
        (timedelta(hours=9, minutes=59), "9 hours"),
        (timedelta(hours=46), "1 day and 22 hours"),
        (timedelta(days=2), "2 days"),
        (timedelta(days=3, hours=4), "3 days and 4 hours"),
    ],
)
def test_a_span_is_said_in_days_and_hours(european: Formats, span: timedelta, shown: str) -> None:
    assert european.span(span) == shown


def test_one_reading_is_shown_in_both_units_however_it_was_typed(
    european: Formats, american: Formats, catalogue: Catalogue
) -> None:
    kind = catalogue.readings["temperature"]

    assert european.reading(Decimal("38.4"), "Cel", kind) == "38.4 °C (101.1 °F)"
    assert european.reading(Decimal("101.1"), "[degF]", kind) == "38.4 °C (101.1 °F)"
    assert american.reading(Decimal("38.4"), "Cel", kind) == "101.1 °F (38.4 °C)"


def test_a_reading_with_one_unit_is_shown_in_it(european: Formats, catalogue: Catalogue) -> None:
    assert european.reading(Decimal(96), "%", catalogue.readings["spo2"]) == "96%"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("8:15\u00a0a.\u00a0m.", "Coming up: x, 8:15\u00a0a.\u00a0m."),
        ("wait...", "Coming up: x, wait..."),
        ("noon", "Coming up: x, noon."),
    ],
)
def test_a_sentence_has_one_full_stop_at_its_end(words: Words, typed: str, said: str) -> None:
    assert words("due.infusion", name="x", moment=typed) == said
