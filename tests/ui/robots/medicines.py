"""A person who looks at the medicines, writes down what was taken, and enters a plan."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from companion.ui.context import Context
from companion.ui.pages.medicines.page import MedicinesPage
from tests.ui.robots.reading_page import ReadingRobot

ADD = "Add a medicine"
NEXT, BACK = "Next", "Back"
SAVE = "Save this medicine"
NAME, AMOUNT = "Name of the medicine", "How much each time"
TIMES = "Times of day"
ALL_THE_SAME, DO_NOT_WRITE = "Write it down all the same", "Do not write it down"


class MedicinesRobot(ReadingRobot):
    """Goes through the questions as they come."""

    def __init__(self, qtbot: QtBot, context: Context, *, size: tuple[int, int] = (1366, 768)) -> None:
        super().__init__(qtbot, MedicinesPage(context), size=size)

    def begin_plan(self, name: str, kind: str, *, amount: str = "") -> None:
        """Up to the questions of one kind of schedule."""
        self.press(ADD)
        self.type_into(NAME, name)
        if amount:
            self.type_into(AMOUNT, amount)
        self.press(NEXT)
        self.press(kind)
        self.press(NEXT)

    def fill_in(self, **fields: str) -> None:
        """Type into fields; an underscore stands for a blank."""
        for field, text in fields.items():
            self.type_into(field.replace("_", " "), text)

    def fill_in_step(self, number: int, *, first: str = "", last: str, amount: str, times: str) -> None:
        """One row of a taper."""
        step = f"Step {number}"
        if first:
            self.type_into(f"From day ({step})", first)
        self.type_into(f"To day ({step})", last)
        self.type_into(f"How much ({step})", amount)
        self.type_into(f"Times of day ({step})", times)

    def next_times(self) -> tuple[str, ...]:
        """The times that are shown before saving."""
        texts = self.texts()
        start = texts.index("These are the next times") + 1
        return texts[start : texts.index("Compare this with the paper from your team.")]

    def is_asking(self) -> bool:
        """Whether a question is open instead of the list."""
        return ADD not in self.buttons()
