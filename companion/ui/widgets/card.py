"""A titled box of content, and a labelled control that can say what is wrong with its value."""

from __future__ import annotations

from PySide6.QtCore import QMargins, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from companion.ui.theme import Role
from companion.ui.widgets.accessible import install_roles
from companion.ui.widgets.announce import announce
from companion.ui.widgets.label import Label

PADDING = QMargins(24, 20, 24, 20)
_GAP = 8
# The focus ring of a control does not touch the words above it.
_ROOM_FOR_RING = 6
_BETWEEN = 4


def stack(column: QVBoxLayout, widget: QWidget) -> None:
    """Put a widget below the others; a button keeps its own width unless it is a big one."""
    if isinstance(widget, QPushButton) and widget.property("target") != "big":
        column.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)
    else:
        column.addWidget(widget)


class Card(QFrame):
    """A box on the page; a screen reader hears it as a group with the title's name."""

    accessible_role = QAccessible.Role.Grouping

    def __init__(self, title: str = "", role: Role = "h2", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        install_roles()
        self.setProperty("surface", "card")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(PADDING)
        self.column.setSpacing(_GAP)
        if title:
            self.setAccessibleName(title)
            self.column.addWidget(Label(title, role))

    def add(self, widget: QWidget) -> None:
        stack(self.column, widget)

    def add_space(self, pixels: int = 8) -> None:
        self.column.addSpacing(pixels)


class Field(QWidget):
    """A label, its control, a hint, and below them what to change when the value can not be used."""

    def __init__(self, label: str, control: QWidget, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.control = control
        self._hint = hint
        name = Label(label, "strong")
        name.setBuddy(control)
        control.setAccessibleName(label)
        control.setAccessibleDescription(hint)
        self._error = Label("", "strong")
        self._error.setProperty("tone", "error")
        self._error.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_BETWEEN)
        column.addWidget(name)
        self._head = [name]
        if hint:
            self._head.append(Label(hint, "small"))
            column.addWidget(self._head[-1])
        column.addSpacing(_ROOM_FOR_RING)
        column.addWidget(control)
        column.addWidget(self._error)
        column.addStretch(1)

    def head_height(self, width: int) -> int:
        """How high the words above the control are in so much width."""
        return sum(label.heightForWidth(width) + _BETWEEN for label in self._head)

    def error(self) -> str:
        """The sentence shown below the control; empty while there is none."""
        return self._error.text()

    def show_error(self, text: str) -> None:
        """Say what to change: below the control, in its description, and aloud."""
        self._set(text)
        announce(self.control, text, assertive=True)

    def clear_error(self) -> None:
        self._set("")

    def _set(self, text: str) -> None:
        self._error.setText(text)
        self._error.setVisible(bool(text))
        self.control.setAccessibleDescription(" ".join(part for part in (text, self._hint) if part))
        self.control.setProperty("invalid", bool(text))
        self.control.style().unpolish(self.control)
        self.control.style().polish(self.control)
        self.control.update()
