"""A picture of days that can be walked through by arrow keys, each day said aloud."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QAccessible, QColor, QFocusEvent, QKeyEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from companion.core.levels import Severity
from companion.ui.theme import Tint, look
from companion.ui.widgets.accessible import install_roles
from companion.ui.widgets.announce import announce

_RING = 3


@dataclass(frozen=True, slots=True)
class ShownDay:
    """One day of a picture; `says` is the whole of it in words."""

    day: date
    severity: Severity | None
    has_dose: bool
    says: str


class DayView(QWidget):
    """The focus stands on one day; left and right go to its neighbours, up and down by `row` days.

    A screen reader hears the sentence that stands above it as its name.
    """

    accessible_role = QAccessible.Role.Chart
    row = 1

    def __init__(self, days: tuple[ShownDay, ...], sentence: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        install_roles()
        self.days = days
        self.at = len(days) - 1
        self.setAccessibleName(sentence)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps: Mapping[Qt.Key, int] = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -self.row,
            Qt.Key.Key_Down: self.row,
            Qt.Key.Key_Home: -self.at,
            Qt.Key.Key_End: len(self.days) - 1 - self.at,
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None or not self.days:
            super().keyPressEvent(event)
            return
        self.at = min(max(self.at + step, 0), len(self.days) - 1)
        self._say()
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._say()
        self.update()

    def _say(self) -> None:
        if self.days:
            said = self.days[self.at].says
            self.setAccessibleDescription(said)
            announce(self, said)


def tint_of(severity: Severity) -> Tint:
    """The colours of a severity; not sure has none on the scale and looks like a card."""
    tokens = look().tokens
    if severity is Severity.NOT_SURE:
        return Tint(tokens.card, tokens.text)
    return tokens.severity[severity.steps]


def sign_of(severity: Severity) -> str:
    """What stands in a cell: the step, or a question mark."""
    return "?" if severity is Severity.NOT_SURE else str(severity.steps)


def paint_dose_mark(painter: QPainter, top: QPointF, side: float, ink: QColor) -> None:
    """A triangle that points down at the day of an infusion; `top` is the middle of its upper edge."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    left, right = QPointF(top.x() - side / 2, top.y()), QPointF(top.x() + side / 2, top.y())
    painter.drawPolygon(QPolygonF([left, right, QPointF(top.x(), top.y() + side * 0.8)]))


def paint_day_ring(painter: QPainter, around: QRectF) -> None:
    """The ring around the day on which the focus stands."""
    tokens = look().tokens
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(tokens.ring_outer), 2 * _RING))
    painter.drawRect(around)
    painter.setPen(QPen(QColor(tokens.ring_inner), _RING))
    painter.drawRect(around)
