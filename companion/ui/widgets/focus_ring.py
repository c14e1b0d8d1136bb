"""Where the keyboard is: one ring in two colours around the control that has it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget
from shiboken6 import isValid

from companion.ui.theme import look

_INNER = 3.5
_OUTER = 3.0
_GAP = 1
_MARGIN = round(_INNER + _OUTER) + _GAP + 1
_MOVES = (
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.Hide,
    QEvent.Type.ParentChange,
    QEvent.Type.ZOrderChange,
)


class FocusRing(QWidget):
    """An overlay of one window. It lies outside the control, so focus never changes a fill or a letter."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._watched: list[QWidget] = []
        self._target: QWidget | None = None
        self._whole = QRect()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)
            self._follow(None, app.focusWidget())

    @Slot(QWidget, QWidget)
    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        self._let_go()
        window = self.parentWidget()
        if new is None or window is None or not window.isAncestorOf(new):
            self.hide()
            return
        self._target = new
        part: QWidget | None = new
        while part is not None and part is not window:
            part.installEventFilter(self)
            self._watched.append(part)
            part = part.parentWidget()
        self._place()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES:
            self._place()
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = look().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ring = QRectF(self._whole.translated(-self.pos()))
        for inset, width, colour in (
            (_OUTER / 2, _OUTER, tokens.ring_outer),
            (_OUTER + _INNER / 2, _INNER, tokens.ring_inner),
        ):
            painter.setPen(QPen(QColor(colour), width))
            painter.drawRoundedRect(ring.adjusted(inset, inset, -inset, -inset), 13 - inset, 13 - inset)
        painter.end()

    def _place(self) -> None:
        target, window = self._target, self.parentWidget()
        if target is None or window is None or not isValid(target) or not target.isVisibleTo(window):
            self.hide()
            return
        self._whole = _in_window(target, window).adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN)
        seen = self._whole & window.rect()
        for part in self._watched:
            area = part.parentWidget() if isValid(part) else None
            if isinstance(area, QAbstractScrollArea) and area.viewport() is part and part is not target:
                seen &= _in_window(part, window)
        self.setGeometry(seen)
        self.setVisible(not seen.isEmpty())
        self.raise_()
        self.update()

    def _let_go(self) -> None:
        for part in self._watched:
            if isValid(part):
                part.removeEventFilter(self)
        self._watched = []
        self._target = None


def _in_window(widget: QWidget, window: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
