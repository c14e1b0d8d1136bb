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
        self._words = words
        self._menu = QMenu(parent)
        self._acts = {
            "window.unwell": self._menu.addAction(""),
            "window.show": self._menu.addAction(""),
            "window.quit": self._menu.addAction(""),
        }
        self._acts["window.unwell"].triggered.connect(self.unwell)
        self._acts["window.show"].triggered.connect(self.show)
        self._acts["window.quit"].triggered.connect(self.quit)
        self._icon = QSystemTrayIcon(icon("phone", look().tokens.urgent), self)
        self._icon.setContextMenu(self._menu)
        self.say_anew()
        if QSystemTrayIcon.isSystemTrayAvailable():
            self._icon.show()

    def say_anew(self) -> None:
        """In the words of this moment."""
        for key, act in self._acts.items():
            act.setText(self._words(key))
        self._icon.setToolTip(self._words("window.title"))

    def close(self) -> None:
        """Take the icon away."""
        self._icon.hide()
