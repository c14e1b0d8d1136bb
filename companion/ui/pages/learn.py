"""What there is to read: this person's drugs first; one page at a time, and nothing opens outside."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from companion.core.pages import Page as ReadingPage
from companion.core.reading_list import reading_list
from companion.services.topics import Topic
from companion.ui.context import Context
from companion.ui.page import Page
from companion.ui.pages.learn_reader import Reader, further_pages, page_button, section_with_calls
from companion.ui.pages.learn_text import page_of_link
from companion.ui.places import Go, PageId
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Card
from companion.ui.widgets.care_card import CareCard
from companion.ui.widgets.flow import button_row
from companion.ui.widgets.label import Label


class LearnPage(Page):
    """The list, or the page it was asked for."""

    id = PageId.LEARN
    icon = "learn"
    topics = frozenset({Topic.TREATMENT, Topic.PREFERENCES})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._asked: str | None = None

    def title(self) -> str:
        page = self._page()
        return super().title() if page is None else self.words.written(page.title)

    def open(self, subject: str | None) -> None:
        """`subject` is the id of a page; without one the list is shown."""
        self._asked = subject
        self.refresh()
        self.body.to_top()

    def refresh(self) -> None:
        self.body.clear()
        page = self._page()
        if page is None:
            self._show_list()
        else:
            self._show_page(page)

    def _page(self) -> ReadingPage | None:
        return self.context.catalogue.pages.get(self._asked) if self._asked else None

    def _show_list(self) -> None:
        words = self.words
        if self._asked is not None:
            self.body.add(Label(words("learn.no_page"), "strong"))
        listed = reading_list(self.context.catalogue.pages.values(), self._drugs())
        if not listed:
            self.body.add(Label(words("learn.nothing"), "strong"))
        for one in listed:
            self.body.add(self._list_card(words(f"learn.group_{one.group.value}"), one.pages))

    def _list_card(self, title: str, pages: tuple[ReadingPage, ...]) -> Card:
        card = Card(title)
        for page in pages:
            card.add_space()
            card.add(page_button(page, self.context, self._open_page))
            card.add(Label(self.words.written(page.summary)))
        return card

    def _show_page(self, page: ReadingPage) -> None:
        calls = section_with_calls(page)
        top = [self._back_button()]
        if calls is not None:
            when = Button(self.words.written(calls), icon="phone")
            when.clicked.connect(self._to_calls)
            top.append(when)
        self.body.add(button_row(*top))
        for part in Reader(self.context, page, self._follow).parts():
            self.body.add(part)
        further = further_pages(page, self.context)
        if further:
            card = Card(self.words("learn.read_on"))
            for other in further:
                card.add(page_button(other, self.context, self._open_page))
            self.body.add(card)
        self.body.add(self._back_button())

    def _back_button(self) -> Button:
        back = Button(self.words("learn.back"), icon="back")
        back.clicked.connect(self._back)
        return back

    def _drugs(self) -> frozenset[str]:
        """The drugs this person gets or got."""
        record = self.context.record
        treated = (treatment.drug for treatment in record.treatments())
        return frozenset((*treated, *(dose.drug for dose in record.doses() if dose.drug is not None)))

    @Slot()
    def _open_page(self) -> None:
        self.go.emit(Go(PageId.LEARN, str(self.sender().property("page"))))

    @Slot(object)
    def _follow(self, target: str) -> None:
        page = page_of_link(target)
        if page is not None:
            self.go.emit(Go(PageId.LEARN, page))

    @Slot()
    def _to_calls(self) -> None:
        """To the lists of when to call, which stand far down a page."""
        card = self.body.findChild(CareCard)
        if card is not None:
            section = card.parentWidget()
            self.body.verticalScrollBar().setValue(section.y() if section is not None else card.y())

    @Slot()
    def _back(self) -> None:
        self.go.emit(Go(PageId.LEARN))
