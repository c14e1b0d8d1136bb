"""The thinking check, one question a page: with a helper or alone; any doubt leads to whom to call."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Slot

from companion.core.levels import Reporter
from companion.core.thinking_check import ItemAnswer
from companion.services.thinking import Outcome
from companion.ui.context import Context
from companion.ui.page import Page
from companion.ui.pages.alerts.card import warning_card
from companion.ui.pages.go_button import GoButton
from companion.ui.pages.thinking.cards import HowCard, end_card, put
from companion.ui.pages.thinking.in_hand import CheckInHand
from companion.ui.pages.thinking.item import ItemStep
from companion.ui.places import Go, PageId
from companion.ui.widgets.announce import announce
from companion.ui.widgets.card import Card


class ThinkingPage(Page):
    """A check that is left is gone on with for a while; one in which something was missed is kept at once."""

    id: ClassVar[PageId] = PageId.THINKING
    icon: ClassVar[str] = "person"
    shows_date: ClassVar[bool] = False

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._check = CheckInHand(context)

    def open(self, subject: str | None) -> None:
        if not self._check.can_go_on:
            self._show_start()

    def refresh(self) -> None:
        if not self._check.is_begun:
            self._show_start()

    def is_half_filled(self) -> bool:
        return self._check.is_begun

    def leave(self) -> None:
        """Something was missed and then the person went away: that must not be lost."""
        if self._check.has_missed:
            self._check.keep()

    def _show_start(self) -> None:
        self._check.forget()
        self.body.clear()
        check, words = self.context.thinking.check, self.words
        if check is None:
            card = warning_card(words("thinking.not_in_use"))
            put(card, self._to_numbers())
            self.body.add(card)
            return
        how = HowCard(check, self.context)
        how.begun.connect(self._begin)
        self.body.add(how)
        doubt = Card(words("thinking.in_doubt"))
        doubt.add_space()
        put(doubt, self._to_numbers())
        self.body.add(doubt)

    @Slot(object)
    def _begin(self, by: Reporter) -> None:
        self._check.begin(by)
        self._ask()

    def _ask(self) -> None:
        """The next question, or the end."""
        asked = self._check.ask()
        if asked is None:
            self._end()
            return
        step = ItemStep(self.context, asked)
        step.answered.connect(self._take)
        step.doubted.connect(self._doubt)
        step.stopped.connect(self._stop)
        self.body.clear()
        self.body.add(step)
        # Qt would show it a moment later, and only what is shown takes the focus.
        step.show()
        self.body.to_top()
        step.first().setFocus()
        announce(step, step.heading)

    @Slot(object)
    def _take(self, answer: ItemAnswer) -> None:
        self._check.take(answer)
        self._ask()

    @Slot(object)
    def _doubt(self, answer: ItemAnswer) -> None:
        """Not sure counts as missed, and nobody has to go on with the check first."""
        self._check.take(answer)
        self._stop()

    @Slot()
    def _stop(self) -> None:
        outcome = self._check.keep()
        self._show_start()
        if outcome.severity is None:
            self.go.emit(Go(PageId.UNWELL))
        else:
            self._to_call()

    def _end(self) -> None:
        outcome = self._check.keep()
        if outcome.severity is not None:
            self._show_start()
            self._to_call()
            return
        self._show_end(outcome)

    def _show_end(self, outcome: Outcome) -> None:
        self.body.clear()
        card = end_card(outcome, self.words, by=self._check.by)
        card.add_space()
        today = GoButton(Go(PageId.TODAY), self.words("thinking.to_today"), self.go, "primary", "big")
        put(card, today, self._to_numbers())
        self.body.add(card)
        card.show()
        self.body.to_top()
        today.setFocus()
        announce(card, card.accessibleName())

    def _to_numbers(self) -> GoButton:
        text = self.words("thinking.whom_to_call")
        return GoButton(Go(PageId.UNWELL), text, self.go, "urgent", "big", icon="phone")

    def _to_call(self) -> None:
        """The window brings a new alert to the front by itself; one that is open already, this page does."""
        if self.isVisible():
            self.go.emit(Go(PageId.CALL))
