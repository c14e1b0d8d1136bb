"""What Today says at this moment, as plain values: two equal ones need no new cards."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import filterfalse

from companion.core.alert_wording import NOT_JUDGED
from companion.core.catalogue import symptom_rule
from companion.core.diary import EntryState
from companion.core.levels import Level
from companion.core.notices import NoticeKind
from companion.core.reminders import Owed
from companion.ui.context import Context
from companion.ui.due_actions import is_due_now
from companion.ui.pages.diary_now_card import said_then, to_ask_now
from companion.ui.pages.hospital_words import headline, quiet_line, short_words
from companion.ui.pages.today_agreed import Ask, asks, softened_lines
from companion.ui.pages.today_appointments import Soon, soon
from companion.ui.pages.today_doses import (
    DAYS_AHEAD,
    NextDose,
    OpenWatch,
    StartMissing,
    Unrecorded,
    next_dose,
    open_watch,
    start_missing,
    unrecorded,
)
from companion.ui.pages.today_medicines import JustTaken, MedicinesNow, medicines_now
from companion.ui.pages.today_waiting import Waiting, for_diary, for_watch, waiting

_MOST_NAMES = 3
_GREETINGS = ((5, "night"), (12, "morning"), (18, "afternoon"), (23, "evening"), (24, "night"))


@dataclass(frozen=True, slots=True)
class OpenAlert:
    """An alert that waits for someone to say what happened."""

    id: str
    level: Level
    title: str
    headline: str
    why: str
    raised: str


@dataclass(frozen=True, slots=True)
class DiaryState:
    """How far today's diary is, and the one thing to do about it."""

    state: str
    action: str
    waiting: Waiting | None = None


@dataclass(frozen=True, slots=True)
class TodayFacts:
    """All that Today shows, in its order; empty or None where it does not apply."""

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


def today_facts(context: Context, snoozing: str | None = None) -> TodayFacts:
    """Look at everything Today shows; `snoozing` is the due thing that is just being put off."""
    record = context.record
    now = record.now()
    rows = record.upcoming(days_ahead=DAYS_AHEAD)
    coming = next((row for row in rows if row.planned.starts_at > now), None)
    owed = [one for one in context.dues.owed() if one.due.kind is not NoticeKind.ALERT]
    now_due = tuple(filter(is_due_now, owed))
    watches, at_watch = _watches(context, now_due, snoozing)
    medicines, at_medicine = medicines_now(context, now_due, snoozing)
    diary = for_diary(now_due)
    on_cards = {*at_watch, *at_medicine, *((diary.due.key,) if diary is not None else ())}
    untimed = next((dose for dose in record.doses() if dose.started_at is None), None)
    return TodayFacts(
        alerts=_alerts(context),
        not_judged=_not_judged(context),
        watches=watches,
        wants_first_check=context.thinking.wants_first(),
        start_missing=start_missing(untimed, context) if untimed else None,
        unrecorded=unrecorded(tuple(row for row in rows if row.planned.starts_at <= now), context),
        next_dose=next_dose(coming, context) if coming else None,
        has_treatment=bool(record.treatments()),
        diary=replace(_diary(context), waiting=None if diary is None else waiting(context, diary, snoozing)),
        due=tuple(waiting(context, one, snoozing) for one in now_due if one.due.key not in on_cards),
        missed=tuple(waiting(context, one, snoozing) for one in filterfalse(is_due_now, owed)),
        past_review=_past_review(context),
        hospital=quiet_line(context),
        softened=softened_lines(context),
        asks=asks(context),
        appointments=soon(context),
        medicines=medicines,
        wants_code_written_down=context.locking is not None and context.locking.keys.wants_code_written_down,
        how_now=tuple(said_then(piece, context) for piece in to_ask_now(context)),
    )


def _watches(
    context: Context, owed: tuple[Owed, ...], snoozing: str | None
) -> tuple[tuple[OpenWatch, ...], set[str]]:
    """The watches that are on, each with its check that is due; and the keys of those checks."""
    shown, keys = [], set[str]()
    for watch in context.record.watches():
        due = for_watch(owed, watch)
        card = open_watch(watch, context)
        # Without a check on the card the list says it.
        if due is not None and card.check:
            keys.add(due.due.key)
            card = replace(card, waiting=waiting(context, due, snoozing))
        shown.append(card)
    return tuple(shown), keys


def _alerts(context: Context) -> tuple[OpenAlert, ...]:
    words, formats, now = context.words, context.formats(), context.record.now()
    return tuple(
        OpenAlert(
            id=alert.id,
            level=alert.level,
            title=short_words(alert.level, context),
            headline=headline(alert, context),
            why=alert.why,
            raised=words("today.alert_open", moment=formats.moment(alert.raised_at, now)),
        )
        for alert in context.record.open_alerts()
    )


def _not_judged(context: Context) -> tuple[str, ...]:
    record, words = context.record, context.words
    lines = []
    if any(alert.rule == NOT_JUDGED for alert in record.open_alerts()):
        lines.append(words("today.nothing_judged"))
    for key, names in (
        ("today.rules_left_out", record.left_out()),
        ("today.entries_unjudged", record.unjudged()),
    ):
        if names:
            named = tuple(_rule_name(name, context) for name in names)
            lines.append(words(key, names=_joined(named, context)))
    return tuple(lines)


def _past_review(context: Context) -> str:
    """The first few names and how many more; nothing where all is up to date."""
    names = context.catalogue.past_review(context.record.today())
    if not names:
        return ""
    named = _joined(tuple(_rule_name(name, context) for name in names[:_MOST_NAMES]), context)
    if len(names) > _MOST_NAMES:
        named = context.words("today.and_more", names=named, n=len(names) - _MOST_NAMES)
    return context.words("today.past_review", names=named)


def _rule_name(name: str, context: Context) -> str:
    """The words for a rule, symptom or reading, where there are any; else its mark, to ask about."""
    known = {symptom_rule(symptom.id): symptom.words.name for symptom in context.catalogue.symptoms.values()}
    known |= {symptom.id: symptom.words.name for symptom in context.catalogue.symptoms.values()}
    known |= {kind.id: kind.words.name for kind in context.catalogue.readings.values()}
    return context.words.written(known[name]) if name in known else name


def _joined(names: tuple[str, ...], context: Context) -> str:
    text = names[-1]
    for name in reversed(names[:-1]):
        text = context.words("today.join", first=name, rest=text)
    return text


def _diary(context: Context) -> DiaryState:
    record, words, formats = context.record, context.words, context.formats()
    now, draft = record.now(), record.draft()
    if draft is not None:
        begun = words("today.diary_begun", moment=formats.moment(draft.started_at, now))
        return DiaryState(begun, words("today.go_on"))
    entries = [entry for day in record.days(count=1) for entry in day.entries]
    whole = (one for one in entries if one.state is EntryState.FINISHED and not one.from_paper)
    finished = [entry.touched_at for entry in whole]
    if finished:
        filled = words("today.diary_filled", moment=formats.moment(max(finished), now))
        return DiaryState(filled, words("today.add_more"))
    return DiaryState(words("today.diary_not_started"), words("today.fill_in"))
