"""Where somebody was on a page, to be there again on the same page in other words."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget

from companion.ui.page import Page


@dataclass(frozen=True, slots=True)
class Place:
    """How far the page is scrolled, in pixels, and which control has the focus; None outside."""

    scrolled: int
    stop: int | None


def place_in(page: Page) -> Place:
    """Where the person is on a page that is shown."""
    focused = next((n for n, part in enumerate(_stops(page)) if part.hasFocus()), None)
    return Place(page.body.verticalScrollBar().value(), focused)


def go_to(page: Page, place: Place) -> None:
    """The same place on a page with the same parts."""
    stops = _stops(page)
    if place.stop is not None and place.stop < len(stops):
        stops[place.stop].setFocus(Qt.FocusReason.OtherFocusReason)
    page.body.verticalScrollBar().setValue(place.scrolled)


def _stops(page: Page) -> list[QWidget]:
    """By their order: their names are in another language now. Of a choice each row counts."""
    return [
        part
        for part in page.findChildren(QWidget)
        if (part.focusPolicy() & Qt.FocusPolicy.TabFocus or isinstance(part, QAbstractButton))
        and part.isVisibleTo(page)
    ]
