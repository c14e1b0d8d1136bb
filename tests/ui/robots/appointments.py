"""A person who looks at the appointments, and writes one down."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from companion.ui.context import Context
from companion.ui.pages.appointments.page import AppointmentsPage
from tests.ui.robots.reading_page import ReadingRobot

ADD = "Add an appointment"
SAVE = "Save this appointment"
NAME = "Name, if you like"
DAY = "Day"
TIME = "Time"


class AppointmentsRobot(ReadingRobot):
    """Adds, changes and cancels."""

    def __init__(self, qtbot: QtBot, context: Context, *, size: tuple[int, int] = (1366, 768)) -> None:
        super().__init__(qtbot, AppointmentsPage(context), size=size)

    def write_down(
        self,
        kind: str = "",
        *,
        day: str = "",
        time: str = "",
        name: str = "",
        where: str = "",
        bring: str = "",
    ) -> None:
        """Fill in what is given, and press Save."""
        if kind:
            self.press(kind)
        for field, text in (
            (NAME, name),
            (DAY, day),
            (TIME, time),
            ("Where", where),
            ("What to bring", bring),
        ):
            if text:
                self.type_into(field, text)
        self.press(SAVE)

    def press_enter(self) -> None:
        """Press Enter where the keyboard is."""
        focused = self.window.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_Return)
        self.settle()

    def is_writing(self) -> bool:
        """Whether the form is still there."""
        return SAVE in self.buttons()
