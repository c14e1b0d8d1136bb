"""What the cards of the medicines are made of: buttons that say what they are about, and blocks."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.core.plan import MedicinePlan
from companion.ui.context import Context
from companion.ui.pages.medicines.words import hides_fever
from companion.ui.widgets.button import Button, Kind
from companion.ui.widgets.label import Label

Pressed = Callable[[], None]


class Buttons:
    """Makes the buttons of the page: each says what to do, and about what."""

    def __init__(self, context: Context, pressed: Pressed) -> None:
        self._words = context.words
        self._pressed = pressed

    def make(
        self,
        key: str,
        about: str,
        do: str,
        subject: str,
        *,
        kind: Kind = "secondary",
        icon: str | None = None,
    ) -> Button:
        """`do` and `subject` come back as properties of the button that was pressed."""
        button = Button(self._words(key), kind, icon=icon)
        gap = {"row": about, "name": about}
        button.setAccessibleName(self._words(f"{key}_about", **gap))
        self.bind(button, do, subject)
        return button

    def bind(self, button: Button, do: str, subject: str) -> None:
        """Let a button of any words do this about that."""
        button.setProperty("do", do)
        button.setProperty("subject", subject)
        button.clicked.connect(self._pressed)


def fever_part(plan: MedicinePlan, context: Context) -> list[QWidget]:
    """That it can hide a fever, where it is known to."""
    if not hides_fever(plan, context):
        return []
    return [Label(context.words("medicines.hides_fever"), "small")]


def block(*parts: QWidget) -> QWidget:
    """What belongs to one medicine."""
    block = QWidget()
    column = QVBoxLayout(block)
    column.setContentsMargins(0, 4, 0, 12)
    column.setSpacing(8)
    for part in parts:
        column.addWidget(part)
    return block
