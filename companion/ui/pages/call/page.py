"""The page of open alerts: whom to call, what to say, why, and what came of it."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from companion.core.alerts import Alert, Outcome
from companion.core.errors import UserCanFix
from companion.core.levels import Level
from companion.services.topics import Topic
from companion.ui.context import Context
from companion.ui.page import Page
from companion.ui.pages.call.outcome import OutcomeCard, Told
from companion.ui.pages.call.reason import ReasonCard
from companion.ui.pages.call.tried import tried_lines
from companion.ui.pages.hidden_fever import TemperatureCard, shows_temperature
from companion.ui.pages.hospital_words import hospital_button, nurse_card, short_words
from companion.ui.pages.keep_place import bring_up, keeping_place
from companion.ui.pages.numbers import facts_of, show_numbers
from companion.ui.places import Go, PageId
from companion.ui.widgets.announce import announce
from companion.ui.widgets.button import Button, Kind
from companion.ui.widgets.call_cards import CallFacts
from companion.ui.widgets.label import Label


class CallPage(Page):
    """Shows every open alert together, since one call is about all of them.

    It comes by itself when a rule at call now or above fires, and stays reachable until an outcome is
    recorded for each.
    """

    id = PageId.CALL
    icon = "phone"
    topics = frozenset({Topic.ALERTS, Topic.PERSON, Topic.DIARY})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._told = Told()
        self._outcome: OutcomeCard | None = None

    def title(self) -> str:
        return self._title(self.context.record.open_alerts())

    def open(self, subject: str | None) -> None:
        self._told, self._outcome = Told(), None
        # Read once: it comes while somebody waits for the number.
        alerts, facts = self.context.record.open_alerts(), facts_of(self.context)
        self._show(alerts, facts)
        try:
            self.context.journal.see_alerts(tuple(alert.id for alert in alerts))
        except UserCanFix as problem:
            self.context.journal.not_saved.emit(problem)
        if alerts:
            emergency = alerts[0].level is Level.EMERGENCY or not facts.team_number
            number = facts.emergency_number if emergency else facts.team_number
            announce(self, f"{self._title(alerts)}. {number}", assertive=True)

    def refresh(self) -> None:
        self._show(self.context.record.open_alerts(), facts_of(self.context))

    def _title(self, alerts: tuple[Alert, ...]) -> str:
        if alerts and self.context.record.hospital() is not None:
            return short_words(alerts[0].level, self.context)
        match alerts[0].level if alerts else None:
            case Level.EMERGENCY:
                return self.words("call.call_emergency")
            case Level.CALL_TODAY:
                return self.words("call.call_team_today")
            case _:
                return self.words("call.call_team_now")

    def _show(self, alerts: tuple[Alert, ...], facts: CallFacts) -> None:
        with keeping_place(self.body):
            if self._outcome is not None:
                self._told = self._outcome.told()
            self._outcome = None
            self.body.clear()
            if alerts:
                self._build(alerts, facts)
            else:
                self.body.add(Label(self.words("call.no_open_alert"), "strong"))

    def _build(self, alerts: tuple[Alert, ...], facts: CallFacts) -> None:
        body, context = self.body, self.context
        titles = ("call.why", *("call.why_another" for _ in alerts[1:]))
        first, *others = (
            ReasonCard(alert, context, self.words(title)) for alert, title in zip(alerts, titles, strict=True)
        )
        for card in (first, *others):
            card.go.connect(self.go)
        kind: Kind = "primary" if self._told.outcome is None else "secondary"  # the form has one of its own
        then = Button(self.words("call.after_the_call"), kind, "big", icon="check")
        then.clicked.connect(self._to_outcome)
        if context.record.hospital() is not None:
            body.add(nurse_card(alerts[0].level, context))
        show_numbers(body, facts, alerts[0].level, self.words, then)
        for line in tried_lines(alerts, facts, context):
            body.add(Label(line, "strong"))
        body.add(first)
        if shows_temperature(context):
            temperature = TemperatureCard(context)
            temperature.go.connect(self.go)
            body.add(temperature)
        outcome = OutcomeCard(context, self._told, alerts=len(alerts))
        outcome.chosen.connect(self._choose)
        outcome.nobody_answered.connect(self._nobody_answered)
        outcome.finished.connect(self._save)
        self._outcome = outcome
        body.add(outcome)
        for card in others:
            body.add(card)
        body.add(hospital_button(context, self.go))

    @Slot()
    def _to_outcome(self) -> None:
        """The question below comes into view, ready for the keyboard."""
        if self._outcome is not None:
            bring_up(self.body, self._outcome)
            self._outcome.focus_first()

    @Slot(object)
    def _choose(self, told: Told) -> None:
        self._told, self._outcome = told, None
        self.refresh()
        self._to_outcome()

    @Slot()
    def _nobody_answered(self) -> None:
        ids = tuple(alert.id for alert in self.context.record.open_alerts())
        self.context.journal.record_no_answer(ids, by=self.context.entering.by)

    @Slot(object)
    def _save(self, told: Told) -> None:
        ids = tuple(alert.id for alert in self.context.record.open_alerts())
        self.context.journal.record_outcome(
            ids,
            outcome=told.outcome or Outcome.CALLED,
            who_answered=told.who_answered.strip(),
            what_they_said=told.what_they_said.strip(),
            by=told.by,
        )
        self._told, self._outcome = Told(), None
        announce(self, self.words("call.saved"), assertive=True)
        self.go.emit(Go(PageId.TODAY))
