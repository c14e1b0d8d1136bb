"""The numbers to call in large type, and what to say."""

from __future__ import annotations

from dataclasses import dataclass

from companion.core.levels import Level
from companion.core.words import Words
from companion.ui.widgets.card import Card
from companion.ui.widgets.care_card import CareCard, CareLevel
from companion.ui.widgets.label import Label


@dataclass(frozen=True, slots=True)
class CallFacts:
    """Whom to call and what to say; empty texts where nothing was entered."""

    team_name: str
    team_number: str
    emergency_number: str
    script: tuple[str, ...]


def number_card(facts: CallFacts, level: Level, words: Words) -> Card:
    """The number to call at this level, the other one below it."""
    card = Card()
    if level is Level.EMERGENCY:
        _add_emergency(card, facts, words)
        _add_team(card, facts, words, role="h2")
    else:
        _add_team(card, facts, words, role="display")
        if level is Level.CALL_NOW:
            card.add(Label(words("call.no_answer_in"), "strong"))
        card.add(Label(words("call.emergency_line"), "small"))
        card.add(_number(facts.emergency_number, "h2"))
    card.column.addStretch(1)
    return card


def script_card(facts: CallFacts, words: Words) -> Card:
    """The sentences to read aloud."""
    card = Card(words("call.say_this"))
    for sentence in facts.script:
        line = Label(sentence)
        line.setProperty("userText", True)
        card.add(line)
    card.column.addStretch(1)
    return card


def emergency_card(facts: CallFacts, words: Words) -> CareCard:
    """When to call the emergency number whatever else is written."""
    signs = ("breathe", "chest", "confused", "faint", "face")
    return CareCard(
        CareLevel.EMERGENCY,
        words("call.card_emergency", number=facts.emergency_number),
        tuple(words(f"call.card_{sign}") for sign in signs),
        words=words,
    )


def _add_team(card: Card, facts: CallFacts, words: Words, *, role: str) -> None:
    if not facts.team_number:
        card.add(Label(words("call.no_team_number"), "strong"))
        return
    if facts.team_name:
        card.add(Label(words("call.team_line_of", team=facts.team_name), "small"))
    else:
        card.add(Label(words("call.team_line"), "small"))
    card.add(_number(facts.team_number, role))


def _add_emergency(card: Card, facts: CallFacts, words: Words) -> None:
    card.add(Label(words("call.emergency_line"), "small"))
    card.add(_number(facts.emergency_number, "display"))
    card.add(Label(words("call.not_drive"), "strong"))


def _number(number: str, role: str) -> Label:
    return Label(number, "display" if role == "display" else "h2", user_text=True)
