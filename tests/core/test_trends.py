"""How a symptom went: no gap is joined, no day counted twice, and each cycle begins at its own hour."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from companion.core.levels import Severity
from companion.core.trends import DayMark, course, cycles, summary, worst_of

MONDAY = date(2026, 3, 2)
START = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
MONTH = timedelta(days=28)
severities = st.sampled_from(Severity)
days = st.integers(0, 40).map(lambda n: MONDAY + n * DAY)


def marks_of(*severities: Severity | None) -> tuple[DayMark, ...]:
    return tuple(DayMark(MONDAY + n * DAY, severity) for n, severity in enumerate(severities))


def test_a_day_shows_the_worst_answer() -> None:
    reported = {MONDAY: [Severity.MILD, Severity.SEVERE, Severity.NONE]}

    assert course(reported, (), first=MONDAY, last=MONDAY) == marks_of(Severity.SEVERE)


def test_a_diary_filled_in_without_the_symptom_says_none_and_an_empty_day_stays_a_gap() -> None:
    filled = {MONDAY + DAY}

    assert course({}, filled, first=MONDAY, last=MONDAY + 2 * DAY) == marks_of(None, Severity.NONE, None)


def test_not_sure_stands_behind_moderate_and_before_mild() -> None:
    assert worst_of((Severity.NOT_SURE, Severity.MODERATE)) is Severity.MODERATE
    assert worst_of((Severity.NOT_SURE, Severity.MILD)) is Severity.NOT_SURE


def test_the_sentence_counts_the_worst_days_and_those_after_an_infusion() -> None:
    marks = marks_of(Severity.SEVERE, None, Severity.MILD, None, Severity.SEVERE)

    found = summary(marks, {MONDAY})

    assert found is not None
    assert (found.known, found.worst, found.at_worst, found.after_dose) == (3, Severity.SEVERE, 2, 1)


def test_where_nothing_is_known_nothing_is_said() -> None:
    assert summary(marks_of(None, None), ()) is None


@given(
    reported=st.dictionaries(days, st.lists(severities, min_size=1, max_size=3)),
    filled=st.sets(days),
    last=days,
)
def test_each_day_is_there_once_and_says_what_was_answered(
    reported: dict[date, list[Severity]], filled: set[date], last: date
) -> None:
    marks = course(reported, filled, first=MONDAY, last=last)

    assert [mark.day for mark in marks] == [MONDAY + n * DAY for n in range((last - MONDAY).days + 1)]
    for mark in marks:
        answers = reported.get(mark.day, [])
        if answers:
            assert mark.severity in answers
            assert all(mark.severity.steps >= answer.steps for answer in answers)
        else:
            assert mark.severity is (Severity.NONE if mark.day in filled else None)


@given(st.lists(st.none() | severities, min_size=1, max_size=40), st.sets(days))
def test_the_counts_of_a_sentence_fit_together(severities: list[Severity | None], doses: set[date]) -> None:
    found = summary(marks_of(*severities), doses)

    if found is not None:
        assert 1 <= found.at_worst <= found.known <= len(severities)
        assert 0 <= found.after_dose <= found.at_worst


def test_a_cycle_counts_days_from_the_hour_of_its_dose() -> None:
    reported = [(START + 23 * HOUR, Severity.SEVERE), (START + 24 * HOUR, Severity.MILD)]

    (cycle,) = cycles(reported, [], [START], START + 30 * HOUR, most=MONTH)

    assert cycle.marks == (Severity.SEVERE, Severity.MILD)


def test_a_cycle_ends_where_the_next_dose_begins() -> None:
    second = START + 7 * DAY
    reported = [(second - HOUR, Severity.MILD), (second, Severity.SEVERE)]

    before, after = cycles(reported, [], [second, START], second + HOUR, most=MONTH)

    assert before.started_at == START
    assert before.marks == (None,) * 6 + (Severity.MILD,)
    assert after.marks == (Severity.SEVERE,)


def test_a_dose_that_is_still_to_come_has_no_cycle() -> None:
    assert cycles([], [], [START], START - HOUR, most=MONTH) == ()


def test_a_long_cycle_is_cut_off() -> None:
    (cycle,) = cycles([], [START + HOUR], [START], START + 100 * DAY, most=MONTH)

    assert len(cycle.marks) == 28
    assert cycle.marks[0] is Severity.NONE
