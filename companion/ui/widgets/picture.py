"""A picture of the diary, no wider than its place, that a screen reader tells by its words."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QAccessible, QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from companion.ui.theme import look
from companion.ui.widgets.accessible import install_roles

_LONGEST = 420
_LEAST = 44


class Picture(QWidget):
    """`says` is what stands for it where it cannot be seen."""

    accessible_role = QAccessible.Role.Graphic

    def __init__(self, image: QImage, says: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        install_roles()
        self._image = image
        self.setAccessibleName(says)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max(_LEAST, round(self._shown(width).height()))

    def sizeHint(self) -> QSize:
        return self._shown(_LONGEST).toSize()

    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST, _LEAST)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        place = QRectF(QPointF(0, 0), self._shown(self.width()))
        painter.drawImage(place, self._image)
        painter.setPen(QPen(QColor(look().tokens.text), 1))
        painter.drawRect(place.adjusted(0, 0, -1, -1))
        painter.end()

    def _shown(self, width: int) -> QSizeF:
        """Whole, in its own proportions, and never larger than it is."""
        longest = min(width, _LONGEST)
        box = QSizeF(longest, _LONGEST)
        size = QSizeF(self._image.size())
        return (
            size
            if size.width() <= longest and size.height() <= _LONGEST
            else size.scaled(box, Qt.AspectRatioMode.KeepAspectRatio)
        )
