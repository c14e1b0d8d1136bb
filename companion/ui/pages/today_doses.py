"""What Today says about doses: the watch after one, the next one, and those nobody wrote down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from companion.core.dose_wording import gap_line, moved_lines
from companion.core.drugs import Route
from companion.core.exposure import opens_window
from companion.core.long_gap import long_gap
from companion.core.scenario import UNKNOWN_DRUG
from companion.core.treatment import DoseGiven
from companion.core.upcoming import PlanRow, Surroundings
from companion.core.watch import Check, Watch
from companion.ui.context import Context
from companion.ui.pages.company_words import gaps_after
from companion.ui.pages.dose_words import (
    day_and_time,
    drug_name,
    place_and_amount,
    stay_lines,
    subject_of,
    subject_of_start,
)
from companion.ui.pages.today_check import CheckParts, check_parts
from companion.ui.pages.today_waiting import Waiting

DAYS_AHEAD = 365
_IN_HOURS_BELOW = timedelta(hours=48)


@dataclass(frozen=True, slots=True)
class OpenWatch:
    """The hours after a dose in which checks are due."""

    title: str
    about: str
    watch_for: tuple[str, ...]
    check: str
    overdue: bool
    parts: CheckParts
    until: str
    stay: tuple[str, ...]
    waiting: Waiting | None = None


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


def open_watch(watch: Watch, context: Context) -> OpenWatch:
    """What to do and to look out for while a watch is on."""
    record, words, formats = context.record, context.words, context.formats()
    now = record.now()
    drug, since = drug_name(context, watch.dose.drug), _span(now - watch.started_at, context)
    check = record.next_check(watch)
    due = words(_check_key(check, now), moment=formats.moment(check.due_at, now)) if check else ""
    around = _around(watch.dose, context)
    stay = (*stay_lines(around, formats, now), *gaps_after(watch.dose, context))
    if around is None and not stay:
        stay = (words("today.ask_team_how_long"),)
    return OpenWatch(
        title=words("today.watch_since", watch=words.written(watch.spec.name), span=since, drug=drug),
        about=words.written(watch.spec.about),
        watch_for=_watch_for(watch, context),
        check=due,
        overdue=check is not None and check.overdue,
        parts=check_parts(watch, check, context),
        until=words("today.checks_until", moment=formats.moment(watch.ends_at, now)),
        stay=stay,
    )


def _check_key(check: Check, now: datetime) -> str:
    if check.overdue:
        return "today.check_overdue"
    return "today.check_due" if check.due_at <= now else "today.next_check"


def _watch_for(watch: Watch, context: Context) -> tuple[str, ...]:
    """The lines of the drug; of every drug that could be meant where it is not known."""
    catalogue, given = context.catalogue, watch.dose.drug or UNKNOWN_DRUG
    window = watch.spec.window
    meant = [given] if given in catalogue.drugs else list(catalogue.drugs)
    drugs = [catalogue.drugs[id] for id in meant if opens_window(catalogue, id, window)]
    lines = dict.fromkeys(line for drug in drugs for line in drug.words.watch_for)
    return tuple(context.words.written(line) for line in lines)


def _around(dose: DoseGiven, context: Context) -> Surroundings | None:
    """Until when to stay where after a dose that was given, in a treatment that ended too; else None."""
    for treatment in (*context.record.treatments(), *context.infusions.stopped()):
        for row in context.record.plan(treatment, days_ahead=DAYS_AHEAD):
            if row.given is not None and row.given.id == dose.id:
                return context.record.around(row)
    return None


def start_missing(dose: DoseGiven, context: Context) -> StartMissing:
    """What to enter so that the watches can end."""
    line = context.words("today.start_missing_why", drug=drug_name(context, dose.drug))
    return StartMissing(line, subject_of_start(dose))


def unrecorded(rows: tuple[PlanRow, ...], context: Context) -> Unrecorded | None:
    """Planned doses whose time has passed, and nobody said whether they were given."""
    if not rows:
        return None
    newest = rows[-1]
    line = context.words(
        "today.was_planned",
        drug=drug_name(context, newest.planned.drug),
        moment=context.formats().moment(newest.planned.starts_at, context.record.now()),
    )
    return Unrecorded(line, len(rows) - 1, subject_of(newest))


def next_dose(row: PlanRow, context: Context) -> NextDose:
    """The countdown to a dose, and what is known of it."""
    words, planned, formats = context.words, row.planned, context.formats()
    drug = context.catalogue.drugs.get(planned.drug)
    gap = long_gap(drug, context.record.doses(), planned.starts_at)
    sort = "injection" if drug is not None and drug.route is Route.INJECTION else "infusion"
    return NextDose(
        title=words(f"today.next_{sort}"),
        countdown=_span(planned.starts_at - context.record.now(), context),
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
    )


def _span(span: timedelta, context: Context) -> str:
    """Whole hours up to two days, for "46 hours" is easier to count back from than a day and 22 hours."""
    hours = int(span.total_seconds() // 3600)
    if hours >= 1 and span < _IN_HOURS_BELOW:
        return context.words("calendar.hours", n=hours)
    return context.formats().span(span)
