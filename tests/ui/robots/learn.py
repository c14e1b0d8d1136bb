"""A person who reads."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from companion.ui.context import Context
from companion.ui.pages.learn.page import LearnPage
from companion.ui.pages.learn.text import Passage
from companion.ui.places import PageId
from tests.ui.robots.reading_page import ReadingRobot


class LearnRobot(ReadingRobot):
    """Opens pages, follows links and comes back; goes where the page sends it."""

    def __init__(
        self,
        qtbot: QtBot,
        context: Context,
        subject: str | None = None,
        *,
        size: tuple[int, int] = (1366, 768),
    ) -> None:
        super().__init__(qtbot, LearnPage(context), subject, size=size)

    def press(self, name: str) -> None:
        super().press(name)
        self.follow()

    def press_link(self, target: str) -> None:
        """Press a link in the running text, whatever it points to."""
        self.passages()[0].link.emit(target)
        self.follow()

    def passages(self) -> list[Passage]:
        return self._seen(Passage)

    def running_text(self) -> str:
        """All that stands in paragraphs and lists."""
        return "\n".join(passage.toPlainText() for passage in self.passages())

    def scrolled(self) -> int:
        return self.page.body.verticalScrollBar().value()

    def turn_the_page_from_the_text(self) -> None:
        """Press Page Down while the keyboard is in a text with links."""
        text = next(passage for passage in self.passages() if passage.focusPolicy().value)
        text.setFocus()
        self.page.body.to_top()
        QTest.keyClick(text, Qt.Key.Key_PageDown)
        self.settle()

    def follow(self) -> None:
        """Go where the page wants to go, within Learn."""
        while self.went and self.went[-1].page is PageId.LEARN:
            self.open(self.went.pop().subject)
