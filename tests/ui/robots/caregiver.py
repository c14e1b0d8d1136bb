"""A caregiver at the page made for them."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from companion.ui.context import Context
from companion.ui.pages.caregiver.page import CaregiverPage
from tests.ui.robots.reading_page import ReadingRobot


class CaregiverRobot(ReadingRobot):
    """Reads, and goes where a button leads."""

    def __init__(self, qtbot: QtBot, context: Context, *, size: tuple[int, int] = (1366, 768)) -> None:
        super().__init__(qtbot, CaregiverPage(context), None, size=size)
