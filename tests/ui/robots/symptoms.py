"""A person who looks at how a symptom went."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from companion.ui.context import Context
from companion.ui.pages.symptoms.page import SymptomsPage
from companion.ui.places import PageId
from companion.ui.widgets.day_view import DayView
from tests.ui.robots.reading_page import ReadingRobot


class SymptomsRobot(ReadingRobot):
    """Chooses, turns months, walks through the days; goes where the page sends it."""

    def __init__(
        self,
        qtbot: QtBot,
        context: Context,
        subject: str | None = None,
        *,
        size: tuple[int, int] = (1366, 768),
    ) -> None:
        super().__init__(qtbot, SymptomsPage(context), subject, size=size)

    def press(self, name: str) -> None:
        super().press(name)
        while self.went and self.went[-1].page is PageId.SYMPTOMS:
            self.open(self.went.pop().subject)

    def pictures(self) -> list[DayView]:
        """The month and the chart, from top to bottom."""
        return self._seen(DayView)

    def walk(self, picture: DayView, key: Qt.Key) -> str:
        """Press an arrow key in a picture; what is said of the day it comes to."""
        picture.setFocus()
        QTest.keyClick(picture, key)
        self.settle()
        return picture.accessibleDescription()
