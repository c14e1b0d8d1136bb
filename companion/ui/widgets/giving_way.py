"""As high as what is in it wants to be; in a window that is too low it scrolls, and nothing is cut off."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from companion.ui.theme import look

# So much of it is seen in any window, at normal text: a line or two and a button.
_LEAST_HIGH = 116


class GivingWay(QScrollArea):
    """Holds one widget, and is gone for as long as that one is hidden."""

    def __init__(self, inside: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Maximum)
        hidden = inside.isHidden()
        self.setWidget(inside)
        inside.setHidden(hidden)
        self.setHidden(hidden)

    def sizeHint(self) -> QSize:
        return QSize(0, self._wanted())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, min(self._wanted(), look().px(_LEAST_HIGH)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()  # other line breaks, another height

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, QWidget) and watched is self.widget():
            if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
                self.setHidden(watched.isHidden())
            if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.ShowToParent):
                self.updateGeometry()
        return super().eventFilter(watched, event)

    def _wanted(self) -> int:
        inside = self.widget()
        if inside is None:
            return 0
        # Beside a scroll bar it is narrower and so higher: with that room given, the bar goes by itself.
        wide = self.viewport().width()
        return inside.heightForWidth(wide) if inside.hasHeightForWidth() else inside.sizeHint().height()
