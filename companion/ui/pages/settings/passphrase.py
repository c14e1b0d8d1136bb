"""The fields for a new passphrase, and the slow function that seals the key with it, in a thread."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.core.errors import UserCanFix
from companion.core.words import Words
from companion.services.keyholder import Keyholder
from companion.services.work_apart import Done, Work, WorkApart
from companion.ui.forms.passphrase import NewPassphrase
from companion.ui.widgets.button import Button
from companion.ui.widgets.flow import button_row


class PassphraseChange(QWidget):
    """Hidden until it is wanted.

    Signals:
        done: it counts from now on; whether one was asked for before.
        slow: it takes more than a second.
        closed: the fields are hidden again.
    """

    done = Signal(bool)
    slow = Signal()
    closed = Signal()

    def __init__(self, keys: Keyholder, words: Words) -> None:
        super().__init__()
        self._keys = keys
        self._words = words
        self._was_private = False
        self._new = NewPassphrase(words)
        use = Button(words("unlock.use"))
        cancel = Button(words("unlock.cancel"), "quiet")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._new)
        column.addWidget(button_row(use, cancel))
        self._work = WorkApart(self)
        self._work.done.connect(self._on_set)
        self._work.slow.connect(self.slow)
        use.clicked.connect(self._set)
        self._new.entered.connect(self._set)
        cancel.clicked.connect(self.close_up)
        self.hide()

    def begin(self) -> None:
        """Show the fields, with the keyboard in the first one."""
        self.show()
        self._new.focus()

    def keep(self) -> None:
        """Half a passphrase is no passphrase and does not stay; one that was wanted is waited for."""
        self._work.wait()
        self.close_up()

    @Slot()
    def close_up(self) -> None:
        """Nothing of what was typed stays."""
        self._new.empty()
        self.hide()
        self.closed.emit()

    @Slot()
    def _set(self) -> None:
        passphrase = self._new.read()
        if passphrase is None or self._work.is_running:
            return
        keys = self._keys
        self._was_private = keys.is_private
        self._work.begin(Work("passphrase", lambda: keys.set_passphrase(passphrase)))

    @Slot(object)
    def _on_set(self, done: Done) -> None:
        if isinstance(done.problem, UserCanFix):
            self._new.complain(self._words(done.problem.key, **done.problem.values))
            return
        if done.problem is not None:
            raise done.problem
        self.close_up()
        self.done.emit(self._was_private)
