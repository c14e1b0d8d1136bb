"""What stands before the thinking check and after it."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot

from companion.core.levels import Reporter
from companion.core.thinking_check import ThinkingCheck
from companion.core.words import Words
from companion.services.thinking import Outcome
from companion.ui.context import Context
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Card
from companion.ui.widgets.label import Label


class HowCard(Card):
    """What it is, what it takes, whether it is the first one, and the two ways to begin.

    Signals:
        begun: the Reporter who answers.
    """

    begun = Signal(object)

    def __init__(self, check: ThinkingCheck, context: Context) -> None:
        words, thinking = context.words, context.thinking
        super().__init__(words("thinking.how"))
        self.add(Label(words.written(check.words.about)))
        self.add(Label(words.written(check.words.needs)))
        if thinking.wants_first():
            self.add(Label(words("thinking.first_check"), "strong"))
        elif not thinking.has_first():
            self.add(Label(words("thinking.no_first_check"), "strong"))
        self.add(Label(words("thinking.with_helper")))
        together = Button(words("thinking.together"), "primary", "big")
        together.clicked.connect(self._begin_together)
        alone = Button(words("thinking.alone"), size="big")
        alone.clicked.connect(self._begin_alone)
        self.add_space()
        put(self, together, alone)

    @Slot()
    def _begin_together(self) -> None:
        self.begun.emit(Reporter.CAREGIVER)

    @Slot()
    def _begin_alone(self) -> None:
        self.begun.emit(Reporter.PATIENT)


def end_card(outcome: Outcome, words: Words, *, by: Reporter) -> Card:
    """What came of a check that found no change; that it does not say all is well."""
    if outcome.is_baseline:
        card = Card(words("thinking.first_kept"))
        card.add(Label(words("thinking.first_kept_why")))
        if not outcome.nothing_missed:
            card.add(Label(words("thinking.first_missed"), "strong"))
    elif outcome.has_baseline:
        helper = by is Reporter.CAREGIVER
        card = Card(words("thinking.no_change_helper" if helper else "thinking.no_change"))
    else:
        card = Card(words("thinking.nothing_to_compare"))
        card.add(Label(words("thinking.nothing_to_compare_why")))
    card.add(Label(words("thinking.not_all_well")))
    return card


def put(card: Card, *buttons: Button) -> None:
    """Buttons one below the other, with room between them."""
    for button in buttons:
        card.add(button)
        card.add_space()
