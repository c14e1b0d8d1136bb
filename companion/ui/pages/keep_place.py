"""Rebuilding a page under the reader's eyes: it stays scrolled where it was, and the focus stays near."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtWidgets import QLayout, QWidget

from companion.ui.widgets.scroll_page import ScrollPage

_ROOM_ABOVE = 12


@contextmanager
def keeping_place(page: ScrollPage) -> Iterator[None]:
    """What had the focus has it again afterwards, or, where it is gone, the nearest one that is left."""
    scrolled_to = page.verticalScrollBar().value()
    names = [part.accessibleName() for part in _stops(page)]
    focused = next((n for n, part in enumerate(_stops(page)) if part.hasFocus()), None)
    page.setUpdatesEnabled(False)
    try:
        yield
    finally:
        page.setUpdatesEnabled(True)
    if page.isVisible():
        _lay_out(page)
        if focused is not None:
            _focus_first(page, [*names[focused:], *reversed(names[:focused])])
        page.verticalScrollBar().setValue(scrolled_to)


def bring_up(page: ScrollPage, part: QWidget) -> None:
    """Scroll until the part that has just come up begins at the top of what is seen."""
    content = page.widget()
    if content is not None and page.isVisible():
        _lay_out(page)
        # What is new may lie deep: each layout asks the one around it, and the last one the scroll bar.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        page.verticalScrollBar().setValue(part.mapTo(content, QPoint(0, 0)).y() - _ROOM_ABOVE)


def _lay_out(page: ScrollPage) -> None:
    """Show and place the new parts now: Qt would do it later, and only then could one have the focus."""
    content = page.widget()
    layout = None if content is None else content.layout()
    if layout is None:
        return
    # Each part that comes up would have all that are there already placed anew.
    layout.setEnabled(False)
    for part in _parts(page.column):
        if not part.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide):
            part.show()
    layout.setEnabled(True)
    QCoreApplication.sendPostedEvents(content, QEvent.Type.LayoutRequest.value)


def _parts(layout: QLayout) -> Iterator[QWidget]:
    """What stands in a layout and in the layouts inside it."""
    for at in range(layout.count()):
        item = layout.itemAt(at)
        widget, inside = (item.widget(), item.layout()) if item is not None else (None, None)
        if widget is not None:
            yield widget
        if inside is not None:
            yield from _parts(inside)


def _focus_first(page: ScrollPage, names: list[str]) -> None:
    here = {part.accessibleName(): part for part in reversed(_stops(page))}
    found = next((here[name] for name in names if name in here), None)
    if found is not None:
        found.setFocus(Qt.FocusReason.OtherFocusReason)


def _stops(page: ScrollPage) -> list[QWidget]:
    """The controls on the page that the Tab key reaches, in the order they were made."""
    return [
        part
        for part in page.findChildren(QWidget)
        if part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.isVisibleTo(page)
    ]
