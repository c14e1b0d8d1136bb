"""The page that makes one more diary on this computer."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot

from companion.core.people_here import Register
from companion.core.words import Words
from companion.ui.alone.naming import NamingCard
from companion.ui.alone.page import AlonePage
from companion.ui.widgets.button import Button
from companion.ui.widgets.flow import button_row
from companion.ui.widgets.label import Label


class AddPersonPage(AlonePage):
    """The new diary and, where it has none yet, a name for the one that is here already.

    Signals:
        wanted: name and Badge of the new one; the naming of the first stands in `first`.
        back: nobody is to be added.
    """

    wanted = Signal()
    back = Signal()

    def __init__(self, register: Register, first_name: str, words: Words, *, new_name: str = "") -> None:
        super().__init__(words("people.title_add"))
        unnamed = next((one for one in register.people if not one.name), None)
        self.unnamed = unnamed
        self.first: NamingCard | None = None
        if unnamed is not None:
            self.first = NamingCard(words("people.heading_first"), first_name, unnamed.badge, words)
            self.body.add(Label(words("people.first_about")))
            self.body.add(self.first)
        self.new = NamingCard(words("people.heading_new"), new_name, register.free_badge(), words)
        self.body.add(self.new)
        make = Button(words("people.make"), "primary")
        make.clicked.connect(self.wanted)
        back = Button(words("people.back"), icon="back")
        back.clicked.connect(self.back)
        self.body.add(button_row(make, back))

    def focus_first(self) -> None:
        """Where something is to be typed first."""
        (self.first or self.new).name.control.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def put_numbers_first(self) -> None:
        """The numbers stand on the page before."""
        self.back.emit()
