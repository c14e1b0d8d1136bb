"""What a caregiver needs at a glance: what is coming, what to watch for, a short check, what happened."""

from __future__ import annotations

from companion.services.topics import Topic
from companion.ui.entering_switch import EnteringSwitch
from companion.ui.page import Page
from companion.ui.pages.caregiver import facts
from companion.ui.pages.caregiver.coming import add_appointment, infusion_card
from companion.ui.pages.go_button import GoButton
from companion.ui.pages.handover.page import watching_lines
from companion.ui.pages.keep_place import keeping_place
from companion.ui.places import Go, PageId
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
            coming = [infusion_card(row, self.context, self.go) for row in rows]
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
        see = GoButton(Go(PageId.HANDOVER), words("handover.see"), self.go, icon="caregiver")
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
        card.add_space()
        card.add(GoButton(Go(PageId.APPOINTMENTS), words("pages.appointments"), self.go, icon="calendar"))
        return card

    def _check_card(self) -> Card:
        words = self.words
        card = Card(words("caregiver.check"))
        card.add(Label(words("caregiver.check_means")))
        for line in facts.checks_due(self.context):
            card.add(Label(line, "strong"))
        fever = self.context.catalogue.fever
        reading = Go(PageId.DIARY, fever.reading if fever is not None else "fill_in")
        diary = Go(PageId.DIARY, "fill_in")
        buttons = [
            GoButton(diary, words("caregiver.fill_in"), self.go, "primary", icon="diary"),
            GoButton(reading, words("caregiver.take_temperature"), self.go, icon="thermometer"),
        ]
        if self.context.thinking.check is not None:
            buttons.append(GoButton(Go(PageId.THINKING), words("caregiver.thinking"), self.go))
        card.add_space()
        card.add(button_row(*buttons))
        return card

    def _watch_card(self) -> Card:
        words = self.words
        card = Card(words("caregiver.watch_for"))
        card.add(Label(words("caregiver.watch_for_means"), "strong"))
        for line in facts.signs(self.context):
            card.add(Label(line, bullet=True))
        card.add_space()
        card.add(GoButton(Go(PageId.UNWELL), words("caregiver.whom_to_call"), self.go, icon="phone"))
        return card

    def _since_card(self) -> Card:
        card = Card(self.words("caregiver.since"))
        for line in facts.since_last_dose(self.context):
            card.add(Label(line, user_text=True))
        return card
