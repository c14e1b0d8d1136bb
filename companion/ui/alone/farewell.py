"""The last window: deletes everything, says what could not be reached, and ends the program."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.core.levels import Level
from companion.core.words import Words
from companion.services.deleting import OUT_OF_REACH, Deleted, Deletion, Left
from companion.services.keyring_copy import Asked
from companion.ui.asking import Asking
from companion.ui.pages.numbers import show_numbers
from companion.ui.widgets.announce import announce
from companion.ui.widgets.button import Button
from companion.ui.widgets.call_cards import CallFacts
from companion.ui.widgets.card import Card
from companion.ui.widgets.focus_ring import FocusRing
from companion.ui.widgets.label import Label
from companion.ui.widgets.scroll_page import ScrollPage

_WAITS_S = 60.0


class Farewell(QWidget):
    """Begins at once; the numbers to call stand on it for the last time.

    Signals:
        deleted: the files are gone; whoever holds the lock lets go of it and calls `say`.
    """

    deleted = Signal()

    def __init__(self, deletion: Deletion, facts: CallFacts, words: Words, *, goes_on: bool = False) -> None:
        super().__init__()
        self.deletion = deletion
        self._facts = facts
        self._words = words
        self._result: Deleted | None = None
        self.setProperty("surface", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(words("window.title"))
        self._body = ScrollPage()
        column = QVBoxLayout(self)
        column.addWidget(self._body)
        self._title = Label(words("deleting.working"), "h1")
        self._body.add(self._title)
        card = Card()
        card.setAccessibleName(words("deleting.working"))
        card.add(Label(words("deleting.going_on" if goes_on else "deleting.working_means")))
        self._cards: tuple[QWidget, ...] = (card,)
        self._body.add(card)
        self._ring = FocusRing(self)
        self._asking = Asking(self)
        self._asked: Asked[Deleted] | None = None

    @property
    def is_done(self) -> bool:
        """Whether the result is on the page."""
        return self._result is not None

    @property
    def all_is_gone(self) -> bool:
        """Whether nothing is left that this program knows of."""
        return self._result is not None and not self._result.left

    def begin(self) -> None:
        """Delete, in a thread; the window stays alive."""
        announce(self, self._title.text())
        self._asked = self.deletion.ask()
        self._asking.ask(self._asked, _WAITS_S, self._on_deleted)

    def say(self, more: tuple[Left, ...]) -> None:
        """The last page, with what is left after the very last file."""
        assert self._result is not None
        left = (*self._result.left, *more)
        self._result = Deleted(left)
        words = self._words
        not_begun = any(one.key == "deleting.cannot_begin" for one in left)
        title = words("deleting.not_begun" if not_begun else "deleting.done_but" if left else "deleting.done")
        self._title.setText(title)
        for card in self._cards:
            card.hide()
            card.deleteLater()
        first = Card()
        first.setAccessibleName(title)
        if not left:
            first.add(Label(words("deleting.done_means"), "strong"))
        elif not not_begun:
            first.add(Label(words("deleting.done_but_means"), "strong"))
        for one in left:
            first.add(Label(words(one.key, **one.values), bullet=True, user_text=True))
        end = Button(words("deleting.end"), "primary")
        end.clicked.connect(self.close)
        first.add_space(8)
        first.add(end)
        self._body.add(first)
        if not not_begun:
            reach = Card(words("deleting.reach"))
            for key in OUT_OF_REACH:
                reach.add(Label(words(key), bullet=True))
            self._body.add(reach)
        if self._facts.team_number:
            self._body.add(Label(words("deleting.last_numbers"), "strong"))
            show_numbers(self._body, self._facts, Level.CALL_NOW, words)
        self._body.to_top()
        end.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, f"{title}. {first.findChildren(Label)[0].text()}", assertive=True)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Not in the middle: what was begun is finished first."""
        if self._asked is not None and self._result is None:
            self._asking.stop()
            self._on_deleted(self._asked.wait(_WAITS_S))
        super().closeEvent(event)

    @Slot()
    def _on_deleted(self, result: Deleted | None) -> None:
        self._result = result or Deleted((Left("deleting.left_unknown"),))
        self.deleted.emit()
