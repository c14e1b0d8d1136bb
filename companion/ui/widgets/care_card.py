"""When to call whom: one call to action ending in "if:", and the signs below it."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from companion.core.words import Words
from companion.ui.theme import look
from companion.ui.widgets.accessible import install_roles
from companion.ui.widgets.card import stack
from companion.ui.widgets.icon import paint_icon
from companion.ui.widgets.label import Label

_SIDE = 24
_ICON = 28


class CareLevel(Enum):
    """How soon: the three levels of care cards. At most one card of each level on a page."""

    EMERGENCY = "emergency"
    URGENT = "urgent"
    NON_URGENT = "non_urgent"


_ICONS = {CareLevel.EMERGENCY: "warning", CareLevel.URGENT: "phone", CareLevel.NON_URGENT: "info"}


class CareCard(QFrame):
    """A card whose name starts with the level in words, because colour alone says nothing to many."""

    accessible_role = QAccessible.Role.Grouping

    def __init__(
        self,
        level: CareLevel,
        heading: str,
        items: tuple[str, ...],
        action: QWidget | None = None,
        *,
        words: Words,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        install_roles()
        self.setProperty("surface", "care")
        self.setProperty("level", level.value)
        spoken = words(f"widgets.{level.value}", heading=heading)
        self.setAccessibleName(spoken)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(_head(level, heading, spoken))
        column.addLayout(_body(items, action))


class Picture(QWidget):
    """One of the program's pictures in the colour of the words beside it; a screen reader skips it."""

    def __init__(self, name: str, beside: QWidget, side: int = _ICON) -> None:
        super().__init__()
        self._name = name
        self._beside = beside
        self._side = side
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        side = look().px(self._side)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        colour = self._beside.palette().color(self._beside.foregroundRole())
        paint_icon(painter, QRectF(self.rect()), self._name, colour)
        painter.end()


def _head(level: CareLevel, heading: str, spoken: str) -> QFrame:
    head = QFrame()
    head.setProperty("surface", "care_head")
    head.setProperty("level", level.value)
    title = Label(heading, "h3")
    title.setAccessibleName(spoken)
    row = QHBoxLayout(head)
    row.setContentsMargins(_SIDE - 2, 14, _SIDE, 14)
    row.setSpacing(12)
    row.addWidget(Picture(_ICONS[level], title))
    row.addWidget(title, 1)
    return head


def _body(items: tuple[str, ...], action: QWidget | None) -> QVBoxLayout:
    body = QVBoxLayout()
    body.setContentsMargins(_SIDE - 2, 16, _SIDE, 20)
    body.setSpacing(8)
    for item in items:
        body.addWidget(Label(item, bullet=True))
    if action is not None:
        body.addSpacing(8)
        stack(body, action)
    return body
