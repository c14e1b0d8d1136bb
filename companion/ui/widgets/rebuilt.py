"""A column whose parts are made anew whenever what they show has changed."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

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
        self._column.addWidget(part)

    def show_all(self) -> None:
        """At once: Qt would do it a moment later, and only what is shown takes the focus."""
        for at in range(self._column.count()):
            item = self._column.itemAt(at)
            part = item.widget() if item is not None else None
            if part is not None:
                part.show()

    def clear(self) -> None:
        """Take all of them away."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
