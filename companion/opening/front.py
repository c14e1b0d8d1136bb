"""The one window that is in front, whichever it is, and whose diary it says it is."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from companion.core.words import Words
from companion.opening.dress import WINDOW_SIZE
from companion.services.people_here import PeopleHere
from companion.ui.window import MainWindow


class Front:
    """`window` may be there already where somebody was asked whose diary it is."""

    def __init__(self, words: Words, people: PeopleHere | None, window: MainWindow | None) -> None:
        self._words = words
        self._people = people
        self.window: QWidget = self._marked(window or MainWindow(words))

    def anew(self) -> MainWindow:
        """A fresh main window in place of whatever is in front."""
        window = self._marked(MainWindow(self._words))
        self.change(window)
        return window

    def change(self, window: QWidget) -> None:
        """Another window, as large as the one before, which goes."""
        before, self.window = self.window, window
        self.window.resize(before.size() if before.isVisible() else QSize(*WINDOW_SIZE))
        self.window.show()
        before.close()

    def named(self, sentence: str, words: Words) -> str:
        """A sentence about a diary, with its name where it could be another person's."""
        if self._people is None or self._people.badge is None:
            return sentence
        return words("people.trouble", name=self._people.me.name, sentence=sentence)

    def _marked(self, window: MainWindow) -> MainWindow:
        """A window that says whose diary it is, and leads to the others, while it is locked too."""
        if self._people is not None:
            window.show_whose(self._people.me if self._people.badge is not None else None)
            window.people_wanted.connect(self._people.asked)
        return window
