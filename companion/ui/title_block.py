"""The name of the page and the day: in the header where there is room, else at the top of the page."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.ui.widgets.label import Label
from companion.ui.widgets.typeset import opened


class TitleBlock(QWidget):
    """A heading and the date below it."""

    def __init__(self, parent: QWidget | None = None, *, below: int = 0) -> None:
        super().__init__(parent)
        self._title = Label("", "h1")
        self._date = Label("", "small")
        self._whose = Label("", "strong", user_text=True)
        self._whose.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, below)
        column.setSpacing(0)
        column.addWidget(self._title)
        column.addWidget(self._date)
        column.addWidget(self._whose)
        column.addStretch(1)

    def show_whose(self, name: str) -> None:
        """Whose diary it is, on each page where several people share the computer."""
        self._whose.setText(name)
        self._whose.setVisible(bool(name))

    def show_page(self, title: str, date: str) -> None:
        """Where the person is, and which day it is."""
        self._title.setText(title)
        self._date.setText(opened(date))
        self._date.setVisible(bool(date))
