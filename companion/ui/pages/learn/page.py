"""What there is to read: the person's own drugs first, a search, and one page at a time."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from companion.core.glossary import arranged
from companion.core.pages import Page as ReadingPage
from companion.services.topics import Topic
from companion.ui.context import Context
from companion.ui.page import Page
from companion.ui.pages.go_button import GoButton
from companion.ui.pages.keep_place import bring_up, keeping_place
from companion.ui.pages.learn.beside import further_card, have_it_card, own_card
from companion.ui.pages.learn.list import LearnList
from companion.ui.pages.learn.reader import Reader, section_with_calls
from companion.ui.pages.learn.save import SavePage
from companion.ui.pages.learn.text import page_of_link
from companion.ui.places import Go, PageId
from companion.ui.widgets.button import Button
from companion.ui.widgets.care_card import CareCard
from companion.ui.widgets.flow import button_row
from companion.ui.widgets.label import Label


class LearnPage(Page):
    """The list, or the page it was asked for. What is looked for stays there until it is taken away."""

    id = PageId.LEARN
    icon = "learn"
    topics = frozenset({Topic.TREATMENT, Topic.PREFERENCES})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._asked: str | None = None
        self._looked_for = ""
        self._headings: tuple[QWidget, ...] = ()

    def title(self) -> str:
        page = self._page()
        return super().title() if page is None else self.words.written(page.title)

    def open(self, subject: str | None) -> None:
        """`subject` is the id of a page, and "#2" behind it the number of a heading; None is the list."""
        asked, _, number = (subject or "").partition("#")
        self._asked = asked or None
        self.refresh()
        self.body.to_top()
        if number.isdecimal() and int(number) < len(self._headings):
            bring_up(self.body, self._headings[int(number)])

    def refresh(self) -> None:
        if self._page() is None and self.isVisible():
            # Someone may be typing in the search.
            with keeping_place(self.body):
                self._build()
        else:
            self._build()

    def _build(self) -> None:
        self.body.clear()
        self._headings = ()
        page = self._page()
        if page is None:
            self._show_list()
        else:
            self._show_page(page)

    def _page(self) -> ReadingPage | None:
        found = self.context.catalogue.pages.get(self._asked) if self._asked else None
        return arranged(found, self.words) if found is not None else None

    def _show_list(self) -> None:
        if self._asked is not None:
            self.body.add(Label(self.words("learn.no_page"), "strong"))
        pages = LearnList(self.context, self._drugs(), self._looked_for)
        pages.go.connect(self.go)
        pages.typed.connect(self._keep_typed)
        self.body.add(pages)

    def _show_page(self, page: ReadingPage) -> None:
        calls = section_with_calls(page)
        top: list[Button] = [self._back_button()]
        if calls is not None:
            when = Button(self.words.written(calls), icon="phone")
            when.clicked.connect(self._to_calls)
            top.append(when)
        self.body.add(button_row(*top))
        own = own_card(page, self.context, self.go)
        if own is not None:
            self.body.add(own)
        reader = Reader(self.context, page, self._follow)
        *parts, sources = reader.parts()
        for part in parts:
            self.body.add(part)
        self._headings = tuple(reader.headings)
        beside = (have_it_card(page, self.context, self.go), further_card(page, self.context, self.go))
        for card in beside:
            if card is not None:
                self.body.add(card)
        self.body.add(sources)
        question = Go(PageId.QUESTIONS, f"page:{self._asked}")
        ask = GoButton(question, self.words("questions.ask_about"), self.go, icon="question")
        ask.setAccessibleName(self.words("questions.ask_about_this", about=self.words.written(page.title)))
        self.body.add(SavePage(self.context, page, beside=ask))
        self.body.add(self._back_button())

    def _back_button(self) -> GoButton:
        return GoButton(Go(PageId.LEARN), self.words("learn.back"), self.go, icon="back")

    def _drugs(self) -> frozenset[str]:
        """The drugs this person gets or got."""
        record = self.context.record
        treated = (treatment.drug for treatment in record.treatments())
        return frozenset((*treated, *(dose.drug for dose in record.doses() if dose.drug is not None)))

    @Slot(object)
    def _keep_typed(self, typed: str) -> None:
        self._looked_for = typed

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
