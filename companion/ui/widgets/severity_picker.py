"""How bad was it: the steps side by side, or one below the other when the words need the room."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLayoutItem, QWidget

from companion.core.words import Words
from companion.ui.theme import Tint, look
from companion.ui.widgets.cell import (
    PAD,
    SIGN,
    RadioCell,
    as_hint,
    paint_frame,
    paint_tick,
    prepare,
)
from companion.ui.widgets.flow import GAP, Tiles
from companion.ui.widgets.one_of import OneOf
from companion.ui.widgets.typeset import Block, text_width, word_width

# No step is smaller than this, whatever the size of the text.
_LEAST_WIDE, _LEAST_HIGH = 100, 88
_ROW_HIGH = 104
_STACKED_HIGH = 56
_BAR_WIDE, _BAR_GAP, _BAR_HIGH = 12, 4, 24
# An anchor sentence in more lines than this is easier to read below the others than beside them.
_MOST_LINES = 4
_UNSURE_SIGN = "?"


@dataclass(frozen=True, slots=True)
class Step:
    """One answer. `number` is None for "Not sure", which has no place on the scale and no bars."""

    value: str
    word: str
    number: int | None = None
    description: str = ""


class SeverityPicker(OneOf[str]):
    """A question answered with one step; nothing is chosen at first, because a preset answer biases.

    Arrow keys choose too: wait for Continue.
    """

    def __init__(
        self, question: str, steps: tuple[Step, ...], words: Words, parent: QWidget | None = None
    ) -> None:
        super().__init__(question, parent)
        most = max((step.number for step in steps if step.number is not None), default=0)
        self._cells = tuple(_StepCell(step, most, words, self) for step in steps)
        tiles = _Steps(self._columns, self)
        for cell in self._cells:
            tiles.addWidget(cell)
            self._offer(cell, cell.step.value)

    def _columns(self, width: int) -> int:
        wide = (width - GAP * (len(self._cells) - 1)) // len(self._cells)
        return len(self._cells) if all(cell.fits(wide) for cell in self._cells) else 1


class _Steps(Tiles):
    """Asks a cell how high it would be upright or stacked: layouts try widths the picker never gets."""

    def _least(self, _items: list[QLayoutItem]) -> int:
        return 0  # the picker knows by itself how many stand in a row

    def _high(self, item: QLayoutItem, wide: int, columns: int) -> int:
        cell = item.widget()
        return cell.high(wide, stacked=columns == 1) if isinstance(cell, _StepCell) else 0


class _StepCell(RadioCell):
    def __init__(self, step: Step, most: int, words: Words, parent: QWidget) -> None:
        super().__init__(parent)
        self.step = step
        self._most = most
        prepare(self)
        self.setText(step.word)
        numbered = step.number is not None
        self.setAccessibleName(
            words("widgets.step", number=step.number, word=step.word) if numbered else step.word
        )
        self.setAccessibleDescription(step.description)

    def fits(self, wide: int) -> bool:
        """Whether the cell can stand in a row: its word in one line, its sentence in a few."""
        now = look()
        inside = wide - 2 * PAD
        if wide < now.px(_LEAST_WIDE) or text_width(self.step.word, now.font("strong")) > inside:
            return False
        if not self.step.description:
            return True
        font = now.font("small")
        return (
            word_width(self.step.description, font) <= inside and self._sentence(inside).lines <= _MOST_LINES
        )

    def sizeHint(self) -> QSize:
        return as_hint(self, look().px(200))

    def minimumSizeHint(self) -> QSize:
        now = look()
        need = word_width(self.step.word, now.font("strong")) + self._stacked_sides()
        return QSize(max(need, now.px(_LEAST_WIDE)), max(now.px(_STACKED_HIGH), _LEAST_HIGH))

    @property
    def stacked(self) -> bool:
        """Whether the cell stands in a column now: as wide as all of the picker."""
        around = self.parentWidget()
        return around is not None and self.width() == around.width()

    def heightForWidth(self, width: int) -> int:
        return self.high(width, stacked=self.stacked)

    def high(self, width: int, *, stacked: bool) -> int:
        now = look()
        if stacked:
            inside = width - self._stacked_sides()
            return max(now.px(_STACKED_HIGH), _LEAST_HIGH, self._texts_high(inside) + 2 * (PAD - 4))
        return max(
            now.px(_ROW_HIGH), self._above() + self._texts_high(width - 2 * PAD) + now.px(_BAR_HIGH) + 2 * PAD
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        ink = paint_frame(painter, self, self._tint())
        if self.stacked:
            self._paint_stacked(painter, ink)
        else:
            self._paint_upright(painter, ink)
        painter.end()

    def _tint(self) -> Tint | None:
        return None if self.step.number is None else look().tokens.severity[self.step.number]

    def _sign(self) -> str:
        return _UNSURE_SIGN if self.step.number is None else str(self.step.number)

    def _above(self) -> int:
        return look().px(32)

    def _stacked_sides(self) -> int:
        now = look()
        return 2 * PAD + now.px(36) + now.px(SIGN) + GAP + self._bars_wide() + GAP

    def _bars_wide(self) -> int:
        return look().px(_BAR_WIDE + _BAR_GAP) * self._most

    def _word(self, width: float, align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft) -> Block:
        return Block(self.step.word, look().font("strong"), width, align=align)

    def _sentence(self, width: float, align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft) -> Block:
        return Block(self.step.description, look().font("small"), width, align=align)

    def _texts_high(self, inside: float) -> int:
        below = self._sentence(inside).height + 2 if self.step.description else 0
        return self._word(inside).height + below

    def _paint_upright(self, painter: QPainter, ink: QColor) -> None:
        now = look()
        middle = Qt.AlignmentFlag.AlignHCenter
        inside = self.width() - 2 * PAD
        top = float(PAD - 2)
        Block(self._sign(), now.font("h3"), inside, align=middle).draw(painter, PAD, top, ink)
        top += self._above()
        word = self._word(inside, middle)
        word.draw(painter, PAD, top, ink)
        if self.step.description:
            self._sentence(inside, middle).draw(painter, PAD, top + word.height + 2, ink)
        bars = QPointF((self.width() - self._bars_wide() + now.px(_BAR_GAP)) / 2, self.height() - PAD + 2)
        self._paint_bars(painter, bars, ink)
        if self.isChecked():
            paint_tick(painter, QPointF(10, 8), ink)

    def _paint_stacked(self, painter: QPainter, ink: QColor) -> None:
        now = look()
        inside = self.width() - self._stacked_sides()
        high = self._texts_high(inside)
        top = (self.height() - high) / 2
        sign = Block(self._sign(), now.font("h3"), now.px(36))
        word = self._word(inside)
        sign.draw(painter, PAD, top + (word.height - sign.height) / 2, ink)
        left = PAD + now.px(36)
        word.draw(painter, left, top, ink)
        if self.step.description:
            self._sentence(inside).draw(painter, left, top + word.height + 2, ink)
        right = self.width() - PAD - self._bars_wide()
        self._paint_bars(painter, QPointF(right, (self.height() + now.px(_BAR_HIGH)) / 2), ink)
        if self.isChecked():
            side = now.px(SIGN)
            paint_tick(painter, QPointF(right - GAP - side, (self.height() - side) / 2), ink)

    def _paint_bars(self, painter: QPainter, bottom_left: QPointF, ink: QColor) -> None:
        if self.step.number is None:
            return
        now = look()
        painter.setPen(QPen(ink, 2))
        for n in range(self._most):
            high = now.px(_BAR_HIGH) * (n + 1.5) / (self._most + 0.5)
            left = bottom_left.x() + n * now.px(_BAR_WIDE + _BAR_GAP)
            painter.setBrush(ink if n < self.step.number else Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(left, bottom_left.y() - high, now.px(_BAR_WIDE), high))
