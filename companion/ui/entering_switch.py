"""The button at the top of every page that says who is entering, and hands over in one press."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Slot
from PySide6.QtWidgets import QWidget

from companion.core.levels import Reporter
from companion.core.words import Words
from companion.services.topics import Topic
from companion.ui.widgets.announce import announce
from companion.ui.widgets.button import Button

if TYPE_CHECKING:  # the window is painted before these are loaded
    from companion.ui.context import Context

_SHORT_BELOW, _NARROW_BELOW, _LOW_BELOW = 1200, 1000, 340


@dataclass(frozen=True, slots=True)
class _Said:
    whole: str
    short: str
    letter: str
    aloud: str


class EnteringSwitch(Button):
    """It is no log-in: it marks what is written from now on, and hides hidden notes from the screen."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__("", "quiet", icon="person", parent=parent)
        self._words = words
        self._context: Context | None = None
        self._keep: Callable[[], None] | None = None
        self._is_short = self._is_low = self._is_wanted = False
        self._said = _Said("", "", "", "")
        self.clicked.connect(self._swap)
        self.hide()

    def furnish(self, context: Context, keep: Callable[[], None]) -> None:
        """From now on there is a diary; `keep` writes down what was typed before somebody else takes over."""
        self._context, self._keep = context, keep
        context.journal.changed.connect(self._on_changed)
        self._look()

    def unfurnish(self) -> None:
        """The diary is being locked: no name is left."""
        if self._context is not None:
            self._context.journal.changed.disconnect(self._on_changed)
        self._context = self._keep = None
        self.setText("")
        self.hide()

    def fit(self, window: QSize) -> None:
        """Only the name where the title needs the room; only its first letter in a small and low window.

        `window` is its size in pixels at normal text.
        """
        short = window.width() < _SHORT_BELOW
        low = window.width() < _NARROW_BELOW and window.height() < _LOW_BELOW
        if (short, low) != (self._is_short, self._is_low):
            self._is_short, self._is_low = short, low
            self._show_said()

    @Slot()
    def _swap(self) -> None:
        if self._context is None or self._keep is None:
            return
        self._keep()
        self._context.entering.swap()
        announce(self, self._words("entering.from_now_on", who=self._who(self._context.entering.by)))

    @Slot(object)
    def _on_changed(self, topic: Topic) -> None:
        if topic in (Topic.PERSON, Topic.PREFERENCES):
            self._look()

    def _look(self) -> None:
        if self._context is None:
            return
        by = self._context.entering.by
        other = Reporter.CAREGIVER if by is Reporter.PATIENT else Reporter.PATIENT
        say = partial(self._words, who=self._who(by))
        self._said = _Said(
            say("entering.now"),
            say("entering.short"),
            self._who(by)[:1].upper(),
            say("entering.hand_over", other=self._who(other)),
        )
        self._is_wanted = self._context.record.preferences().setup_done
        self._show_said()

    def _show_said(self) -> None:
        """As it was last read: laying out a window must not ask the diary, which may be closed by then."""
        if self._context is not None:
            said = self._said
            self.setText(said.letter if self._is_low else said.short if self._is_short else said.whole)
            self.setProperty("userText", self._is_low)  # a letter of the name, as it was typed
            self.setAccessibleName(said.aloud)
            self.setVisible(self._is_wanted)

    def _who(self, by: Reporter) -> str:
        person = self._context.record.person() if self._context is not None else None
        if by is Reporter.CAREGIVER:
            return (person.caregiver_name if person else "") or self._words("entering.caregiver")
        return (person.name if person else "") or self._words("entering.patient")
