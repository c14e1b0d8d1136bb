"""The way into a diary that is locked, or to its copies."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot

from companion.core.words import Words
from companion.ui.forms.passphrase import LettersButton, SecretField
from companion.ui.widgets.announce import announce
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Card
from companion.ui.widgets.flow import button_row
from companion.ui.widgets.label import Label


class UnlockCard(Card):
    """Passphrase, recovery code, or the keyring once more: whichever opens this diary.

    `open_label` stands on the button where something else than the diary is opened.

    Signals:
        passphrase_given: a text.
        code_given: a text.
        ask_again: the keyring is to be asked once more.
    """

    passphrase_given = Signal(object)
    code_given = Signal(object)
    ask_again = Signal()

    def __init__(
        self, words: Words, *, private: bool, has_code: bool, waits: bool = False, open_label: str = ""
    ) -> None:
        super().__init__()
        self.setAccessibleName(words("unlock.title"))
        self._words = words
        self._private, self._has_code = private, has_code
        self._waits = Label(words("unlock.something_waits"), "strong")
        self.add(self._waits)
        self._waits.setVisible(waits)
        self._state = Label("")
        self.add(self._state)
        self._passphrase = SecretField(words("unlock.passphrase"), words("unlock.passphrase_hint"))
        self._open = Button(open_label or words("unlock.open"), "primary")
        self._letters = LettersButton(words, self._passphrase)
        self._to_code = Button(words("unlock.with_code"), "quiet")
        self._code = SecretField(words("unlock.code"), words("unlock.code_hint"), hidden=False)
        with_code = open_label or words("unlock.open_with_code")
        self._open_with_code = Button(with_code, "secondary" if private else "primary")
        self._again = Button(words("unlock.ask_again"))
        self.add(self._passphrase)
        self.add(button_row(self._open, self._letters, self._to_code))
        self.add(self._code)
        self.add(button_row(self._open_with_code, self._again))
        self._hint = Label(words("unlock.no_limit"), "small")
        self.add(self._hint)
        self._open.clicked.connect(self._give_passphrase)
        self._passphrase.entered.connect(self._give_passphrase)
        self._to_code.clicked.connect(self._show_code)
        self._open_with_code.clicked.connect(self._give_code)
        self._code.entered.connect(self._give_code)
        self._again.clicked.connect(self.ask_again)
        for part in (self._passphrase, self._open, self._letters):
            part.setVisible(private)
        self._to_code.setVisible(private and has_code)
        for part in (self._code, self._open_with_code):
            part.setVisible(has_code and not private)
        self._again.setVisible(not private)
        self._hint.setVisible(private or has_code)
        self._say("")

    def say_something_waits(self) -> None:
        """In the diary, and no more than that."""
        self._waits.show()
        announce(self, self._waits.text(), assertive=True)

    def say_waiting(self) -> None:
        """The keyring was asked and may want something of its person."""
        self._again.setEnabled(False)
        self._say(self._words("unlock.asking"))

    def say_trying(self) -> None:
        """What was typed is being tried, which takes longer than usual."""
        self._say(self._words("waiting.unlocking"))

    def say_no_answer(self) -> None:
        """The keyring has not given the key."""
        self._again.setEnabled(True)
        self._say(self._words("unlock.no_answer_code" if self._has_code else "unlock.no_answer_alone"))

    def refuse_passphrase(self, sentence: str) -> None:
        self._say("")
        self._passphrase.show_error(sentence)
        self._passphrase.focus()

    def refuse_code(self, sentence: str) -> None:
        self._say("")
        self._code.show_error(sentence)
        self._code.focus()

    def focus_first(self) -> None:
        """Put the keyboard where the way in begins."""
        if self._private:
            self._passphrase.focus()
        elif self._has_code:
            self._code.focus()
        else:
            self._again.setFocus(Qt.FocusReason.OtherFocusReason)

    def empty(self) -> None:
        """Nothing of what was typed stays."""
        self._passphrase.empty()
        self._code.empty()

    def _say(self, text: str) -> None:
        self._state.setText(text)
        self._state.setVisible(bool(text))
        if text:
            announce(self, text)

    @Slot()
    def _give_passphrase(self) -> None:
        self._passphrase.clear_error()
        self.passphrase_given.emit(self._passphrase.text())

    @Slot()
    def _give_code(self) -> None:
        self._code.clear_error()
        self.code_given.emit(self._code.text())

    @Slot()
    def _show_code(self) -> None:
        self._to_code.hide()
        self._code.show()
        self._open_with_code.show()
        self._code.focus()
