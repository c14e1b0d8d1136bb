"""The card of Settings about who can open this diary: the computer by itself, or a passphrase."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot

from companion.services.keyring_copy import PROMPT_SECONDS, Held
from companion.services.locking import Locking
from companion.ui.asking import Asking
from companion.ui.context import Context
from companion.ui.pages.go_button import GoButton
from companion.ui.pages.settings.passphrase import PassphraseChange
from companion.ui.places import Go, PageId
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Card
from companion.ui.widgets.flow import button_row
from companion.ui.widgets.label import Label
from companion.ui.widgets.said_line import SaidLine


class LockCard(Card):
    """Nothing here is stored before a button is pressed.

    Signals:
        go: a Go, to the recovery code.
    """

    go = Signal(object)

    def __init__(self, context: Context, locking: Locking) -> None:
        words = context.words
        super().__init__(words("unlock.settings"))
        self._words = words
        self._locking = locking
        self._keys = locking.keys
        self._asking = Asking(self)
        self._now = Label("", "strong")
        self._change = PassphraseChange(self._keys, words)
        self._change.done.connect(self._on_set)
        self._change.slow.connect(self._on_slow)
        self._change.closed.connect(self.refresh)
        self._choose = Button("")
        self._easy = Button(words("unlock.make_easy"))
        self._lock = Button(words("unlock.lock_now"), icon="key")
        self._remove = Button(words("unlock.remove_copy"))
        self._said = SaidLine()
        self._code = Label("")
        to_code = GoButton(Go(PageId.RECOVERY), words("unlock.to_code"), self.go)
        self.add(self._now)
        self.add(Label(words("unlock.readable")))
        self.add_space(8)
        self.add(self._change)
        self.add(button_row(self._lock, self._choose, self._easy, self._remove))
        self.add(self._said)
        self.add_space(8)
        self.add(self._code)
        self.add(to_code)
        self._choose.clicked.connect(self._show_fields)
        self._easy.clicked.connect(self._make_easy)
        self._lock.clicked.connect(locking.asked)
        self._remove.clicked.connect(self._forget_copy)
        self._remove.hide()
        self._said.hide()

    @Slot()
    def refresh(self) -> None:
        """As it is at this moment."""
        words, private = self._words, self._keys.is_private
        self._now.setText(words("unlock.private_now" if private else "unlock.easy_now"))
        self._choose.setText(words("unlock.change" if private else "unlock.ask_me"))
        self._choose.setVisible(self._change.isHidden())
        self._easy.setVisible(private)
        self._lock.setVisible(private)
        missing = self._keys.wants_code_written_down
        self._code.setText(words("unlock.code_missing" if missing else "unlock.code_written"))

    def keep(self) -> None:
        """What was wanted is waited for; half a passphrase does not stay on the page."""
        self._change.keep()
        self._said.hide()

    def focus_first(self) -> None:
        """Put the keyboard on the first button."""
        first = self._lock if self._keys.is_private else self._choose
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _show_fields(self) -> None:
        self._change.begin()
        self.refresh()

    @Slot(bool)
    def _on_set(self, was_private: bool) -> None:
        self._locking.changed.emit()
        self._said.say(self._words("unlock.passphrase_set"))
        if not was_private:
            self._forget_copy()

    @Slot()
    def _on_slow(self) -> None:
        self._said.say(self._words("waiting.title"))

    @Slot()
    def _forget_copy(self) -> None:
        self._asking.ask(self._keys.ask_to_forget(), PROMPT_SECONDS, self._on_forgotten)

    def _on_forgotten(self, held: Held | None) -> None:
        if held is Held.NONE:
            if not self._remove.isHidden():
                self._said.say(self._words("unlock.copy_gone"))
            self._remove.hide()
        else:
            self._remove.show()
            self._said.say(self._words("unlock.copy_left"))

    @Slot()
    def _make_easy(self) -> None:
        self._easy.setEnabled(False)
        self._said.say(self._words("unlock.asking"))
        self._asking.ask(self._keys.ask_to_keep(), PROMPT_SECONDS, self._on_kept)

    def _on_kept(self, held: Held | None) -> None:
        self._easy.setEnabled(True)
        if held is Held.NO_KEYRING:
            self._said.say(self._words("unlock.no_keyring"))
        elif held is not Held.STORED:
            self._said.say(self._words("unlock.keyring_refused"))
        else:
            self._keys.open_unasked()
            self._locking.changed.emit()
            self._remove.hide()
            self._change.close_up()
            self._said.say(self._words("unlock.easy_set"))
