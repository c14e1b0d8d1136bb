"""The card that stops all reminders and keeps the diary, for whom they are of no use any more."""

from __future__ import annotations

from companion.ui.context import Context
from companion.ui.pages.treatment.acts import Act, Pressed, act_button
from companion.ui.widgets.card import Card
from companion.ui.widgets.label import Label


def reminders_card(context: Context, pressed: Pressed) -> Card:
    """One button; it can be pressed again at any time to have them back."""
    words = context.words
    if context.record.preferences().reminders_stopped:
        card = Card(words("treatment_reminders.stopped_title"))
        card.add(Label(words("treatment_reminders.stopped")))
        button = act_button(words("treatment_reminders.start"), Act.REMINDERS, pressed, icon="clock")
    else:
        card = Card(words("treatment_reminders.title"))
        card.add(Label(words("treatment_reminders.why")))
        button = act_button(words("treatment_reminders.stop"), Act.REMINDERS, pressed)
    card.add(Label(words("treatment_reminders.alerts")))
    card.add_space()
    card.add(button)
    return card
