"""The list of pages of Learn, and what is found while someone types."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from companion.core.glossary import arranged
from companion.core.page_search import Place, Where, headings, index_pages, search
from companion.core.pages import Page
from companion.core.reading_list import reading_list
from companion.ui.context import Context
from companion.ui.pages.go_button import GoButton
from companion.ui.pages.learn.link import page_button
from companion.ui.places import Go, PageId
from companion.ui.widgets.announce import announce
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Card, Field
from companion.ui.widgets.label import Label
from companion.ui.widgets.rebuilt import take_all_away

_GAP = 16


class SearchLine(QLineEdit):
    """A field from which the arrow down leads on to what was found.

    Signals:
        onward: the person wants to go on to the first of what was found.
    """

    onward = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.onward.emit()
        else:
            super().keyPressEvent(event)


class LearnList(QWidget):
    """A field to search with, and below it what was found, or every page in its group.

    Signals:
        go: a Go, to a page of Learn or a heading of it.
        typed(object): what is looked for (str), whenever it changes.
    """

    go = Signal(object)
    typed = Signal(object)

    def __init__(self, context: Context, drugs: frozenset[str], looked_for: str) -> None:
        super().__init__()
        self._context, self._words, self._drugs = context, context.words, drugs
        catalogue = context.catalogue
        self._pages = {id: arranged(page, self._words) for id, page in catalogue.pages.items()}
        self._index = index_pages(self._pages, catalogue.symptoms, self._words)
        self._said = ""
        self.line = SearchLine(looked_for)
        self.line.textChanged.connect(self._look)
        self.line.returnPressed.connect(self._to_first)
        self.line.onward.connect(self._to_first)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_GAP)
        if catalogue.pages:
            card = Card()
            card.setAccessibleName(self._words("learn.search"))
            card.add(Field(self._words("learn.search"), self.line, self._words("learn.search_hint")))
            column.addWidget(card)
        self._column = QVBoxLayout()
        self._column.setSpacing(_GAP)
        column.addLayout(self._column)
        self._first: Button | None = None
        self._show()

    @Slot(str)
    def _look(self, typed: str) -> None:
        self._show()
        self.typed.emit(typed)

    @Slot()
    def _to_first(self) -> None:
        if self._first is not None:
            self._first.setFocus(Qt.FocusReason.TabFocusReason)

    def _show(self) -> None:
        take_all_away(self._column)
        self._first = None
        if self.line.text().strip():
            self._show_found()
        else:
            self._show_list()

    def _show_found(self) -> None:
        words, found = self._words, search(self._index, self.line.text())
        said = words("learn.found", n=len(found)) if found else words("learn.found_nothing")
        card = Card(said)
        for place in found:
            card.add_space()
            card.add(self._found_button(place))
            if place.line and place.where is not Where.SYMPTOM:
                card.add(Label(words.written(place.line)))
        if not found:
            card.add(Label(words("learn.found_nothing_hint")))
        self._column.addWidget(card)
        if said != self._said and self.isVisible():
            announce(self, said)
        self._said = said

    def _found_button(self, place: Place) -> Button:
        words, page = self._words, self._pages[place.page]
        shown, subject = words.written(page.title), page.id
        if place.where is Where.SYMPTOM:
            shown = words("learn.found_at", page=shown, heading=words.written(place.line))
        elif place.heading is not None:
            heading = words.written(headings(page)[place.heading].text)
            shown = words("learn.found_at", page=shown, heading=heading)
            subject = f"{page.id}#{place.heading}"
        button = GoButton(Go(PageId.LEARN, subject), shown, self.go, size="big", icon="learn")
        self._first = self._first or button
        return button

    def _show_list(self) -> None:
        words = self._words
        listed = reading_list(self._context.catalogue.pages.values(), self._drugs)
        if not listed:
            self._column.addWidget(Label(words("learn.nothing"), "strong"))
        for one in listed:
            self._column.addWidget(self._group_card(words(f"learn.group_{one.group.value}"), one.pages))
        self._said = ""

    def _group_card(self, title: str, pages: tuple[Page, ...]) -> Card:
        card = Card(title)
        for page in pages:
            card.add_space()
            button = page_button(page, self._context, self.go)
            self._first = self._first or button
            card.add(button)
            card.add(Label(self._words.written(page.summary)))
        return card
