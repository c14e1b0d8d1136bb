"""The page that stands in place of the diary while something is done to it that takes a while."""

from __future__ import annotations

from companion.core.words import Words
from companion.ui.alone.card_page import CardPage
from companion.ui.widgets.announce import announce
from companion.ui.widgets.call_cards import CallFacts
from companion.ui.widgets.card import Card
from companion.ui.widgets.label import Label


class WaitingPage(CardPage):
    """What is being done, and whom to call meanwhile."""

    def __init__(self, sentence: str, facts: CallFacts, words: Words) -> None:
        self.card = Card()
        self.card.setAccessibleName(words("waiting.title"))
        self.card.add(Label(sentence, "strong"))
        self.card.add(Label(words("waiting.means")))
        super().__init__(self.card, words("waiting.title"), facts, words)
        announce(self, sentence)
