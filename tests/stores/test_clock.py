"""The clock: UTC, the zone this computer is set to now, and a clock that stands still."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from companion import clock
from companion.clock import FixedClock, SystemClock
from companion.core.errors import OurFault
from companion.core.zones import is_known_zone

pytestmark = pytest.mark.skipif(
    not hasattr(time, "tzset"), reason="the zone cannot be set for a process here"
)


@pytest.fixture(autouse=True)
def _zone_of_this_computer_afterwards() -> Iterator[None]:
    yield
    clock.zone()


def test_now_is_in_utc() -> None:
    assert clock.now().utcoffset() == timedelta(0)
    assert SystemClock().now().utcoffset() == timedelta(0)


def test_the_zone_of_this_computer_is_one_we_can_reckon_with() -> None:
    assert is_known_zone(SystemClock().zone())


@pytest.mark.parametrize("setting", ["Asia/Tokyo", ":Asia/Tokyo", "/usr/share/zoneinfo/Asia/Tokyo"])
def test_a_zone_set_by_name_is_found(monkeypatch: pytest.MonkeyPatch, setting: str) -> None:
    monkeypatch.setenv("TZ", setting)

    assert clock.zone() == "Asia/Tokyo"


def test_a_zone_set_by_a_link_is_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    link = tmp_path / "localtime"
    link.symlink_to("../usr/share/zoneinfo/Europe/Oslo")
    monkeypatch.setenv("TZ", str(link))

    assert clock.zone() == "Europe/Oslo"


@pytest.mark.parametrize(
    ("rule", "like"),
    [("CET-1CEST,M3.5.0,M10.5.0/3", "Europe/Berlin"), ("EST5EDT,M3.2.0,M11.1.0", "America/New_York")],
)
def test_a_bare_rule_gives_a_zone_with_the_same_clock_all_year(
    monkeypatch: pytest.MonkeyPatch, rule: str, like: str
) -> None:
    monkeypatch.setenv("TZ", rule)

    found, expected = ZoneInfo(clock.zone()), ZoneInfo(like)

    for day in range(365):
        moment = clock.now() + timedelta(days=day)
        assert moment.astimezone(found).utcoffset() == moment.astimezone(expected).utcoffset()


def test_a_zone_that_no_place_has_falls_back_to_utc(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "ODD-1:23")

    assert clock.zone() == "UTC"


def test_a_change_of_zone_is_followed_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    assert clock.zone() == "Europe/Berlin"
    monkeypatch.setenv("TZ", "America/New_York")

    assert clock.zone() == "America/New_York"
    assert time.tzname == ("EST", "EDT")


def test_a_fixed_clock_stands_still() -> None:
    still = FixedClock(datetime.fromisoformat("2026-03-02T20:00:00-05:00"), "America/New_York")

    assert still.now() == still.now() == datetime(2026, 3, 3, 1, 0, tzinfo=UTC)
    assert still.now().utcoffset() == timedelta(0)
    assert still.zone() == "America/New_York"


def test_a_fixed_clock_without_offset_or_with_an_unknown_zone_is_refused() -> None:
    moment = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)

    with pytest.raises(OurFault):
        FixedClock(moment.replace(tzinfo=None), "UTC")
    with pytest.raises(OurFault):
        FixedClock(moment, "Europe/Atlantis")
