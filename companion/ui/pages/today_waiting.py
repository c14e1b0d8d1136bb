"""Due things on Today: each stands once, at the card it is about, else in a list of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from companion.core.medicine_day import MedicineRow
from companion.core.notices import NoticeKind
from companion.core.reminder_policy import Urgency
from companion.core.reminders import Owed
from companion.core.watch import Watch
from companion.core.words import Words
from companion.ui.context import Context
from companion.ui.due_actions import MAIN, actions_of, snoozes_of, text_of
from companion.ui.widgets.button import Button
from companion.ui.widgets.flow import button_row
from companion.ui.widgets.label import Label
from companion.ui.widgets.notice_bar import NoticeAction

Pressed = Callable[[], None]


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


def for_medicine(owed: Iterable[Owed], row: MedicineRow) -> Owed | None:
    """The one due thing that is this occurrence."""
    return _only(
        one
        for one in owed
        if one.due.kind is NoticeKind.MEDICINE
        and one.due.due_at == row.occurrence.due_at
        and one.due.plan.partition(".")[2].rpartition(".")[0] == row.plan.id
    )


def for_watch(owed: Iterable[Owed], watch: Watch) -> Owed | None:
    """The one check of this watch that is due; None also where there are several, which are listed."""
    return _only(
        one
        for one in owed
        if one.due.kind is NoticeKind.WATCH_CHECK and one.due.plan == f"watch.{watch.dose.id}"
    )


def for_diary(owed: Iterable[Owed]) -> Owed | None:
    """The diary of today."""
    return _only(one for one in owed if one.due.kind is NoticeKind.DIARY)


def rest_of(one: Waiting | None, words: Words, pressed: Pressed) -> QWidget | None:
    """For the card a due thing is about: until when it is put off, and what else can be done about it."""
    if one is None:
        return None
    parts: list[QWidget] = [Label(one.text, "small")] if one.is_put_off else []
    parts += [
        waiting_button(one, action, words, pressed) for action in one.actions if action.value not in MAIN
    ]
    return button_row(*parts) if parts else None


def waiting_button(one: Waiting, action: NoticeAction, words: Words, pressed: Pressed) -> Button:
    """A button that says, read out, what it is about."""
    button = Button(action.text, action.kind)
    button.clicked.connect(pressed)
    button.setAccessibleName(words("due.with_text", action=action.text, text=one.text))
    button.setProperty("notice", one.key)
    button.setProperty("action", action.value)
    return button


def _only(found: Iterable[Owed]) -> Owed | None:
    every = tuple(found)
    return every[0] if len(every) == 1 else None
