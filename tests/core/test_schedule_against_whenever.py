"""Every clock change of every zone from 2026 to 2036, held against `whenever`, an independent oracle."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import available_timezones

import pytest
from whenever import Instant, PlainDateTime, SkippedTime

from companion.core.recurrence import DailyAt, EveryHours
from companion.core.schedule import occurrences
from companion.core.zones import is_known_zone
from tests.core.medicine_samples import a_plan

FROM, TO = datetime(2026, 1, 1, tzinfo=UTC), datetime(2037, 1, 1, tzinfo=UTC)
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
ZONES = tuple(sorted(zone for zone in available_timezones() if is_known_zone(zone)))
# Both hemispheres, half an hour, two hours, midnight, Ramadan, a change of the year before.
SAMPLE = (
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "Antarctica/Troll",
    "America/Havana",
    "Africa/Casablanca",
    "Asia/Gaza",
    "Asia/Kathmandu",
)


def offset(moment: datetime, zone: str) -> float:
    return Instant(moment).to_tz(zone).offset.total("seconds")


def changes(zone: str) -> Iterator[datetime]:
    """The first moment after each change, as `whenever` has it."""
    low, before = FROM, offset(FROM, zone)
    while low < TO:
        high = low + DAY
        if offset(high, zone) != before:
            left, right = low, high
            while right - left > timedelta(seconds=1):
                middle = left + (right - left) / 2
                left, right = (middle, right) if offset(middle, zone) == before else (left, middle)
            before = offset(high, zone)
            yield right.replace(microsecond=0)
        low = high


def expected(day: date, at: time, zone: str) -> datetime:
    """The first moment at which the clocks show this time, or else the next minute that they show."""
    wall = PlainDateTime(day.year, day.month, day.day, at.hour, at.minute)
    while True:
        try:
            wall.assume_tz(zone, disambiguation="raise")
        except SkippedTime:
            later = datetime(wall.year, wall.month, wall.day, wall.hour, wall.minute) + MINUTE
            wall = PlainDateTime(later.year, later.month, later.day, later.hour, later.minute)
        except ValueError:
            break
        else:
            break
    return wall.assume_tz(zone, disambiguation="earlier").to_instant().to_stdlib()


def times_around(change: datetime, zone: str) -> tuple[time, ...]:
    """Times of the clock close to a change, and inside of what is skipped or shown twice."""
    before = change - timedelta(seconds=1)
    local = [Instant(moment).to_tz(zone).to_plain().to_stdlib() for moment in (before, change)]
    middle = min(local) + (max(local) - min(local)) / 2
    near = {*local, middle, *(one + n * 30 * MINUTE for one in local for n in (-4, -1, 1, 4))}
    return tuple(sorted({one.time().replace(second=0, microsecond=0) for one in near}))


def compare(zone: str) -> int:
    """How many changes there were; fails at the first difference."""
    count = 0
    for change in changes(zone):
        count += 1
        start, end = change - 2 * DAY, change + 2 * DAY
        first = (change - 3 * DAY).date()
        days = [first + n * DAY for n in range(7)]
        times = times_around(change, zone)
        wall_plan = a_plan(DailyAt(times), zone=zone, first_day=first)
        due = sorted(expected(day, at, zone) for day in days for at in times)
        assert [one.due_at for one in occurrences([wall_plan], start, end)] == [
            moment for moment in due if start <= moment < end
        ], (zone, change)
        for hours in (1, 7, 24):
            elapsed_plan = a_plan(EveryHours(hours, times[0]), zone=zone, first_day=first)
            anchor = Instant(expected(first, times[0], zone)).to_tz(zone)
            even = [anchor.add(hours=n * hours).to_instant().to_stdlib() for n in range(24 * 7 // hours + 2)]
            assert [one.due_at for one in occurrences([elapsed_plan], start, end)] == [
                moment for moment in even if start <= moment < end
            ], (zone, change, hours)
    return count


@pytest.mark.parametrize("zone", SAMPLE)
def test_wall_and_elapsed_times_agree_around_each_change_of_a_zone(zone: str) -> None:
    assert compare(zone) >= (0 if zone == "Asia/Kathmandu" else 20)


@pytest.mark.proof
def test_wall_and_elapsed_times_agree_around_each_change_of_every_zone() -> None:
    counts = {zone: compare(zone) for zone in ZONES}

    assert len(ZONES) > 400
    assert sum(counts.values()) > 3000
