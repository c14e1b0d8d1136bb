"""A person who feels unwell: sees the number, says what is happening, and reads what to do."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from companion.ui.context import Context
from companion.ui.pages.unwell.page import UnwellPage
from companion.ui.widgets.button import Button
from tests.ui.robots.reading_page import ReadingRobot

TEMPERATURE = "What is your temperature?"


class UnwellRobot(ReadingRobot):
    """Chooses, answers and asks what to do."""

    def __init__(self, qtbot: QtBot, context: Context, *, size: tuple[int, int] = (1366, 768)) -> None:
        super().__init__(qtbot, UnwellPage(context), size=size)

    def choices(self, *, kind: str = "") -> tuple[str, ...]:
        """The big buttons, from top to bottom; only those of one kind when asked."""
        big = [b for b in self._seen(Button) if b.property("target") == "big"]
        return tuple(b.text() for b in big if not kind or b.property("kind") == kind)

    def choose(self, *names: str) -> None:
        """Press one after the other."""
        for name in names:
            self.press(name)

    def ask(self) -> None:
        self.press("Show what to do")

    def press_key(self, name: str, key: Qt.Key) -> None:
        """Press a key on a button."""
        QTest.keyClick(self._find(QAbstractButton, name), key)
        self.settle()

    def comes_before(self, first: str, second: str) -> bool:
        """Whether one text stands above another."""
        tops = []
        for text in (first, second):
            part = next(part for part in self._seen(QLabel) if text in part.text())
            tops.append(part.mapTo(self.window, part.rect().topLeft()).y())
        return tops[0] < tops[1]
