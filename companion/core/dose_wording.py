"""What is said around one dose, alike in the window and in `companion upcoming`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from companion.core.formats import Formats
from companion.core.long_gap import LongGap
from companion.core.regimen import ClockStart, Monitoring, PlannedDose
from companion.core.team_times import HoursTold
from companion.core.upcoming import PlanRow, Surroundings
from companion.core.words import Words

Write = Callable[[datetime], str]


def place_and_amount(planned: PlannedDose, words: Words) -> str:
    """Cycle 1, day 8: 10 mg, as the label gives it."""
    if not planned.amount:
        return words("treatment.place_alone", cycle=planned.cycle, day=planned.day)
    amount = words.number(planned.amount)
    return words("treatment.place_and_amount", cycle=planned.cycle, day=planned.day, amount=amount)


def watched_line(monitoring: Monitoring | None, words: Words) -> str | None:
    """How long the label has a person watched; None where it names no time."""
    if monitoring is None or monitoring.observe_hours is None or monitoring.observe_from is None:
        return None
    low, high = monitoring.observe_hours
    key = {
        ClockStart.START: "treatment.watched_from_start",
        ClockStart.END: "treatment.watched_from_end",
    }[monitoring.observe_from]
    return words(f"{key}_exact", n=low) if low == high else words(key, low=low, high=high)


def told_line(around: Surroundings | None, formats: Formats, write: Write) -> str | None:
    """How long the team has this person watched, and until when; None where it did not say."""
    if around is None or around.told.observe is None or around.watched_until is None:
        return None
    told = around.told.observe
    return formats.words(
        "treatment.watched_told",
        day=formats.plain_day(told.told_on),
        hours=formats.words("calendar.hours", n=told.hours),
        moment=write(around.watched_until[1]),
    )


def stay_lines(around: Surroundings | None, formats: Formats, write: Write) -> Iterator[tuple[datetime, str]]:
    """Until when to stay near, and not alone, each with its end."""
    if around is None:
        return
    ends = (
        ("treatment.near_until", around.near_until, around.told.near),
        ("treatment.caregiver_until", around.caregiver_until, around.told.caregiver),
    )
    for key, until, told in ends:
        if until is not None:
            yield until, _until(key, write(until), told, formats)


def moved_lines(row: PlanRow, formats: Formats, write: Write) -> Iterator[str]:
    """When a dose that moved was first planned, and why it moved."""
    if row.first_planned is None:
        return
    yield formats.words("treatment.first_planned", moment=write(row.first_planned))
    if row.moved is not None and row.moved.reason:
        yield formats.words("treatment.moved_because", reason=row.moved.reason)


def gap_line(gap: LongGap, formats: Formats) -> str:
    """That a gap is long, and whom to ask: it says nothing of the dose."""
    return formats.words("treatment.long_gap", n=(gap.until - gap.since) // timedelta(days=1))


def left_out_line(row: PlanRow, drug: str, formats: Formats, write: Write) -> str:
    """That a dose was not given, and why."""
    place = formats.words("treatment.cycle_and_day", cycle=row.planned.cycle, day=row.planned.day)
    reason = row.not_given.reason if row.not_given is not None else ""
    key = "treatment.left_out_because" if reason else "treatment.left_out"
    return formats.words(key, drug=drug, dose=place, moment=write(row.planned.starts_at), reason=reason)


def _until(key: str, moment: str, told: HoursTold | None, formats: Formats) -> str:
    if told is None:
        return formats.words(key, moment=moment)
    return formats.words(f"{key}_told", moment=moment, day=formats.plain_day(told.told_on))
