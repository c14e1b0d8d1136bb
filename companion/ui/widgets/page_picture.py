"""A picture of a page of paper, as wide as there is room, with its words for those who cannot see it."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QAccessible, QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from companion.ui.widgets.accessible import install_roles

_LEAST = 240


class PagePicture(QWidget):
    """The page keeps its shape and is never larger than it was made."""

    accessible_role = QAccessible.Role.Graphic

    def __init__(self, picture: bytes, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        install_roles()
        self.setAccessibleName(name)
        self._image = QImage.fromData(picture)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        # So that the keyboard comes to it, and scrolls along it.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def sizeHint(self) -> QSize:
        return self._image.size()

    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST, self.heightForWidth(_LEAST))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        shown = min(width, self._image.width())
        return round(shown * self._image.height() / max(1, self._image.width()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        width = min(self.width(), self._image.width())
        place = QRect((self.width() - width) // 2, 0, width, self.heightForWidth(width))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(place, self._image)
        # The edge of the paper, on a page that may be as white as it is.
        painter.setPen(QPen(QColor(Qt.GlobalColor.darkGray), 1))
        painter.drawRect(place.adjusted(0, 0, -1, -1))
        painter.end()
