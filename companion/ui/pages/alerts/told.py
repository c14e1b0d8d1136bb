"""One alert as it is read again: what it said, what set it off, what was done, and what can be done."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from companion.core.alerts import Alert, AlertEvent, AlertEventKind, Outcome
from companion.core.levels import Reporter
from companion.ui.context import Context
from companion.ui.pages.alerts.card import alert_card, call_button
from companion.ui.pages.dose_words import full_time
from companion.ui.pages.go_button import GoButton, Hears
from companion.ui.pages.hospital_words import headline, short_words
from companion.ui.pages.rule_behind import RuleBehind
from companion.ui.places import Go, PageId
from companion.ui.widgets.card import Card
from companion.ui.widgets.flow import button_row
from companion.ui.widgets.label import Label


def told_card(alert: Alert, context: Context, go: Hears) -> Card:
    """One alert with what can be done about it."""
    words = context.words
    title = words(f"levels.{alert.level.value}_short")
    if alert.is_open:
        title = short_words(alert.level, context)
    card = alert_card(title, alert.level, "h3") if alert.is_open else Card(title, "h3")
    raised = full_time(context.formats(), alert.raised_at)
    card.add(Label(words("alerts.raised", moment=raised), "small"))
    card.add(Label(headline(alert, context) if alert.is_open else alert.headline, "strong"))
    card.add(Label(alert.why))
    if alert.evidence:
        card.add_space()
        card.add(Label(words("alerts.set_off_by"), "strong"))
        for shown in alert.evidence:
            card.add(Label(shown.text, bullet=True))
    card.add_space()
    card.add(Label(words("alerts.happened"), "strong"))
    lines = tuple(_happened(alert, context))
    if alert.is_open:
        lines = (*lines, Label(words("alerts.nothing_happened")))
    for line in lines:
        card.add(line)
    _add_buttons(card, alert, title, context, go)
    return card


def _happened(alert: Alert, context: Context) -> Iterator[Label]:
    """What was done about the alert, in order, and what the person wrote about it."""
    words = context.words
    for event in alert.events:
        key = _event_key(event)
        if key is None:
            continue
        said = words(key, moment=full_time(context.formats(), event.at))
        if event.by is Reporter.CAREGIVER:
            said = words("alerts.by_caregiver", event=said)
        yield Label(said, bullet=True)
        if event.who_answered:
            yield Label(words("alerts.who_answered", who=event.who_answered), user_text=True)
        if event.what_they_said:
            yield Label(words("alerts.what_they_said", said=event.what_they_said), user_text=True)


def _add_buttons(card: Card, alert: Alert, title: str, context: Context, go: Hears) -> None:
    words = context.words
    buttons: list[QWidget] = []
    if alert.is_open:
        call = call_button(words("alerts.to_call"), alert.level, go, alert.id)
        call.setAccessibleName(words("alerts.to_call_about", alert=title))
        buttons.append(call)
    page = context.catalogue.pages.get(alert.page or "")
    if page is not None:
        text = words("alerts.read_about", page=words.written(page.title))
        buttons.append(GoButton(Go(PageId.LEARN, page.id), text, go, icon="learn"))
    question = Go(PageId.QUESTIONS, f"alert:{alert.id}")
    ask = GoButton(question, words("questions.ask_about"), go, icon="question")
    ask.setAccessibleName(words("questions.ask_about_this", about=title))
    card.add_space()
    card.add(button_row(*buttons, ask))
    card.add(RuleBehind(context, alert, title))


def _event_key(event: AlertEvent) -> str | None:
    match event.kind:
        case AlertEventKind.RAISED:
            return None
        case AlertEventKind.RAISED_HIGHER:
            return "alerts.raised_higher"
        case AlertEventKind.SEEN:
            return "alerts.seen"
        case AlertEventKind.NO_ANSWER:
            return "alerts.no_answer"
        case AlertEventKind.CLOSED:
            return f"alerts.closed_{(event.outcome or Outcome.CALLED).value}"
