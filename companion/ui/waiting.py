"""The page that stands in place of the diary while something is done to it that takes a while."""

from __future__ import annotations

from PySide6.QtCore import Slot

from companion.core.levels import Level
from companion.core.words import Words
from companion.ui.alone import AlonePage
from companion.ui.pages.unwell.page import show_numbers
from companion.ui.widgets.announce import announce
from companion.ui.widgets.call_cards import CallFacts
from companion.ui.widgets.card import Card
from companion.ui.widgets.label import Label


class WaitingPage(AlonePage):
    """What is being done, and whom to call meanwhile."""

    def __init__(self, sentence: str, facts: CallFacts, words: Words) -> None:
        super().__init__(words("waiting.title"))
        self._words = words
        self._facts = facts
        self.card = Card()
        self.card.setAccessibleName(words("waiting.title"))
        self.card.add(Label(sentence, "strong"))
        self.card.add(Label(words("waiting.means")))
        self.body.add(self.card)
        self.body.add(Label(words("unlock.still"), "strong"))
        show_numbers(self.body, facts, Level.CALL_NOW, words)
        announce(self, sentence)

    @Slot()
    def put_numbers_first(self) -> None:
        """Somebody feels unwell: the numbers come to the top, and are said aloud."""
        column = self.body.column
        column.removeWidget(self.card)
        column.addWidget(self.card)
        self.body.to_top()
        number = self._facts.team_number or self._facts.emergency_number
        announce(self, f"{self._words('call.call_team_now')}. {number}", assertive=True)
