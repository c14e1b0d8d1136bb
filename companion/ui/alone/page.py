"""A page that stands in place of all others while no diary is open."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.ui.title_block import TitleBlock
from companion.ui.widgets.scroll_page import ScrollPage

_BELOW_TITLE = 12


class AlonePage(QWidget):
    """A title, and a body that scrolls."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.title = title
        self.head = TitleBlock(below=_BELOW_TITLE)
        self.head.show_page(title, "")
        self.body = ScrollPage()
        self.body.set_head(self.head)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.body)

    def put_numbers_first(self) -> None:
        """Somebody feels unwell: whom to call comes to the top."""
        raise NotImplementedError

    def put_last(self, part: QWidget) -> None:
        """What stood above the numbers goes below them."""
        column = self.body.column
        if column.indexOf(part) == 0:
            column.removeWidget(part)
            column.addWidget(part)
        self.body.to_top()
