"""The page in place of a diary that is locked: the way in, and whom to call without going in."""

from __future__ import annotations

from companion.core.words import Words
from companion.ui.alone.card_page import CardPage
from companion.ui.alone.choose_card import ChooseCard
from companion.ui.alone.unlock_card import UnlockCard
from companion.ui.widgets.call_cards import CallFacts


class LockedPage(CardPage):
    """What opens the diary, or will open it from now on."""

    def __init__(self, card: UnlockCard | ChooseCard, title: str, facts: CallFacts, words: Words) -> None:
        super().__init__(card, title, facts, words)
        self.card: UnlockCard | ChooseCard = card
