"""What Today says of the watch after a dose: the check that matters now, and how many were missed before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from companion.core.exposure import opens_window
from companion.core.notices import NoticeKind
from companion.core.reminders import Owed
from companion.core.scenario import UNKNOWN_DRUG
from companion.core.treatment import DoseGiven
from companion.core.upcoming import Surroundings
from companion.core.watch import Check, Watch, checks_missed
from companion.ui.context import Context
from companion.ui.due_actions import is_due_now
from companion.ui.pages.company.words import gaps_after
from companion.ui.pages.dose_words import drug_name, span_until, stay_lines
from companion.ui.pages.today.check import CheckParts, check_parts
from companion.ui.pages.today.waiting import Waiting, all_waiting

_A_YEAR = 365


@dataclass(frozen=True, slots=True)
class OpenWatch:
    """The hours after a dose in which checks are due.

    `missed` says how many checks before the present one were not made, empty where all were; `waiting` is
    the check that is still to be made, `gave_way` are those that nobody said to have seen.
    """

    title: str
    about: str
    watch_for: tuple[str, ...]
    check: str
    overdue: bool
    parts: CheckParts
    until: str
    stay: tuple[str, ...]
    missed: str = ""
    waiting: tuple[Waiting, ...] = ()
    gave_way: tuple[Waiting, ...] = ()


def open_watch(
    watch: Watch, context: Context, owed: Iterable[Owed] = (), snoozing: str | None = None
) -> OpenWatch:
    """What to do and to look out for while a watch is on; of what is `owed` it takes its own checks."""
    record, words, formats = context.record, context.words, context.formats()
    now = record.now()
    drug, since = drug_name(context, watch.dose.drug), span_until(now - watch.started_at, context)
    check = record.next_check(watch)
    due = words(_check_key(check, now), moment=formats.moment(check.due_at, now)) if check else ""
    around = _around(watch.dose, context)
    stay = (*stay_lines(around, formats, now), *gaps_after(watch.dose, context))
    if around is None and not stay:
        stay = (words("today.ask_team_how_long"),)
    own = tuple(one for one in owed if is_check_of(watch, one))
    return OpenWatch(
        title=words("today.watch_since", watch=words.written(watch.spec.name), span=since, drug=drug),
        about=words.written(watch.spec.about),
        watch_for=_watch_for(watch, context),
        check=due,
        overdue=check is not None and check.overdue,
        parts=check_parts(watch, check, context),
        until=words("today.checks_until", moment=formats.moment(watch.ends_at, now)),
        stay=stay,
        missed=_missed(watch, context),
        waiting=all_waiting(context, (one for one in own if is_due_now(one)), snoozing),
        gave_way=all_waiting(context, (one for one in own if not is_due_now(one)), snoozing),
    )


def is_check_of(watch: Watch, one: Owed) -> bool:
    """Whether a due thing is a check of this watch."""
    return one.due.kind is NoticeKind.WATCH_CHECK and one.due.plan == f"watch.{watch.dose.id}"


def _missed(watch: Watch, context: Context) -> str:
    """How many checks can be made no more and were not, and when the last of them was due."""
    record = context.record
    missed = checks_missed(watch, record.taken_since(watch.started_at), record.now())
    if not missed:
        return ""
    moment = context.formats().moment(missed[-1], record.now())
    return context.words("today.checks_missed", n=len(missed), moment=moment)


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
        for row in context.record.plan(treatment, days_ahead=_A_YEAR):
            if row.given is not None and row.given.id == dose.id:
                return context.record.around(row)
    return None
