"""The icon beside the clock, where the desktop has one: open, and "I feel unwell now"."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QSystemTrayIcon, QWidget

from companion.core.words import Words
from companion.ui.theme import look
from companion.ui.widgets.icon import icon


class Tray(QObject):
    """Signals:
    show: the person wants the window.
    unwell: the person wants the numbers to call.
    quit: the person wants to close the program.
    """

    show = Signal()
    unwell = Signal()
    quit = Signal()

    def __init__(self, words: Words, parent: QWidget) -> None:
        super().__init__(parent)
        self._menu = QMenu(parent)
        self._menu.addAction(words("window.unwell")).triggered.connect(self.unwell)
        self._menu.addAction(words("window.show")).triggered.connect(self.show)
        self._menu.addAction(words("window.quit")).triggered.connect(self.quit)
        self._icon = QSystemTrayIcon(icon("phone", look().tokens.urgent), self)
        self._icon.setToolTip(words("window.title"))
        self._icon.setContextMenu(self._menu)
        if QSystemTrayIcon.isSystemTrayAvailable():
            self._icon.show()

    def close(self) -> None:
        """Take the icon away."""
        self._icon.hide()
