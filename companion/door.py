"""What stands before the diary: it opens unasked where the keyring has the key, else asks for the way in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from companion.core.errors import UserCanFix
from companion.core.key_standing import KeyStanding
from companion.core.words import Words
from companion.services.keyholder import Keyholder
from companion.services.keyring_copy import (
    LOOK_SECONDS,
    PROMPT_SECONDS,
    Asked,
    Fetched,
    Held,
    ask_whether_there_is_one,
)
from companion.services.single_instance import Request
from companion.ui.asking import Asking
from companion.ui.tray import Tray
from companion.ui.unlock import ChooseCard, LockedPage, UnlockCard
from companion.ui.widgets.call_cards import CallFacts
from companion.ui.window import MainWindow

_SAY_AFTER_MS = 1_000


class Door(QObject):
    """Leads from a painted window to an open diary.

    Signals:
        opened: the key is held, or the diary needs none; only now may it be opened.
        refused: a UserCanFix, where nothing that a person can type helps.
    """

    opened = Signal()
    refused = Signal(object)

    def __init__(self, keys: Keyholder, window: MainWindow, facts: CallFacts, words: Words) -> None:
        super().__init__()
        self.keys = keys
        self.left_plain: UserCanFix | None = None
        self._window = window
        self._facts = facts
        self._words = words
        self._standing = KeyStanding.OTHER
        self._unwell = False
        self._asking = Asking(self)
        self._keeping: Asked[Held] | None = None
        self._tray = Tray(words, window)
        self._tray.show.connect(self.bring_forward)
        self._tray.unwell.connect(self.show_unwell)
        self._tray.quit.connect(window.close)
        self._say = QTimer(self, interval=_SAY_AFTER_MS, singleShot=True)
        self._say.timeout.connect(self._say_waiting)

    def open(self, *, waits: bool = False, unwell: bool = False) -> None:
        """Begin. `waits`: something in the diary wants to be seen; `unwell`: the numbers come first."""
        self._unwell = unwell
        self._standing = self.keys.look()
        match self._standing:
            case KeyStanding.NEW | KeyStanding.PLAIN:
                self.keys.make()
                self._ask(ask_whether_there_is_one(), LOOK_SECONDS, self._on_keyring)
            case KeyStanding.SEALED if self.keys.is_private:
                self._show_unlock(waits=waits)
            case KeyStanding.SEALED | KeyStanding.KEYLESS:
                self._ask_for_key()
            case KeyStanding.OTHER:
                self.opened.emit()

    def leave(self) -> None:
        """The diary opens, or the program ends."""
        self.stop()
        self._tray.close()
        self._tray.deleteLater()

    @Slot(object)
    def on_request(self, request: Request) -> None:
        """A second start of the program asks this one to come forward."""
        if request is Request.UNWELL:
            self.show_unwell()
        else:
            self.bring_forward()

    @Slot()
    def bring_forward(self) -> None:
        """The window on top, as far as the desktop allows."""
        if self._window.isMinimized():
            self._window.showNormal()
        self._window.show()
        self._window.raise_()
        self._window.activateWindow()

    @Slot()
    def show_unwell(self) -> None:
        """The numbers, without the diary."""
        self._unwell = True
        self._window.show_unwell()
        self.bring_forward()

    def stop(self) -> None:
        """Wait for nothing any more."""
        self._asking.stop()
        self._say.stop()

    # The keyring.

    def _ask(self, asked: Asked[Any], seconds: float, then: Callable[[Any], None]) -> None:
        self._say.start()

        def answered(answer: Any) -> None:
            self._say.stop()
            then(answer)

        self._asking.ask(asked, seconds, answered)

    @Slot()
    def _say_waiting(self) -> None:
        """It takes long: say what is waited for, and offer the other ways meanwhile."""
        is_new = self._standing in (KeyStanding.NEW, KeyStanding.PLAIN)
        card = self._show_choose() if is_new else self._show_unlock()
        card.say_waiting()

    def _on_keyring(self, held: Held | None) -> None:
        if held is Held.NONE:
            self._keeping = self.keys.ask_to_keep()
            self._ask(self._keeping, PROMPT_SECONDS, self._on_kept)
        else:
            self._show_choose().say_no_answer()

    def _on_kept(self, held: Held | None) -> None:
        if held is Held.STORED:
            self._finish(self.keys.open_unasked)
        else:
            self._show_choose().say_no_answer()

    @Slot()
    def _ask_for_key(self) -> None:
        self._ask(self.keys.ask_key(), PROMPT_SECONDS, self._on_key)

    def _on_key(self, answer: tuple[str, Fetched] | None) -> None:
        if answer is not None and self.keys.take(*answer):
            self._finish()
            return
        if self._standing is KeyStanding.KEYLESS:
            problem = self.keys.why_not()
            if problem is None:
                self.opened.emit()  # not a diary of ours: opening it says so
            else:
                self.refused.emit(problem)
        elif self.keys.has_no_way_in():
            self.keys.make()
            self._standing = KeyStanding.NEW
            self._ask(ask_whether_there_is_one(), LOOK_SECONDS, self._on_keyring)
        else:
            self._show_unlock().say_no_answer()

    # What a person types.

    def _show_unlock(self, *, waits: bool = False) -> UnlockCard:
        keys, words, shown = self.keys, self._words, self._window.alone
        if isinstance(shown, LockedPage) and isinstance(shown.card, UnlockCard):
            return shown.card  # with what is being typed
        card = UnlockCard(words, private=keys.is_private, has_code=keys.has_code, waits=waits)
        card.passphrase_given.connect(self._try_passphrase)
        card.code_given.connect(self._try_code)
        card.ask_again.connect(self._ask_for_key)
        self._show(LockedPage(card, words("unlock.title"), self._facts, words))
        return card

    def _show_choose(self) -> ChooseCard:
        shown = self._window.alone
        if isinstance(shown, LockedPage) and isinstance(shown.card, ChooseCard):
            return shown.card
        card = ChooseCard(self._words, has_diary=self.keys.has_plain_diary())
        card.chosen.connect(self._keep_passphrase)
        card.not_now.connect(self._leave_plain)
        self._show(LockedPage(card, self._words("unlock.title_new"), self._facts, self._words))
        return card

    def _show(self, page: LockedPage) -> None:
        self._window.show_alone(page)
        if self._unwell or self._window.asked_for is not None:
            page.put_numbers_first()
        else:
            page.card.focus_first()

    @Slot(object)
    def _try_passphrase(self, typed: str) -> None:
        try:
            self.keys.take_passphrase(typed)
        except UserCanFix as problem:
            self._card(UnlockCard).refuse_passphrase(self._sentence(problem))
            return
        self._finish()

    @Slot(object)
    def _try_code(self, typed: str) -> None:
        try:
            self.keys.take_code(typed)
        except UserCanFix as problem:
            self._card(UnlockCard).refuse_code(self._sentence(problem))
            return
        if not self.keys.is_private:
            self.keys.ask_to_keep()  # for the next start; nothing hangs on it
        self._finish()

    @Slot(object)
    def _keep_passphrase(self, passphrase: str) -> None:
        try:
            self.keys.set_passphrase(passphrase)
        except UserCanFix as problem:
            self._card(ChooseCard).complain(self._sentence(problem))
            return
        if self._keeping is not None:
            self.keys.ask_to_forget(after=self._keeping)
        self._finish()

    @Slot()
    def _leave_plain(self) -> None:
        self.stop()
        self.keys.leave_plain()
        self.opened.emit()

    def _finish(self, seal: Callable[[], None] | None = None) -> None:
        """The key is held: from here on the diary is encrypted, or stays plain for once and says why."""
        self.stop()
        page = self._window.alone
        if isinstance(page, LockedPage):
            page.card.empty()
        try:
            if seal is not None:
                seal()
            self.keys.prepare()
        except UserCanFix as problem:
            if not self.keys.has_plain_diary():
                self.refused.emit(problem)
                return
            self.left_plain = problem
        self.opened.emit()

    def _card(self, kind: type[Any]) -> Any:
        page = self._window.alone
        assert isinstance(page, LockedPage)
        assert isinstance(page.card, kind)
        return page.card

    def _sentence(self, problem: UserCanFix) -> str:
        return self._words(problem.key, **problem.values)
