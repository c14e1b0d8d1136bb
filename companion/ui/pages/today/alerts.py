"""What Today says of open alerts, and of what Companion cannot judge."""

from __future__ import annotations

from dataclasses import dataclass

from companion.core.alert_wording import NOT_JUDGED
from companion.core.catalogue import symptom_rule
from companion.core.levels import Level
from companion.core.words import Words
from companion.ui.context import Context
from companion.ui.pages.alerts.card import alert_card, call_button, warning_card
from companion.ui.pages.go_button import Hears
from companion.ui.pages.hospital_words import headline, short_words
from companion.ui.widgets.card import Card
from companion.ui.widgets.label import Label

_MOST_NAMES = 3


@dataclass(frozen=True, slots=True)
class OpenAlert:
    """An alert that waits for someone to say what happened."""

    id: str
    level: Level
    title: str
    headline: str
    why: str
    raised: str


def open_alerts(context: Context) -> tuple[OpenAlert, ...]:
    """All of them, the worst first."""
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


def not_judged(context: Context) -> tuple[str, ...]:
    """The rules that are out of use, and what was entered and could not be judged."""
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


def past_review(context: Context) -> str:
    """The first few names and how many more; nothing where all is up to date."""
    names = context.catalogue.past_review(context.record.today())
    if not names:
        return ""
    named = _joined(tuple(_rule_name(name, context) for name in names[:_MOST_NAMES]), context)
    if len(names) > _MOST_NAMES:
        named = context.words("today.and_more", names=named, n=len(names) - _MOST_NAMES)
    return context.words("today.past_review", names=named)


def open_alert_card(alert: OpenAlert, words: Words, go: Hears) -> Card:
    """An alert nobody has closed, and the way to whom to call."""
    card = alert_card(alert.title, alert.level)
    card.add(Label(alert.headline, "strong"))
    card.add(Label(alert.why))
    card.add(Label(alert.raised, "small"))
    button = call_button(words("today.to_call"), alert.level, go, alert.id)
    button.setAccessibleName(words("today.to_call_about", alert=alert.title))
    card.add_space()
    card.add(button)
    return card


def not_judged_card(lines: tuple[str, ...], words: Words) -> Card:
    """What Companion cannot judge, in place of silence."""
    card = warning_card(words("today.do_not_rely"))
    for line in lines:
        card.add(Label(line))
    return card


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
