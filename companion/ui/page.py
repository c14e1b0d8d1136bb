"""The one interface the window knows: a page with a title, an icon, its topics and a way to look again."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.services.topics import Topic
from companion.ui.context import Context
from companion.ui.places import PageId
from companion.ui.title_block import TitleBlock
from companion.ui.widgets.scroll_page import ScrollPage

_BELOW_TITLE = 12


class Page(QWidget):
    """A page of the window: it fills `self.body` and looks again in `refresh`.

    Signals:
        go: a Go, when the person wants to be on another page.
        test_notice: the person wants to see a test notice.
        took: a Took, when a medicine was written down: it can be taken back.
    """

    go = Signal(object)
    test_notice = Signal()
    took = Signal(object)
    id: ClassVar[PageId]
    icon: ClassVar[str]
    topics: ClassVar[frozenset[Topic]] = frozenset()
    # Not where a page asks which day it is.
    shows_date: ClassVar[bool] = True

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.words = context.words
        self.body = ScrollPage()
        self.head = TitleBlock(below=_BELOW_TITLE)
        self.body.set_head(self.head)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.body)

    def title(self) -> str:
        """The heading at the top of the window."""
        return self.words(f"pages.{self.id.value}")

    def open(self, subject: str | None) -> None:
        """Called whenever the page is shown; `subject` is what it was asked to show."""
        self.refresh()

    def refresh(self) -> None:
        """Show what is stored now."""
        raise NotImplementedError

    def typed(self) -> object:
        """What stands in fields and is not kept anywhere yet, for `open_again`."""
        return None

    def open_again(self, subject: str | None, typed: object) -> None:
        """Called in place of `open` for a page that was built anew, with what the one before it had."""
        self.open(subject)

    def is_half_filled(self) -> bool:
        """Whether a form is open whose answers stand nowhere else: it is not built anew before it is done."""
        return False

    def leave(self) -> None:
        """Called before another page is shown: keep what was typed."""
