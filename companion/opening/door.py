"""What stands before the diary: it opens unasked where the keyring has the key, else asks for the way in."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
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
from companion.services.work_apart import Done, Work, WorkApart
from companion.stores.database import bring_up_to_date
from companion.ui.alone.choose_card import ChooseCard
from companion.ui.alone.locked import LockedPage
from companion.ui.alone.unlock_card import UnlockCard
from companion.ui.alone.waiting import WaitingPage
from companion.ui.asking import Asking
from companion.ui.tray import Tray
from companion.ui.widgets.call_cards import CallFacts
from companion.ui.window import MainWindow

_SAY_AFTER_MS = 1_000
_TRY, _PREPARE = "try", "prepare"


class Door(QObject):
    """Leads from a painted window to an open diary; what works long does so in a thread.

    Signals:
        opened: the key is held, or the diary needs none; only now may it be opened.
        refused: a UserCanFix, where nothing that a person can type helps.
        left: it stands before the diary no longer.
    """

    opened = Signal()
    refused = Signal(object)
    left = Signal()

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
        self._work = WorkApart(self)
        self._work.done.connect(self._on_done)
        self._work.slow.connect(self._on_slow)
        self._then: Callable[[], None] = self._finish
        self._refuse: Callable[[str], None] | None = None
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
        self.left.emit()
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
        self._window.come_forward()

    @Slot()
    def show_unwell(self) -> None:
        """The numbers, without the diary."""
        self._unwell = True
        self._window.show_unwell()
        self.bring_forward()

    def stop(self) -> None:
        """Wait for nothing any more, but for what is being done to the diary itself."""
        self._asking.stop()
        self._say.stop()
        self._work.finish()

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
        keys = self.keys
        self._try(lambda: keys.take_passphrase(typed), UnlockCard.refuse_passphrase)

    @Slot(object)
    def _try_code(self, typed: str) -> None:
        keys = self.keys
        self._try(lambda: keys.take_code(typed), UnlockCard.refuse_code, then=self._finish_with_code)

    @Slot(object)
    def _keep_passphrase(self, passphrase: str) -> None:
        keys = self.keys
        self._try(lambda: keys.set_passphrase(passphrase), ChooseCard.complain, then=self._finish_choice)

    def _try(
        self,
        take: Callable[[], None],
        refuse: Callable[[Any, str], None],
        *,
        then: Callable[[], None] | None = None,
    ) -> None:
        """The slow function between what is typed and the key; a second press meanwhile tries nothing."""
        page = self._window.alone
        if self._work.is_running or not isinstance(page, LockedPage):
            return
        card = page.card
        self._refuse = lambda sentence: refuse(card, sentence)
        self._then = then or self._finish
        self._work.begin(Work(_TRY, take))

    def _finish_with_code(self) -> None:
        if not self.keys.is_private:
            self.keys.ask_to_keep()  # for the next start; nothing hangs on it
        self._finish()

    def _finish_choice(self) -> None:
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
        self._asking.stop()
        self._say.stop()
        page = self._window.alone
        if isinstance(page, LockedPage):
            page.card.empty()

        keys = self.keys

        def prepare() -> None:
            if seal is not None:
                seal()
            keys.prepare()
            with suppress(UserCanFix):  # opening it says so
                bring_up_to_date(keys.files.diary, key=keys.key_to_open_with())

        self._work.begin(Work(_PREPARE, prepare))

    @Slot(object)
    def _on_done(self, done: Done) -> None:
        problem = done.problem
        if problem is not None and not isinstance(problem, UserCanFix):
            raise problem
        if done.about == _TRY:
            refuse, self._refuse = self._refuse, None
            if problem is None:
                self._then()
            elif refuse is not None:
                refuse(self._sentence(problem))
        elif problem is not None and not self.keys.has_plain_diary():
            self.refused.emit(problem)
        else:
            self.left_plain = problem
            self.opened.emit()

    @Slot()
    def _on_slow(self) -> None:
        """It takes more than a second: say what is being done."""
        page = self._window.alone
        if self._refuse is None:
            self._window.show_alone(WaitingPage(self._words("waiting.preparing"), self._facts, self._words))
        elif isinstance(page, LockedPage) and isinstance(page.card, UnlockCard):
            page.card.say_trying()

    def _sentence(self, problem: UserCanFix) -> str:
        return self._words(problem.key, **problem.values)
