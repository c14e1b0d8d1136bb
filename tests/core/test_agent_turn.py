"""What the reminder process tells at a moment: nothing forgotten, nothing told again once it was taken."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.core.agenda import Agenda, AgendaEntry
from companion.core.agent_turn import Heard, tell_now
from companion.core.reminder_policy import Urgency

NOW = datetime(2026, 3, 2, 14, 0, tzinfo=UTC)
NOON = time(12, 0)
NIGHT = time(23, 30)
QUARTER = timedelta(minutes=15)


def minutes(n: float) -> timedelta:
    return timedelta(minutes=n)


def entry(
    id: str = "a",
    *,
    due: datetime = NOW,
    level: Urgency = Urgency.REPEATING,
    series: str | None = None,
    shown: datetime | None = None,
    not_before: datetime | None = None,
) -> AgendaEntry:
    again = None if level is Urgency.QUIET else QUARTER
    return AgendaEntry(
        id, series or f"series of {id}", due, level, again, shown_at=shown, not_before=not_before
    )


def agenda(*entries: AgendaEntry) -> Agenda:
    return Agenda("en", NOW + timedelta(days=14), entries, quiet_hours=(time(22, 0), time(7, 0)))


def told(agenda: Agenda, heard: Heard, now: datetime = NOW, clock: time = NOON) -> list[str]:
    return [entry.id for entry in tell_now(agenda, heard, now, clock)]


def test_nothing_is_told_before_it_is_due() -> None:
    assert told(agenda(entry()), Heard(), NOW - minutes(1)) == []


@pytest.mark.parametrize("level", Urgency)
def test_what_is_due_is_told(level: Urgency) -> None:
    assert told(agenda(entry(level=level)), Heard()) == ["a"]


@pytest.mark.parametrize(
    ("level", "after", "again"),
    [
        (Urgency.QUIET, 1_000, []),
        (Urgency.REPEATING, 14, []),
        (Urgency.REPEATING, 15, ["a"]),
        (Urgency.WATCH, 15, ["a"]),
    ],
)
def test_only_what_repeats_is_told_again(level: Urgency, after: float, again: list[str]) -> None:
    assert told(agenda(entry(level=level)), Heard(told={"a": NOW}), NOW + minutes(after)) == again


def test_what_the_window_told_is_not_told_at_once_again() -> None:
    shown = agenda(entry(shown=NOW))

    assert told(shown, Heard(), NOW + minutes(5)) == []
    assert told(shown, Heard(), NOW + minutes(15)) == ["a"]


def test_what_was_taken_is_never_told_again() -> None:
    assert told(agenda(entry()), Heard(taken={"a"}), NOW + timedelta(days=1)) == []


def test_of_a_series_only_the_newest_is_told_once_it_is_due() -> None:
    both = agenda(entry("morning", series="s"), entry("evening", series="s", due=NOW + timedelta(hours=10)))

    assert told(both, Heard()) == ["morning"]
    assert told(both, Heard(), NOW + timedelta(hours=10)) == ["evening"]
    assert told(both, Heard(taken={"evening"}), NOW + timedelta(hours=11)) == []


def test_what_has_begun_is_not_reminded_of_any_more() -> None:
    infusion = agenda(replace(entry(), over_at=NOW + timedelta(hours=2)))

    assert told(infusion, Heard(), NOW + minutes(119)) == ["a"]
    assert told(infusion, Heard(), NOW + minutes(120)) == []


def test_a_snooze_ends_when_it_said_it_would() -> None:
    heard = Heard(told={"a": NOW}, snoozed={"a": NOW + minutes(10)})

    assert told(agenda(entry()), heard, NOW + minutes(9)) == []
    assert told(agenda(entry()), heard, NOW + minutes(10)) == ["a"]


def test_a_snooze_of_the_window_is_kept() -> None:
    snoozed = agenda(entry(shown=NOW, not_before=NOW + minutes(30)))

    assert told(snoozed, Heard(), NOW + minutes(29)) == []
    assert told(snoozed, Heard(), NOW + minutes(30)) == ["a"]


def test_a_snooze_that_a_wrong_clock_made_long_does_not_hold() -> None:
    assert told(agenda(entry()), Heard(snoozed={"a": NOW + timedelta(days=2)})) == ["a"]


def test_something_told_later_than_now_is_told_again() -> None:
    assert told(agenda(entry()), Heard(told={"a": NOW + timedelta(hours=33)})) == ["a"]


def test_quiet_hours_hold_back_everything_but_a_watch() -> None:
    night = agenda(entry("pill"), entry("diary", level=Urgency.QUIET), entry("check", level=Urgency.WATCH))

    assert told(night, Heard(), clock=NIGHT) == ["check"]
    assert told(night, Heard(told={"check": NOW}), clock=time(7, 0)) == ["pill", "diary"]


def test_the_loudest_comes_first_then_the_oldest() -> None:
    many = agenda(
        entry("diary", level=Urgency.QUIET, due=NOW - minutes(9)),
        entry("late", due=NOW - minutes(2)),
        entry("early", due=NOW - minutes(5)),
        entry("check", level=Urgency.WATCH),
    )

    assert told(many, Heard()) == ["check", "early", "late", "diary"]


awake_gaps = st.lists(
    st.tuples(st.floats(0.08, 5), st.sampled_from([0, 0, 0, 0, 60, 900])), min_size=30, max_size=80
)


@given(
    st.lists(st.floats(0, 300), min_size=1, max_size=6),
    awake_gaps,
    st.integers(0, 40),
    st.floats(-1980, 1980),
)
def test_whatever_sleep_and_clocks_do_what_repeats_is_told_within_a_quarter_of_an_hour_awake(
    due: list[float], gaps: list[tuple[float, int]], wrong_at: int, wrong_by: float
) -> None:
    """A clock set wrong for one stretch, and sleep between looks: no silence of 15 awake minutes."""
    plan = agenda(*(entry(str(n), due=NOW + minutes(at)) for n, at in enumerate(due)))
    true, heard = NOW, {}
    silent = {id.id: 0.0 for id in plan.entries}
    for number, (awake, asleep) in enumerate(gaps):
        true += minutes(awake + asleep)
        wall = true + minutes(wrong_by if wrong_at <= number < wrong_at + 5 else 0)
        now_told = told(plan, Heard(told=heard), wall)
        heard |= dict.fromkeys(now_told, wall)
        for one in plan.entries:
            is_right = wall == true and one.due_at <= true
            silent[one.id] = silent[one.id] + awake if is_right and one.id not in now_told else 0.0
            assert silent[one.id] < 15 + 2 + 5  # the repeat, the slack for clocks, and one gap between looks
