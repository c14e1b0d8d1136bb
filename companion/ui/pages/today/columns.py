"""Two columns of a card: side by side where there is room, else one below the other."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.ui.theme import Role, look
from companion.ui.widgets.flow import Tiles
from companion.ui.widgets.label import Label

_TWO_COLUMNS_FROM = 640


class Side(QWidget):
    """One of the two."""

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(8)

    def add(self, part: QWidget) -> None:
        """Put a part below the others."""
        self.column.addWidget(part)

    def say(self, text: str, role: Role = "body") -> None:
        """Put a text below the others."""
        self.add(Label(text, role))


def beside(left: Side, right: Side) -> QWidget:
    """Both of them."""
    for side in (left, right):
        side.column.addStretch(1)
    both = QWidget()
    tiles = Tiles(lambda width: 2 if width > look().px(_TWO_COLUMNS_FROM) else 1, both, gap=24)
    tiles.addWidget(left)
    tiles.addWidget(right)
    return both
