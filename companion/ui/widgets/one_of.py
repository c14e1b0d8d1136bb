"""A question answered with one of several cells, whatever the cells look like."""

from __future__ import annotations

from typing import Generic, TypeVar

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QWidget

from companion.ui.widgets.accessible import install_roles
from companion.ui.widgets.cell import RadioCell, step_through

Value = TypeVar("Value")


class OneOf(QWidget, Generic[Value]):
    """Nothing is chosen at first. Arrow keys move along the cells, and choose once one is chosen.

    Signals:
        chosen(object): the value of the cell a person chose.
    """

    chosen = Signal(object)
    accessible_role = QAccessible.Role.Grouping

    def __init__(self, question: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        install_roles()
        self.setAccessibleName(question)
        self._values: dict[QAbstractButton, Value] = {}
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(self._tell)

    def value(self) -> Value | None:
        """What is chosen; None while nothing is."""
        return next((value for cell, value in self._values.items() if cell.isChecked()), None)

    def set_value(self, value: Value | None) -> None:
        """Show an earlier answer, or none; does not signal. An unknown value raises KeyError."""
        if value is not None:
            cell = {known: cell for cell, known in self._values.items()}[value]
            cell.setChecked(True)
            self.setFocusProxy(cell)
            return
        self._group.setExclusive(False)
        for cell in self._values:
            cell.setChecked(False)
        self._group.setExclusive(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not step_through(tuple(self._values), event):
            super().keyPressEvent(event)

    def _offer(self, cell: RadioCell, value: Value) -> None:
        """Add a cell; the first one takes the focus for all."""
        if not self._values:
            self.setFocusProxy(cell)
        self._values[cell] = value
        self._group.addButton(cell)

    @Slot(QAbstractButton)
    def _tell(self, cell: QAbstractButton) -> None:
        self.setFocusProxy(cell)
        self.chosen.emit(self._values[cell])
