"""The text sizes to choose from, each row written in its own size."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.ui.theme import look, type_size
from companion.ui.widgets.cell import (
    PAD,
    SIGN,
    RadioCell,
    as_hint,
    ink_on,
    paint_frame,
    paint_tick,
    prepare,
)
from companion.ui.widgets.one_of import OneOf
from companion.ui.widgets.typeset import Block, word_width

_HIGH = 64
_WIDE = 340
_GAP = 12


@dataclass(frozen=True, slots=True)
class Sample:
    """A text scale, and the words shown in that size."""

    scale: float
    text: str


class SizeSamples(OneOf[float]):
    """One row for each size, one below the other; its value is the scale."""

    def __init__(self, question: str, samples: tuple[Sample, ...]) -> None:
        super().__init__(question)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_GAP)
        for sample in samples:
            row = _SampleRow(sample, self)
            column.addWidget(row)
            self._offer(row, sample.scale)

    def set_scale(self, scale: float) -> None:
        """Show the size in use; does not signal. One that is not offered leaves the rows as they are."""
        if scale in self._values.values():
            self.set_value(scale)


class _SampleRow(RadioCell):
    def __init__(self, sample: Sample, parent: QWidget) -> None:
        super().__init__(parent)
        self.sample = sample
        prepare(self)
        self.setText(sample.text)
        self.setAccessibleName(sample.text)

    def sizeHint(self) -> QSize:
        return as_hint(self, look().px(_WIDE))

    def minimumSizeHint(self) -> QSize:
        return QSize(word_width(self.text(), self._letters()) + _left() + PAD, look().px(_HIGH))

    def heightForWidth(self, width: int) -> int:
        return max(look().px(_HIGH), self._block(width).height + 2 * (PAD - 2))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        ink = paint_frame(painter, self, None)
        side = look().px(SIGN)
        circle = QRectF(PAD, (self.height() - side) / 2, side, side)
        painter.setPen(QPen(ink, 2))
        painter.setBrush(ink if self.isChecked() else QColor(look().tokens.card))
        painter.drawEllipse(circle)
        if self.isChecked():
            paint_tick(painter, QPointF(circle.topLeft()), ink_on(ink))
        block = self._block(self.width())
        block.draw(painter, _left(), (self.height() - block.height) / 2, ink)
        painter.end()

    def _block(self, width: int) -> Block:
        return Block(self.text(), self._letters(), width - _left() - PAD)

    def _letters(self) -> QFont:
        letters = look().font("strong")
        letters.setPixelSize(type_size("body", self.sample.scale))
        return letters


def _left() -> int:
    return PAD + look().px(SIGN) + PAD
