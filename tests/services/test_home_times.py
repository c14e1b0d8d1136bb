"""A journey: asked once whose clocks count, and nothing moves before the answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from companion.core.catalogue import Catalogue
from companion.core.recurrence import DailyAt, EveryHours, Recurrence
from companion.core.zone_change import ZoneQuestion
from companion.services.dues import Dues
from companion.services.home_times import HomeTimes
from companion.services.medicines import Medicines, PlanAnswer
from tests.services.diary_kit import DiaryKit

HOME, AWAY = "America/New_York", "Europe/Berlin"


class Journey:
    """A diary that was begun in New York."""

    def __init__(self, kit: DiaryKit, catalogue: Catalogue) -> None:
        self.kit = kit
        self.dues = Dues(kit.shelf, kit.record, catalogue)
        self.medicines = Medicines(kit.journal, kit.shelf, catalogue, kit.clock.now, kit.clock.zone)
        self.times = HomeTimes(kit.journal, kit.shelf, kit.record, self.dues, self.medicines)
        self.times.begin()

    def plan(self, recurrence: Recurrence) -> str:
        return self.medicines.add_plan(PlanAnswer("Keppra", "1", "", recurrence, date(2026, 3, 2)))

    def diary_at(self, clock: time) -> None:
        wanted = replace(self.kit.record.preferences(), diary_reminder=clock)
        self.kit.journal.set_preferences(wanted)

    def next_diary(self) -> datetime:
        now = self.kit.clock.now()
        coming = self.dues.coming(until=now + timedelta(days=2))
        return next(due.due_at for due in coming if due.plan == "diary")


@pytest.fixture
def journey(kit: DiaryKit, catalogue: Catalogue) -> Journey:
    return Journey(kit, catalogue)


def test_at_home_nothing_is_asked(journey: Journey) -> None:
    assert journey.times.question() is None


def test_away_it_is_asked_and_until_then_times_stay_as_at_home(journey: Journey) -> None:
    journey.diary_at(time(19))
    before = journey.next_diary()

    journey.kit.clock.place = AWAY

    assert journey.times.question() == ZoneQuestion(HOME, AWAY)
    assert journey.next_diary() == before


def test_home_times_are_kept_and_it_is_not_asked_again(journey: Journey) -> None:
    journey.plan(DailyAt((time(8),)))
    journey.kit.clock.place = AWAY

    journey.times.keep_home()

    assert journey.times.question() is None
    assert [plan.zone for plan in journey.medicines.record.current()] == [HOME]
    journey.kit.clock.place = HOME
    assert journey.times.question() is None
    journey.kit.clock.place = "Asia/Tokyo"
    assert journey.times.question() == ZoneQuestion(HOME, "Asia/Tokyo")


def test_local_times_make_a_new_version_of_what_is_taken_by_the_clock(journey: Journey) -> None:
    by_clock, by_hours = journey.plan(DailyAt((time(8),))), journey.plan(EveryHours(8, time(6)))
    journey.diary_at(time(19))
    journey.kit.clock.place = AWAY

    journey.times.use_local()

    record = journey.medicines.record
    assert [(plan.version, plan.zone) for plan in record.versions(by_clock)] == [(1, HOME), (2, AWAY)]
    assert [(plan.version, plan.zone) for plan in record.versions(by_hours)] == [(1, HOME)]
    assert journey.next_diary() == datetime(2026, 3, 3, 18, tzinfo=UTC)
    assert journey.times.question() is None


def test_home_again_it_is_asked_anew_after_local_times(journey: Journey) -> None:
    journey.kit.clock.place = AWAY
    journey.times.use_local()

    journey.kit.clock.place = HOME

    assert journey.times.question() == ZoneQuestion(AWAY, HOME)


@pytest.mark.parametrize("same", ["America/Detroit", "US/Eastern", "America/Toronto"])
def test_another_name_for_the_same_clocks_is_no_journey(journey: Journey, same: str) -> None:
    journey.kit.clock.place = same

    assert journey.times.question() is None


def test_a_zone_that_differs_only_in_summer_is_a_journey(journey: Journey) -> None:
    journey.kit.clock.place = "America/Jamaica"  # no daylight saving time

    assert journey.times.question() is not None
