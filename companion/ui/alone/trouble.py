"""The window for when the diary cannot be opened: why, what to do, and whom to call all the same."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.core.levels import Level
from companion.core.words import Words
from companion.ui.alone.copy_place import CopyPlace
from companion.ui.pages.numbers import show_numbers
from companion.ui.widgets.call_cards import CallFacts
from companion.ui.widgets.card import Card
from companion.ui.widgets.focus_ring import FocusRing
from companion.ui.widgets.label import Label
from companion.ui.widgets.scroll_page import ScrollPage


class TroubleWindow(QWidget):
    """What is wrong, a copy to open instead, then the numbers; nothing in it needs the diary."""

    def __init__(
        self,
        sentence: str,
        facts: CallFacts,
        words: Words,
        *,
        may_choose: bool = False,
        numbers_first: bool = False,
    ) -> None:
        super().__init__()
        self.copies = CopyPlace(words)
        self.setProperty("surface", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(words("window.title"))
        body = ScrollPage()
        column = QVBoxLayout(self)
        column.addWidget(body)
        if numbers_first:
            show_numbers(body, facts, Level.CALL_NOW, words)
        body.add(Label(words("window.trouble"), "h1"))
        card = Card()
        card.add(Label(sentence, "strong"))
        card.add(Label(words("window.trouble_still")))
        # In the same card, so that the numbers below stay in sight.
        card.add(self.copies)
        self.copies.setVisible(may_choose)
        body.add(card)
        if may_choose:
            self.copies.show_offer(None)
        if not numbers_first:
            show_numbers(body, facts, Level.CALL_NOW, words)
        self._ring = FocusRing(self)
        # Nothing has the keyboard at first: a stray Enter opens no copy, and the page begins at its top.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocus()
