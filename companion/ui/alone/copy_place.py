"""The place where a copy of the diary is offered, in the window for when the diary cannot be opened."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.core.words import Words
from companion.ui.alone.unlock_card import UnlockCard
from companion.ui.file_dialogs import ask_for_file
from companion.ui.widgets.announce import announce
from companion.ui.widgets.button import Button
from companion.ui.widgets.flow import button_row
from companion.ui.widgets.label import Label
from companion.ui.widgets.rebuilt import take_all_away


@dataclass(frozen=True, slots=True)
class CopyOffer:
    """A good copy that can take the place of the diary: its name, and what stands in it."""

    copy: Path
    name: str
    lines: tuple[str, ...]


class CopyPlace(QWidget):
    """Copies are looked for, or their key is asked for, or one of them is offered.

    Signals:
        restore_wanted: a Path, the copy that is to take the place of the diary.
        copy_chosen: a Path, another copy of which the person wants to know what stands in it.
        passphrase_given: a text, to open locked copies with.
        code_given: a text, the same.
        ask_again: the keyring is to be asked for the key of the copies once more.
    """

    restore_wanted = Signal(object)
    copy_chosen = Signal(object)
    passphrase_given = Signal(object)
    code_given = Signal(object)
    ask_again = Signal()

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._offer: CopyOffer | None = None
        self._is_looking = False
        self.way_in: UnlockCard | None = None
        self._copies = QVBoxLayout(self)
        self._copies.setContentsMargins(0, 8, 0, 0)
        self._copies.setSpacing(8)

    def say_looking(self) -> None:
        """Copies are being looked for or read: what was typed stays where it is."""
        sentence = self._words("waiting.looking")
        if self.way_in is not None:
            self.way_in.say_trying()
            return
        self._empty()
        self._is_looking = True
        self._copies.addWidget(Label(sentence))
        announce(self, sentence)

    def ask_for_key(self, *, private: bool, has_code: bool) -> None:
        """The copies are locked: what opens them is asked for in their place."""
        words = self._words
        self._empty()
        self._copies.addWidget(Label(words("copies.trouble_locked"), "strong"))
        card = UnlockCard(
            words, private=private, has_code=has_code, open_label=words("copies.trouble_unlock")
        )
        card.passphrase_given.connect(self.passphrase_given)
        card.code_given.connect(self.code_given)
        card.ask_again.connect(self.ask_again)
        self._copies.addWidget(card)
        self.way_in = card

    def show_offer(self, offer: CopyOffer | None, problem: str = "") -> None:
        """The copy to open, what stands in it, and the way to another one; or why one cannot be used."""
        self._offer = offer
        self._empty()
        words = self._words
        if problem:
            self._copies.addWidget(Label(problem, "strong"))
            announce(self, problem)
        elif self._is_looking:
            announce(self, words("copies.trouble_none") if offer is None else offer.name)
        self._is_looking = False
        another = Button(words("copies.trouble_another"))
        another.clicked.connect(self._ask_for_file)
        buttons = [another]
        if offer is None:
            self._copies.addWidget(Label(words("copies.trouble_none")))
        else:
            self._copies.addWidget(Label(words("copies.trouble_offer"), "strong"))
            for line in offer.lines:
                self._copies.addWidget(Label(line, bullet=True))
            open_it = Button(offer.name, "primary")
            open_it.clicked.connect(self._want)
            buttons.insert(0, open_it)
        self._copies.addWidget(button_row(*buttons))

    def _empty(self) -> None:
        self.way_in = None
        take_all_away(self._copies)

    @Slot()
    def _want(self) -> None:
        if self._offer is not None:
            self.restore_wanted.emit(self._offer.copy)

    @Slot()
    def _ask_for_file(self) -> None:
        title, name_filter = self._words("copies.trouble_another"), self._words("copies.file_filter")
        ask_for_file(self, title, name_filter, self._choose)

    @Slot(str)
    def _choose(self, file: str) -> None:
        self.copy_chosen.emit(Path(file))
