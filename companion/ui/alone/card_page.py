"""One card in place of all pages and, from the small plain file, whom to call."""

from __future__ import annotations

from PySide6.QtCore import Slot

from companion.core.levels import Level
from companion.core.words import Words
from companion.ui.alone.page import AlonePage
from companion.ui.pages.numbers import show_numbers
from companion.ui.widgets.announce import announce
from companion.ui.widgets.call_cards import CallFacts
from companion.ui.widgets.card import Card
from companion.ui.widgets.label import Label


class CardPage(AlonePage):
    """The numbers stand below the card, or above it for who feels unwell."""

    def __init__(self, card: Card, title: str, facts: CallFacts, words: Words) -> None:
        super().__init__(title)
        self._card = card
        self._words = words
        self._facts = facts
        self.body.add(card)
        self.body.add(Label(words("unlock.still"), "strong"))
        show_numbers(self.body, facts, Level.CALL_NOW, words)

    @Slot()
    def put_numbers_first(self) -> None:
        """Somebody feels unwell: the numbers come to the top, and are said aloud."""
        self.put_last(self._card)
        number = self._facts.team_number or self._facts.emergency_number
        announce(self, f"{self._words('call.call_team_now')}. {number}", assertive=True)
