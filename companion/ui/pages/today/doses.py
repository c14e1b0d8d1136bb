"""What Today says about doses: the next one, and those nobody wrote down."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from companion.core.dose_wording import gap_line, moved_lines
from companion.core.drugs import Route
from companion.core.infusion_dues import dose_of
from companion.core.long_gap import long_gap
from companion.core.reminders import Owed
from companion.core.treatment import DoseGiven
from companion.core.upcoming import PlanRow
from companion.ui.context import Context
from companion.ui.pages.dose_words import (
    day_and_time,
    drug_name,
    place_and_amount,
    span_until,
    subject_of,
    subject_of_start,
)
from companion.ui.pages.today.waiting import Waiting, all_waiting

DAYS_AHEAD = 365


@dataclass(frozen=True, slots=True)
class NextDose:
    """The dose to come, and how long until then; `left` things are not ready yet for `ready`, the dose;
    `page` of Learn is about the drug, empty where there is none."""

    title: str
    countdown: str
    until: str
    drug: str
    lines: tuple[str, ...]
    place: str
    ready: str
    left: int
    page: str = ""
    waiting: tuple[Waiting, ...] = ()


@dataclass(frozen=True, slots=True)
class StartMissing:
    """A dose that was given at nobody knows when."""

    line: str
    subject: str


@dataclass(frozen=True, slots=True)
class Unrecorded:
    """Doses whose time has passed; `subject` is the one to write down first."""

    line: str
    earlier: int
    subject: str
    waiting: tuple[Waiting, ...] = ()


def start_missing(dose: DoseGiven, context: Context) -> StartMissing:
    """What to enter so that the watches can end."""
    line = context.words("today.start_missing_why", drug=drug_name(context, dose.drug))
    return StartMissing(line, subject_of_start(dose))


def unrecorded(
    rows: tuple[PlanRow, ...], context: Context, owed: Iterable[Owed], snoozing: str | None
) -> Unrecorded | None:
    """Planned doses whose time has passed, and nobody said whether they were given."""
    if not rows:
        return None
    newest = rows[-1]
    line = context.words(
        "today.was_planned",
        drug=drug_name(context, newest.planned.drug),
        moment=context.formats().moment(newest.planned.starts_at, context.record.now()),
    )
    own = all_waiting(context, _about(rows, owed), snoozing)
    return Unrecorded(line, len(rows) - 1, subject_of(newest), own)


def next_dose(row: PlanRow, context: Context, owed: Iterable[Owed], snoozing: str | None) -> NextDose:
    """The countdown to a dose, and what is known of it."""
    words, planned, formats = context.words, row.planned, context.formats()
    drug = context.catalogue.drugs.get(planned.drug)
    gap = long_gap(drug, context.record.doses(), planned.starts_at)
    sort = "injection" if drug is not None and drug.route is Route.INJECTION else "infusion"
    return NextDose(
        title=words(f"today.next_{sort}"),
        countdown=span_until(planned.starts_at - context.record.now(), context),
        until=words(f"today.until_{sort}"),
        drug=drug_name(context, planned.drug),
        lines=(
            day_and_time(formats, planned.starts_at),
            place_and_amount(planned, words),
            *moved_lines(row, formats, partial(day_and_time, formats)),
            *([gap_line(gap, formats)] if gap is not None else []),
        ),
        place=row.treatment.place,
        ready=subject_of(row),
        left=len(context.getting_ready.prepared(row).left),
        page=(drug.page or "") if drug is not None else "",
        waiting=all_waiting(context, _about((row,), owed), snoozing),
    )


def _about(rows: tuple[PlanRow, ...], owed: Iterable[Owed]) -> tuple[Owed, ...]:
    doses = {(row.treatment.id, row.planned.ordinal) for row in rows}
    return tuple(one for one in owed if dose_of(one.due.plan) in doses)
