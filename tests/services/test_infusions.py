"""Infusions as they really go: moved, left out, stopped, gone on with, and judged at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from companion.core.catalogue import Catalogue
from companion.core.errors import UserCanFix
from companion.core.levels import Level, Severity
from companion.core.move_check import MoveFault
from companion.core.plan_changes import Moved
from companion.core.team_times import HoursTold, TeamTimes
from companion.core.treatment import DoseGiven, Treatment
from companion.core.upcoming import DoseStatus, PlanRow
from companion.services.infusions import Infusions
from companion.services.topics import Topic
from companion.stores import tables
from companion.stores.history import earlier_versions
from tests.services.diary_kit import DiaryKit

STARTED = datetime(2026, 3, 2, 15, 4, tzinfo=UTC)
MARCH = datetime(2026, 3, 1, 10)  # wall time


@pytest.fixture
def infusions(kit: DiaryKit, catalogue: Catalogue) -> Infusions:
    return Infusions(kit.journal, kit.record, kit.shelf, catalogue, kit.clock.now)


@pytest.fixture
def tarlatamab(kit: DiaryKit) -> Treatment:
    """Its first dose was given this morning."""
    kit.give_tarlatamab(started_at=STARTED)
    (treatment,) = kit.record.treatments()
    return treatment


def at(day: int) -> datetime:
    """Ten o'clock on a day of March on the clocks of New York."""
    return MARCH + timedelta(days=day - 1)


def row(kit: DiaryKit, treatment: Treatment, ordinal: int) -> PlanRow:
    return next(one for one in kit.record.plan(treatment, days_ahead=90) if one.planned.ordinal == ordinal)


def move(kit: DiaryKit, treatment: Treatment, ordinal: int, to: datetime, *, later_too: bool = True) -> Moved:
    return Moved(ordinal, row(kit, treatment, ordinal).planned.wall, to, later_too, "Low counts")


def days(kit: DiaryKit) -> list[int]:
    """The days of the doses to come, counted from 1 March."""
    return [(one.planned.wall - at(1)).days + 1 for one in kit.record.upcoming(days_ahead=30)]


def test_a_moved_dose_is_planned_anew_and_the_old_day_stays_readable(
    kit: DiaryKit, infusions: Infusions, tarlatamab: Treatment
) -> None:
    infusions.move(row(kit, tarlatamab, 2), move(kit, tarlatamab, 2, at(12)))

    assert days(kit) == [12, 19]
    moved = row(kit, tarlatamab, 2)
    assert moved.status is DoseStatus.DELAYED
    assert moved.first_planned == datetime(2026, 3, 9, 14, tzinfo=UTC)
    (change,) = infusions.changes(tarlatamab.id)
    assert (change.what.reason, change.at) == ("Low counts", kit.clock.now())


def test_what_would_come_of_a_move_is_shown_before_anything_is_saved(
    kit: DiaryKit, infusions: Infusions, tarlatamab: Treatment
) -> None:
    second = row(kit, tarlatamab, 2)

    after = infusions.after_move(second, move(kit, tarlatamab, 2, at(12)))

    assert [(one.planned.wall - at(1)).days + 1 for one in after[:3]] == [2, 12, 19]
    assert days(kit)[:2] == [9, 16]
    assert infusions.changes(tarlatamab.id) == ()


def test_an_impossible_move_saves_nothing(kit: DiaryKit, infusions: Infusions, tarlatamab: Treatment) -> None:
    with pytest.raises(UserCanFix):
        infusions.move(row(kit, tarlatamab, 2), move(kit, tarlatamab, 2, at(2)))

    assert infusions.changes(tarlatamab.id) == ()


def test_a_dose_moved_alone_never_overtakes_another_however_far_it_goes(
    kit: DiaryKit, infusions: Infusions, tarlatamab: Treatment
) -> None:
    far = move(kit, tarlatamab, 2, datetime(2028, 3, 1, 10), later_too=False)

    problem = infusions.problem_with(row(kit, tarlatamab, 2), far)

    assert problem is not None
    assert problem.fault is MoveFault.AFTER_OTHER


