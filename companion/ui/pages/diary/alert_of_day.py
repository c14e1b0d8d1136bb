"""An alert as it stands in the day on which it came: what set it off, and what was said about it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from companion.core.alerts import Alert, AlertEvent, AlertEventKind
from companion.core.diary import Entry
from companion.ui.context import Context
from companion.ui.pages.alerts.card import alert_card
from companion.ui.pages.diary.lines import Lines
from companion.ui.pages.hospital_words import short_words
from companion.ui.widgets.card import Card
from companion.ui.widgets.label import Label


def alert_of_day(alert: Alert, entries: tuple[Entry, ...], lines: Lines, context: Context) -> Card:
    """The card; `entries` are those of the day."""
    words, now = context.words, context.record.now()
    card = alert_card(_level(alert, context), alert.level, "h3")
    card.add(Label(words("diary.alert_raised", moment=lines.formats.moment(alert.raised_at, now))))
    about = tuple(dict.fromkeys(_set_off(alert, entries, lines, context)))
    if about:
        card.add(Label(words("diary.alert_about", names=", ".join(about))))
    for event in alert.events:
        line = _call(event, now, lines, context)
        if line is not None:
            card.add(Label(line, "strong"))
        if event.who_answered:
            card.add(Label(words("diary.who_answered", name=event.who_answered)))
        if event.what_they_said:
            card.add(Label(words("diary.they_said")))
            card.add(Label(event.what_they_said, user_text=True))
    if alert.is_open:
        card.add(Label(words("diary.alert_open"), "strong"))
    return card


def _level(alert: Alert, context: Context) -> str:
    if alert.is_open:
        return short_words(alert.level, context)
    return context.words(f"levels.{alert.level.value}_short")


def _set_off(alert: Alert, entries: tuple[Entry, ...], lines: Lines, context: Context) -> Iterator[str]:
    """The names of what in these entries set the alert off, symptoms first."""
    keys, kinds = {one.key for one in alert.evidence}, context.catalogue.readings
    for entry in entries:
        yield from (lines.symptom(report.symptom) for report in entry.reports if report.key in keys)
    for entry in entries:
        measured = (kinds.get(reading.kind) for reading in entry.readings if reading.key in keys)
        yield from (context.words.written(kind.words.name) for kind in measured if kind is not None)


def _call(event: AlertEvent, now: datetime, lines: Lines, context: Context) -> str | None:
    """What was recorded about a call; None for an event that is not about one."""
    moment, who = lines.formats.moment(event.at, now), lines.who(event.by)
    match event.kind:
        case AlertEventKind.NO_ANSWER:
            return context.words("diary.no_answer", moment=moment, who=who)
        case AlertEventKind.CLOSED if event.outcome is not None:
            return context.words(f"diary.outcome_{event.outcome.value}", moment=moment, who=who)
        case _:
            return None
