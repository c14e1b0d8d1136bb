"""Due things on Today: each stands once, at the card it is about, else in a list of its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from companion.core.reminder_policy import Urgency
from companion.core.reminders import Owed
from companion.core.words import Words
from companion.ui.context import Context
from companion.ui.due_actions import MAIN, actions_of, seen_action, snoozes_of, text_of
from companion.ui.pages.today_buttons import Pressed
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Card
from companion.ui.widgets.flow import button_row
from companion.ui.widgets.label import Label
from companion.ui.widgets.notice_bar import NoticeAction

_BETWEEN_KEYS = "\n"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A due thing nobody dealt with; with `seen_at_once` it may be put away together with others.

    `is_put_off` until the moment its text names.
    """

    key: str
    text: str
    actions: tuple[NoticeAction, ...]
    seen_at_once: bool
    is_put_off: bool = False


def waiting(context: Context, one: Owed, snoozing: str | None) -> Waiting:
    """A due thing with what can be done about it; `snoozing` is the one that is just being put off."""
    return Waiting(
        one.due.key,
        text_of(one, context),
        snoozes_of(context) if one.due.key == snoozing else actions_of(one, context),
        seen_at_once=one.missed and one.urgency is Urgency.QUIET,
        is_put_off=one.snoozed_until is not None,
    )


def all_waiting(context: Context, found: Iterable[Owed], snoozing: str | None) -> tuple[Waiting, ...]:
    """Several, in their order."""
    return tuple(waiting(context, one, snoozing) for one in found)


def rest_of(one: Waiting | None, words: Words, pressed: Pressed) -> QWidget | None:
    """For the card a due thing is about: until when it is put off, and what else can be done about it."""
    if one is None:
        return None
    parts: list[QWidget] = [Label(one.text, "small")] if one.is_put_off else []
    parts += rest_buttons(one, words, pressed)
    return button_row(*parts) if parts else None


def rest_buttons(one: Waiting, words: Words, pressed: Pressed) -> tuple[Button, ...]:
    """What can be done about it beside what the card does by itself."""
    return tuple(
        waiting_button(one, action, words, pressed) for action in one.actions if action.value not in MAIN
    )


def due_card(due: tuple[Waiting, ...], words: Words, pressed: Pressed) -> Card:
    """What falls due at this moment and has no card of its own."""
    card = Card(words("due.waiting"))
    _list(card, due, words, pressed)
    return card


def away_card(missed: tuple[Waiting, ...], words: Words, pressed: Pressed) -> Card:
    """What fell due while nobody looked; what still presses is not put away together with the rest."""
    card = Card(words("today.away"))
    _list(card, missed, words, pressed)
    together = tuple(one for one in missed if one.seen_at_once)
    if len(together) > 1:
        card.add(seen_together(together, words("due.seen_all"), words("due.seen_all"), pressed))
    return card


def waiting_button(one: Waiting, action: NoticeAction, words: Words, pressed: Pressed) -> Button:
    """A button that says, read out, what it is about."""
    name = words("due.with_text", action=action.text, text=one.text)
    return _button((one,), action, name, pressed)


def seen_together(several: tuple[Waiting, ...], text: str, name: str, pressed: Pressed) -> Button:
    """One press for several that can only be seen and put away."""
    return _button(several, seen_action(text), name, pressed)


def keys_of(button: QObject) -> tuple[str, ...]:
    """The due things that a pressed button is about."""
    return tuple(str(button.property("notice")).split(_BETWEEN_KEYS))


def _list(card: Card, due: tuple[Waiting, ...], words: Words, pressed: Pressed) -> None:
    for one in due:
        card.add(Label(one.text, "strong"))
        card.add(button_row(*(waiting_button(one, action, words, pressed) for action in one.actions)))


def _button(several: tuple[Waiting, ...], action: NoticeAction, name: str, pressed: Pressed) -> Button:
    button = Button(action.text, action.kind)
    button.clicked.connect(pressed)
    button.setAccessibleName(name)
    button.setProperty("notice", _BETWEEN_KEYS.join(one.key for one in several))
    button.setProperty("action", action.value)
    return button
