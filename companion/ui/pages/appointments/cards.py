"""The cards of the appointments: those to come, one by one, and those that are past."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from companion.core.appointments import Appointment
from companion.ui.context import Context
from companion.ui.pages.appointments.words import (
    countdown,
    elsewhere_line,
    full_when_line,
    kind_name,
    title_of,
    when_line,
)
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Card
from companion.ui.widgets.flow import button_row
from companion.ui.widgets.label import Label

Pressed = Callable[[], None]


def coming_card(one: Appointment, context: Context, change: Pressed, cancel: Pressed) -> Card:
    """One to come: when, how long until then, where, and what to bring."""
    words = context.words
    card = Card(when_line(one, context))
    card.add(Label(countdown(one.starts_at, context)))
    card.add(Label(title_of(one, context), "strong", user_text=bool(one.title)))
    if one.title:
        card.add(Label(kind_name(one, context), "small"))
    elsewhere = elsewhere_line(one, context)
    if elsewhere is not None:
        card.add(Label(elsewhere))
    if one.place:
        card.add(Label(words("appointments.at", place=one.place), user_text=True))
    if one.to_bring:
        card.add(Label(words("appointments.bring", what=one.to_bring), user_text=True))
    if one.notes:
        card.add(Label(one.notes, user_text=True))
    card.add_space()
    card.add(
        button_row(
            _button("appointments.change", "appointments.change_of", one, context, change, "diary"),
            _button("appointments.cancel", "appointments.cancel_of", one, context, cancel, "close"),
        )
    )
    return card


def past_card(
    past: Iterable[Appointment], context: Context, restore: Pressed, *, more: Button | None
) -> Card:
    """Those that are over or cancelled, the newest first; a cancelled one still to come can come back."""
    words, now = context.words, context.record.now()
    card = Card(words("appointments.past"))
    for one in past:
        card.add(Label(title_of(one, context), "strong", user_text=bool(one.title)))
        card.add(Label(full_when_line(one, context)))
        if one.place:
            card.add(Label(words("appointments.at", place=one.place), "small", user_text=True))
        if one.notes:
            card.add(Label(one.notes, "small", user_text=True))
        if one.is_cancelled:
            card.add(Label(words("appointments.cancelled")))
            if one.starts_at > now:
                back, spoken = "appointments.restore", "appointments.restore_of"
                card.add(button_row(_button(back, spoken, one, context, restore, "undo")))
        card.add_space(4)
    if more is not None:
        card.add(more)
    return card


def _button(key: str, spoken: str, one: Appointment, context: Context, pressed: Pressed, icon: str) -> Button:
    words = context.words
    button = Button(words(key), icon=icon)
    about = words("appointments.named", name=title_of(one, context), when=when_line(one, context))
    button.setAccessibleName(words(spoken, name=about))
    button.setProperty("subject", one.id)
    button.clicked.connect(pressed)
    return button
