"""The short list at the top of Settings: a button for each group of cards."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot

from companion.core.words import Words
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Card
from companion.ui.widgets.flow import button_row

# The groups in their order, and the cards of each; a card that this diary does not have is left out.
GROUPS = {
    "you": ("person", "about_me", "lives_with", "team_knows"),
    "team": ("contacts", "team_sheet", "hospital"),
    "look": ("look", "clock"),
    "reminders": ("reminder", "quiet", "while_closed", "will_they_come"),
    "reading": ("notes", "lock", "people"),
    "copies": ("copies", "files", "changes"),
    "about": ("limits", "about", "delete"),
}


class SettingsList(Card):
    """Signals:
    wanted: the name of the card that a group begins with.
    """

    wanted = Signal(str)

    def __init__(self, words: Words) -> None:
        super().__init__(words("settings.list"))
        buttons = []
        for group, cards in GROUPS.items():
            button = Button(words(f"settings.group_{group}"))
            button.setProperty("first", cards[0])
            button.clicked.connect(self._want)
            buttons.append(button)
        self.add_space(4)
        self.add(button_row(*buttons))

    @Slot()
    def _want(self) -> None:
        self.wanted.emit(str(self.sender().property("first")))
