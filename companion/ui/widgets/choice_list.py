"""Big answer rows: several of many, or one of several."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Signal, Slot
from PySide6.QtGui import QAccessible, QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from companion.ui.theme import look
from companion.ui.widgets.accessible import install_roles
from companion.ui.widgets.cell import (
    PAD,
    SIGN,
    CheckCell,
    RadioCell,
    as_hint,
    ink_on,
    paint_frame,
    paint_tick,
    prepare,
    step_through,
)
from companion.ui.widgets.flow import GAP, Tiles
from companion.ui.widgets.one_of import OneOf
from companion.ui.widgets.typeset import Block, text_width, word_width

_HIGH = 64
# A column narrower than this, at 100 %, is not worth having.
_COLUMN = 340


@dataclass(frozen=True, slots=True)
class Option:
    """One row. `alone` clears the other answers, as "None of these" does; `user_text`: a person typed it."""

    value: str
    text: str
    description: str = ""
    alone: bool = False
    user_text: bool = False


class ToggleList(QWidget):
    """Rows of which any number can be chosen, in two columns where there is room.

    Signals:
        changed(object): the values (tuple of str) chosen now, in the order of the rows.
    """

    changed = Signal(object)
    accessible_role = QAccessible.Role.Grouping

    def __init__(self, question: str, options: tuple[Option, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        install_roles()
        self.setAccessibleName(question)
        self._rows = tuple(_ToggleRow(option, self) for option in options)
        tiles = Tiles(self._columns, self)
        for row in self._rows:
            tiles.addWidget(row)
            row.clicked.connect(self._settle)
        self.setFocusProxy(self._rows[0])

    def values(self) -> tuple[str, ...]:
        return tuple(row.option.value for row in self._rows if row.isChecked())

    def set_values(self, values: tuple[str, ...]) -> None:
        """Show earlier answers; does not signal. An unknown value raises KeyError."""
        known = {row.option.value for row in self._rows}
        for value in values:
            if value not in known:
                raise KeyError(value)
        for row in self._rows:
            row.setChecked(row.option.value in values)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not step_through(self._rows, event):
            super().keyPressEvent(event)

    @Slot()
    def _settle(self) -> None:
        pressed = self.sender()
        if isinstance(pressed, _ToggleRow) and pressed.isChecked():
            for row in self._rows:
                if row is not pressed and (pressed.option.alone or row.option.alone):
                    row.setChecked(False)
        self.changed.emit(self.values())

    def _columns(self, width: int) -> int:
        return _columns(width, self._rows)


class ChoiceList(OneOf[str]):
    """Rows of which one can be chosen; nothing is chosen at first."""

    def __init__(
        self, question: str, options: tuple[Option, ...], parent: QWidget | None = None, *, columns: int = 1
    ) -> None:
        super().__init__(question, parent)
        self._most_columns = columns
        self._rows = tuple(_ChoiceRow(option, self) for option in options)
        tiles = Tiles(self._columns, self)
        for row in self._rows:
            tiles.addWidget(row)
            self._offer(row, row.option.value)

    def _columns(self, width: int) -> int:
        return min(self._most_columns, _columns(width, self._rows))


class _ToggleRow(CheckCell):
    def __init__(self, option: Option, parent: QWidget) -> None:
        super().__init__(parent)
        self.option = option
        _name(self, option)

    def sizeHint(self) -> QSize:
        return as_hint(self, look().px(_COLUMN))

    def minimumSizeHint(self) -> QSize:
        return _least(self.option)

    def heightForWidth(self, width: int) -> int:
        return _high(self.option, width)

    def paintEvent(self, _event: QPaintEvent) -> None:
        _paint_row(self, self.option, radius=4)


class _ChoiceRow(RadioCell):
    def __init__(self, option: Option, parent: QWidget) -> None:
        super().__init__(parent)
        self.option = option
        _name(self, option)

    def sizeHint(self) -> QSize:
        return as_hint(self, look().px(_COLUMN))

    def minimumSizeHint(self) -> QSize:
        return _least(self.option)

    def heightForWidth(self, width: int) -> int:
        return _high(self.option, width)

    def paintEvent(self, _event: QPaintEvent) -> None:
        _paint_row(self, self.option, radius=SIGN)


def _name(row: QAbstractButton, option: Option) -> None:
    prepare(row)
    row.setProperty("userText", option.user_text)
    row.setText(option.text)
    row.setAccessibleName(option.text)
    row.setAccessibleDescription(option.description)
    row.setProperty("userText", option.user_text)


def _columns(width: int, rows: tuple[_ToggleRow, ...] | tuple[_ChoiceRow, ...]) -> int:
    now = look()
    wide = (width - GAP) // 2
    words = max(text_width(row.option.text, now.font("strong")) for row in rows)
    return 2 if wide >= now.px(_COLUMN) and words <= wide - _left() - PAD else 1


def _left() -> int:
    return PAD + look().px(SIGN) + PAD


def _blocks(option: Option, width: int) -> tuple[Block, ...]:
    now = look()
    inside = width - _left() - PAD
    first = Block(option.text, now.font("strong"), inside)
    return (first, Block(option.description, now.font("small"), inside)) if option.description else (first,)


def _least(option: Option) -> QSize:
    now = look()
    return QSize(word_width(option.text, now.font("strong")) + _left() + PAD, now.px(_HIGH))


def _high(option: Option, width: int) -> int:
    return max(look().px(_HIGH), sum(block.height for block in _blocks(option, width)) + 2 * (PAD - 2))


def _paint_row(row: QAbstractButton, option: Option, *, radius: float) -> None:
    now = look()
    painter = QPainter(row)
    ink = paint_frame(painter, row, None)
    blocks = _blocks(option, row.width())
    top = (row.height() - sum(block.height for block in blocks)) / 2
    side = now.px(SIGN)
    box = QRectF(PAD, (row.height() - side) / 2, side, side)
    painter.setPen(QPen(ink, 2))
    painter.setBrush(ink if row.isChecked() else QColor(now.tokens.card))
    painter.drawRoundedRect(box, min(radius, side / 2), min(radius, side / 2))
    if row.isChecked():
        paint_tick(painter, QPointF(box.topLeft()), ink_on(ink))
    for block in blocks:
        block.draw(painter, _left(), top, ink)
        top += block.height
    painter.end()
