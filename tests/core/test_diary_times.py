"""The hours after midnight, and the parts of a past day."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from companion.core.diary_times import DiaryTimes, parse_diary_times
from companion.core.errors import DataIsBroken
from companion.core.parsing import Section

WHOLE = {
    "version": 1,
    "sources": ["P"],
    "night_until_hour": 4,
    "part_hours": {"morning": 7, "evening": 19},
}


def parsed(**other: object) -> DiaryTimes:
    return parse_diary_times(Section({**WHOLE, **other}, "diary.toml", "diary"), "diary")


@pytest.mark.parametrize(
    ("local", "evening"),
    [
        (datetime(2026, 3, 2, 0, 0), date(2026, 3, 1)),  # wall time
        (datetime(2026, 3, 2, 3, 59), date(2026, 3, 1)),  # wall time
        (datetime(2026, 3, 2, 4, 0), None),  # wall time
        (datetime(2026, 3, 2, 23, 59), None),  # wall time
    ],
)
def test_the_evening_before_is_offered_until_the_hour_of_the_file(
    local: datetime, evening: date | None
) -> None:
    assert parsed().evening_before(local) == evening


def test_parts_of_the_day_stand_for_hours_in_their_order() -> None:
    assert list(parsed().parts.items()) == [("morning", time(7)), ("evening", time(19))]


@pytest.mark.parametrize(
    "broken",
    [
        {"night_until_hour": 24},
        {"night_until_hour": -1},
        {"part_hours": {"morning": 20, "evening": 8}},
        {"part_hours": {"morning": 25}},
        {"typo": 1},
    ],
)
def test_a_file_that_cannot_be_is_refused(broken: dict[str, object]) -> None:
    with pytest.raises(DataIsBroken):
        parsed(**broken)
