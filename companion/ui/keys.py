"""The keys that stand for a button: Alt and Enter for the main one of a page, Alt and a digit for a page."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QStackedWidget, QWidget

UNWELL, MENU = "Alt+U", "Alt+M"
MAIN = ("Alt+Return", "Alt+Enter")


def page_key(place: int) -> QKeySequence:
    """The keys for the page at this place of the list, from 1; none after the ninth."""
    return QKeySequence(f"Alt+{place}") if place <= 9 else QKeySequence()


def main_button(page: QWidget) -> QAbstractButton | None:
    """The main button of a page as it stands, where it has one that can be pressed."""
    buttons = page.findChildren(QAbstractButton)
    return next(
        (b for b in buttons if b.property("kind") == "primary" and b.isVisible() and b.isEnabled()), None
    )


class MainKey(QObject):
    """Presses the main button of the page that is shown."""

    def __init__(self, pages: QStackedWidget) -> None:
        super().__init__(pages)
        self._pages = pages
        for keys in MAIN:
            QShortcut(QKeySequence(keys), pages).activated.connect(self._press)

    @Slot()
    def _press(self) -> None:
        page = self._pages.currentWidget()
        button = main_button(page) if page is not None else None
        if button is not None:
            button.setFocus()
            button.click()
