"""The page of open alerts: whom to call, what to say, why, and what came of it."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from companion.core.alerts import Alert, AlertEventKind, Outcome
from companion.core.errors import UserCanFix
from companion.core.levels import Level, Reporter
from companion.services.topics import Topic
from companion.ui.context import Context
from companion.ui.page import Page
from companion.ui.pages.hidden_fever import TemperatureCard, shows_temperature
from companion.ui.pages.hospital_words import headline, hospital_button, nurse_card, short_words
from companion.ui.pages.keep_place import keeping_place
from companion.ui.pages.rule_behind import RuleBehind
from companion.ui.pages.unwell import facts_of, show_numbers
from companion.ui.places import Go, PageId
from companion.ui.widgets.announce import announce
from companion.ui.widgets.button import Button, Kind
from companion.ui.widgets.card import Card, Field
from companion.ui.widgets.choice_list import Option, ToggleList
from companion.ui.widgets.flow import button_row
from companion.ui.widgets.label import Label
from companion.ui.widgets.text_area import TextArea

_CAREGIVER = "caregiver"


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
        self._outcome: Outcome | None = None
        self._who = QLineEdit()
        self._said = TextArea()
        self._by: ToggleList | None = None
        self._first_choice: Button | None = None

    def title(self) -> str:
        alerts = self.context.record.open_alerts()
        if alerts and self.context.record.hospital() is not None:
            return short_words(alerts[0].level, self.context)
        match alerts[0].level if alerts else None:
            case Level.EMERGENCY:
                return self.words("call.call_emergency")
            case Level.CALL_TODAY:
                return self.words("call.call_team_today")
            case _:
                return self.words("call.call_team_now")

    def open(self, subject: str | None) -> None:
        self._outcome = None
        self._clear_form()
        super().open(subject)
        alerts = self.context.record.open_alerts()
        try:
            self.context.journal.see_alerts(tuple(alert.id for alert in alerts))
        except UserCanFix as problem:
            self.context.journal.not_saved.emit(problem)
        if alerts:
            facts = facts_of(self.context)
            emergency = alerts[0].level is Level.EMERGENCY or not facts.team_number
            number = facts.emergency_number if emergency else facts.team_number
            announce(self, f"{self.title()}. {number}", assertive=True)

    def refresh(self) -> None:
        with keeping_place(self.body):
            self._rebuild()

    def _rebuild(self) -> None:
        who, said = self._who.text(), self._said.text()
        self.body.clear()
        alerts = self.context.record.open_alerts()
        if not alerts:
            self.body.add(Label(self.words("call.no_open_alert"), "strong"))
            return
        facts = facts_of(self.context)
        first, *others = (self._reason_card(alert) for alert in alerts)
        kind: Kind = "primary" if self._outcome is None else "secondary"  # the form has one of its own
        then = Button(self.words("call.after_the_call"), kind, "big", icon="check")
        then.clicked.connect(self._to_outcome)
        if self.context.record.hospital() is not None:
            self.body.add(nurse_card(alerts[0].level, self.context))
        show_numbers(self.body, facts, alerts[0].level, self.words, then, first)
        if self._tried(alerts):
            self.body.add(Label(self._tried(alerts), "strong"))
            again = self.words("call.no_answer_next", number=facts.emergency_number)
            self.body.add(Label(again, "strong"))
        self.body.add(self._rule_card(alerts[0]))
        if shows_temperature(self.context):
            temperature = TemperatureCard(self.context)
            temperature.go.connect(self.go)
            self.body.add(temperature)
        self.body.add(self._outcome_card(who, said))
        for card, alert in zip(others, alerts[1:], strict=True):
            self.body.add(card)
            self.body.add(self._rule_card(alert))
        hospital = hospital_button(self.context)
        hospital.clicked.connect(self._to_hospital)
        self.body.add(hospital)

    def _tried(self, alerts: tuple[Alert, ...]) -> str:
        tries = [e.at for a in alerts for e in a.events if e.kind is AlertEventKind.NO_ANSWER]
        if not tries:
            return ""
        moment = self.context.formats().moment(max(tries), self.context.record.now())
        return self.words("call.tried_at", moment=moment)

    def _reason_card(self, alert: Alert) -> Card:
        card = Card(self.words("call.why"))
        card.add(Label(headline(alert, self.context), "strong", user_text=True))
        card.add(Label(alert.why, user_text=True))
        for shown in alert.evidence:
            card.add(Label(shown.text, bullet=True, user_text=True))
        moment = self.context.formats().moment(alert.raised_at, self.context.record.now())
        card.add(Label(self.words("call.still_open", moment=moment), "small"))
        catalogue = self.context.catalogue
        cited = [catalogue.sources[id] for id in alert.sources if id in catalogue.sources]
        if cited:
            card.add(Label(self.words("call.where_from"), "small"))
            for source in cited:
                card.add(Label(source.printed(), "small", bullet=True, user_text=True))
        page = catalogue.pages.get(alert.page or "")
        if page is not None:
            more = Button(self.words("call.read_more", page=self.words.written(page.title)), icon="learn")
            more.setProperty("page", page.id)
            more.clicked.connect(self._read_more)
            card.add(more)
        return card

    def _rule_card(self, alert: Alert) -> Card:
        """The rule in the full width of the page: beside the script it would be a long narrow column."""
        card = Card()
        card.add(RuleBehind(self.context, alert, self.words(f"levels.{alert.level.value}_short")))
        return card

    def _outcome_card(self, who: str, said: str) -> Card:
        card = Card(self.words("call.what_happened"))
        card.add(Label(self.words("call.what_happened_hint"), "small"))
        if self._outcome is None:
            self._add_choices(card)
        else:
            self._add_form(card, who, said)
        return card

    def _add_choices(self, card: Card) -> None:
        called = self._first_choice = Button(self.words("call.i_called"), icon="phone")
        called.clicked.connect(self._choose_called)
        nobody = Button(self.words("call.nobody_answered"))
        nobody.clicked.connect(self._nobody_answered)
        went = Button(self.words("call.went_in"))
        went.clicked.connect(self._choose_went_in)
        know = Button(self.words("call.they_know"))
        know.clicked.connect(self._choose_they_know)
        mistake = Button(self.words("call.false_entry"))
        mistake.clicked.connect(self._choose_false_entry)
        card.add(button_row(called, nobody, went, know, mistake))

    def _add_form(self, card: Card, who: str, said: str) -> None:
        card.add(Label(self.words(_HEADINGS[self._outcome or Outcome.CALLED]), "strong"))
        self._who = QLineEdit(who)
        self._said = TextArea(said)
        if self._outcome in (Outcome.CALLED, Outcome.THEY_KNOW):
            hint = self.words("call.who_answered_hint")
            card.add(Field(self.words("call.who_answered"), self._who, hint))
        label = (
            "call.false_entry_explained" if self._outcome is Outcome.FALSE_ENTRY else "call.what_they_said"
        )
        card.add(Field(self.words(label), self._said))
        self._by = ToggleList(
            self.words("call.by_caregiver"), (Option(_CAREGIVER, self.words("call.by_caregiver")),)
        )
        if self.context.entering.by is Reporter.CAREGIVER:
            self._by.set_values((_CAREGIVER,))
        card.add(self._by)
        save = Button(self.words("call.save_outcome"), "primary", icon="check")
        save.clicked.connect(self._save)
        back = Button(self.words("call.back_to_choices"), icon="back")
        back.clicked.connect(self._choose_nothing)
        card.add(button_row(save, back))

    @Slot()
    def _to_outcome(self) -> None:
        """The question below comes into view, ready for the keyboard."""
        if self._outcome is None and self._first_choice is not None:
            self._first_choice.setFocus()
        else:
            self._who.setFocus()

    def _choose(self, outcome: Outcome | None) -> None:
        self._outcome = outcome
        self.refresh()
        self._to_outcome()

    @Slot()
    def _choose_called(self) -> None:
        self._choose(Outcome.CALLED)

    @Slot()
    def _choose_went_in(self) -> None:
        self._choose(Outcome.WENT_IN)

    @Slot()
    def _choose_they_know(self) -> None:
        self._choose(Outcome.THEY_KNOW)

    @Slot()
    def _choose_false_entry(self) -> None:
        self._choose(Outcome.FALSE_ENTRY)

    @Slot()
    def _choose_nothing(self) -> None:
        self._choose(None)

    @Slot()
    def _nobody_answered(self) -> None:
        ids = tuple(alert.id for alert in self.context.record.open_alerts())
        self.context.journal.record_no_answer(ids, by=self.context.entering.by)

    @Slot()
    def _save(self) -> None:
        ids = tuple(alert.id for alert in self.context.record.open_alerts())
        self.context.journal.record_outcome(
            ids,
            outcome=self._outcome or Outcome.CALLED,
            who_answered=self._who.text().strip(),
            what_they_said=self._said.text().strip(),
            by=self._reporter(),
        )
        self._outcome = None
        self._clear_form()
        announce(self, self.words("call.saved"), assertive=True)
        self.go.emit(Go(PageId.TODAY))

    def _clear_form(self) -> None:
        self._who, self._said, self._by = QLineEdit(), TextArea(), None

    def _reporter(self) -> Reporter:
        by_caregiver = self._by is not None and _CAREGIVER in self._by.values()
        return Reporter.CAREGIVER if by_caregiver else Reporter.PATIENT

    @Slot()
    def _to_hospital(self) -> None:
        self.go.emit(Go(PageId.SETTINGS, "hospital"))

    @Slot()
    def _read_more(self) -> None:
        self.go.emit(Go(PageId.LEARN, str(self.sender().property("page"))))


_HEADINGS = {
    Outcome.CALLED: "call.i_called",
    Outcome.WENT_IN: "call.went_in",
    Outcome.THEY_KNOW: "call.they_know",
    Outcome.FALSE_ENTRY: "call.false_entry",
}
