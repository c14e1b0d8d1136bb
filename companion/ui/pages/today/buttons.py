"""The buttons of Today's cards: one leads to a place, any other does something at once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from companion.ui.places import Go, PageId
from companion.ui.widgets.button import Button, Kind

Pressed = Callable[[], None]


def leading_to(
    place: Go, text: str, pressed: Pressed, *, kind: Kind = "secondary", icon: str | None = None
) -> Button:
    """A button that names its place to whoever hears the press."""
    button = about(place.subject, text, pressed, kind=kind, icon=icon)
    button.setProperty("page", place.page.value)
    return button


def about(
    subject: str | None, text: str, pressed: Pressed, *, kind: Kind = "secondary", icon: str | None = None
) -> Button:
    """A button that names what it is about."""
    button = Button(text, kind, icon=icon)
    button.setProperty("subject", subject)
    button.clicked.connect(pressed)
    return button


def place_of(button: QObject) -> Go:
    """Where a pressed button leads."""
    return Go(PageId(button.property("page")), subject_of(button))


def subject_of(button: QObject) -> str | None:
    """What a pressed button is about."""
    subject = button.property("subject")
    return None if subject is None else str(subject)
