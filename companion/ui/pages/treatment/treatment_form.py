"""What the forms about a treatment have in common: one subject, something saved, and the way back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from companion.core.treatment import DoseGiven
from companion.ui.context import Context
from companion.ui.forms.enter import entered
from companion.ui.places import Go
from companion.ui.widgets.card import Card


@dataclass(frozen=True, slots=True)
class Saved:
    """What was saved, in a sentence; how to take it back, and where to go on, if there is such a thing.

    `dose` is one that was written down, for there may be a question about those after it.
    """

    text: str
    undo: Callable[[], None] | None = None
    link: tuple[str, Go] | None = None
    dose: DoseGiven | None = None


class TreatmentForm(Card):
    """A form that saves when its main button is pressed; nothing typed is ever cleared.

    Signals:
        saved(object): a Saved, after it was written.
        cancelled: the person wants to save nothing.
    """

    saved = Signal(object)
    cancelled = Signal()

    def __init__(self, context: Context, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent=parent)
        self.context = context
        self.words = context.words

    def focus_first(self) -> None:
        """Put the keyboard where answering begins."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not entered(event, self, self.press_main):
            super().keyPressEvent(event)

    @Slot()
    def press_main(self) -> None:
        """The main button was pressed, or Enter in a field."""
        raise NotImplementedError
