"""The way back at the top of what the diary shows."""

from __future__ import annotations

from companion.core.words import Words
from companion.ui.widgets.button import Button


def back_button(words: Words) -> Button:
    """One step back, by a press or by Alt and the arrow to the left."""
    button = Button(words("diary.back"), "quiet", icon="back")
    button.setShortcut("Alt+Left")
    return button
