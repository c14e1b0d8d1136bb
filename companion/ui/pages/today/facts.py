"""What Today says at this moment, as plain values: two equal ones need no new cards."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass

from companion.core.notices import NoticeKind
from companion.ui.context import Context
from companion.ui.due_actions import is_due_now
from companion.ui.pages.diary.now_card import said_then, to_ask_now
from companion.ui.pages.hospital_words import quiet_line
from companion.ui.pages.today.agreed import Ask, asks, softened_lines
from companion.ui.pages.today.alerts import OpenAlert, not_judged, open_alerts, past_review
from companion.ui.pages.today.appointments import Soon, soon
from companion.ui.pages.today.diary import DiaryState, diary_state
from companion.ui.pages.today.doses import (
    DAYS_AHEAD,
    NextDose,
    StartMissing,
    Unrecorded,
    next_dose,
    start_missing,
    unrecorded,
)
from companion.ui.pages.today.medicines import JustTaken, MedicinesNow, medicines_now
from companion.ui.pages.today.waiting import Waiting, all_waiting
from companion.ui.pages.today.watch import OpenWatch, open_watch

_GREETINGS = ((5, "night"), (12, "morning"), (18, "afternoon"), (23, "evening"), (24, "night"))


@dataclass(frozen=True, slots=True)
class TodayFacts:
    """All that Today shows, in its order; empty or None where it does not apply.

    A due thing stands at the card it is about; `due` and `missed` are those that have none.
    """

    alerts: tuple[OpenAlert, ...]
    not_judged: tuple[str, ...]
    watches: tuple[OpenWatch, ...]
    wants_first_check: bool
    start_missing: StartMissing | None
    unrecorded: Unrecorded | None
    next_dose: NextDose | None
    has_treatment: bool
    diary: DiaryState
    due: tuple[Waiting, ...]
    missed: tuple[Waiting, ...]
    past_review: str
    hospital: str = ""
    softened: tuple[str, ...] = ()
    asks: tuple[Ask, ...] = ()
    appointments: tuple[Soon, ...] = ()
    medicines: MedicinesNow | None = None
    just_taken: JustTaken | None = None
    wants_code_written_down: bool = False
    how_now: tuple[str, ...] = ()


def greeting(context: Context) -> str:
    """By the time of day and by name; a caregiver is told whose diary it is."""
    hour = context.formats().local(context.record.now()).hour
    part = next(part for until, part in _GREETINGS if hour < until)
    person, words = context.record.person(), context.words
    if not person.name:
        return words(f"today.{part}")
    if person.cared_for_by_another:
        return words("today.diary_of", greeting=words(f"today.{part}"), name=person.name)
    return words(f"today.{part}_name", name=person.name)


def today_facts(context: Context, snoozing: str | None = None, just: JustTaken | None = None) -> TodayFacts:
    """Look at everything Today shows; `snoozing` is the due thing that is just being put off."""
    record = context.record
    now = record.now()
    rows = record.upcoming(days_ahead=DAYS_AHEAD)
    coming = next((row for row in rows if row.planned.starts_at > now), None)
    passed = tuple(row for row in rows if row.planned.starts_at <= now)
    untimed = next((dose for dose in record.doses() if dose.started_at is None), None)
    owed = tuple(one for one in context.dues.owed() if one.due.kind is not NoticeKind.ALERT)
    of_today = tuple(one for one in owed if one.due.kind is NoticeKind.DIARY and is_due_now(one))
    cards = (
        tuple(open_watch(watch, context, owed, snoozing) for watch in record.watches()),
        unrecorded(passed, context, owed, snoozing),
        next_dose(coming, context, owed, snoozing) if coming else None,
        diary_state(context, next(iter(all_waiting(context, of_today, snoozing)), None)),
        soon(context, owed, snoozing),
        medicines_now(context, owed, snoozing),
    )
    watches, unwritten, following, diary, appointments, medicines = cards
    placed = {one.key for one in _waiting_in(cards)}
    rest = tuple(one for one in owed if one.due.key not in placed)
    return TodayFacts(
        alerts=open_alerts(context),
        not_judged=not_judged(context),
        watches=watches,
        wants_first_check=context.thinking.wants_first(),
        start_missing=start_missing(untimed, context) if untimed else None,
        unrecorded=unwritten,
        next_dose=following,
        has_treatment=bool(record.treatments()),
        diary=diary,
        due=all_waiting(context, (one for one in rest if is_due_now(one)), snoozing),
        missed=all_waiting(context, (one for one in rest if not is_due_now(one)), snoozing),
        past_review=past_review(context),
        hospital=quiet_line(context),
        softened=softened_lines(context),
        asks=asks(context),
        appointments=appointments,
        medicines=medicines,
        just_taken=just,
        wants_code_written_down=context.locking is not None and context.locking.keys.wants_code_written_down,
        how_now=tuple(said_then(piece, context) for piece in to_ask_now(context)),
    )


def _waiting_in(shown: object) -> Iterator[Waiting]:
    """What stands on cards already."""
    if isinstance(shown, Waiting):
        yield shown
    elif isinstance(shown, tuple):
        for one in shown:
            yield from _waiting_in(one)
    elif is_dataclass(shown) and not isinstance(shown, type):
        for part in fields(shown):
            yield from _waiting_in(getattr(shown, part.name))
