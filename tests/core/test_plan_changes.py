"""Moved and left-out doses: none is lost or doubled, the others stay, and undo gives back the same plan."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from companion.core.catalogue import Catalogue
from companion.core.move_check import MoveFault, move_problem
from companion.core.plan_changes import DoseChange, Moved, NotGiven, can_take_back
from companion.core.treatment import DoseGiven, Treatment
from companion.core.upcoming import DoseStatus, PlanRow, plan_rows, still_to_come
from companion.core.zones import to_utc
from tests.shipped import shipped_drug, shipped_ids

NEW_YORK = "America/New_York"
FIRST = datetime(2026, 3, 2, 10)  # wall time
AGREED = datetime(2026, 2, 20, tzinfo=UTC)
UNTIL = datetime(2026, 7, 31, tzinfo=UTC)
TARLATAMAB = Treatment("t", "tarlatamab", "tarlatamab", FIRST, NEW_YORK, "Day unit", AGREED)
EVERY_REGIMEN = tuple(
    (drug, regimen.id) for drug in shipped_ids("drugs") for regimen in shipped_drug(drug).regimens
)
ZONES = ("America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Asia/Kolkata")


def change(n: int, what: Moved | NotGiven) -> DoseChange:
    return DoseChange(f"c{n}", "t", AGREED + timedelta(days=n), what)


def wall(text: str) -> datetime:
    """Wall time."""
    return datetime.fromisoformat(text)


def rows_of(catalogue: Catalogue, *what: Moved | NotGiven, given_doses: int = 0) -> tuple[PlanRow, ...]:
    """The plan of tarlatamab after changes, its first doses given to the minute."""
    changes = [change(n, one) for n, one in enumerate(what)]
    return plan_rows(TARLATAMAB, doses(given_doses), catalogue, UNTIL, changes)


def doses(count: int) -> tuple[DoseGiven, ...]:
    starts = (wall("2026-03-02 10:04"), wall("2026-03-09 10:04"), wall("2026-03-16 10:04"))[:count]
    return tuple(
        DoseGiven(f"d{n}", "t", n, "tarlatamab", "", to_utc(start, NEW_YORK), AGREED)
        for n, start in enumerate(starts, start=1)
    )


def days(rows: tuple[PlanRow, ...]) -> list[str]:
    return [f"{row.planned.wall:%m-%d}" for row in rows]


def test_a_dose_moved_alone_leaves_the_others_where_they_are(catalogue: Catalogue) -> None:
    moved = Moved(4, wall("2026-03-30 10:00"), wall("2026-04-02 14:30"), later_too=False, reason="Low counts")

    rows = rows_of(catalogue, moved)

    assert days(rows)[:6] == ["03-02", "03-09", "03-16", "04-02", "04-13", "04-27"]
    assert rows[3].planned.wall == wall("2026-04-02 14:30")
    assert rows[3].first_planned == datetime(2026, 3, 30, 14, tzinfo=UTC)
    assert (rows[3].status, rows[3].moved, rows[3].change) == (DoseStatus.DELAYED, moved, 1)
    assert all(row.first_planned is None and row.change == 0 for row in rows if row is not rows[3])


def test_later_doses_move_by_as_many_days_and_keep_their_time_of_day(catalogue: Catalogue) -> None:
    moved = Moved(4, wall("2026-03-30 10:00"), wall("2026-04-02 14:30"), later_too=True)

    rows = rows_of(catalogue, moved)

    assert days(rows)[:6] == ["03-02", "03-09", "03-16", "04-02", "04-16", "04-30"]
    assert {row.planned.wall.hour for row in rows if row.planned.ordinal != 4} == {10}
    assert all(row.status is DoseStatus.DELAYED for row in rows[3:])


def test_a_new_time_of_day_alone_holds_for_later_doses_too_where_that_is_wanted(catalogue: Catalogue) -> None:
    moved = Moved(4, wall("2026-03-30 10:00"), wall("2026-03-30 14:30"), later_too=True)

    rows = rows_of(catalogue, moved)

    assert {f"{row.planned.wall:%H:%M}" for row in rows[3:]} == {"14:30"}
    assert {f"{row.planned.wall:%H:%M}" for row in rows[:3]} == {"10:00"}


def test_a_move_across_a_clock_change_keeps_the_time_on_the_wall(catalogue: Catalogue) -> None:
    """Clocks in New York go forward on 8 March 2026."""
    moved = Moved(1, wall("2026-03-02 10:00"), wall("2026-03-10 10:00"), later_too=True)

    first = rows_of(catalogue, moved)[0]

    assert first.planned.starts_at == datetime(2026, 3, 10, 14, tzinfo=UTC)


def test_a_second_move_starts_from_the_first(catalogue: Catalogue) -> None:
    once = Moved(4, wall("2026-03-30 10:00"), wall("2026-04-06 10:00"), later_too=True)
    again = Moved(5, wall("2026-04-20 10:00"), wall("2026-04-21 10:00"), later_too=False)

    rows = rows_of(catalogue, once, again)

    assert days(rows)[3:6] == ["04-06", "04-21", "05-04"]
    assert [row.change for row in rows[3:6]] == [1, 2, 1]


def test_a_dose_that_is_not_given_says_why_and_moves_no_other(catalogue: Catalogue) -> None:
    rows = rows_of(catalogue, NotGiven(4, "My blood counts were low."))

    assert rows[3].status is DoseStatus.NOT_GIVEN
    assert rows[3].not_given == NotGiven(4, "My blood counts were low.")
    assert days(rows) == days(rows_of(catalogue))


def test_a_dose_left_out_and_then_given_a_new_day_is_planned_again(catalogue: Catalogue) -> None:
    new_day = Moved(4, wall("2026-03-30 10:00"), wall("2026-04-06 10:00"), later_too=True)

    rows = rows_of(catalogue, NotGiven(4, "Fever"), new_day)

    assert (rows[3].status, rows[3].not_given) == (DoseStatus.DELAYED, None)


def test_a_dose_that_was_given_after_all_counts_as_given(catalogue: Catalogue) -> None:
    rows = rows_of(catalogue, NotGiven(1), given_doses=1)

    assert rows[0].status is DoseStatus.GIVEN


def test_what_is_left_out_is_not_waited_for(catalogue: Catalogue) -> None:
    rows = rows_of(catalogue, NotGiven(3), given_doses=1)

    assert [row.planned.ordinal for row in still_to_come(rows)][:2] == [2, 4]


def test_a_move_forward_brings_a_dose_from_beyond_the_time_looked_at(catalogue: Catalogue) -> None:
    until = to_utc(wall("2026-03-20 10:00"), NEW_YORK)
    moved = Moved(4, wall("2026-03-30 10:00"), wall("2026-03-20 10:00"), later_too=True)

    rows = plan_rows(TARLATAMAB, (), catalogue, until, [change(1, moved)])

    assert days(rows) == ["03-02", "03-09", "03-16", "03-20"]


def test_a_move_plans_nothing_after_the_months_of_the_label(catalogue: Catalogue) -> None:
    limited = Treatment("t", "durvalumab", "durvalumab_ls", FIRST, NEW_YORK, "", AGREED)
    far = datetime(2030, 1, 1, tzinfo=UTC)
    later = Moved(2, wall("2026-03-30 10:00"), wall("2026-04-06 10:00"), later_too=True)
    earlier = Moved(2, wall("2026-03-30 10:00"), wall("2026-03-23 10:00"), later_too=True)

    late, early = (plan_rows(limited, (), catalogue, far, [change(1, one)]) for one in (later, earlier))

    assert late[-1].planned.wall == wall("2028-02-07 10:00")
    assert early[-1].planned.wall == wall("2028-02-21 10:00")


def test_a_move_forward_by_nearly_a_cycle_makes_room_for_one_more_dose(catalogue: Catalogue) -> None:
    limited = Treatment("t", "durvalumab", "durvalumab_ls", FIRST, NEW_YORK, "", AGREED)
    sooner = Moved(2, wall("2026-03-30 10:00"), wall("2026-03-03 10:00"), later_too=True)

    rows = plan_rows(limited, (), catalogue, datetime(2030, 1, 1, tzinfo=UTC), [change(1, sooner)])

    assert (len(rows), rows[-1].planned.wall) == (28, wall("2028-02-29 10:00"))


def test_a_stopped_treatment_keeps_its_past_and_plans_nothing(catalogue: Catalogue) -> None:
    stopped_at = to_utc(wall("2026-03-12 09:00"), NEW_YORK)
    stopped = Treatment("t", "tarlatamab", "tarlatamab", FIRST, NEW_YORK, "", AGREED, stopped_at)

    rows = plan_rows(stopped, doses(2), catalogue, UNTIL)

    assert [row.status for row in rows] == [DoseStatus.GIVEN, DoseStatus.GIVEN]


def test_a_dose_given_early_stays_in_the_plan_of_a_treatment_that_then_stopped(catalogue: Catalogue) -> None:
    stopped_at = to_utc(wall("2026-03-08 09:00"), NEW_YORK)
    stopped = Treatment("t", "tarlatamab", "tarlatamab", FIRST, NEW_YORK, "", AGREED, stopped_at)

    rows = plan_rows(stopped, doses(2), catalogue, UNTIL)

    assert [row.planned.ordinal for row in rows] == [1, 2]


@pytest.mark.parametrize(
    ("ordinal", "to", "later_too", "fault", "other"),
    [
        (3, "2026-03-09 08:00", False, MoveFault.BEFORE_GIVEN, None),
        (3, "2026-03-10 08:00", True, MoveFault.PASSED, None),
        (3, "2026-03-30 10:00", False, MoveFault.AFTER_OTHER, 4),
        (3, "2026-04-20 10:00", False, MoveFault.AFTER_OTHER, 4),
        (4, "2026-03-16 10:00", True, MoveFault.BEFORE_OTHER, 3),
        (4, "2026-03-14 10:00", False, MoveFault.BEFORE_OTHER, 3),
        (3, "2026-03-16 10:00", True, MoveFault.SAME, None),
    ],
)
def test_what_stands_in_the_way_of_a_move_is_named(
    catalogue: Catalogue, ordinal: int, to: str, later_too: bool, fault: MoveFault, other: int | None
) -> None:
    before = rows_of(catalogue, given_doses=2)
    move = Moved(ordinal, before[ordinal - 1].planned.wall, wall(to), later_too)

    problem = move_problem(
        before, rows_of(catalogue, move, given_doses=2), move, to_utc(wall("2026-03-11 12:00"), NEW_YORK)
    )

    assert problem is not None
    assert problem.fault is fault
    assert (problem.other.planned.ordinal if problem.other else None) == other


def test_a_move_between_its_neighbours_or_with_all_later_ones_is_taken(catalogue: Catalogue) -> None:
    now = to_utc(wall("2026-03-11 12:00"), NEW_YORK)
    before = rows_of(catalogue, given_doses=2)
    alone = Moved(3, wall("2026-03-16 10:00"), wall("2026-03-29 10:00"), later_too=False)
    with_later = Moved(3, wall("2026-03-16 10:00"), wall("2026-05-16 10:00"), later_too=True)

    for move in (alone, with_later):
        assert move_problem(before, rows_of(catalogue, move, given_doses=2), move, now) is None


def test_a_dose_may_take_the_place_of_one_that_is_left_out(catalogue: Catalogue) -> None:
    now = to_utc(wall("2026-03-11 12:00"), NEW_YORK)
    move = Moved(3, wall("2026-03-16 10:00"), wall("2026-03-31 10:00"), later_too=False)
    before, after = (rows_of(catalogue, NotGiven(4), *more, given_doses=2) for more in ((), (move,)))

    assert move_problem(before, after, move, now) is None


def test_a_dose_left_out_can_come_back_at_its_own_time(catalogue: Catalogue) -> None:
    now = to_utc(wall("2026-03-11 12:00"), NEW_YORK)
    move = Moved(4, wall("2026-03-30 10:00"), wall("2026-03-30 10:00"), later_too=False)
    before, after = (rows_of(catalogue, NotGiven(4), *more, given_doses=2) for more in ((), (move,)))

    assert move_problem(before, after, move, now) is None
    assert after[3].is_open


def test_only_what_nothing_was_built_on_can_be_taken_back() -> None:
    first = change(1, Moved(3, FIRST, FIRST, later_too=False))
    left_out = change(2, NotGiven(4))
    last = change(3, Moved(4, FIRST, FIRST, later_too=True))
    changes = (first, left_out, last)

    assert [can_take_back(one, changes) for one in changes] == [False, False, True]
    assert can_take_back(left_out, (first, left_out))


@st.composite
def walks(draw: st.DrawFn) -> tuple[Treatment, tuple[Moved | NotGiven, ...]]:
    """A treatment, and changes that a person could make one after another, each allowed at its time."""
    drug, regimen = draw(st.sampled_from(EVERY_REGIMEN))
    first = draw(st.datetimes(min_value=datetime(2026, 1, 1), max_value=datetime(2027, 12, 31)))
    zone = draw(st.sampled_from(ZONES))
    treatment = Treatment("t", drug, regimen, first.replace(second=0, microsecond=0), zone, "", AGREED)
    return treatment, draw(st.lists(_changes(), max_size=5).map(tuple))


def _changes() -> st.SearchStrategy[Moved | NotGiven]:
    """Shapes of changes; their times are put in where they are used."""
    walls = st.timedeltas(min_value=timedelta(days=-20), max_value=timedelta(days=40)).map(
        lambda span: FIRST + timedelta(minutes=span // timedelta(minutes=1))
    )
    moved = st.builds(Moved, st.integers(1, 8), st.just(FIRST), walls, st.booleans())
    return st.one_of(moved, st.builds(NotGiven, st.integers(1, 8)))


def _look(
    catalogue: Catalogue, treatment: Treatment, changes: list[DoseChange], *, days: int = 200
) -> tuple[PlanRow, ...]:
    until = to_utc(treatment.first_wall, treatment.zone) + timedelta(days=days)
    return plan_rows(treatment, (), catalogue, until, changes)


def _walk(
    catalogue: Catalogue, treatment: Treatment, shapes: tuple[Moved | NotGiven, ...]
) -> list[DoseChange]:
    """The changes of a walk that the check lets pass."""
    changes: list[DoseChange] = []
    for n, shape in enumerate(shapes):
        before = _look(catalogue, treatment, changes, days=600)
        row = next((one for one in before if one.planned.ordinal == shape.ordinal), None)
        if row is None:
            continue
        what = shape
        if isinstance(shape, Moved):
            there = row.planned.wall + (shape.to_wall - FIRST)
            what = Moved(shape.ordinal, row.planned.wall, there, shape.later_too)
            after = _look(catalogue, treatment, [*changes, change(n, what)], days=600)
            if move_problem(before, after, what, AGREED) is not None:
                continue
        changes.append(change(n, what))
    return changes


@settings(deadline=None)
@given(walk=walks())
def test_no_walk_of_changes_loses_doubles_or_mixes_up_a_dose(
    catalogue: Catalogue, walk: tuple[Treatment, tuple[Moved | NotGiven, ...]]
) -> None:
    treatment, shapes = walk

    changes = _walk(catalogue, treatment, shapes)

    # Five moves of 40 days at most: within 600 days all that was planned within 200 is found again.
    rows = _look(catalogue, treatment, changes, days=600)
    ordinals = [row.planned.ordinal for row in rows]
    planned = [row.planned.ordinal for row in _look(catalogue, treatment, [])]
    assert ordinals == list(range(1, len(ordinals) + 1))
    assert set(planned) <= set(ordinals)
    open_rows = [row for row in rows if row.is_open]
    assert all(one.planned.starts_at < other.planned.starts_at for one, other in pairwise(open_rows))
    for row in rows:
        assert row.planned.starts_at == to_utc(row.planned.wall, treatment.zone)


@settings(deadline=None)
@given(walk=walks())
def test_undo_gives_back_the_same_plan_step_by_step(
    catalogue: Catalogue, walk: tuple[Treatment, tuple[Moved | NotGiven, ...]]
) -> None:
    treatment, shapes = walk
    changes = _walk(catalogue, treatment, shapes)
    plans = [_look(catalogue, treatment, changes[:n]) for n in range(len(changes) + 1)]

    for n in range(len(changes), 0, -1):
        assert can_take_back(changes[n - 1], tuple(changes[:n]))
        assert _look(catalogue, treatment, changes[: n - 1]) == plans[n - 1]
    assert plans[0] == _look(catalogue, treatment, [])


@settings(deadline=None)
@given(
    which=st.sampled_from(EVERY_REGIMEN),
    ordinal=st.integers(1, 6),
    minutes=st.integers(-7 * 1440, 60 * 1440),
    zone=st.sampled_from(ZONES),
)
def test_moving_one_alone_changes_nothing_else_and_moving_all_keeps_every_distance(
    catalogue: Catalogue, which: tuple[str, str], ordinal: int, minutes: int, zone: str
) -> None:
    treatment = Treatment("t", *which, FIRST, zone, "", AGREED)
    before = _look(catalogue, treatment, [])
    row = next((one for one in before if one.planned.ordinal == ordinal), None)
    if row is None:
        return
    there = row.planned.wall + timedelta(minutes=minutes)

    alone, along = (
        _look(catalogue, treatment, [change(1, Moved(ordinal, row.planned.wall, there, later_too))])
        for later_too in (False, True)
    )

    others = {one.planned.ordinal: one for one in before if one is not row}
    assert {one.planned.ordinal: one for one in alone if one.planned.ordinal != ordinal} == others
    shift = there.date() - row.planned.wall.date()
    for one in along:
        first = others.get(one.planned.ordinal)
        if first is not None and one.planned.ordinal > ordinal:
            assert one.planned.wall.date() - first.planned.wall.date() == shift
        elif first is not None:
            assert one == first


@given(
    week=st.sampled_from(("2026-03-23", "2026-10-19", "2027-03-22")),
    minute=st.integers(0, 7 * 1440 - 1),
    zone=st.sampled_from(ZONES),
)
def test_in_a_week_of_a_clock_change_a_dose_comes_at_the_time_the_clocks_show(
    catalogue: Catalogue, week: str, minute: int, zone: str
) -> None:
    there = wall(week) + timedelta(minutes=minute)
    treatment = Treatment("t", "tarlatamab", "tarlatamab", wall(week) - timedelta(days=9), zone, "", AGREED)
    move = Moved(1, treatment.first_wall, there, later_too=True)

    row = plan_rows(treatment, (), catalogue, datetime(2028, 1, 1, tzinfo=UTC), [change(1, move)])[0]

    shown = row.planned.starts_at.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    assert timedelta() <= shown - there < timedelta(hours=2)
    assert shown == there or there.date() in (date(2026, 3, 29), date(2027, 3, 28), date(2026, 10, 4))
