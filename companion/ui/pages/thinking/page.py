"""The thinking check, one question a page: with a helper or alone; any doubt leads to whom to call."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from PySide6.QtCore import Slot

from companion.core.errors import UserCanFix
from companion.core.levels import Reporter
from companion.core.thinking_check import ItemAnswer, ThinkingCheck
from companion.services.journal import IDLE_DRAFT
from companion.services.thinking import Outcome
from companion.ui.context import Context
from companion.ui.page import Page
from companion.ui.pages.alerts.card import warning_card
from companion.ui.pages.thinking.cards import end_card, how_card
from companion.ui.pages.thinking.item import Asked, ItemStep
from companion.ui.places import Go, PageId
from companion.ui.widgets.announce import announce
from companion.ui.widgets.button import Button, Kind
from companion.ui.widgets.card import Card


class ThinkingPage(Page):
    """A check that is left is gone on with for a while; one in which something was missed is kept at once."""

    id: ClassVar[PageId] = PageId.THINKING
    icon: ClassVar[str] = "person"
    shows_date: ClassVar[bool] = False

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._answers: list[ItemAnswer] = []
        self._by = Reporter.PATIENT
        self._asked_at: datetime | None = None

    def open(self, subject: str | None) -> None:
        now = self.context.record.now()
        if self._asked_at is None or not now - self._asked_at < IDLE_DRAFT:
            self._show_start()

    def refresh(self) -> None:
        if self._asked_at is None:
            self._show_start()

    def is_half_filled(self) -> bool:
        return self._asked_at is not None

    def leave(self) -> None:
        """Something was missed and then the person went away: that must not be lost."""
        if self._asked_at is not None and any(not answer.right for answer in self._answers):
            self._keep()

    def _show_start(self) -> None:
        self._answers, self._asked_at = [], None
        self.body.clear()
        check, words = self.context.thinking.check, self.words
        if check is None:
            card = warning_card(words("thinking.not_in_use"))
            self._add_button(card, "thinking.whom_to_call", "urgent").clicked.connect(self._to_unwell)
            self.body.add(card)
            return
        card = how_card(check, self.context)
        card.add_space()
        self._add_button(card, "thinking.together", "primary").clicked.connect(self._begin_together)
        self._add_button(card, "thinking.alone").clicked.connect(self._begin_alone)
        self.body.add(card)
        doubt = Card(words("thinking.in_doubt"))
        doubt.add_space()
        self._add_button(doubt, "thinking.whom_to_call", "urgent").clicked.connect(self._to_unwell)
        self.body.add(doubt)

    @Slot()
    def _begin_together(self) -> None:
        self._begin(Reporter.CAREGIVER)

    @Slot()
    def _begin_alone(self) -> None:
        self._begin(Reporter.PATIENT)

    def _begin(self, by: Reporter) -> None:
        self._by, self._answers = by, []
        self._ask()

    def _ask(self) -> None:
        """The next question, or the end."""
        check = self._check()
        if len(self._answers) == len(check.items):
            self._end()
            return
        self._asked_at = self.context.record.now()
        item = check.items[len(self._answers)]
        step = ItemStep(self.context, Asked(item, len(self._answers) + 1, len(check.items), self._by))
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
        self._answers.append(answer)
        self._ask()

    @Slot(object)
    def _doubt(self, answer: ItemAnswer) -> None:
        """Not sure counts as missed, and nobody has to go on with the check first."""
        self._answers.append(answer)
        self._stop()

    @Slot()
    def _stop(self) -> None:
        outcome = self._keep()
        self._show_start()
        self._to_call() if outcome.severity is not None else self._to_unwell()

    def _end(self) -> None:
        outcome = self._keep()
        if outcome.severity is not None:
            self._show_start()
            self._to_call()
            return
        self._show_end(outcome)

    def _keep(self) -> Outcome:
        """Put what was answered away first: keeping it may bring the call page to the front."""
        answers, asked_at = tuple(self._answers), self._asked_at
        self._answers, self._asked_at = [], None
        try:
            return self.context.thinking.keep(answers, by=self._by)
        except UserCanFix:
            self._answers, self._asked_at = list(answers), asked_at
            raise

    def _show_end(self, outcome: Outcome) -> None:
        self.body.clear()
        card = end_card(outcome, self.words, by=self._by)
        card.add_space()
        today = self._add_button(card, "thinking.to_today", "primary")
        today.clicked.connect(self._to_today)
        self._add_button(card, "thinking.whom_to_call", "urgent").clicked.connect(self._to_unwell)
        self.body.add(card)
        card.show()
        self.body.to_top()
        today.setFocus()
        announce(card, card.accessibleName())

    def _add_button(self, card: Card, key: str, kind: Kind = "secondary") -> Button:
        button = Button(self.words(key), kind, "big", icon="phone" if kind == "urgent" else None)
        card.add(button)
        card.add_space()
        return button

    def _check(self) -> ThinkingCheck:
        check = self.context.thinking.check
        assert check is not None  # without one there is nothing to begin
        return check

    @Slot()
    def _to_call(self) -> None:
        """The window brings a new alert to the front by itself; one that is open already, this page does."""
        if self.isVisible():
            self.go.emit(Go(PageId.CALL))

    @Slot()
    def _to_unwell(self) -> None:
        self.go.emit(Go(PageId.UNWELL))

    @Slot()
    def _to_today(self) -> None:
        self.go.emit(Go(PageId.TODAY))
