"""Whom to call and what to say: the same on every page and window that says so."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.core.levels import Level
from companion.core.words import Words
from companion.ui.context import Context
from companion.ui.theme import look
from companion.ui.widgets.call_cards import CallFacts, emergency_card, number_card, script_card
from companion.ui.widgets.flow import Tiles
from companion.ui.widgets.scroll_page import ScrollPage


def facts_of(context: Context) -> CallFacts:
    """Whom to call and what to say, from the diary."""
    contacts = context.record.contacts()
    return CallFacts(
        contacts.team_name,
        contacts.team_number,
        context.record.emergency_number(),
        context.record.script(),
    )


def show_numbers(body: ScrollPage, facts: CallFacts, level: Level, words: Words, *beside: QWidget) -> None:
    """Number (and what else belongs beside it) and script side by side where there is room.

    The emergency signs stand below.
    """
    left = QWidget()
    column = QVBoxLayout(left)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(12)
    for card in (number_card(facts, level, words), *beside):
        column.addWidget(card)
    column.addStretch(1)
    pair = Tiles(lambda width: 2 if width > look().px(900) else 1)
    pair.addWidget(left)
    pair.addWidget(script_card(facts, words))
    body.add_layout(pair)
    body.add(emergency_card(facts, words))
