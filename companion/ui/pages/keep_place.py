"""Rebuilding a page under the reader's eyes: it stays scrolled where it was, and the focus stays near."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QWidget

from companion.ui.widgets.scroll_page import ScrollPage


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


def _lay_out(page: ScrollPage) -> None:
    """Show and place the new parts now: Qt would do it later, and only then could one have the focus."""
    for row in range(page.column.count()):
        item = page.column.itemAt(row)
        part = item.widget() if item is not None else None
        if part is not None and not part.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide):
            part.show()
    QCoreApplication.sendPostedEvents(page.widget(), QEvent.Type.LayoutRequest.value)


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
