"""The page behind "I feel unwell now": the numbers and the words first, nothing before them."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from companion.core.levels import Level
from companion.services.topics import Topic
from companion.ui.context import Context
from companion.ui.page import Page
from companion.ui.pages.go_button import GoButton
from companion.ui.pages.hospital_words import hospital_button, nurse_card
from companion.ui.pages.keep_place import bring_up, keeping_place
from companion.ui.pages.numbers import facts_of, show_numbers
from companion.ui.pages.unwell.now import WhatNow
from companion.ui.places import Go, PageId
from companion.ui.widgets.announce import announce
from companion.ui.widgets.call_cards import CallFacts
from companion.ui.widgets.flow import button_row
from companion.ui.widgets.label import Label


class UnwellPage(Page):
    """Numbers, what to say, emergency signs; what can be told comes after."""

    id = PageId.UNWELL
    icon = "phone"
    topics = frozenset({Topic.PERSON, Topic.TREATMENT, Topic.DIARY, Topic.ALERTS})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._now: WhatNow | None = None

    def refresh(self) -> None:
        """The numbers anew; what is being told below them stays as it is."""
        with keeping_place(self.body):
            if self._now is not None:
                self.body.column.removeWidget(self._now)
            self.body.clear()
            self.body.add(Label(self.words("call.unwell_intro"), "strong"))
            if self.context.record.hospital() is not None:
                self.body.add(nurse_card(Level.CALL_NOW, self.context))
            facts = facts_of(self.context)
            show_numbers(self.body, facts, Level.CALL_NOW, self.words)
            self._add_buttons(facts)
            if self._now is not None:
                self.body.add(self._now)
            self.body.add(Label(self.words("call.write_down_hint"), "small"))
            write = GoButton(
                Go(PageId.DIARY, "fill_in"), self.words("call.write_down"), self.go, icon="diary"
            )
            self.body.add(button_row(write, hospital_button(self.context, self.go)))

    def open(self, subject: str | None) -> None:
        if self._now is not None and self._now.is_left_behind():
            self.body.column.removeWidget(self._now)
            self._now.hide()
            self._now.deleteLater()
            self._now = None
        if self._now is None:
            self._now = WhatNow(self.context)
            self._now.go.connect(self.go)
            self._now.moved.connect(self._bring_up)
        super().open(subject)
        facts = facts_of(self.context)
        number = facts.team_number or facts.emergency_number
        announce(self, f"{self.words('call.call_team_now')}. {number}", assertive=True)

    def leave(self) -> None:
        if self._now is not None:
            self._now.keep()

    def _add_buttons(self, facts: CallFacts) -> None:
        buttons: list[GoButton] = []
        if self.context.record.open_alerts():
            text = self.words("call.see_alerts")
            buttons.append(GoButton(Go(PageId.CALL), text, self.go, "urgent", icon="warning"))
        if not facts.team_number:
            text = self.words("call.add_team_number")
            buttons.append(GoButton(Go(PageId.SETTINGS, "contacts"), text, self.go, icon="add"))
        if buttons:
            self.body.add(button_row(*buttons))

    @Slot(object)
    def _bring_up(self, part: QWidget) -> None:
        bring_up(self.body, part)
