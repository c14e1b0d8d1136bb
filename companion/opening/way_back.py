"""The window where the diary cannot be opened: why, the numbers, and the way back to a copy."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot

from companion.clock import Clock
from companion.core.errors import UserCanFix
from companion.core.formats import Formats
from companion.core.words import Words
from companion.opening.copy_keys import CopyKeys
from companion.opening.numbers import trouble_window
from companion.paths import PersonFiles
from companion.services.offers import WITH_COPIES
from companion.services.work_apart import Done, Work, WorkApart
from companion.ui.alone.copy_place import CopyOffer
from companion.ui.alone.offers import Offers
from companion.ui.alone.trouble import TroubleWindow
from companion.ui.alone.unlock_card import UnlockCard

_NEWEST, _AGAIN, _ONE, _TYPED = "newest", "again", "one", "typed"


class WayBack(QObject):
    """Copies are looked for and read in a thread: they may be many and long, and a keyring may hang.

    Signals:
        restore_wanted: a Path, the copy that the person wants to go back to.
    """

    restore_wanted = Signal(object)

    def __init__(self, files: PersonFiles, clock: Clock, keys: CopyKeys, words: Words) -> None:
        super().__init__()
        self.window: TroubleWindow | None = None
        self._files = files
        self._keys = keys
        self._words = words
        formats = Formats(words, clock.zone())
        self._offers = partial(Offers, files, formats, words)
        self._refuse: Callable[[str], None] | None = None
        self._work = WorkApart(self)
        self._work.done.connect(self._on_done)
        self._work.slow.connect(self._on_slow)

    @property
    def is_looking(self) -> bool:
        """Whether copies are being looked for or read."""
        return self._work.is_running

    def tell(self, sentence: str, key: str, *, numbers_first: bool) -> TroubleWindow:
        """A window that says it; `key` names what is wrong, and so whether a copy would help."""
        helps = key in WITH_COPIES
        window = trouble_window(
            sentence, self._files, self._words, may_choose=helps, numbers_first=numbers_first
        )
        # The window goes away when a copy is opened: not while it still handles the press.
        queued = Qt.ConnectionType.QueuedConnection
        copies = window.copies
        copies.restore_wanted.connect(self.restore_wanted, queued)
        copies.copy_chosen.connect(self._read_one, queued)
        copies.passphrase_given.connect(self._try_passphrase, queued)
        copies.code_given.connect(self._try_code, queued)
        copies.ask_again.connect(self._ask_keyring_again, queued)
        self.window = window
        if helps:
            copies.say_looking()
            self._look_for_newest(_NEWEST)
        return window

    def say(self, sentence: str) -> None:
        """What came of going back to a copy, where the diary still cannot be opened."""
        if self.window is not None:
            self._work.forget()
            self.window.copies.show_offer(None, sentence)

    def put_away(self) -> None:
        """Another window takes the place of this one."""
        self._work.forget()
        self.window = None

    def _look_for_newest(self, about: str) -> None:
        keys, offers = self._keys, self._offers
        self._work.begin(Work(about, lambda: offers(keys.key()).newest()))

    @Slot(object)
    def _read_one(self, path: Path) -> None:
        """What stands in a copy that the person found elsewhere."""
        keys, offers = self._keys, self._offers
        self._work.begin(Work(_ONE, lambda: offers(keys.key()).of_file(path)))

    @Slot()
    def _ask_keyring_again(self) -> None:
        if self.window is not None and self.window.copies.way_in is not None:
            self.window.copies.way_in.say_waiting()
            self._look_for_newest(_AGAIN)

    @Slot(object)
    def _try_passphrase(self, typed: str) -> None:
        """What opens the copies of a diary that is gone, typed in the window that says so."""
        keys, way_in = self._keys.locked_out, self._way_in()
        if keys is not None and way_in is not None:
            self._try(lambda: keys.take_passphrase(typed), way_in.refuse_passphrase)

    @Slot(object)
    def _try_code(self, typed: str) -> None:
        keys, way_in = self._keys.locked_out, self._way_in()
        if keys is not None and way_in is not None:
            self._try(lambda: keys.take_code(typed), way_in.refuse_code)

    def _try(self, take: Callable[[], None], refuse: Callable[[str], None]) -> None:
        keys, copies, offers = self._keys.locked_out, self._keys, self._offers
        if keys is None or self._work.is_running:
            return

        def look() -> object:
            take()
            keys.prepare()  # the key file that was opened, not the older one that a copy may bring along
            copies.hold(keys)
            return offers(keys.key).newest()

        self._refuse = refuse
        self._work.begin(Work(_TYPED, look))

    @Slot()
    def _on_slow(self) -> None:
        if self.window is not None:
            self.window.copies.say_looking()

    @Slot(object)
    def _on_done(self, done: Done) -> None:
        window = self.window
        if window is None:
            return
        if isinstance(done.problem, UserCanFix):
            sentence = self._words(done.problem.key, **done.problem.values)
            if done.about == _TYPED and self._refuse is not None:
                self._refuse(sentence)
            else:
                window.copies.show_offer(None, sentence)
        elif done.problem is not None:
            window.copies.show_offer(None)
            raise done.problem
        elif done.about == _AGAIN and self._keys.can_be_typed and window.copies.way_in is not None:
            window.copies.way_in.say_no_answer()
        elif done.about == _NEWEST and self._keys.can_be_typed:
            keys = self._keys.locked_out
            assert keys is not None  # can_be_typed
            window.copies.ask_for_key(private=keys.is_private, has_code=keys.has_code)
        else:
            assert done.value is None or isinstance(done.value, CopyOffer)
            window.copies.show_offer(done.value)

    def _way_in(self) -> UnlockCard | None:
        return None if self.window is None else self.window.copies.way_in
