"""Lines with buttons behind them: those that do the same stand in one column, and all are of one size."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QLayoutItem, QWidget

from companion.ui.theme import look
from companion.ui.widgets.flow import GAP, Fluid, height_at

_BETWEEN_LINES = 8
# The same wherever there is room, so that the buttons of several lists on a page stand in one column too.
_TEXT = 480
# With less than this beside the buttons a line would be broken into many: then they stand below it.
_ROOM_FOR_TEXT = 320


@dataclass(frozen=True, slots=True)
class _Line:
    text: QLayoutItem
    buttons: tuple[tuple[int, QLayoutItem], ...]


class LinedUp(Fluid):
    """Each line is a text, and buttons by the number of their column."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, gap=GAP)
        self._columns: list[tuple[int | None, ...]] = []

    def add_line(self, text: QWidget, *buttons: tuple[int, QWidget]) -> None:
        """One more line below the others."""
        self._columns.append((None, *(column for column, _ in buttons)))
        self.addWidget(text)
        for _, button in buttons:
            self.addWidget(button)

    def clear(self) -> None:
        """Take all lines away."""
        while (item := self.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._columns = []

    def _lines(self) -> list[_Line]:
        lines, at = [], 0
        for columns in self._columns:
            items = self._items[at : at + len(columns)]
            at += len(columns)
            pairs = zip(columns[1:], items[1:], strict=True)
            lines.append(_Line(items[0], tuple((n, item) for n, item in pairs if n is not None)))
        return lines

    def _places(self, width: int) -> list[tuple[QLayoutItem, QRect]]:
        lines, gap = self._lines(), self.spacing()
        buttons = [item for line in lines for _, item in line.buttons]
        columns = max((n + 1 for line in lines for n, _ in line.buttons), default=0)
        wide = min(width, max((item.sizeHint().width() for item in buttons), default=0))
        beside = columns * (wide + gap)
        least = max((line.text.minimumSize().width() for line in lines if line.buttons), default=0)
        if width - beside >= max(least, look().px(_ROOM_FOR_TEXT)):
            return _beside(lines, width, max(least, min(look().px(_TEXT), width - beside)), wide, gap)
        return _below(lines, width, wide, gap)


def _beside(
    lines: list[_Line], width: int, text_width: int, wide: int, gap: int
) -> list[tuple[QLayoutItem, QRect]]:
    places, top = [], 0
    for line in lines:
        room = text_width if line.buttons else width
        high = max(height_at(line.text, room), *(height_at(item, wide) for _, item in line.buttons), 0)
        places.append((line.text, QRect(0, top, room, high)))
        for column, item in line.buttons:
            own = height_at(item, wide)
            left = text_width + gap + column * (wide + gap)
            places.append((item, QRect(left, top + (high - own) // 2, wide, own)))
        top += high + _BETWEEN_LINES
    return places


def _below(lines: list[_Line], width: int, wide: int, gap: int) -> list[tuple[QLayoutItem, QRect]]:
    places, top = [], 0
    for line in lines:
        high = height_at(line.text, width)
        places.append((line.text, QRect(0, top, width, high)))
        top += high + _BETWEEN_LINES
        left = 0
        for _, item in line.buttons:
            own = height_at(item, wide)
            if left and left + wide > width:
                left, top = 0, top + own + gap
            places.append((item, QRect(left, top, wide, own)))
            left += wide + gap
        if line.buttons:
            top += max(height_at(item, wide) for _, item in line.buttons) + 2 * _BETWEEN_LINES
    return places
