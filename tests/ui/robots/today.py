"""A person who looks at Today."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from companion.ui.context import Context
from companion.ui.pages.today.page import TodayPage
from companion.ui.places import Go
from tests.ui.robots.reading_page import ReadingRobot

MISSED = ("I have seen this: ", "Show it: ", "Fill in the diary: ", "Do the check now: ")


class TodayRobot(ReadingRobot):
    """Sees the cards, and does what they offer."""

    def __init__(self, qtbot: QtBot, context: Context, *, size: tuple[int, int] = (1366, 768)) -> None:
        super().__init__(qtbot, TodayPage(context), size=size)

    def countdown(self) -> str:
        """The largest letters of the page."""
        found = [text for text, role in self._roles() if role == "display"]
        return found[0] if found else ""

    def missed(self) -> tuple[str, ...]:
        """What fell due while nobody looked."""
        names = ((name, start) for name in self.buttons() for start in MISSED if name.startswith(start))
        return tuple(dict.fromkeys(name.removeprefix(start) for name, start in names))

    def goes_from(self, button: str) -> Go:
        """Where a button leads."""
        self.press(button)
        return self.went[-1]

    def _roles(self) -> tuple[tuple[str, str], ...]:
        return tuple((label.text(), str(label.property("role"))) for label in self._labels())

    def _labels(self) -> list[QLabel]:
        return self._seen(QLabel)
