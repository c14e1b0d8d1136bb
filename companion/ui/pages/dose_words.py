"""How a dose, and where to stay around it, is put in words: the same on Today and on Treatment."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from companion.core.formats import Formats
from companion.core.regimen import ClockStart, Monitoring, PlannedDose
from companion.core.treatment import DoseGiven
from companion.core.upcoming import PlanRow, Surroundings
from companion.core.words import Words
from companion.ui.context import Context


def drug_name(context: Context, drug: str | None) -> str:
    """The name a person reads; a drug whose file is gone is still named."""
    if drug is None:
        return context.words("treatment.unknown_drug")
    known = context.catalogue.drugs.get(drug)
    if known is None:
        return context.words("treatment.lost_drug", drug=drug)
    return context.words.written(known.words.name)


def place_in_plan(planned: PlannedDose, words: Words) -> str:
    """Cycle 1, day 8."""
    return words("treatment.cycle_and_day", cycle=planned.cycle, day=planned.day)


def place_and_amount(planned: PlannedDose, words: Words) -> str:
    """Cycle 1, day 8: 10 mg, as the label gives it."""
    return words("treatment.place_and_amount", cycle=planned.cycle, day=planned.day, amount=planned.amount)


def day_and_time(formats: Formats, moment: datetime) -> str:
    """Monday 2 March, 10:00."""
    local = formats.local(moment)
    return formats.words(
        "calendar.day_and_time", day=formats.short_day(local.date()), time=formats.clock(local.time())
    )


def full_time(formats: Formats, moment: datetime) -> str:
    """Monday 2 March 2026, 10:00: for what may be long ago."""
    local = formats.local(moment)
    return formats.words(
        "calendar.day_and_time", day=formats.day(local.date()), time=formats.clock(local.time())
    )


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


def told_line(context: Context) -> str | None:
    """How long the team has this person watched, with the date of its sheet; None where nobody said so."""
    person = context.record.person()
    if person.observation_hours is None or person.sheet_dated is None:
        return None
    day = context.formats().plain_day(person.sheet_dated)
    hours = context.words("calendar.hours", n=person.observation_hours)
    return context.words("team_sheet.watched", hours=hours, day=day)


def stay_lines(around: Surroundings | None, formats: Formats, now: datetime) -> Iterator[str]:
    """Until when to stay near, and not alone; what is over is not said."""
    if around is None:
        return
    if around.near_until is not None and around.near_until >= now:
        yield formats.words("treatment.near_until", moment=day_and_time(formats, around.near_until))
    if around.caregiver_until is not None and around.caregiver_until >= now:
        yield formats.words("treatment.caregiver_until", moment=day_and_time(formats, around.caregiver_until))


def subject_of(row: PlanRow) -> str:
    """What the Treatment page is asked to open for one dose of one plan."""
    return f"{row.treatment.id}:{row.planned.ordinal}"


def subject_of_start(dose: DoseGiven) -> str:
    """What the Treatment page is asked to open for a dose whose start is not known."""
    return f"start:{dose.id}"
