"""What stands before the thinking check and after it."""

from __future__ import annotations

from companion.core.levels import Reporter
from companion.core.thinking_check import ThinkingCheck
from companion.core.words import Words
from companion.services.thinking import Outcome
from companion.ui.context import Context
from companion.ui.widgets.card import Card
from companion.ui.widgets.label import Label


def how_card(check: ThinkingCheck, context: Context) -> Card:
    """What it is, what it takes, and whether it is the first one."""
    words, thinking = context.words, context.thinking
    card = Card(words("thinking.how"))
    card.add(Label(words.written(check.words.about)))
    card.add(Label(words.written(check.words.needs)))
    if thinking.wants_first():
        card.add(Label(words("thinking.first_check"), "strong"))
    elif not thinking.has_first():
        card.add(Label(words("thinking.no_first_check"), "strong"))
    card.add(Label(words("thinking.with_helper")))
    return card


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
