"""What is handed to the desktop, what may come back, and words as every desktop can take them."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Protocol

from companion.core.reminder_policy import Urgency

TITLE_LENGTH = 60
BODY_LENGTH = 240
BUTTON_LENGTH = 30
UNPRINTABLE = frozenset({"Cc", "Cs", "Zl", "Zp"})  # controls, half characters, line and paragraph breaks


class Action(Enum):
    """What a person can press on a notice, by its name on the bus; "default" is the notice itself."""

    OPEN = "default"
    TAKEN = "taken"
    SNOOZE = "snooze"


@dataclass(frozen=True, slots=True)
class Toast:
    """A notice in its final words. It may show on a locked screen, so the words are discreet.

    `buttons` are shown where the desktop has any; nothing may depend on them. A watch stays until it is
    dealt with and sounds.
    """

    title: str
    body: str
    urgency: Urgency = Urgency.QUIET
    buttons: tuple[tuple[Action, str], ...] = ()


class Outcome(Enum):
    """How handing over a notice ended. No desktop tells whether anybody saw it."""

    HANDED_OVER = auto()
    NO_SERVICE = auto()
    NO_ANSWER = auto()
    FAILED = auto()


@dataclass(frozen=True, slots=True)
class ToastResult:
    """What the desktop made of a toast. `detail` is for the log and holds none of the toast's words."""

    toast_id: str
    outcome: Outcome
    detail: str


class NotShownError(Exception):
    """Why a toast did not get through: an outcome, and a detail that quotes none of the toast's words."""

    def __init__(self, outcome: Outcome, detail: str) -> None:
        super().__init__(detail)
        self.outcome = outcome


class Channel(Protocol):
    """One way to the desktop. Both block for as long as the desktop likes: call them from a thread."""

    def show(self, toast_id: str, toast: Toast) -> None:
        """Hand over; a toast with the same id is replaced where that can be. Raises where it did not work."""

    def withdraw(self, toast_id: str) -> None:
        """Take it off the screen where that can be."""

    def close(self) -> None:
        """Hear no more presses."""


def fit_for_desktop(toast: Toast, app_name: str) -> Toast:
    """The toast as every back end takes it: short, one line each, never an option, never without a title."""
    return replace(
        toast,
        title=_fit(toast.title, TITLE_LENGTH) or app_name,
        body=_fit(toast.body, BODY_LENGTH),
        buttons=tuple((action, _fit(label, BUTTON_LENGTH)) for action, label in toast.buttons),
    )


def _fit(text: str, length: int) -> str:
    printable = (" " if unicodedata.category(sign) in UNPRINTABLE else sign for sign in text)
    words = " ".join("".join(printable).split())
    # An apostrophe ends a portal's quoted text; notify-send reads a backslash as the start of an escape.
    words = words.replace("'", "’").replace("\\", "/")
    if words.startswith("-"):
        words = "−" + words[1:]  # a minus sign: "-5 mg" keeps its meaning and is no option
    units = words.encode("utf-16-le")  # what Windows counts
    if len(units) > 2 * length:
        words = units[: 2 * (length - 1)].decode("utf-16-le", errors="ignore").rstrip() + "…"
    return words
