"""What Today says of the appointments of the next days: one small card, or none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from companion.core.appointment_dues import appointment_of
from companion.core.reminders import Owed
from companion.core.words import Words
from companion.ui.context import Context
from companion.ui.pages.appointments.words import countdown, title_of, when_line
from companion.ui.pages.go_button import GoButton, Hears
from companion.ui.pages.today.buttons import Pressed
from companion.ui.pages.today.waiting import Waiting, all_waiting, rest_of
from companion.ui.places import Go, PageId
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
    waiting: tuple[Waiting, ...] = ()


def soon(context: Context, owed: Iterable[Owed], snoozing: str | None) -> tuple[Soon, ...]:
    """The first few of the next days, each with what reminds of it."""
    own = {id: one for one in owed if (id := appointment_of(one.due.plan)) is not None}
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
            waiting=all_waiting(context, (own[one.id],) if one.id in own else (), snoozing),
        )
        for one in context.appointments.within(_SOON)[:_MOST]
    )


def soon_card(appointments: tuple[Soon, ...], words: Words, go: Hears, deal_with: Pressed) -> Card:
    """Each with its day and what to bring, and the way to all of them."""
    card = Card(words("appointments.soon"))
    for one in appointments:
        card.add(Label(one.when, "strong"))
        for line in (one.title, *one.details):
            card.add(Label(line, user_text=True))
        for due in one.waiting:
            rest = rest_of(due, words, deal_with)
            if rest is not None:
                card.add(rest)
        card.add_space(4)
    place = Go(PageId.APPOINTMENTS)
    card.add(button_row(GoButton(place, words("appointments.see_all"), go, icon="calendar")))
    return card
