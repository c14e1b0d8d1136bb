"""A bar of time with its gaps hatched: a picture beside the words, which say the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from companion.ui.theme import look

_HIGH = 32
_EDGE = 2


@dataclass(frozen=True, slots=True)
class BarPart:
    """From `start` to `end` of the bar, each between 0 and 1."""

    start: float
    end: float
    is_gap: bool


class TimeBar(QWidget):
    """Gaps differ from the rest by their pattern, not by colour alone; a screen reader passes it by."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: tuple[BarPart, ...] = ()
        self._marks: tuple[float, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_parts(self, parts: Iterable[BarPart], marks: Iterable[float]) -> None:
        """Paint these parts, and a line at each mark, such as midnight."""
        self._parts, self._marks = tuple(parts), tuple(marks)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(look().px(_HIGH) * 4, look().px(_HIGH))

    def minimumSizeHint(self) -> QSize:
        return QSize(look().px(_HIGH), look().px(_HIGH))

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = look().tokens
        painter = QPainter(self)
        inside = QRectF(self.rect()).adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        ink, edge = QColor(tokens.text), QPen(QColor(tokens.text), _EDGE)
        for part in self._parts:
            place = QRectF(
                inside.left() + part.start * inside.width(),
                inside.top(),
                (part.end - part.start) * inside.width(),
                inside.height(),
            )
            painter.fillRect(place, QColor(tokens.card if part.is_gap else tokens.primary))
            if part.is_gap:
                painter.fillRect(place, QBrush(ink, Qt.BrushStyle.BDiagPattern))
            painter.setPen(edge)
            painter.drawRect(place)
        for mark in self._marks:
            x = inside.left() + mark * inside.width()
            painter.fillRect(QRectF(x - 1, inside.center().y(), _EDGE, inside.height() / 2), ink)
        painter.end()
