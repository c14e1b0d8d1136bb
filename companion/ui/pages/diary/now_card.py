"""What waits for "How is it now?", as a card on Today and at the start of the diary."""

from __future__ import annotations

from typing import Final

from companion.core.words import Words
from companion.services.now_questions import AskedAbout
from companion.ui.context import Context
from companion.ui.pages.alerts.card import warning_card
from companion.ui.pages.diary.pieces import can_be_corrected, piece_text
from companion.ui.pages.go_button import GoButton, Hears
from companion.ui.places import Go, PageId
from companion.ui.widgets.card import Card
from companion.ui.widgets.label import Label

# What the diary is opened with to ask it.
HOW_NOW: Final = "how_now"


def to_ask_now(context: Context) -> tuple[AskedAbout, ...]:
    """What nobody has answered yet, as far as its file is there to ask with."""
    waiting = context.diary.now_questions.open()
    return tuple(piece for piece in waiting if can_be_corrected(piece, context))


def said_then(piece: AskedAbout, context: Context) -> str:
    """The day and what was felt or measured on it."""
    day = context.formats().short_day(context.formats().day_of(piece.at))
    return context.words("diary.how_now_was", day=day, what=piece_text(piece, context))


def now_card(lines: tuple[str, ...], words: Words, go: Hears) -> Card:
    """The card; its button leads to where it is asked."""
    card = warning_card(words("diary.how_now"))
    for line in lines:
        card.add(Label(line, bullet=True, user_text=True))
    card.add(Label(words("diary.how_now_open")))
    card.add_space()
    card.add(GoButton(Go(PageId.DIARY, HOW_NOW), words("diary.how_now_answer"), go))
    return card
