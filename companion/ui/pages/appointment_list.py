"""What the Appointments page lists: what is coming, the way to add one, and the past ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from companion.ui.context import Context
from companion.ui.pages.appointment_cards import coming_card, past_card
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Card
from companion.ui.widgets.label import Label

_MOST_PAST = 6
_ADD = "add_appointment"


@dataclass(frozen=True, slots=True)
class Presses:
    """What the page does when a button is pressed."""

    add: Callable[[], None]
    change: Callable[[], None]
    cancel: Callable[[], None]
    restore: Callable[[], None]
    all_past: Callable[[], None]


def list_cards(context: Context, presses: Presses, *, all_past: bool) -> Iterator[QWidget]:
    """The cards, the next appointment first; of the past ones only some unless all are wanted."""
    words = context.words
    coming, past = context.appointments.coming(), context.appointments.past()
    for one in coming:
        yield coming_card(one, context, presses.change, presses.cancel)
    if coming:
        yield _add_button(words("appointments.add"), presses)
    else:
        yield _empty_card(context, presses)
    if past:
        more = None
        if len(past) > _MOST_PAST and not all_past:
            more = Button(words("appointments.all_past", n=len(past)), "quiet")
            more.clicked.connect(presses.all_past)
        shown = past if all_past else past[:_MOST_PAST]
        yield past_card(shown, context, presses.restore, more=more)


def focus_add(page: QWidget) -> None:
    """Put the keyboard on the way to add one."""
    for button in page.findChildren(Button, _ADD):
        if button.isVisibleTo(page):
            button.setFocus(Qt.FocusReason.OtherFocusReason)


def _empty_card(context: Context, presses: Presses) -> Card:
    card = Card(context.words("appointments.nothing_yet"))
    card.add(Label(context.words("appointments.nothing_yet_why")))
    card.add_space()
    card.add(_add_button(context.words("appointments.add_first"), presses))
    return card


def _add_button(text: str, presses: Presses) -> Button:
    button = Button(text, "primary", icon="add")
    button.setObjectName(_ADD)
    button.clicked.connect(presses.add)
    return button
