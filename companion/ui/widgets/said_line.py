"""A line that says what came of something, once there is anything to say."""

from __future__ import annotations

from companion.ui.widgets.announce import announce
from companion.ui.widgets.label import Label


class SaidLine(Label):
    """Hidden until then. `user_text`: what it says holds what a person typed, such as the name of a file."""

    def __init__(self, *, user_text: bool = False) -> None:
        super().__init__("", "strong", user_text=user_text)
        self.hide()

    def say(self, sentence: str) -> None:
        """Say it here, and aloud."""
        self.setText(sentence)
        self.show()
        announce(self, sentence)
