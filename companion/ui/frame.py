"""How the parts of the window stand beside each other, and in which order Tab goes through them."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from companion.ui.header import Header
from companion.ui.navigation import Navigation
from companion.ui.widgets.notice_bar import NoticeBar


def laid_out(header: Header, navigation: Navigation, notices: NoticeBar, pages: QStackedWidget) -> QWidget:
    """The list of pages at the side; header, notices and the page itself beside it, from top to bottom."""
    middle = QVBoxLayout()
    middle.setSpacing(12)
    middle.addWidget(header)
    middle.addWidget(notices)
    middle.addWidget(pages, 1)
    central = QWidget()
    row = QHBoxLayout(central)
    row.setContentsMargins(16, 16, 24, 8)
    row.setSpacing(24)
    # The order of adding is the order of Tab: "I feel unwell now" is the first stop.
    row.addLayout(middle, 1)
    row.insertWidget(0, navigation)
    first = (
        header.unwell_button,
        header.back_button,
        header.menu_button,
        header.entering,
        *navigation.buttons(),
    )
    for before, after in pairwise(first):
        QWidget.setTabOrder(before, after)
    return central