def test_a_move_taken_back_gives_the_plan_as_it_was(
    kit: DiaryKit, infusions: Infusions, tarlatamab: Treatment
) -> None:
    before = kit.record.upcoming(days_ahead=90)
    change = infusions.move(row(kit, tarlatamab, 2), move(kit, tarlatamab, 2, at(12)))

    infusions.take_back(change)

    assert kit.record.upcoming(days_ahead=90) == before


def test_a_change_that_another_was_built_on_cannot_be_taken_back(
    kit: DiaryKit, infusions: Infusions, tarlatamab: Treatment
) -> None:
    first = infusions.move(row(kit, tarlatamab, 2), move(kit, tarlatamab, 2, at(12)))
    infusions.move(row(kit, tarlatamab, 3), move(kit, tarlatamab, 3, at(20)))

    with pytest.raises(UserCanFix):
        infusions.take_back(first)

    assert days(kit) == [12, 20]


def test_a_dose_left_out_is_not_waited_for_and_can_get_a_new_day(
    kit: DiaryKit, infusions: Infusions, tarlatamab: Treatment
) -> None:
    infusions.leave_out(row(kit, tarlatamab, 2), reason="Fever")
    without = days(kit)

    infusions.move(row(kit, tarlatamab, 2), move(kit, tarlatamab, 2, at(12), later_too=False))

    assert without == [16, 30]
    assert days(kit) == [12, 16, 30]


def test_a_stopped_treatment_reminds_of_nothing_and_its_doses_are_still_judged(
    kit: DiaryKit, infusions: Infusions, tarlatamab: Treatment
) -> None:
    kit.clock.advance(hours=2)

    infusions.stop(tarlatamab, day=date(2026, 3, 2), reason="My team and I decided so.")
    kit.feel(kit.begin(), "chills", Severity.MILD)

    assert kit.record.treatments() == ()
    assert kit.record.upcoming(days_ahead=90) == ()
    assert kit.record.watches()
    assert [alert.level for alert in kit.record.open_alerts()] == [Level.CALL_NOW]
    (stopped,) = infusions.stopped()
    assert stopped.stop_reason == "My team and I decided so."


def test_a_treatment_cannot_end_on_a_day_to_come_and_a_stop_can_be_taken_back(
    kit: DiaryKit, infusions: Infusions, tarlatamab: Treatment
) -> None:
    with pytest.raises(UserCanFix):
        infusions.stop(tarlatamab, day=date(2026, 3, 3), reason="")
    infusions.stop(tarlatamab, day=date(2026, 3, 1), reason="")
    (stopped,) = infusions.stopped()

    infusions.resume(stopped)

    assert kit.record.treatments() == (tarlatamab,)
    assert days(kit)[:2] == [9, 16]


def test_the_shot_goes_on_where_the_drip_was_and_no_dose_is_twice(
    kit: DiaryKit, infusions: Infusions
) -> None:
    id = kit.journal.start_treatment(
        drug="atezolizumab", regimen="atezolizumab_q3w_induction", first_wall=at(2)
    )
    kit.journal.record_dose(
        treatment_id=id, ordinal=1, drug="atezolizumab", amount="1200 mg", started_at=STARTED
    )
    (drip,) = kit.record.treatments()
    coming = infusions.next_row(drip)
    assert coming is not None

    shot = infusions.switch(
        drip,
        drug="atezolizumab_sc",
        regimen="atezolizumab_sc_q3w_induction",
        first_wall=coming.planned.wall,
    )

    (going,) = kit.record.treatments()
    assert (going.id, going.follows, going.first_cycle) == (shot, drip.id, 2)
    rows = kit.record.upcoming(days_ahead=100)
    assert [(one.planned.regimen, one.planned.cycle, one.planned.amount) for one in rows[:4]] == [
        ("atezolizumab_sc_q3w_induction", 2, "1875 mg"),
        ("atezolizumab_sc_q3w_induction", 3, "1875 mg"),
        ("atezolizumab_sc_q3w_induction", 4, "1875 mg"),
        ("atezolizumab_sc_q3w_maintenance", 1, "1875 mg"),
    ]
    assert days(kit) == [23]


