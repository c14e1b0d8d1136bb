"""A person who looks at the plan and writes down doses."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from companion.ui.context import Context
from companion.ui.pages.treatment.page import TreatmentPage
from companion.ui.widgets.button import Button
from tests.ui.robots.reading_page import ReadingRobot

DAY = "Day"
TIME = "Time it started"
NO_TIME = "I do not know the time"
SAVE = "Save this dose"
SAVE_ANYWAY = "Yes, save this dose"


class TreatmentRobot(ReadingRobot):
    """Opens the form for a dose, fills it in, and sees what came of it."""

    def __init__(
        self,
        qtbot: QtBot,
        context: Context,
        subject: str | None = None,
        *,
        size: tuple[int, int] = (1366, 768),
    ) -> None:
        super().__init__(qtbot, TreatmentPage(context), subject, size=size)

    def start_writing(self, dose: str) -> None:
        self.press(f"It was given: {dose}")

    def start_writing_outside(self) -> None:
        self.press("A dose outside the plan")

    def fill_in(self, *, day: str | None = None, time: str | None = None) -> None:
        if day is not None:
            self.type_into(DAY, day)
        if time is not None:
            self.type_into(TIME, time)

    def save(self) -> None:
        self.press(SAVE if SAVE in self.buttons() else SAVE_ANYWAY)

    def is_writing(self) -> bool:
        """Whether the form is still there."""
        return SAVE in self.buttons() or SAVE_ANYWAY in self.buttons()

    def press_act(self, act: str, subject: str) -> None:
        """Press the button of an act about something, whatever language it speaks."""
        buttons = self._seen(Button)
        button = next(b for b in buttons if (b.property("act"), b.property("subject")) == (act, subject))
        button.click()
        self.settle()

    def asks_once_more(self) -> bool:
        return SAVE_ANYWAY in self.buttons()
