"""The medicines as needed: when the last one was, and one press for the next."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from companion.core.plan import MedicinePlan
from companion.ui.context import Context
from companion.ui.pages.medicines.needed_words import needed_lines
from companion.ui.pages.medicines.parts import Buttons, block, fever_part
from companion.ui.pages.medicines.words import plan_name
from companion.ui.widgets.card import Card
from companion.ui.widgets.flow import button_row
from companion.ui.widgets.label import Label


def needed_card(plans: tuple[MedicinePlan, ...], context: Context, buttons: Buttons) -> Card:
    """Those as needed: when the last one was, and one press for the next."""
    words, now = context.words, context.record.now()
    card = Card(words("medicines.as_needed"))
    for plan in plans:
        name = plan_name(plan, context)
        needed = context.medicines.record.needed(plan, now)
        parts: list[QWidget] = [Label(name, "h3", user_text=True)]
        if plan.what_for:
            parts.append(Label(words("medicines.for_what", what=plan.what_for), "small", user_text=True))
        parts += [Label(line) for line in needed_lines(plan, needed, context)]
        parts += fever_part(plan, context)
        parts.append(
            button_row(
                buttons.make("medicines.took_one", name, "take", plan.id, icon="check"),
                buttons.make("medicines.took_one_other", name, "when", plan.id, icon="clock"),
            )
        )
        card.add(block(*parts))
    return card