def test_a_plan_of_another_pace_begins_with_its_own_first_cycle(kit: DiaryKit, infusions: Infusions) -> None:
    kit.journal.start_treatment(drug="atezolizumab", regimen="atezolizumab_q2w_induction", first_wall=at(2))
    (treatment,) = kit.record.treatments()

    infusions.switch(treatment, drug="atezolizumab", regimen="atezolizumab_q4w_induction", first_wall=at(16))

    (going,) = kit.record.treatments()
    assert going.first_cycle == 1


def test_a_switch_written_down_late_leaves_no_old_dose_on_the_day_of_the_new_one(
    kit: DiaryKit, infusions: Infusions, tarlatamab: Treatment
) -> None:
    kit.clock.advance(hours=24 * 10)

    infusions.switch(
        tarlatamab, drug="tarlatamab", regimen="tarlatamab", first_wall=at(9), from_the_start=True
    )

    (stopped,) = infusions.stopped()
    assert [one.planned.ordinal for one in kit.record.plan(stopped, days_ahead=30)] == [1]
    assert days(kit)[0] == 9


def test_a_stop_written_down_late_plans_nothing_after_the_last_day(
    kit: DiaryKit, infusions: Infusions, tarlatamab: Treatment
) -> None:
    kit.clock.advance(hours=24 * 10)

    infusions.stop(tarlatamab, day=date(2026, 3, 8), reason="")

    (stopped,) = infusions.stopped()
    assert [one.planned.ordinal for one in kit.record.plan(stopped, days_ahead=30)] == [1]


def test_a_switch_can_be_taken_back_until_a_dose_of_it_was_given(
    kit: DiaryKit, infusions: Infusions, tarlatamab: Treatment
) -> None:
    before = kit.record.upcoming(days_ahead=90)
    anew = infusions.switch(
        tarlatamab, drug="tarlatamab", regimen="tarlatamab", first_wall=at(23), from_the_start=True
    )
    small_again = [one.planned.amount for one in kit.record.upcoming(days_ahead=40)]

    infusions.take_back_switch(anew)
    after = kit.record.upcoming(days_ahead=90)
    again = infusions.switch(tarlatamab, drug="tarlatamab", regimen="tarlatamab", first_wall=at(23))
    kit.clock.advance(hours=24 * 21)
    infusions.record_dose(a_dose(kit, again))

    assert small_again == ["1 mg", "10 mg", "10 mg"]
    assert after == before
    with pytest.raises(UserCanFix):
        infusions.take_back_switch(again)


def test_going_on_in_another_way_adds_no_months(kit: DiaryKit, infusions: Infusions) -> None:
    kit.journal.start_treatment(drug="durvalumab", regimen="durvalumab_ls", first_wall=at(2))
    (treatment,) = kit.record.treatments()

    infusions.switch(treatment, drug="durvalumab", regimen="durvalumab_ls_low_weight_us", first_wall=at(30))

    (going,) = kit.record.treatments()
    rows = kit.record.plan(going, days_ahead=1000)
    assert going.months_from == at(2)
    assert rows[-1].planned.wall == datetime(2028, 2, 28, 10)


def a_dose(kit: DiaryKit, treatment_id: str, *, ordinal: int = 1, id: str = "d") -> DoseGiven:
    now = kit.clock.now()
    return DoseGiven(id, treatment_id, ordinal, "tarlatamab", "1 mg", now - timedelta(hours=2), now)


def test_a_dose_is_kept_with_its_end_its_place_and_its_reaction(
    kit: DiaryKit, infusions: Infusions, tarlatamab: Treatment
) -> None:
    (plain,) = kit.record.doses()
    ended = STARTED + timedelta(hours=1, minutes=20)
    whole = replace(plain, ended_at=ended, place="Ward 3", had_reaction=True, reaction="Shivering")

    infusions.record_dose(whole)

    assert kit.record.doses() == (whole,)
    assert [v.row["place"] for v in earlier_versions(kit.shelf.db, tables.DOSES, plain.id)] == [""]


def test_a_time_counted_from_the_end_counts_from_the_real_end(
    kit: DiaryKit, infusions: Infusions, tarlatamab: Treatment
) -> None:
    kit.clock.advance(hours=14 * 24)
    start = STARTED + timedelta(days=14)
    third = replace(a_dose(kit, tarlatamab.id, ordinal=3), started_at=start)

    infusions.record_dose(replace(third, ended_at=start + timedelta(hours=2)))

    around = kit.record.around(row(kit, tarlatamab, 3))
    assert around is not None
    assert around.watched_until == (start + timedelta(hours=8), start + timedelta(hours=10))


