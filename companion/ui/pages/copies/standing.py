"""How the copies of the diary stand, and the second place for them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal, Slot

from companion.core.copy_wording import full_moment
from companion.ui.context import Context
from companion.ui.file_dialogs import ask_for_folder
from companion.ui.pages.alerts.card import warning_card
from companion.ui.pages.copies.words import is_worrying, last_copy, problems, second_copy, synced, under_way
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Card
from companion.ui.widgets.flow import button_row
from companion.ui.widgets.label import Label
from companion.ui.widgets.rebuilt import Rebuilt

_GAP = 16


class CopiesStanding(Rebuilt):
    """Built anew whenever a copy was made, or could not be.

    Signals:
        changed: the second place is another one now, and is to be shown.
        copy_wanted(object): the Path of the copy that was made before the diary went back to another.
    """

    changed = Signal()
    copy_wanted = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__(gap=_GAP)
        self._context = context

    def refresh(self) -> None:
        """As it is at this moment."""
        self.clear()
        for card in (self._here(), self._second(), self._undo()):
            if card is not None:
                self.add(card)

    def _here(self) -> Card:
        context, words = self._context, self._context.words
        state, title = context.backups.state(), words("copies.standing")
        card = warning_card(title) if is_worrying(state) else Card(title)
        card.add(Label(last_copy(context, state), "strong"))
        for line in (*problems(context, state), under_way(context, state), synced(context)):
            if line:
                card.add(Label(line))
        card.add(Label(words("copies.means")))
        make = Button(words("copies.make_now"))
        make.clicked.connect(context.backups.make_now)
        card.add_space(8)
        card.add(make)
        return card

    def _second(self) -> Card:
        words, second = self._context.words, self._context.backups.state().second
        card = Card(words("copies.second"))
        if second is None:
            card.add(Label(words("copies.second_means")))
        else:
            card.add(Label(str(second.folder), "strong", user_text=True))
            card.add(Label(second_copy(self._context, second)))
        choose = Button(words("copies.choose_second" if second is None else "copies.change_second"))
        choose.clicked.connect(self._ask_for_folder)
        card.add_space(8)
        if second is None:
            card.add(choose)
        else:
            stop = Button(words("copies.stop_second"))
            stop.clicked.connect(self._stop_second)
            card.add(button_row(choose, stop))
        return card

    def _undo(self) -> Card | None:
        words, undo = self._context.words, self._context.backups.state().undo
        if undo is None:
            return None
        card = Card(words("copies.undo_title"))
        moment = full_moment(undo.taken.at, self._context.formats(), words)
        card.add(Label(words("copies.undo_means", moment=moment)))
        button = Button(words("copies.undo"), icon="undo")
        button.setProperty("copy", str(undo.path))
        button.clicked.connect(self._want_undo)
        card.add_space(8)
        card.add(button)
        return card

    @Slot()
    def _want_undo(self) -> None:
        self.copy_wanted.emit(Path(str(self.sender().property("copy"))))

    @Slot()
    def _ask_for_folder(self) -> None:
        ask_for_folder(self, self._context.words("copies.choose_second"), self._take_second)

    @Slot(str)
    def _take_second(self, folder: str) -> None:
        self._context.backups.choose_second(Path(folder))
        self.changed.emit()

    @Slot()
    def _stop_second(self) -> None:
        self._context.backups.choose_second(None)
        self.changed.emit()
