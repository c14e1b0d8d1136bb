"""Wall time to UTC: clock changes of every zone, and names that are no zone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.core.errors import OurFault
from companion.core.zones import is_known_zone, to_utc

ZONES = tuple(sorted(zone for zone in available_timezones() if is_known_zone(zone)))


def naive(text: str) -> datetime:
    """Wall time."""
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("wall", "zone", "moment"),
    [
        ("2026-03-02 10:00", "America/New_York", "2026-03-02 15:00"),
        ("2026-03-16 10:00", "America/New_York", "2026-03-16 14:00"),
        ("2026-07-01 10:00", "Asia/Kathmandu", "2026-07-01 04:15"),
        ("2026-01-15 08:00", "UTC", "2026-01-15 08:00"),
    ],
)
def test_wall_time_becomes_the_moment_the_clocks_show_it(wall: str, zone: str, moment: str) -> None:
    found = to_utc(naive(wall), zone)

    assert found == naive(moment).replace(tzinfo=UTC)
    assert found.tzinfo is UTC


@pytest.mark.parametrize(
    ("wall", "zone", "moment"),
    [
        ("2026-03-29 02:30", "Europe/Berlin", "2026-03-29 01:00"),
        ("2026-03-29 02:00", "Europe/Berlin", "2026-03-29 01:00"),
        ("2026-03-29 02:59:59", "Europe/Berlin", "2026-03-29 01:00"),
        ("2026-03-29 03:00", "Europe/Berlin", "2026-03-29 01:00"),
        ("2026-03-08 02:30", "America/New_York", "2026-03-08 07:00"),
        ("2026-10-04 02:10", "Australia/Lord_Howe", "2026-10-03 15:30"),
        ("2011-12-30 10:00", "Pacific/Apia", "2011-12-30 10:00"),
    ],
)
def test_a_time_the_clocks_skip_becomes_the_next_valid_minute(wall: str, zone: str, moment: str) -> None:
    found = to_utc(naive(wall), zone)

    assert found == naive(moment).replace(tzinfo=UTC)


@pytest.mark.parametrize("fold", [0, 1])
def test_a_time_the_clocks_show_twice_is_the_first_of_the_two(fold: int) -> None:
    wall = naive("2026-10-25 02:30").replace(fold=fold)

    found = to_utc(wall, "Europe/Berlin")

    assert found == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize("name", ["Europe/Berlin", "America/Argentina/Buenos_Aires", "UTC", "Asia/Kolkata"])
def test_a_zone_of_the_iana_list_is_known(name: str) -> None:
    assert is_known_zone(name)


@pytest.mark.parametrize(
    "name",
    [
        *("", " ", "Mars/Olympus", "America", "europe/berlin", "../../etc/passwd", "/etc/localtime"),
        *("localtime", "Factory", "posixrules", "right/Europe/Berlin", "+01:00", "Europe/Berlin\0", "CEST"),
    ],
)
def test_anything_else_is_no_zone_and_is_refused(name: str) -> None:
    assert not is_known_zone(name)
    with pytest.raises(OurFault):
        to_utc(naive("2026-03-02 10:00"), name)


def test_a_time_that_has_an_offset_is_no_wall_time() -> None:
    with pytest.raises(OurFault):
        to_utc(datetime(2026, 3, 2, 10, tzinfo=UTC), "UTC")


def test_every_clock_change_of_every_zone_follows_the_two_rules() -> None:
    gaps = folds = 0

    for zone in ZONES:
        for change, before, after in _clock_changes(zone, 2026):
            inside = change.replace(tzinfo=None) + (before + after) / 2
            if after > before:
                gaps += 1
                assert to_utc(inside, zone) == change, zone
            else:
                folds += 1
                assert to_utc(inside, zone) == inside.replace(tzinfo=UTC) - before, zone
                assert to_utc(inside, zone) < change, zone

    assert gaps > 100
    assert folds > 100


@given(
    wall=st.datetimes(min_value=naive("2012-01-01"), max_value=naive("2099-12-31")),
    zone=st.sampled_from(ZONES),
)
def test_the_clocks_show_the_wall_time_or_else_the_end_of_a_gap(wall: datetime, zone: str) -> None:
    moment = to_utc(wall, zone)

    shown = moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)
    assert wall <= shown <= wall + timedelta(hours=4)
    if shown != wall:
        just_before = (moment - timedelta(minutes=1)).astimezone(ZoneInfo(zone)).replace(tzinfo=None)
        assert just_before < wall


def _clock_changes(zone: str, year: int) -> Iterator[tuple[datetime, timedelta, timedelta]]:
    """Each change in a year: its moment, the offset before and the one after; found without `to_utc`."""
    info = ZoneInfo(zone)
    midnight = datetime(year, 1, 1, tzinfo=UTC)
    for day in range(365):
        low, high = midnight + timedelta(days=day), midnight + timedelta(days=day + 1)
        before, after = _offset(low, info), _offset(high, info)
        if before == after:
            continue
        while high - low > timedelta(seconds=1):
            middle = low + (high - low) / 2
            low, high = (middle, high) if _offset(middle, info) == before else (low, middle)
        yield high.replace(microsecond=0), before, after


def _offset(moment: datetime, info: ZoneInfo) -> timedelta:
    return moment.astimezone(info).utcoffset() or timedelta()
