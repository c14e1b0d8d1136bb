"""What was just changed, and the way back."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from companion.core.words import Words
from companion.ui.widgets.announce import announce
from companion.ui.widgets.button import Button
from companion.ui.widgets.care_card import Picture
from companion.ui.widgets.flow import Flow
from companion.ui.widgets.label import Label

_DEEPEST = 20


@dataclass(frozen=True, slots=True)
class _Offer:
    text: str
    token: object


class UndoBar(QFrame):
    """Offers to undo the newest change; behind it the one before, and so on.

    It has no timer: an offer stays until it is taken, closed, or cleared by the owner after 10 s or more.

    Signals:
        undone(object): the token of the offer a person took.
    """

    undone = Signal(object)

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._offers: list[_Offer] = []
        self.setProperty("surface", "bar")
        self.setProperty("level", "done")
        self._text = Label("", "strong")
        self._undo = Button(words("widgets.undo"), "secondary", icon="undo")
        self._close = Button(words("widgets.close"), "quiet")
        self._undo.clicked.connect(self._take)
        self._close.clicked.connect(self._pass)
        buttons = Flow()
        buttons.addWidget(self._undo)
        buttons.addWidget(self._close)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(16)
        row.addWidget(Picture("check", self._text))
        row.addWidget(self._text, 1)
        row.addLayout(buttons)
        self.hide()

    def offer(self, text: str, token: object) -> None:
        """Say what was changed ("Entry deleted") and offer to undo it."""
        self._offers = [*self._offers[1 - _DEEPEST :], _Offer(text, token)]
        self._show()
        announce(self, text)

    def clear(self) -> None:
        """Withdraw all offers."""
        self._offers = []
        self._show()

    @Slot()
    def _take(self) -> None:
        offer = self._offers.pop()
        self._show()
        self.undone.emit(offer.token)

    @Slot()
    def _pass(self) -> None:
        self._offers.pop()
        self._show()

    def _show(self) -> None:
        self.setVisible(bool(self._offers))
        if self._offers:
            text = self._offers[-1].text
            self._text.setText(text)
            self._undo.setAccessibleName(self._words("widgets.undo_this", text=text))
            self._close.setAccessibleName(self._words("widgets.close_this", text=text))
