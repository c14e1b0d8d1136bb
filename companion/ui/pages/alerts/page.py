"""Every alert, open and past: what it said, what set it off, and what came of it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from companion.core.alerts import Alert
from companion.services.topics import Topic
from companion.ui.context import Context
from companion.ui.page import Page
from companion.ui.pages.alerts.by_day import DayAsked
from companion.ui.pages.alerts.told import told_card
from companion.ui.pages.keep_place import keeping_place
from companion.ui.places import PageId
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Card
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
                self.body.add(self._card_of(alert))
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
            self.body.add(self._card_of(alert))
        if len(past) > self._past_shown:
            more = Button(self.words("alerts.more"))
            more.clicked.connect(self._show_more)
            self.body.add(more)

    def _card_of(self, alert: Alert) -> Card:
        return told_card(alert, self.context, self.go)

    @Slot(object)
    def _show_day(self, day: date | None) -> None:
        self._day, self._past_shown = day, _PAST_AT_FIRST
        self.refresh()

    @Slot()
    def _show_more(self) -> None:
        self._past_shown += _PAST_AT_FIRST
        self.refresh()
