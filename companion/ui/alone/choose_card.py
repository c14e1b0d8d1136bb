"""The passphrase that is chosen where no keyring keeps the key."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot

from companion.core.words import Words
from companion.ui.forms.passphrase import NewPassphrase
from companion.ui.widgets.announce import announce
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Card
from companion.ui.widgets.flow import button_row
from companion.ui.widgets.label import Label


class ChooseCard(Card):
    """The one step before the first page.

    Signals:
        chosen: a passphrase.
        not_now: a diary that is there already is to be opened as it is.
    """

    chosen = Signal(object)
    not_now = Signal()

    def __init__(self, words: Words, *, has_diary: bool) -> None:
        super().__init__(words("unlock.choose"))
        self._waiting = Label(words("unlock.asking_new"), "strong")
        self._waiting.hide()
        self.add(self._waiting)
        self.add(Label(words("unlock.choose_why")))
        if has_diary:
            self.add(Label(words("unlock.choose_later"), "strong"))
        self.add_space(8)
        self._fields = NewPassphrase(words)
        self.add(self._fields)
        use = Button(words("unlock.use"), "primary")
        use.clicked.connect(self._take)
        self._fields.entered.connect(self._take)
        later = Button(words("unlock.not_now"), "quiet")
        later.clicked.connect(self.not_now)
        later.setVisible(has_diary)
        self.add_space(8)
        self.add(button_row(use, later))

    def focus_first(self) -> None:
        self._fields.focus()

    def say_waiting(self) -> None:
        """The keyring was asked and may want something of its person."""
        self._waiting.show()
        announce(self, self._waiting.text())

    def say_no_answer(self) -> None:
        """The keyring does not keep the key; what is being typed stays."""
        self._waiting.hide()

    def complain(self, sentence: str) -> None:
        """What stood in the way of keeping it."""
        self._fields.complain(sentence)

    def empty(self) -> None:
        """Nothing of what was typed stays."""
        self._fields.empty()

    @Slot()
    def _take(self) -> None:
        passphrase = self._fields.read()
        if passphrase is not None:
            self.chosen.emit(passphrase)
