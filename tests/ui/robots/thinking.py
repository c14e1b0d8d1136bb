"""Someone who does the thinking check, alone or with a helper."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from companion.ui.context import Context
from companion.ui.pages.thinking.page import ThinkingPage
from companion.ui.widgets.button import Button
from tests.ui.robots.reading_page import ReadingRobot

FIELD = "Your answer"
# New York on 2 March 2026.
RIGHT = ("2026", "March", "Wick", "a clock", "mug", "key", "100 90 80 70 60 50 40 30 20 10")


class ThinkingRobot(ReadingRobot):
    """Answers one question after another."""

    def __init__(self, qtbot: QtBot, context: Context, *, size: tuple[int, int] = (1366, 768)) -> None:
        super().__init__(qtbot, ThinkingPage(context), size=size)

    def begin_with_helper(self) -> None:
        self.press("A helper asks the questions")

    def begin_alone(self) -> None:
        self.press("I do it alone")

    def helper_says(self, *verdicts: str) -> None:
        for verdict in verdicts:
            self.press(verdict)

    def second_press_of_a_double_click(self, name: str) -> None:
        """What the system sends after the first press brought another page under the pointer."""
        button = self._find(Button, name)
        middle = QPointF(button.rect().center())
        for kind in (QEvent.Type.MouseButtonDblClick, QEvent.Type.MouseButtonRelease):
            event = QMouseEvent(
                kind,
                middle,
                button.mapToGlobal(middle),
                Qt.MouseButton.LeftButton,
                Qt.MouseButton.LeftButton,
                Qt.KeyboardModifier.NoModifier,
            )
            QApplication.sendEvent(button, event)
        self.settle()

    def types(self, *answers: str) -> None:
        """Type one answer after another, each followed by Continue."""
        for answer in answers:
            self.type_into(FIELD, answer)
            self.press("Continue")

    def whole_with_helper(self, *, missed: int = 0) -> None:
        self.begin_with_helper()
        self.helper_says(*(["Not right"] * missed), *(["Right"] * (9 - missed)))

    def whole_alone(self) -> None:
        self.begin_alone()
        self.types(*RIGHT)
        self.press("I did it")
        self.press("I did it")

    def question(self) -> str:
        """Which question is shown; empty at the start and at the end."""
        return next((text for text in self.texts() if text.startswith("Question ")), "")
