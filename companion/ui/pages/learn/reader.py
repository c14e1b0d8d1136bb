"""One education page as it is read: its sections as cards, then where it rests and what to read next."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import assert_never

from PySide6.QtWidgets import QWidget

from companion.core.page_text import cited, plain_text
from companion.core.pages import Bullets, CardLevel, Heading, Page, Paragraph
from companion.core.pages import Card as CareBlock
from companion.ui.context import Context
from companion.ui.pages.learn.rests_on import in_order, source_lines, standing
from companion.ui.pages.learn.text import Passage, markdown_of
from companion.ui.widgets.card import Card
from companion.ui.widgets.care_card import CareCard, CareLevel
from companion.ui.widgets.label import Label

_CARE = {
    CardLevel.EMERGENCY: CareLevel.EMERGENCY,
    CardLevel.URGENT: CareLevel.URGENT,
    CardLevel.NON_URGENT: CareLevel.NON_URGENT,
}


class Reader:
    """Turns the blocks of a page into widgets, one card for each section.

    `headings` are the parts that stand for the headings of the page, in their order, once all parts are made.
    """

    def __init__(self, context: Context, page: Page, followed: Callable[[str], None]) -> None:
        self._context = context
        self._words = context.words
        self._page = page
        self._followed = followed
        self._heading = page.title
        self._run: list[Paragraph | Bullets] = []
        self.headings: list[QWidget] = []

    def parts(self) -> Iterable[QWidget]:
        """The cards of the page in order."""
        words, page = self._words, self._page
        top = Card()
        top.add(Label(words.written(page.summary), "strong"))
        top.add(Label(standing(self._context, page), "small"))
        card = top
        for block in page.blocks:
            match block:
                case Heading(level=2):
                    self._finish_run(card)
                    yield card
                    self._heading = block.text
                    card = Card(words.written(block.text))
                    self.headings.append(card)
                case Heading():
                    self._finish_run(card)
                    self._heading = block.text
                    heading = Label(words.written(block.text), "h3")
                    self.headings.append(heading)
                    card.add(heading)
                case Paragraph() | Bullets():
                    self._run.append(block)
                case CareBlock():
                    self._finish_run(card)
                    self._add_care(block, card)
                case _:
                    assert_never(block)
        self._finish_run(card)
        yield card
        yield self._sources_card()

    def _finish_run(self, card: Card) -> None:
        if self._run:
            name = self._words("learn.text_of", heading=self._words.translated(self._heading))
            passage = Passage(markdown_of(tuple(self._run), self._words), name)
            passage.link.connect(self._followed)
            card.add(passage)
            self._run.clear()

    def _add_care(self, block: CareBlock, card: Card) -> None:
        words = self._words
        items = tuple(words.written(plain_text(words.translated(item))) for item in block.items)
        card.add_space()
        card.add(CareCard(_CARE[block.level], words.written(block.heading), items, words=words))
        marks = tuple(dict.fromkeys(mark for item in block.items for mark in cited(item)))
        if marks:
            card.add(Label(words("learn.card_sources", sources=", ".join(in_order(marks))), "small"))

    def _sources_card(self) -> Card:
        card = Card(self._words("learn.sources"))
        for line in source_lines(self._page, self._context):
            card.add(Label(line, bullet=True))
        return card


def section_with_calls(page: Page) -> str | None:
    """The heading of the section with the lists of when to call; None for a page without them."""
    heading = page.title
    for block in page.blocks:
        if isinstance(block, Heading) and block.level == 2:
            heading = block.text
        if isinstance(block, CareBlock):
            return heading
    return None
