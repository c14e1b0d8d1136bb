"""The text sizes to choose from, each row written in its own size."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QColor, QFont, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QVBoxLayout, QWidget

from companion.ui.theme import look, type_size
from companion.ui.widgets.accessible import install_roles
from companion.ui.widgets.cell import (
    PAD,
    SIGN,
    RadioCell,
    as_hint,
    paint_frame,
    paint_tick,
    prepare,
    step_through,
)
from companion.ui.widgets.typeset import Block, word_width

_HIGH = 64
_WIDE = 340
_GAP = 12


@dataclass(frozen=True, slots=True)
class Sample:
    """A text scale, and the words shown in that size."""

    scale: float
    text: str


class SizeSamples(QWidget):
    """One row for each size, one below the other.

    Signals:
        chosen(object): the scale (float) a person chose.
    """

    chosen = Signal(object)
    accessible_role = QAccessible.Role.Grouping

    def __init__(self, question: str, samples: tuple[Sample, ...]) -> None:
        super().__init__()
        install_roles()
        self.setAccessibleName(question)
        self._group = QButtonGroup(self)
        self._rows = tuple(_SampleRow(sample, self) for sample in samples)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_GAP)
        for row in self._rows:
            self._group.addButton(row)
            column.addWidget(row)
        self._group.buttonClicked.connect(self._tell)
        self.setFocusProxy(self._rows[0])

    def set_scale(self, scale: float) -> None:
        """Show the size in use; does not signal. One that is not offered leaves the rows as they are."""
        for row in self._rows:
            if row.sample.scale == scale:
                row.setChecked(True)
                self.setFocusProxy(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not step_through(self._rows, event):
            super().keyPressEvent(event)

    @Slot(QAbstractButton)
    def _tell(self, row: QAbstractButton) -> None:
        if isinstance(row, _SampleRow):
            self.setFocusProxy(row)
            self.chosen.emit(row.sample.scale)


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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if Qt.Key(event.key()) in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        ink = paint_frame(painter, self, None)
        side = look().px(SIGN)
        circle = QRectF(PAD, (self.height() - side) / 2, side, side)
        painter.setPen(QPen(ink, 2))
        painter.setBrush(ink if self.isChecked() else QColor(look().tokens.card))
        painter.drawEllipse(circle)
        if self.isChecked():
            paint_tick(painter, QPointF(circle.topLeft()), _on(ink))
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


def _on(ink: QColor) -> QColor:
    return QColor("#ffffff" if ink.lightnessF() < 0.5 else "#000000")
