"""The buttons of Today's cards: one leads to a place, any other does something at once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from companion.ui.widgets.button import Button, Kind

Pressed = Callable[[], None]


def about(
    subject: str | None, text: str, pressed: Pressed, *, kind: Kind = "secondary", icon: str | None = None
) -> Button:
    """A button that names what it is about."""
    button = Button(text, kind, icon=icon)
    button.setProperty("subject", subject)
    button.clicked.connect(pressed)
    return button


def subject_of(button: QObject) -> str | None:
    """What a pressed button is about."""
    subject = button.property("subject")
    return None if subject is None else str(subject)
