"""What Companion is not, as the shipped page has it, to be read before the first use."""

from __future__ import annotations

from typing import assert_never

from PySide6.QtWidgets import QWidget

from companion.core.page_text import Citation, spans
from companion.core.pages import Block, Bullets, Card, CardLevel, Heading, Paragraph
from companion.ui.context import Context
from companion.ui.forms.form import Form
from companion.ui.widgets.care_card import CareCard, CareLevel
from companion.ui.widgets.label import Label

PAGE = "what_this_is_not"
_LEVELS = {
    CardLevel.EMERGENCY: CareLevel.EMERGENCY,
    CardLevel.URGENT: CareLevel.URGENT,
    CardLevel.NON_URGENT: CareLevel.NON_URGENT,
}


class WhatThisIsNot(Form):
    """Nothing to fill in. Where the page is not among those in use, its gist is shown."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.column.setSpacing(8)
        page = context.catalogue.pages.get(PAGE)
        if page is None:
            self.column.addWidget(Label(self.words("setup.is_not_gist")))
        for block in page.blocks if page is not None else ():
            if isinstance(block, Heading | Card):
                self.column.addSpacing(12)
            for part in self._drawn(block):
                self.column.addWidget(part)

    def _drawn(self, block: Block) -> tuple[QWidget, ...]:
        match block:
            case Heading(_, text):
                return (Label(self._plain(text), "h3"),)
            case Paragraph(text):
                return (Label(self._plain(text)),)
            case Bullets(items):
                return tuple(Label(self._plain(item), bullet=True) for item in items)
            case Card(level, heading, items):
                reasons = tuple(self._plain(item) for item in items)
                return (CareCard(_LEVELS[level], self._plain(heading), reasons, words=self.words),)
            case _:
                assert_never(block)

    def _plain(self, text: str) -> str:
        """The text without its sources, which stand on the same page under Learn."""
        found = spans(self.words.translated(text))
        shown = "".join(span.text for span in found if not isinstance(span, Citation))
        return self.words.written(" ".join(shown.split()))
