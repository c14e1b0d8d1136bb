"""What a caregiver needs at a glance: what is coming, what to watch for, a short check, what happened."""

from __future__ import annotations

from PySide6.QtCore import Slot

from companion.services.topics import Topic
from companion.ui.entering_switch import EnteringSwitch
from companion.ui.page import Page
from companion.ui.pages import caregiver_facts as facts
from companion.ui.pages.caregiver_coming import add_appointment, infusion_card
from companion.ui.pages.handover import watching_lines
from companion.ui.pages.keep_place import keeping_place
from companion.ui.places import Go, PageId
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Card
from companion.ui.widgets.flow import button_row
from companion.ui.widgets.label import Label


class CaregiverPage(Page):
    """The same diary, laid out for the one who helps."""

    id = PageId.CAREGIVER
    icon = "caregiver"
    topics = frozenset(
        {Topic.TREATMENT, Topic.DIARY, Topic.ALERTS, Topic.APPOINTMENTS, Topic.PERSON, Topic.PREFERENCES}
    )

    def refresh(self) -> None:
        with keeping_place(self.body):
            self.body.clear()
            self.body.add(Label(self.words("caregiver.intro")))
            rows = facts.coming(self.context)
            if not rows:
                self.body.add(Label(self.words("caregiver.no_infusion"), "strong"))
            coming = [infusion_card(row, self.context, self._to_getting_ready) for row in rows]
            now = [self._check_card(), self._watch_card()]
            is_watched = bool(self.context.record.watches())
            first, *rest = (*now, *coming) if is_watched else (*coming, *now)
            for card in (first, self._who_card(), *rest):
                self.body.add(card)
            self.body.add(self._appointments_card())
            self.body.add(self._since_card())

    def _who_card(self) -> Card:
        words = self.words
        card = Card(words("handover.caregiver_card"))
        for line in watching_lines(self.context):
            card.add(line)
        newest = next(iter(self.context.on_watch.log()), None)
        if newest is not None and newest.handover.note:
            card.add(Label(newest.handover.note, user_text=True))
        see = Button(words("handover.see"), icon="caregiver")
        see.clicked.connect(self._to_handover)
        entering = EnteringSwitch(words)
        entering.furnish(self.context, self.leave)
        card.add_space()
        card.add(button_row(see, entering))
        return card

    def _appointments_card(self) -> Card:
        words = self.words
        card = Card(words("caregiver.coming"))
        soon = self.context.appointments.within(facts.AHEAD)
        if not soon:
            card.add(Label(words("caregiver.no_appointment")))
        for appointment in soon:
            add_appointment(card, appointment, self.context)
        see = Button(words("pages.appointments"), icon="calendar")
        see.clicked.connect(self._to_appointments)
        card.add_space()
        card.add(see)
        return card

    def _check_card(self) -> Card:
        words = self.words
        card = Card(words("caregiver.check"))
        card.add(Label(words("caregiver.check_means")))
        for line in facts.checks_due(self.context):
            card.add(Label(line, "strong"))
        temperature = Button(words("caregiver.take_temperature"), icon="thermometer")
        temperature.clicked.connect(self._to_temperature)
        thinking = Button(words("caregiver.thinking"))
        thinking.clicked.connect(self._to_thinking)
        fill_in = Button(words("caregiver.fill_in"), "primary", icon="diary")
        fill_in.clicked.connect(self._to_diary)
        buttons = [fill_in, temperature]
        if self.context.thinking.check is not None:
            buttons.append(thinking)
        card.add_space()
        card.add(button_row(*buttons))
        return card

    def _watch_card(self) -> Card:
        words = self.words
        card = Card(words("caregiver.watch_for"))
        card.add(Label(words("caregiver.watch_for_means"), "strong"))
        for line in facts.signs(self.context):
            card.add(Label(line, bullet=True))
        call = Button(words("caregiver.whom_to_call"), icon="phone")
        call.clicked.connect(self._to_numbers)
        card.add_space()
        card.add(call)
        return card

    def _since_card(self) -> Card:
        card = Card(self.words("caregiver.since"))
        for line in facts.since_last_dose(self.context):
            card.add(Label(line, user_text=True))
        return card

    @Slot()
    def _to_handover(self) -> None:
        self.go.emit(Go(PageId.HANDOVER))

    @Slot()
    def _to_getting_ready(self) -> None:
        self.go.emit(Go(PageId.GETTING_READY, str(self.sender().property("subject"))))

    @Slot()
    def _to_appointments(self) -> None:
        self.go.emit(Go(PageId.APPOINTMENTS))

    @Slot()
    def _to_temperature(self) -> None:
        fever = self.context.catalogue.fever
        self.go.emit(Go(PageId.DIARY, fever.reading if fever is not None else "fill_in"))

    @Slot()
    def _to_thinking(self) -> None:
        self.go.emit(Go(PageId.THINKING))

    @Slot()
    def _to_diary(self) -> None:
        self.go.emit(Go(PageId.DIARY, "fill_in"))

    @Slot()
    def _to_numbers(self) -> None:
        self.go.emit(Go(PageId.UNWELL))
