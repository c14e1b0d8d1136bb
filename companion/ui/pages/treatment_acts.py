"""What can be done on the Treatment page: each button names an act and what it is about."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

from PySide6.QtWidgets import QPushButton

from companion.ui.widgets.button import Button, Kind

Pressed = Callable[[], None]


class Act(Enum):
    """What a button does: opens a form, goes to a page, or does it at once."""

    GIVEN = "given"
    CORRECT = "correct"
    OUTSIDE = "outside"
    MOVE = "move"
    LEFT_OUT = "left_out"
    STOP = "stop"
    SWITCH = "switch"
    TIMES = "times"
    CHEMO = "chemo"
    TAKE_BACK = "take_back"
    RESUME = "resume"
    READY = "ready"
    LEARN = "learn"
    SETUP = "setup"
    REMINDERS = "reminders"
    ALL_DOSES = "all_doses"


def act_button(
    text: str,
    act: Act,
    pressed: Pressed,
    *,
    subject: str = "",
    name: str = "",
    kind: Kind = "secondary",
    icon: str | None = None,
) -> Button:
    """A button for an act; `name` is what a screen reader says where the text alone does not tell enough."""
    button = Button(text, kind, icon=icon)
    button.setProperty("act", act.value)
    button.setProperty("subject", subject)
    if name:
        button.setAccessibleName(name)
    button.clicked.connect(pressed)
    return button


def act_of(button: object) -> tuple[Act, str]:
    """The act of a button that was pressed, and what it is about."""
    assert isinstance(button, QPushButton)
    return Act(button.property("act")), str(button.property("subject") or "")
