"""What all large answer cells share: a whole cell that can be pressed, painted from the look."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QPushButton, QRadioButton, QSizePolicy, QWidget

from companion.ui.theme import Tint, look

RADIUS = 8
PAD = 14
SIGN = 26
_CHOSEN_EDGE = 4
_STEPS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}


class CheckCell(QPushButton):
    """One of several answers that may all be chosen; arrows go to the list around it, which knows the order.

    Not a QCheckBox: under a style sheet Qt tells screen readers that one is as small as its box and its word.
    A checkable push button is a check box to them, and as large as it is.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setAutoDefault(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if Qt.Key(event.key()) in _STEPS:
            event.ignore()
        else:
            super().keyPressEvent(event)


class RadioCell(QRadioButton):
    """One of several answers of which one is chosen; arrows go to the list around it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if Qt.Key(event.key()) in _STEPS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)


def prepare(cell: QAbstractButton) -> None:
    """The size policy of a cell: as wide as it is given, as high as its words need."""
    policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    cell.setSizePolicy(policy)
    cell.setAttribute(Qt.WidgetAttribute.WA_Hover)


def paint_frame(painter: QPainter, cell: QAbstractButton, tint: Tint | None) -> QColor:
    """Fill and edge of a cell; returns the ink for the words on it. Without a tint: the colours of a card."""
    tokens = look().tokens
    chosen = cell.isChecked()
    if chosen and tokens.chosen is not None:
        tint = tokens.chosen
    if tint is None:
        tint = Tint(
            tokens.current if chosen else tokens.hover if cell.underMouse() else tokens.card, tokens.text
        )
    edge = QColor(tokens.text if chosen else tokens.edge)
    width = _CHOSEN_EDGE if chosen else tokens.edge_width
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(edge, width)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(QColor(tint.fill))
    inset = width / 2
    painter.drawRoundedRect(QRectF(cell.rect()).adjusted(inset, inset, -inset, -inset), RADIUS, RADIUS)
    if cell.underMouse() and not chosen:
        painter.setPen(QPen(QColor(tint.ink), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(cell.rect()).adjusted(4, 4, -4, -4), RADIUS - 3, RADIUS - 3)
    return QColor(tint.ink)


def paint_tick(painter: QPainter, corner: QPointF, ink: QColor) -> None:
    """A drawn tick, because no font is sure to have one."""
    side = look().px(SIGN)
    painter.setPen(
        QPen(
            ink, max(3.0, side / 8), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
        )
    )
    painter.setBrush(Qt.BrushStyle.NoBrush)
    points = ((0.16, 0.55), (0.42, 0.8), (0.88, 0.22))
    painter.drawPolyline([QPointF(corner.x() + x * side, corner.y() + y * side) for x, y in points])


def step_through(cells: tuple[QAbstractButton, ...], event: QKeyEvent) -> bool:
    """Move among cells by arrow key, in reading order whatever the layout; True if the key was an arrow.

    Once a radio answer is chosen the choice moves along, as in any group of radio buttons.
    """
    step = _STEPS.get(Qt.Key(event.key()))
    here = next((n for n, cell in enumerate(cells) if cell.hasFocus()), None)
    if step is None or here is None:
        return False
    there = here + step
    if 0 <= there < len(cells):
        cells[there].setFocus(Qt.FocusReason.TabFocusReason)
        if isinstance(cells[there], RadioCell) and any(cell.isChecked() for cell in cells):
            cells[there].click()
    return True


def as_hint(cell: QWidget, width: int) -> QSize:
    """A size hint for a cell that can take any width."""
    return QSize(width, cell.heightForWidth(width))


def ink_on(ink: QColor) -> QColor:
    """White or black, whichever is seen better on the ink."""
    return QColor("#ffffff" if ink.lightnessF() < 0.5 else "#000000")
