"""A person who looks at alerts, open and past."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from companion.ui.context import Context
from companion.ui.pages.alerts.page import AlertsPage
from tests.ui.robots.reading_page import ReadingRobot


class AlertsRobot(ReadingRobot):
    """Sees what each alert said and what came of it."""

    def __init__(self, qtbot: QtBot, context: Context, *, size: tuple[int, int] = (1366, 768)) -> None:
        super().__init__(qtbot, AlertsPage(context), size=size)

    def count(self) -> int:
        """How many alerts are shown."""
        return sum(text.startswith("Raised ") for text in self.texts())
