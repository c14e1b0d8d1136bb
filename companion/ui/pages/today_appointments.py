"""What Today says of the appointments of the next days: one small card, or none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from companion.core.words import Words
from companion.ui.context import Context
from companion.ui.pages.appointment_words import countdown, title_of, when_line
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Card
from companion.ui.widgets.flow import button_row
from companion.ui.widgets.label import Label

_SOON = timedelta(days=7)
_MOST = 3


@dataclass(frozen=True, slots=True)
class Soon:
    """An appointment of the next days; `details` are where it is and what to bring."""

    when: str
    title: str
    details: tuple[str, ...]


def soon(context: Context) -> tuple[Soon, ...]:
    """The first few of the next days."""
    words = context.words
    return tuple(
        Soon(
            when=words(
                "appointments.when", when=when_line(one, context), countdown=countdown(one.starts_at, context)
            ),
            title=title_of(one, context),
            details=(
                *((words("appointments.at", place=one.place),) if one.place else ()),
                *((words("appointments.bring", what=one.to_bring),) if one.to_bring else ()),
            ),
        )
        for one in context.appointments.within(_SOON)[:_MOST]
    )


def soon_card(appointments: tuple[Soon, ...], words: Words, pressed: Callable[[], None]) -> Card:
    """Each with its day and what to bring, and the way to all of them."""
    card = Card(words("appointments.soon"))
    for one in appointments:
        card.add(Label(one.when, "strong"))
        for line in (one.title, *one.details):
            card.add(Label(line, user_text=True))
        card.add_space(4)
    see = Button(words("appointments.see_all"), icon="calendar")
    see.clicked.connect(pressed)
    card.add(button_row(see))
    return card
