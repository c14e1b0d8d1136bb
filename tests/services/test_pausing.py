"""A plan that is paused reminds of nothing until it is taken up again, and its past stays readable."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest

from companion.core.catalogue import Catalogue
from companion.core.course_end import last_of_plan
from companion.core.levels import Reporter
from companion.core.notices import NoticeKind
from companion.core.plan import MedicinePlan
from companion.core.recurrence import AsNeeded, CycleDays, DailyAt, OnDates, Recurrence, Taper, TaperStep
from companion.core.schedule import Status
from companion.services.medicines import Medicines, PlanAnswer
from companion.stores.plan_versions import PlanVersions
from tests.services.diary_kit import DiaryKit

MONDAY = date(2026, 3, 2)
DAY = timedelta(days=1)
TWICE = DailyAt((time(8), time(20)))


@pytest.fixture
def medicines(kit: DiaryKit, catalogue: Catalogue) -> Medicines:
    """Monday 2 March, 07:30 in New York."""
    kit.clock.advance(hours=-12)
    return Medicines(kit.journal, kit.shelf, catalogue, kit.clock.now, kit.clock.zone)


def planned(medicines: Medicines, rule: Recurrence = TWICE, last_day: date | None = None) -> str:
    return medicines.add_plan(PlanAnswer("the white one", "1 tablet", "", rule, MONDAY, last_day))


def due_times(medicines: Medicines, kit: DiaryKit, days: int) -> list[str]:
    """What falls due from a day ago on."""
    now = kit.clock.now()
    found = medicines.record.dues(since=now - DAY, until=now + days * DAY)
    return [f"{due.due_at.astimezone(now.tzinfo):%d %H:%M}" for due in found]


def last_time(medicines: Medicines, plan_id: str) -> datetime | None:
    last = last_of_plan(medicines.record.plan(plan_id))
    return None if last is None else last.wall


def test_nothing_falls_due_while_a_plan_rests_and_then_it_goes_on(
    medicines: Medicines, kit: DiaryKit
) -> None:
    id = planned(medicines)
    kit.clock.advance(hours=1)
    medicines.pause_plan(id, "In hospital")
    resting = due_times(medicines, kit, days=5), medicines.record.due_now()

    kit.clock.advance(days=2)
    medicines.take_up_plan(id)

    assert resting == ([], ())
    assert due_times(medicines, kit, days=1) == ["05 01:00", "05 13:00"]


def test_what_waited_when_the_pause_began_is_not_asked_for_afterwards(
    medicines: Medicines, kit: DiaryKit
) -> None:
    id = planned(medicines)
    kit.clock.advance(hours=1)
    waited = [row.status for row in medicines.record.due_now()]

    medicines.pause_plan(id, "")
    kit.clock.advance(minutes=10)
    medicines.take_up_plan(id)

    assert waited == [Status.DUE]
    assert medicines.record.due_now() == ()
    assert due_times(medicines, kit, days=0) == []
    assert medicines.record.day(MONDAY)[0].status is Status.DUE


def test_a_paused_plan_is_neither_current_nor_ended(medicines: Medicines, kit: DiaryKit) -> None:
    id = planned(medicines)
    kit.clock.advance(hours=1)

    medicines.pause_plan(id, "In hospital")

    record = medicines.record
    (paused,) = record.paused()
    assert (paused.stop_reason, record.current(), record.ended()) == ("In hospital", (), ())


def test_every_version_stays_and_says_what_it_was(medicines: Medicines, kit: DiaryKit) -> None:
    id = planned(medicines)
    kit.clock.advance(hours=1)
    medicines.pause_plan(id, "In hospital")
    kit.clock.advance(days=3)
    medicines.take_up_plan(id)

    first, pause, again = medicines.record.versions(id)

    assert [one.is_paused for one in (first, pause, again)] == [False, True, False]
    assert (again.recurrence, again.amount, again.first_day) == (first.recurrence, first.amount, MONDAY)
    assert again.since - pause.since == 3 * DAY
    assert len(medicines.record.day(MONDAY)) == 1


def test_a_second_press_changes_nothing(medicines: Medicines, kit: DiaryKit) -> None:
    id = planned(medicines)
    kit.clock.advance(hours=1)

    for verb in (medicines.pause_plan, medicines.pause_plan):
        verb(id, "")
    for again in (medicines.take_up_plan, medicines.take_up_plan):
        again(id)

    assert [one.version for one in medicines.record.versions(id)] == [1, 2, 3]


def test_a_plan_that_is_stopped_at_once_is_stopped_and_not_paused(medicines: Medicines) -> None:
    id = planned(medicines)

    medicines.stop_plan(id, "")

    assert medicines.record.paused() == ()
    assert len(medicines.record.ended()) == 1


def test_after_a_stop_nothing_that_waited_reminds_any_more(medicines: Medicines, kit: DiaryKit) -> None:
    id = planned(medicines)
    kit.clock.advance(hours=1)
    before = due_times(medicines, kit, days=0)

    medicines.stop_plan(id, "")
    after = due_times(medicines, kit, days=0)
    medicines.take_back_stop(id)

    assert (before, after) == (["02 13:00"], [])
    assert due_times(medicines, kit, days=0) == before


def test_the_box_is_not_used_up_while_the_plan_rests(medicines: Medicines, kit: DiaryKit) -> None:
    id = planned(medicines)
    medicines.count_stock(id, count=Decimal(10), per_dose=Decimal(1), lead_days=3)
    medicines.pause_plan(id, "")
    now = kit.clock.now()
    resting = medicines.record.dues(since=now, until=now + 30 * DAY)
    kit.clock.advance(days=20)

    medicines.take_up_plan(id)

    supply = medicines.record.supply(medicines.record.plan(id))
    assert resting == ()
    assert supply is not None
    assert (supply.left, supply.run_out_day) == (Decimal(10), date(2026, 3, 27))


def test_a_plan_whose_days_ended_meanwhile_is_over(medicines: Medicines, kit: DiaryKit) -> None:
    id = planned(medicines, last_day=date(2026, 3, 4))
    medicines.pause_plan(id, "")

    kit.clock.advance(days=5)

    assert medicines.record.paused() == ()
    assert [plan.id for plan in medicines.record.ended()] == [id]


def test_putting_back_what_a_pause_was_is_a_pause_again(medicines: Medicines, kit: DiaryKit) -> None:
    id = planned(medicines)
    kit.clock.advance(hours=1)
    medicines.pause_plan(id, "In hospital")
    kit.clock.advance(days=1)
    medicines.take_up_plan(id)
    versions = PlanVersions(kit.shelf.db)
    change = versions.newest(1)[0]
    kit.clock.advance(hours=1)

    versions.put_back(change.id, at=kit.clock.now(), by=Reporter.PATIENT)

    (paused,) = medicines.record.paused()
    assert paused.stop_reason == "In hospital"
    assert due_times(medicines, kit, days=3) == []


@pytest.mark.parametrize(
    ("rule", "last_day", "expected"),
    [
        (TWICE, date(2026, 3, 6), datetime(2026, 3, 6, 20)),
        (TWICE, None, None),
        (AsNeeded(6, 4), date(2026, 3, 6), None),
        (
            OnDates((date(2026, 3, 9), date(2026, 4, 9)), (time(9),)),
            date(2026, 4, 9),
            datetime(2026, 4, 9, 9),
        ),
        (
            Taper(
                (
                    TaperStep(MONDAY, date(2026, 3, 8), "2 tablets", (time(8),)),
                    TaperStep(date(2026, 3, 9), date(2026, 3, 15), "1 tablet", (time(8),)),
                )
            ),
            date(2026, 3, 15),
            datetime(2026, 3, 15, 8),
        ),
        (CycleDays(28, (1, 2, 3), (time(8),)), date(2026, 6, 20), datetime(2026, 5, 27, 8)),
        (CycleDays(200, (1,), (time(8),)), date(2026, 9, 15), datetime(2026, 3, 2, 8)),
    ],
    ids=["daily", "endless", "as needed", "dates", "taper", "rounds", "long rounds"],
)
def test_the_last_time_of_a_plan_is_known_where_it_has_an_end(
    medicines: Medicines, rule: Recurrence, last_day: date | None, expected: datetime | None
) -> None:
    id = planned(medicines, rule, last_day)

    assert last_time(medicines, id) == expected


def test_the_last_one_of_a_plan_is_the_last_that_falls_due(medicines: Medicines, kit: DiaryKit) -> None:
    id = planned(medicines, last_day=date(2026, 3, 6))
    last = last_of_plan(medicines.record.plan(id))

    dues = medicines.record.dues(since=kit.clock.now(), until=kit.clock.now() + 30 * DAY)

    assert last is not None
    assert max(due.due_at for due in dues if due.kind is NoticeKind.MEDICINE) == last.due_at


def test_a_version_says_by_itself_that_it_is_a_pause(medicines: Medicines, kit: DiaryKit) -> None:
    id = planned(medicines)
    kit.clock.advance(hours=1)
    medicines.pause_plan(id, "")

    (stored,) = (plan for plan in kit.shelf.medicine_plans.plans() if plan.version == 2)

    assert isinstance(stored, MedicinePlan)
    assert stored.is_paused
