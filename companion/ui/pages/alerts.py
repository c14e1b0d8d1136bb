"""Every alert, open and past: what it said, what set it off, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from companion.core.alerts import Alert, AlertEvent, AlertEventKind, Outcome
from companion.core.levels import Reporter
from companion.services.topics import Topic
from companion.ui.context import Context
from companion.ui.page import Page
from companion.ui.pages.alert_card import alert_card, call_button
from companion.ui.pages.alerts_by_day import DayAsked
from companion.ui.pages.dose_words import full_time
from companion.ui.pages.hospital_words import headline, short_words
from companion.ui.pages.keep_place import keeping_place
from companion.ui.pages.rule_behind import RuleBehind
from companion.ui.places import Go, PageId
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Card
from companion.ui.widgets.flow import button_row
from companion.ui.widgets.label import Label

_PAST_AT_FIRST = 10


class AlertsPage(Page):
    """Nothing is left out; of the past the newest are shown first, the rest when asked for."""

    id = PageId.ALERTS
    icon = "alerts"
    topics = frozenset({Topic.ALERTS, Topic.PREFERENCES, Topic.PERSON})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._past_shown = _PAST_AT_FIRST
        self._day: date | None = None
        self._asked: DayAsked | None = None

    def open(self, subject: str | None) -> None:
        self._past_shown = _PAST_AT_FIRST
        self._day = self._asked = None
        super().open(subject)
        self.body.to_top()

    def refresh(self) -> None:
        record, words = self.context.record, self.words
        past = tuple(alert for alert in record.alerts() if not alert.is_open)
        with keeping_place(self.body):
            if self._asked is not None:
                self.body.column.removeWidget(self._asked)
            self.body.clear()
            still_open = record.open_alerts()
            if not still_open and not past:
                self._say(words("alerts.none"), words("alerts.none_means"))
                return
            self.body.add(Label(words("alerts.open"), "h2"))
            for alert in still_open:
                self.body.add(self._card(alert))
            if not still_open:
                self._say(words("alerts.no_open"))
            self._show_past(past)

    def _say(self, first: str, *further: str) -> None:
        card = Card()
        card.add(Label(first, "h3"))
        for line in further:
            card.add(Label(line))
        self.body.add(card)

    def _show_past(self, past: tuple[Alert, ...]) -> None:
        if not past:
            return
        self.body.add(Label(self.words("alerts.past"), "h2"))
        if self._asked is None:
            self._asked = DayAsked(self.context)
            self._asked.day_wanted.connect(self._show_day)
        self.body.add(self._asked)
        if self._day is not None:
            formats = self.context.formats()
            past = tuple(alert for alert in past if formats.day_of(alert.raised_at) == self._day)
            said = self.words("alerts.on_day" if past else "alerts.none_on_day", day=formats.day(self._day))
            self.body.add(Label(said, "strong"))
        for alert in past[: self._past_shown]:
            self.body.add(self._card(alert))
        if len(past) > self._past_shown:
            more = Button(self.words("alerts.more"))
            more.clicked.connect(self._show_more)
            self.body.add(more)

    def _card(self, alert: Alert) -> Card:
        words = self.words
        title = words(f"levels.{alert.level.value}_short")
        if alert.is_open:
            title = short_words(alert.level, self.context)
        card = alert_card(title, alert.level, "h3") if alert.is_open else Card(title, "h3")
        raised = full_time(self.context.formats(), alert.raised_at)
        card.add(Label(words("alerts.raised", moment=raised), "small"))
        card.add(Label(headline(alert, self.context) if alert.is_open else alert.headline, "strong"))
        card.add(Label(alert.why))
        if alert.evidence:
            card.add_space()
            card.add(Label(words("alerts.set_off_by"), "strong"))
            for shown in alert.evidence:
                card.add(Label(shown.text, bullet=True))
        card.add_space()
        card.add(Label(words("alerts.happened"), "strong"))
        lines = tuple(self._happened(alert))
        if alert.is_open:
            lines = (*lines, Label(words("alerts.nothing_happened")))
        for line in lines:
            card.add(line)
        self._add_buttons(card, alert, title)
        return card

    def _happened(self, alert: Alert) -> Iterator[Label]:
        """What was done about the alert, in order, and what the person wrote about it."""
        words = self.words
        for event in alert.events:
            key = _event_key(event)
            if key is None:
                continue
            said = words(key, moment=full_time(self.context.formats(), event.at))
            if event.by is Reporter.CAREGIVER:
                said = words("alerts.by_caregiver", event=said)
            yield Label(said, bullet=True)
            if event.who_answered:
                yield Label(words("alerts.who_answered", who=event.who_answered), user_text=True)
            if event.what_they_said:
                yield Label(words("alerts.what_they_said", said=event.what_they_said), user_text=True)

    def _add_buttons(self, card: Card, alert: Alert, title: str) -> None:
        words = self.words
        buttons: list[QWidget] = []
        if alert.is_open:
            call = call_button(words("alerts.to_call"), alert.level)
            call.setAccessibleName(words("alerts.to_call_about", alert=title))
            call.setProperty("alert", alert.id)
            call.clicked.connect(self._to_call)
            buttons.append(call)
        page = self.context.catalogue.pages.get(alert.page or "")
        if page is not None:
            read = Button(words("alerts.read_about", page=words.written(page.title)), icon="learn")
            read.setProperty("page", page.id)
            read.clicked.connect(self._read_about)
            buttons.append(read)
        ask = Button(words("questions.ask_about"), icon="question")
        ask.setAccessibleName(words("questions.ask_about_this", about=title))
        ask.setProperty("alert", alert.id)
        ask.clicked.connect(self._ask_about)
        card.add_space()
        card.add(button_row(*buttons, ask))
        card.add(RuleBehind(self.context, alert, title))

    @Slot()
    def _to_call(self) -> None:
        self.go.emit(Go(PageId.CALL, str(self.sender().property("alert"))))

    @Slot()
    def _ask_about(self) -> None:
        self.go.emit(Go(PageId.QUESTIONS, f"alert:{self.sender().property('alert')}"))

    @Slot()
    def _read_about(self) -> None:
        self.go.emit(Go(PageId.LEARN, str(self.sender().property("page"))))

    @Slot(object)
    def _show_day(self, day: date | None) -> None:
        self._day, self._past_shown = day, _PAST_AT_FIRST
        self.refresh()

    @Slot()
    def _show_more(self) -> None:
        self._past_shown += _PAST_AT_FIRST
        self.refresh()


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
