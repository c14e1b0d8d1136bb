"""The window for when the diary cannot be opened: why, what to do, and whom to call all the same."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.core.levels import Level
from companion.core.words import Words
from companion.ui.pages.unwell import show_numbers
from companion.ui.widgets.call_cards import CallFacts
from companion.ui.widgets.card import Card
from companion.ui.widgets.focus_ring import FocusRing
from companion.ui.widgets.label import Label
from companion.ui.widgets.scroll_page import ScrollPage


class TroubleWindow(QWidget):
    """One sentence about the diary, then the numbers; nothing in it needs the diary."""

    def __init__(self, sentence: str, facts: CallFacts, words: Words) -> None:
        super().__init__()
        self.setProperty("surface", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(words("window.title"))
        body = ScrollPage()
        column = QVBoxLayout(self)
        column.addWidget(body)
        body.add(Label(words("window.trouble"), "h1"))
        card = Card()
        card.add(Label(sentence, "strong"))
        card.add(Label(words("window.trouble_still")))
        body.add(card)
        show_numbers(body, facts, Level.CALL_NOW, words)
        self._ring = FocusRing(self)
