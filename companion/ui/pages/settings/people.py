"""The card of Settings about the people on this computer: whose diary this is, and the way to another one."""

from __future__ import annotations

from PySide6.QtCore import Qt

from companion.services.people_here import PeopleHere
from companion.ui.context import Context
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Card
from companion.ui.widgets.label import Label


class PeopleCard(Card):
    """One button: the diary is closed and locked, then somebody is asked whose is wanted."""

    def __init__(self, context: Context, people: PeopleHere) -> None:
        words = context.words
        super().__init__(words("people.settings"))
        if people.people.register.is_shared:
            name = Label(words("people.settings_shared", name=people.me.name), user_text=True)
        else:
            name = Label(words("people.settings_alone"))
        self.add(name)
        self._change = Button(words("people.change"), icon="person")
        self._change.clicked.connect(people.asked)
        self.add_space(8)
        self.add(self._change)

    def refresh(self) -> None:
        """It changes only while no diary is open."""

    def keep(self) -> None:
        """Nothing is typed here."""

    def focus_first(self) -> None:
        """Put the keyboard on the button."""
        self._change.setFocus(Qt.FocusReason.OtherFocusReason)
