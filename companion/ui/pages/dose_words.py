"""How a dose, and where to stay around it, is put in words: the same on Today and on Treatment."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

from companion.core import dose_wording
from companion.core.dose_wording import place_and_amount, watched_line
from companion.core.formats import Formats
from companion.core.regimen import PlannedDose
from companion.core.treatment import DoseGiven
from companion.core.upcoming import PlanRow, Surroundings
from companion.core.words import Words
from companion.ui.context import Context

_IN_HOURS_BELOW = timedelta(hours=48)

__all__ = ["place_and_amount", "watched_line"]


def drug_name(context: Context, drug: str | None) -> str:
    """The name a person reads; a drug whose file is gone is still named."""
    if drug is None:
        return context.words("treatment.unknown_drug")
    known = context.catalogue.drugs.get(drug)
    if known is None:
        return context.words("treatment.lost_drug", drug=drug)
    return context.words.written(known.words.name)


def dose_name(row: PlanRow, context: Context) -> str:
    """Cycle 1, day 8; with the drug where more than one treatment goes on."""
    planned = row.planned
    if len(context.record.treatments()) < 2:
        return place_in_plan(planned, context.words)
    drug = drug_name(context, planned.drug)
    return context.words("treatment.dose_of", drug=drug, cycle=planned.cycle, day=planned.day)


def place_in_plan(planned: PlannedDose, words: Words) -> str:
    """Cycle 1, day 8."""
    return words("treatment.cycle_and_day", cycle=planned.cycle, day=planned.day)


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


def stay_lines(around: Surroundings | None, formats: Formats, now: datetime) -> Iterator[str]:
    """Until when to stay near, and not alone; what is over is not said."""
    for until, line in dose_wording.stay_lines(around, formats, partial(day_and_time, formats)):
        if until >= now:
            yield line


def around_lines(row: PlanRow, around: Surroundings | None, context: Context) -> Iterator[str]:
    """How long to be watched, as the label and as the team says, and where to stay until when."""
    formats = context.formats()
    told = dose_wording.told_line(around, formats, partial(day_and_time, formats))
    watched = watched_line(row.planned.monitoring, formats.words)
    yield from (line for line in (watched, told) if line is not None)
    yield from stay_lines(around, formats, context.record.now())


def span_until(span: timedelta, context: Context) -> str:
    """Whole hours up to two days, for "46 hours" is easier to count back from than a day and 22 hours."""
    hours = int(span.total_seconds() // 3600)
    if hours >= 1 and span < _IN_HOURS_BELOW:
        return context.words("calendar.hours", n=hours)
    return context.formats().span(span)


def subject_of(row: PlanRow) -> str:
    """What the Treatment page is asked to open for one dose of one plan."""
    return f"{row.treatment.id}:{row.planned.ordinal}"


def subject_of_start(dose: DoseGiven) -> str:
    """What the Treatment page is asked to open for a dose whose start is not known."""
    return f"start:{dose.id}"