@pytest.mark.parametrize(
    ("start", "end", "key"),
    [
        (1, None, "journal.dose_in_future"),
        (-1, 1, "journal.dose_end_in_future"),
        (-1, -2, "journal.dose_ends_before_start"),
    ],
)
def test_times_that_cannot_be_are_refused(
    kit: DiaryKit, infusions: Infusions, tarlatamab: Treatment, start: int, end: int | None, key: str
) -> None:
    now = kit.clock.now()
    ended_at = None if end is None else now + timedelta(hours=end)
    dose = replace(a_dose(kit, tarlatamab.id), started_at=now + timedelta(hours=start), ended_at=ended_at)

    with pytest.raises(UserCanFix) as refused:
        infusions.record_dose(dose)

    assert refused.value.key == key


def test_a_dose_written_down_by_mistake_is_taken_away_and_judged_anew(
    kit: DiaryKit, infusions: Infusions, tarlatamab: Treatment
) -> None:
    (dose,) = kit.record.doses()

    infusions.remove_dose(dose.id)
    without = kit.record.watches()
    infusions.restore_dose(dose.id)

    assert without == ()
    assert kit.record.watches()


def test_what_the_team_told_counts_instead_of_the_label_with_its_date(
    kit: DiaryKit, infusions: Infusions, tarlatamab: Treatment
) -> None:
    told = TeamTimes("t", tarlatamab.id, None, 8, 24, None, date(2026, 3, 1))
    infusions.tell_times(told)
    infusions.tell_times(replace(told, id="d", ordinal=2, observe_hours=10, near_hours=None))

    around = kit.record.around(row(kit, tarlatamab, 2))

    assert around is not None
    start = row(kit, tarlatamab, 2).planned.starts_at
    assert around.watched_until == (start + timedelta(hours=10),) * 2
    assert around.near_until == start + timedelta(hours=24)
    assert around.caregiver_until == start + timedelta(hours=48)
    assert around.told.near == HoursTold(24, date(2026, 3, 1))
    assert around.told.caregiver is None


def test_the_hours_of_the_teams_sheet_count_where_the_label_has_the_person_watched(
    kit: DiaryKit, infusions: Infusions, tarlatamab: Treatment
) -> None:
    sheet = replace(kit.record.person(), observation_hours=6, sheet_dated=date(2026, 3, 1))
    kit.journal.set_person(sheet)

    around = kit.record.around(row(kit, tarlatamab, 1))

    assert around is not None
    assert around.watched_until == (STARTED + timedelta(hours=6),) * 2
    assert around.told.observe == HoursTold(6, date(2026, 3, 1))


def test_the_sheet_names_no_time_for_a_drug_that_the_label_does_not_have_watched(
    kit: DiaryKit, infusions: Infusions
) -> None:
    kit.journal.start_treatment(drug="durvalumab", regimen="durvalumab_ls", first_wall=at(2))
    (treatment,) = kit.record.treatments()
    kit.journal.set_person(replace(kit.record.person(), observation_hours=6, sheet_dated=date(2026, 3, 1)))

    assert kit.record.around(row(kit, treatment, 1)) is None


def test_times_told_are_taken_back_by_naming_none_and_impossible_ones_are_refused(
    kit: DiaryKit, infusions: Infusions, tarlatamab: Treatment
) -> None:
    told = TeamTimes("t", tarlatamab.id, None, 8, None, None, date(2026, 3, 1))
    infusions.tell_times(told)
    with pytest.raises(UserCanFix):
        infusions.tell_times(replace(told, near_hours=9000))

    infusions.tell_times(replace(told, observe_hours=None))

    assert infusions.times_of(tarlatamab.id, None) is None


def test_every_change_is_announced(kit: DiaryKit, infusions: Infusions, tarlatamab: Treatment) -> None:
    seen: list[Topic] = []
    kit.journal.changed.connect(seen.append)

    change = infusions.leave_out(row(kit, tarlatamab, 2), reason="")
    infusions.take_back(change)
    infusions.stop(tarlatamab, day=date(2026, 3, 2), reason="")

    assert seen == [Topic.TREATMENT] * 3
