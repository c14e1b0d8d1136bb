"""Fields for what nobody else should read: a passphrase, its repetition, a recovery code."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from companion.core.words import Words
from companion.ui.forms.field import with_room
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Field

_GAP = 12
_LONGEST = 1024


class SecretField(Field):
    """A line that shows dots until asked for the letters.

    Signals:
        entered: Enter was pressed in it.
    """

    entered = Signal()

    def __init__(self, label: str, hint: str = "", *, hidden: bool = True) -> None:
        line = QLineEdit()
        super().__init__(label, line, hint)
        self._line = line
        line.setMaxLength(_LONGEST)
        self.show_letters(shown=not hidden)
        with_room(self)
        line.textEdited.connect(self._forgive)
        line.returnPressed.connect(self.entered)

    def text(self) -> str:
        return self._line.text()

    def empty(self) -> None:
        """Nothing typed and no complaint."""
        self._line.clear()
        self.clear_error()

    def show_letters(self, *, shown: bool) -> None:
        self._line.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)

    def focus(self) -> None:
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _forgive(self) -> None:
        self.clear_error()


class LettersButton(Button):
    """Shows or hides the letters of some fields."""

    def __init__(self, words: Words, *fields: SecretField) -> None:
        super().__init__(words("unlock.show_letters"), "quiet")
        self._words, self._fields, self._shown = words, fields, False
        self.clicked.connect(self._turn)

    @Slot()
    def _turn(self) -> None:
        self._shown = not self._shown
        for field in self._fields:
            field.show_letters(shown=self._shown)
        self.setText(self._words("unlock.hide_letters" if self._shown else "unlock.show_letters"))


class NewPassphrase(QWidget):
    """A passphrase typed twice; no rules but that there is one, and that both are the same.

    Signals:
        entered: Enter was pressed in the second field.
    """

    entered = Signal()

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._first = SecretField(words("unlock.first"), words("unlock.first_hint"))
        self._second = SecretField(words("unlock.second"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_GAP)
        column.addWidget(self._first)
        column.addWidget(self._second)
        column.addWidget(LettersButton(words, self._first, self._second), 0, Qt.AlignmentFlag.AlignLeft)
        self._first.entered.connect(self._second.focus)
        self._second.entered.connect(self.entered)

    def read(self) -> str | None:
        """The passphrase; None where it says at a field what to change."""
        if not self._first.text():
            self._first.show_error(self._words("vault.empty_passphrase"))
            self._first.focus()
            return None
        if self._first.text() != self._second.text():
            self._second.show_error(self._words("unlock.not_the_same"))
            self._second.focus()
            return None
        return self._first.text()

    def complain(self, sentence: str) -> None:
        """What stood in the way of a passphrase that was read."""
        self._first.show_error(sentence)

    def empty(self) -> None:
        self._first.empty()
        self._second.empty()

    def focus(self) -> None:
        self._first.focus()
