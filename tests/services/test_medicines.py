"""Medicines as they are really taken: nothing twice by accident, nothing of the past rewritten."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest

from companion.core.catalogue import Catalogue
from companion.core.errors import OurFault, UserCanFix
from companion.core.levels import Reporter
from companion.core.notices import NoticeKind
from companion.core.plan import SkipReason
from companion.core.recurrence import AsNeeded, DailyAt, Recurrence, Taper, TaperStep
from companion.core.schedule import Status
from companion.services.medicines import AlreadyTaken, Medicines, PlanAnswer, Wait, Written
from companion.services.topics import Topic
from companion.stores import tables
from companion.stores.history import earlier_versions
from tests.services.diary_kit import DiaryKit

PATIENT, CAREGIVER = Reporter.PATIENT, Reporter.CAREGIVER
MONDAY = date(2026, 3, 2)
MORNING, EVENING = time(8), time(20)


@pytest.fixture
def medicines(kit: DiaryKit, catalogue: Catalogue) -> Medicines:
    """Monday 2 March, 07:30 in New York."""
    kit.clock.advance(hours=-12)
    return Medicines(kit.journal, kit.shelf, catalogue, kit.clock.now, kit.clock.zone)


def answer(
    recurrence: Recurrence | None = None, *, name: str = "the white one", first_day: date = MONDAY
) -> PlanAnswer:
    return PlanAnswer(name, "1 tablet", "", recurrence or DailyAt((MORNING, EVENING)), first_day)


def statuses(medicines: Medicines, day: date = MONDAY) -> list[Status]:
    return [row.status for row in medicines.record.day(day)]


def take_first(
    medicines: Medicines, kit: DiaryKit, *, by: Reporter = PATIENT, anyway: bool = False
) -> object:
    row = medicines.record.day(MONDAY)[0]
    return medicines.take(row.plan.id, row.occurrence.slot, at=kit.clock.now(), by=by, anyway=anyway)


def test_a_new_plan_stands_in_the_day_with_what_comes(medicines: Medicines, kit: DiaryKit) -> None:
    medicines.add_plan(answer())
    before = statuses(medicines)

    kit.clock.advance(hours=1)

    assert before == [Status.COMING, Status.COMING]
    assert statuses(medicines) == [Status.DUE, Status.COMING]
    assert [row.occurrence.slot for row in medicines.record.due_now()] == ["2026-03-02 1/2"]


def test_one_press_writes_down_that_it_was_taken(medicines: Medicines, kit: DiaryKit) -> None:
    medicines.add_plan(answer())
    kit.clock.advance(hours=1)

    written = take_first(medicines, kit)

    assert isinstance(written, Written)
    (row, _) = medicines.record.day(MONDAY)
    assert (row.status, row.taken[0].at, row.taken[0].amount) == (Status.TAKEN, kit.clock.now(), "1 tablet")
    assert medicines.record.due_now() == ()


def test_a_second_one_is_answered_with_when_and_by_whom_the_first_was_written(
    medicines: Medicines, kit: DiaryKit
) -> None:
    medicines.add_plan(answer())
    kit.clock.advance(minutes=32)
    take_first(medicines, kit, by=CAREGIVER)
    first_at = kit.clock.now()
    kit.clock.advance(minutes=20)

    again = take_first(medicines, kit)

    assert isinstance(again, AlreadyTaken)
    assert (again.taken.at, again.taken.by) == (first_at, CAREGIVER)
    assert len(medicines.record.day(MONDAY)[0].taken) == 1


def test_written_down_all_the_same_it_is_kept_as_an_override(medicines: Medicines, kit: DiaryKit) -> None:
    medicines.add_plan(answer())
    take_first(medicines, kit)
    kit.clock.advance(minutes=20)

    take_first(medicines, kit, anyway=True)

    assert [one.was_override for one in medicines.record.day(MONDAY)[0].taken] == [False, True]


def test_a_time_that_has_not_come_is_refused(medicines: Medicines, kit: DiaryKit) -> None:
    id = medicines.add_plan(answer())

    with pytest.raises(UserCanFix, match=r"medicines\.in_future"):
        medicines.take(id, "2026-03-02 1/2", at=kit.clock.now() + timedelta(minutes=1), by=PATIENT)

    assert medicines.record.day(MONDAY)[0].taken == ()


def test_a_slot_that_no_plan_has_is_our_fault(medicines: Medicines, kit: DiaryKit) -> None:
    id = medicines.add_plan(answer())

    with pytest.raises(OurFault):
        medicines.take(id, "2026-03-02 7/9", at=kit.clock.now(), by=PATIENT)


def test_left_out_with_a_reason_and_taken_back(medicines: Medicines, kit: DiaryKit) -> None:
    id = medicines.add_plan(answer())
    kit.clock.advance(hours=1)

    skip = medicines.skip(id, "2026-03-02 1/2", SkipReason.TEAM_SAID, by=CAREGIVER)
    during = medicines.record.day(MONDAY)[0]
    medicines.undo_skip(skip, by=PATIENT)

    assert during.status is Status.SKIPPED
    assert during.skip is not None
    assert (during.skip.reason, during.skip.by) == (SkipReason.TEAM_SAID, CAREGIVER)
    assert statuses(medicines)[0] is Status.DUE


def test_the_true_time_can_be_put_right_and_the_first_is_kept(medicines: Medicines, kit: DiaryKit) -> None:
    medicines.add_plan(answer())
    kit.clock.advance(hours=3)
    written = take_first(medicines, kit)
    late = statuses(medicines)[0]
    assert isinstance(written, Written)

    medicines.correct_time(written.key, kit.clock.now() - timedelta(hours=2), by=PATIENT)

    assert (late, statuses(medicines)[0]) == (Status.LATE, Status.TAKEN)
    assert len(earlier_versions(kit.shelf.db, tables.MEDICINES_TAKEN, written.key)) == 1


def test_undo_makes_it_wait_again(medicines: Medicines, kit: DiaryKit) -> None:
    medicines.add_plan(answer())
    kit.clock.advance(hours=1)
    written = take_first(medicines, kit)
    assert isinstance(written, Written)

    medicines.undo_taken(written.key, by=PATIENT)

    assert statuses(medicines)[0] is Status.DUE
    assert kit.record.medicines_since(kit.clock.now() - timedelta(days=1)) == ()


@pytest.mark.parametrize("name", ["Dexamethasone 4 mg", "decadron", "Paracetamol 500", "Ibuprofen"])
def test_what_can_hide_a_fever_is_known_by_its_name_and_counts_when_judging(
    medicines: Medicines, kit: DiaryKit, name: str
) -> None:
    medicines.add_plan(answer(name=name))

    take_first(medicines, kit)

    assert medicines.record.current()[0].medicine is not None
    assert len(kit.record.hiding_since(kit.clock.now()).at(kit.clock.now())) == 1


def test_any_other_name_hides_no_fever(medicines: Medicines, kit: DiaryKit) -> None:
    medicines.add_plan(answer(name="Levothyroxine"))

    take_first(medicines, kit)

    assert kit.record.hiding_since(kit.clock.now()).at(kit.clock.now()) == ()


def test_a_change_makes_a_new_version_and_the_past_stays(medicines: Medicines, kit: DiaryKit) -> None:
    id = medicines.add_plan(answer())
    kit.clock.advance(hours=1)
    take_first(medicines, kit)

    medicines.change_plan(id, replace(answer(DailyAt((MORNING, time(21)))), amount="2 tablets"))

    rows = medicines.record.day(MONDAY)
    assert [(row.plan.version, row.occurrence.amount) for row in rows] == [(1, "1 tablet"), (2, "2 tablets")]
    assert [row.occurrence.wall.hour for row in rows] == [8, 21]
    assert len(medicines.record.versions(id)) == 2


def test_a_time_moved_after_it_was_taken_asks_for_no_second_one(medicines: Medicines, kit: DiaryKit) -> None:
    id = medicines.add_plan(answer(DailyAt((MORNING,))))
    take_first(medicines, kit)

    medicines.change_plan(id, answer(DailyAt((time(9),))))

    kit.clock.advance(hours=3)
    assert statuses(medicines) == [Status.TAKEN]
    assert medicines.record.due_now() == ()


def test_one_taken_ahead_is_not_asked_for_again_by_a_plan_with_fewer_times(
    medicines: Medicines, kit: DiaryKit
) -> None:
    id = medicines.add_plan(answer())
    kit.clock.advance(hours=12)
    row = medicines.record.day(MONDAY)[1]
    medicines.take(id, row.occurrence.slot, at=kit.clock.now(), by=PATIENT)

    medicines.change_plan(id, answer(DailyAt((EVENING,))))

    kit.clock.advance(hours=2)
    assert medicines.record.due_now() == ()


def test_a_second_change_begins_no_earlier_than_the_first(medicines: Medicines, kit: DiaryKit) -> None:
    id = medicines.add_plan(answer())
    kit.clock.advance(hours=12)
    row = medicines.record.day(MONDAY)[1]
    medicines.take(id, row.occurrence.slot, at=kit.clock.now(), by=PATIENT)

    medicines.change_plan(id, answer(DailyAt((time(21),))))
    medicines.change_plan(id, answer(DailyAt((time(22),))))

    assert [f"{one.occurrence.wall:%H}" for one in medicines.record.day(MONDAY)] == ["08", "20", "22"]


def test_a_change_away_from_home_keeps_the_clocks_the_plan_was_on(
    medicines: Medicines, kit: DiaryKit
) -> None:
    id = medicines.add_plan(answer())
    kit.clock.place = "Europe/Berlin"

    medicines.change_plan(id, answer(DailyAt((EVENING,))))
    kept = medicines.record.plan(id).zone
    medicines.change_plan(id, answer(DailyAt((EVENING,))), zone="Europe/Berlin")

    assert (kept, medicines.record.plan(id).zone) == ("America/New_York", "Europe/Berlin")


def test_the_same_plan_saved_again_is_no_new_version(medicines: Medicines) -> None:
    id = medicines.add_plan(answer())

    medicines.change_plan(id, answer())

    assert len(medicines.record.versions(id)) == 1


def test_the_next_five_times_are_known_before_it_is_saved(medicines: Medicines, kit: DiaryKit) -> None:
    ahead = medicines.preview(answer())

    assert [f"{one.wall:%d %H}" for one in ahead] == ["02 08", "02 20", "03 08", "03 20", "04 08"]
    assert medicines.record.plans() == ()


def test_the_next_times_of_a_change_leave_out_what_was_taken_already(
    medicines: Medicines, kit: DiaryKit
) -> None:
    id = medicines.add_plan(answer(DailyAt((MORNING,))))
    take_first(medicines, kit)

    ahead = medicines.preview(answer(DailyAt((time(9),))), id=id)

    assert [f"{one.wall:%d %H}" for one in ahead] == ["03 09", "04 09", "05 09", "06 09", "07 09"]


def test_a_plan_with_a_problem_is_not_saved(medicines: Medicines) -> None:
    with pytest.raises(UserCanFix, match=r"medicines\.no_times"):
        medicines.add_plan(answer(DailyAt(())))

    assert medicines.record.plans() == ()


def test_a_stopped_plan_falls_due_no_more_and_can_go_on(medicines: Medicines, kit: DiaryKit) -> None:
    id = medicines.add_plan(answer())
    kit.clock.advance(hours=1)

    medicines.stop_plan(id, "My team said so")
    stopped = (medicines.record.current(), medicines.record.ended()[0].stop_reason, statuses(medicines))
    medicines.take_back_stop(id)

    assert stopped == ((), "My team said so", [Status.DUE])
    assert statuses(medicines) == [Status.DUE, Status.COMING]


def test_as_needed_warns_before_it_is_too_soon_and_records_the_override(
    medicines: Medicines, kit: DiaryKit
) -> None:
    id = medicines.add_plan(answer(AsNeeded(6, 4)))
    medicines.take(id, None, at=kit.clock.now(), by=PATIENT)
    kit.clock.advance(hours=2)

    warned = medicines.take(id, None, at=kit.clock.now(), by=PATIENT)
    written = medicines.take(id, None, at=kit.clock.now(), by=PATIENT, anyway=True)

    assert isinstance(warned, Wait)
    assert warned.needed.too_soon
    assert isinstance(written, Written)
    taken = medicines.record.taken_on(MONDAY)
    assert [one.was_override for one in taken] == [False, True]


def test_the_last_one_of_the_day_is_told_and_is_no_override(medicines: Medicines, kit: DiaryKit) -> None:
    id = medicines.add_plan(answer(AsNeeded(1, 2)))
    medicines.take(id, None, at=kit.clock.now(), by=PATIENT)
    kit.clock.advance(hours=2)

    warned = medicines.take(id, None, at=kit.clock.now(), by=PATIENT)
    medicines.take(id, None, at=kit.clock.now(), by=PATIENT, anyway=True)

    assert isinstance(warned, Wait)
    assert warned.needed.is_last
    assert not any(one.was_override for one in medicines.record.taken_on(MONDAY))


def test_what_the_diary_asked_answers_the_plan_that_waits_for_it(medicines: Medicines, kit: DiaryKit) -> None:
    medicines.add_plan(answer(name="Dexamethasone"))
    kit.clock.advance(hours=1)

    medicines.write_taken(medicine="dexamethasone", name="Dexamethasone", at=kit.clock.now(), by=PATIENT)

    assert statuses(medicines) == [Status.TAKEN, Status.COMING]


def test_what_the_diary_asked_far_from_any_time_stands_alone(medicines: Medicines, kit: DiaryKit) -> None:
    medicines.add_plan(answer(name="Dexamethasone"))
    kit.clock.advance(hours=7)

    medicines.write_taken(medicine="dexamethasone", name="Dexamethasone", at=kit.clock.now(), by=PATIENT)
    medicines.write_taken(medicine=None, name="the blue one", at=kit.clock.now(), by=PATIENT)

    assert statuses(medicines) == [Status.MISSED, Status.COMING]
    assert [one.plan_id for one in medicines.record.taken_on(MONDAY)] == [None, None]


def test_what_the_diary_asked_counts_for_a_plan_as_needed(medicines: Medicines, kit: DiaryKit) -> None:
    id = medicines.add_plan(answer(AsNeeded(6, 4), name="Paracetamol"))

    medicines.write_taken(medicine="acetaminophen", name="Tylenol", at=kit.clock.now(), by=CAREGIVER)

    needed = medicines.record.needed(medicines.record.plan(id), kit.clock.now())
    assert (needed.in_a_day, needed.too_soon) == (1, True)


def test_the_box_is_counted_and_its_end_is_told(medicines: Medicines, kit: DiaryKit) -> None:
    id = medicines.add_plan(answer())

    medicines.count_stock(id, count=Decimal(6), per_dose=Decimal(1), lead_days=2)

    supply = medicines.record.supply(medicines.record.plan(id))
    assert supply is not None
    assert (supply.run_out_day, supply.refill_day) == (date(2026, 3, 5), date(2026, 3, 3))
    assert len(medicines.record.versions(id)) == 1


def test_what_falls_due_is_told_until_it_is_answered(medicines: Medicines, kit: DiaryKit) -> None:
    id = medicines.add_plan(answer())
    medicines.count_stock(id, count=Decimal(1), per_dose=Decimal(1), lead_days=3)
    since = kit.clock.now() - timedelta(days=1)
    kit.clock.advance(hours=1)
    before = medicines.record.dues(since=since, until=kit.clock.now())

    take_first(medicines, kit)

    after = medicines.record.dues(since=since, until=kit.clock.now())
    assert [due.kind for due in before] == [NoticeKind.MEDICINE, NoticeKind.REFILL]
    assert [due.kind for due in after] == [NoticeKind.REFILL]
    assert before[0].plan == f"medicine.{id}.1"


def test_a_taper_stands_in_the_day_with_the_amount_of_its_step(medicines: Medicines) -> None:
    steps = (
        TaperStep(MONDAY, MONDAY, "8 mg", (MORNING,)),
        TaperStep(date(2026, 3, 3), date(2026, 3, 4), "4 mg", (MORNING,)),
    )
    medicines.add_plan(replace(answer(Taper(steps)), last_day=date(2026, 3, 4)))

    amounts = [
        row.occurrence.amount for n in range(4) for row in medicines.record.day(MONDAY + n * timedelta(1))
    ]

    assert amounts == ["8 mg", "4 mg", "4 mg"]


def test_a_plan_entered_in_the_middle_of_a_day_does_not_say_that_the_morning_was_missed(
    medicines: Medicines, kit: DiaryKit
) -> None:
    kit.clock.moment = datetime.fromisoformat("2026-03-02T17:00:00+00:00")

    medicines.add_plan(answer())

    assert statuses(medicines) == [Status.UNKNOWN, Status.COMING]


def test_every_change_is_announced(medicines: Medicines, kit: DiaryKit) -> None:
    topics: list[Topic] = []
    kit.journal.changed.connect(topics.append)

    medicines.add_plan(answer())
    take_first(medicines, kit)

    assert topics == [Topic.MEDICINES, Topic.MEDICINES, Topic.DIARY]


def test_a_steroid_that_cannot_be_written_down_is_judged_all_the_same(
    medicines: Medicines, kit: DiaryKit
) -> None:
    medicines.add_plan(answer(name="Dexamethasone"))
    kit.shelf.db.execute("PRAGMA query_only = 1")

    with pytest.raises(UserCanFix):
        take_first(medicines, kit)

    kit.shelf.db.execute("PRAGMA query_only = 0")
    assert [one.medicine for one in kit.watch.scenario().medicines] == ["dexamethasone"]
    assert medicines.record.taken_on(MONDAY) == ()
