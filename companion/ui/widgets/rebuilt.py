"""A column whose parts are made anew whenever what they show has changed."""

from __future__ import annotations

from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from companion.ui.widgets.card import stack

_GAP = 8


class Rebuilt(QWidget):
    """Parts one below the other."""

    def __init__(self, *, gap: int = _GAP) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(gap)

    def add(self, part: QWidget) -> None:
        """One more below the others."""
        stack(self._column, part)

    def show_all(self) -> None:
        """At once: Qt would do it a moment later, and only what is shown takes the focus."""
        for at in range(self._column.count()):
            item = self._column.itemAt(at)
            part = item.widget() if item is not None else None
            if part is not None:
                part.show()

    def clear(self) -> None:
        """Take all of them away."""
        take_all_away(self._column)


def take_all_away(column: QLayout) -> None:
    """Take away every part that stands in a layout."""
    while (item := column.takeAt(0)) is not None:
        part = item.widget()
        if part is not None:
            part.hide()
            part.deleteLater()
