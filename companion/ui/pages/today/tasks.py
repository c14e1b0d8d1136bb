"""The cards of Today for what is to be done once: the first thinking check, the code on paper."""

from __future__ import annotations

from companion.core.words import Words
from companion.ui.pages.go_button import GoButton, Hears
from companion.ui.places import Go, PageId
from companion.ui.widgets.card import Card
from companion.ui.widgets.label import Label


def first_check_card(words: Words, go: Hears) -> Card:
    """The one thing to do once before the first dose."""
    card = Card(words("thinking.first_title"))
    card.add(Label(words("thinking.first_task"), "strong"))
    card.add(Label(words("thinking.first_why")))
    card.add_space()
    card.add(GoButton(Go(PageId.THINKING), words("thinking.do_check"), go))
    return card


def recovery_card(words: Words, go: Hears) -> Card:
    """The recovery code is not on paper yet; a task that stays until it is."""
    card = Card(words("recovery.task"))
    card.add(Label(words("recovery.task_why")))
    do = GoButton(Go(PageId.RECOVERY), words("recovery.task_do"), go, icon="key")
    do.setAccessibleName(f"{words('recovery.task_do')}: {words('recovery.task')}")
    card.add_space()
    card.add(do)
    return card
