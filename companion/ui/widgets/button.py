"""A button whose words are never cut: it grows, and they wrap."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter, QWidget

from companion.core.words import Words
from companion.ui.theme import look
from companion.ui.widgets.icon import paint_icon
from companion.ui.widgets.typeset import Block, text_width, word_width

Kind = Literal["primary", "secondary", "urgent", "quiet", "nav"]
Size = Literal["normal", "big"]

_ICON = 24
_GAP = 10
_NAV_GAP = 14
# Larger than any minimum in the style sheet, so that what is added to it is the frame alone.
_PROBE = QSize(4000, 4000)


class Button(QPushButton):
    """A push button, at least 48 pixels high (64 when big) times the text scale.

    Its accessible name is its text. Big and nav buttons are set from the left, the others in the middle.
    """

    def __init__(
        self,
        text: str,
        kind: Kind = "secondary",
        size: Size = "normal",
        icon: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon = icon
        self._from_left = size == "big" or kind == "nav"
        self._gap = _NAV_GAP if kind == "nav" else _GAP
        self.setProperty("kind", kind)
        self.setProperty("target", size)
        self.setAutoDefault(False)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setText(text)

    def setText(self, text: str) -> None:
        shortcut = self.shortcut()
        super().setText(text)
        # Qt would read "&" as a shortcut and drop the one that was set.
        self.setShortcut(shortcut)
        self.setAccessibleName(text)
        self.updateGeometry()

    def set_current(self, current: bool, words: Words) -> None:
        """Mark the nav button of the page that is open; a screen reader hears it in the name."""
        self.setProperty("current", current)
        name = self.text()
        self.setAccessibleName(words("widgets.current_page", name=name) if current else name)
        self.style().unpolish(self)
        self.style().polish(self)
        self.updateGeometry()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it, as Space does: outside a dialog Qt knows only Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def heightForWidth(self, width: int) -> int:
        self.ensurePolished()
        inside = width - self._frame().width() - self._icon_room()
        return self._outer(
            QSize(0, max(Block(self.text(), self.font(), inside).height, self._icon_side()))
        ).height()

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        wide = text_width(self.text(), self.font()) + self._icon_room() + self._frame().width()
        return QSize(max(wide, look().px(48)), self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        self.ensurePolished()
        narrow = word_width(self.text(), self.font()) + self._icon_room() + self._frame().width()
        least = self._outer(QSize(0, max(self.fontMetrics().height(), self._icon_side()))).height()
        return QSize(max(narrow, look().px(48)), least)

    def text_room(self) -> QRect:
        """Where the words are drawn."""
        room = self.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, self._option(), self)
        return room.adjusted(self._icon_room(), 0, 0, 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, self._option())
        colour = self.palette().color(self.foregroundRole())
        room = self.text_room()
        block = Block(self.text(), self.font(), room.width())
        spare = 0 if self._from_left else max(0, round(room.width() - block.natural_width)) // 2
        left = room.left() + spare
        if self._icon:
            side = self._icon_side()
            corner = QPoint(left - self._icon_room(), room.center().y() - side // 2 + 1)
            paint_icon(painter, QRectF(QRect(corner, QSize(side, side))), self._icon, colour)
        if not self._from_left and block.lines > 1:
            block = Block(self.text(), self.font(), room.width(), align=Qt.AlignmentFlag.AlignHCenter)
            left = room.left()
        block.draw(painter, left, room.top() + (room.height() - block.height) / 2, colour)
        painter.end()

    def _option(self) -> QStyleOptionButton:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        return option

    def _outer(self, inside: QSize) -> QSize:
        return (
            self.style()
            .sizeFromContents(QStyle.ContentsType.CT_PushButton, self._option(), inside, self)
            .expandedTo(QSize(0, self.minimumHeight()))
        )

    def _frame(self) -> QSize:
        return self._outer(_PROBE) - _PROBE

    def _icon_side(self) -> int:
        return look().px(_ICON) if self._icon else 0

    def _icon_room(self) -> int:
        return self._icon_side() + self._gap if self._icon else 0
