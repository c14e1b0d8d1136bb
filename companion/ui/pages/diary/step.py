"""What every step of the diary has: it keeps what is finished, says what is missing, and goes on."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from companion.core.words import Words
from companion.ui.widgets.announce import announce
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Card
from companion.ui.widgets.cell import CheckCell, RadioCell
from companion.ui.widgets.label import Label
from companion.ui.widgets.text_area import TextArea

_STOPS = (QAbstractButton, QComboBox, QLineEdit, TextArea)


class Step(QWidget):
    """One step: a card under a heading, with what is missing said above the button that goes on.

    Signals:
        done: all of this step is kept, and the person wants to go on.
    """

    done = Signal()

    def __init__(self, heading: str, words: Words) -> None:
        super().__init__()
        self.words = words
        self.heading = heading
        self.card = Card()
        self.card.setAccessibleName(heading)
        self.number = Label("", "small")
        self.number.hide()
        self.card.add(self.number)
        self.card.add(Label(heading, "h2"))
        self._problem = Label("", "strong")
        self._problem.setProperty("tone", "error")
        self._problem.hide()
        self.forward = Button(words("diary.continue"), "primary")
        self.forward.setShortcut("Ctrl+Return")
        self.forward.clicked.connect(self.go_on)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.card)
        column.addStretch(1)

    def close_card(self, *buttons: QWidget) -> None:
        """Below everything else: what is missing, then the button that goes on, then others."""
        self.card.add_space()
        self.card.add(self._problem)
        for button in (self.forward, *buttons):
            self.card.add(button)

    def add_above_close(self, part: QWidget) -> None:
        """Put one more thing above the button that goes on."""
        self.card.column.insertWidget(self.card.column.indexOf(self._problem), part)

    def enter(self) -> None:
        """Called each time the step is shown."""
        self.say("")
        self.put_in_tab_order()

    def first(self) -> QWidget:
        """What has the focus when the step is shown."""
        raise NotImplementedError

    def keep(self) -> bool:
        """Write whatever is finished; whether all of it could be read."""
        raise NotImplementedError

    def half(self) -> Mapping[str, str]:
        """What is chosen or typed here and not written down yet, by name."""
        return {}

    def show_half(self, fields: Mapping[str, str]) -> None:
        """What `half` gave before a crash."""

    def missing(self) -> str:
        """What must still be answered, as a sentence; empty when nothing is."""
        return ""

    @Slot()
    def go_on(self) -> None:
        """Keep all, or say what stands in the way."""
        missing = self.missing()
        self.say(missing)
        if missing:
            return
        if self.keep():
            self.done.emit()
        else:
            self.focus_unread()

    def focus_unread(self) -> None:
        """Put the focus where something stands that cannot be read."""

    def say(self, problem: str) -> None:
        """Show what is missing; nothing for an empty text."""
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        if problem:
            announce(self, problem, assertive=True)

    def enter_pressed(self, field: QLineEdit) -> None:
        """What Enter does in a field."""
        self.go_on()

    def put_in_tab_order(self) -> None:
        """From top to bottom: Qt puts what is made later behind all else."""
        stops = [
            part
            for part in self.card.findChildren(QWidget)
            if isinstance(part, _STOPS) and part.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focused = QApplication.focusWidget()
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or focused is None:
            super().keyPressEvent(event)
        elif isinstance(focused, QLineEdit):
            self.enter_pressed(focused)
        elif isinstance(focused, QPushButton | CheckCell | RadioCell):
            # Enter answers as the space bar does; it never goes on past an answer that was only meant.
            focused.click()
