"""The column a page stands in: it scrolls down and never sideways."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMargins, QPoint, QSize, Qt, Slot
from PySide6.QtWidgets import QApplication, QFrame, QLayout, QScrollArea, QVBoxLayout, QWidget

from companion.ui.widgets.card import stack

# Wide enough for the focus ring of a control at the edge.
_MARGINS = QMargins(16, 12, 16, 24)
_GAP = 16
_ROOM_AROUND = 24


class ScrollPage(QScrollArea):
    """A page's content, one thing below the other. Whatever gets the focus is scrolled into view."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        content = _Content()
        outer = QVBoxLayout(content)
        outer.setContentsMargins(_MARGINS)
        outer.setSpacing(0)
        self._outer = outer
        self.column = QVBoxLayout()
        self.column.setSpacing(_GAP)
        outer.addLayout(self.column)
        # Not setAlignment(AlignTop): the column would get its size hint, whatever its width is.
        outer.addStretch(1)
        self.setWidget(content)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._show_focused)

    def set_head(self, widget: QWidget) -> None:
        """Put a widget above the column; `clear` leaves it there."""
        self._outer.insertWidget(0, widget)

    def add(self, widget: QWidget) -> None:
        stack(self.column, widget)

    def add_layout(self, layout: QLayout) -> None:
        self.column.addLayout(layout)

    def clear(self) -> None:
        """Take everything off the page and delete it."""
        while (item := self.column.takeAt(0)) is not None:
            _drop(item.widget(), item.layout())

    def to_top(self) -> None:
        self.verticalScrollBar().setValue(0)

    def sizeHint(self) -> QSize:
        return QSize(720, 540)

    @Slot(QWidget, QWidget)
    def _show_focused(self, _old: QWidget | None, new: QWidget | None) -> None:
        content = self.widget()
        if new is not None and content is not None and content.isAncestorOf(new):
            self._bring_into_view(content, new)

    def _bring_into_view(self, content: QWidget, part: QWidget) -> None:
        """With its ring. Qt would do it for the cursor in a field alone, and the ring below be cut."""
        top = part.mapTo(content, QPoint(0, 0)).y() - _ROOM_AROUND
        bottom = top + part.height() + 2 * _ROOM_AROUND
        room = self.viewport().height()
        if bottom - top > room:
            self.ensureWidgetVisible(part, 0, _ROOM_AROUND)
            return
        bar = self.verticalScrollBar()
        bar.setValue(min(max(bar.value(), bottom - room), top))


class _Content(QWidget):
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            # The scroll area looks at the height again only when its own child changes.
            self.updateGeometry()
        return super().event(event)


def _drop(widget: QWidget | None, layout: QLayout | None) -> None:
    if widget is not None:
        widget.hide()
        widget.deleteLater()
    if layout is not None:
        while (item := layout.takeAt(0)) is not None:
            _drop(item.widget(), item.layout())
