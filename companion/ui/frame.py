"""How the parts of the window stand beside each other, and in which order Tab goes through them."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from companion.ui.header import Header
from companion.ui.navigation import Navigation
from companion.ui.widgets.giving_way import GivingWay
from companion.ui.widgets.notice_bar import NoticeBar

# Where the cards of a page begin: what stands above them begins there too.
_INSET = 16


class Frame(QWidget):
    """The list of pages at the side; header, notices and the page itself beside it, from top to bottom.

    Where there is no room at the side, the list takes the place of the page for as long as it is open.
    """

    def __init__(
        self, header: Header, navigation: Navigation, notices: NoticeBar, pages: QStackedWidget
    ) -> None:
        super().__init__()
        self._header, self._navigation = header, navigation
        notices.setContentsMargins(_INSET, 0, _INSET, 0)
        self._middle = QVBoxLayout()
        self._middle.setSpacing(12)
        self._middle.addWidget(header)
        self._middle.addWidget(GivingWay(notices))
        self._middle.addWidget(pages, 1)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 16, 24, 8)
        self._row.setSpacing(24)
        # The order of adding is the order of Tab: "I feel unwell now" is the first stop.
        self._row.addLayout(self._middle, 1)
        self._row.insertWidget(0, navigation)
        _order_of_tab(header, navigation)

    def fold(self, *, is_narrow: bool, size: QSize) -> None:
        """Put the list at the side, or below the header; `size` is the window's, in pixels at normal text."""
        self._header.setContentsMargins(0 if is_narrow else _INSET, 0, 0, 0)
        self._header.fold(is_narrow=is_narrow, size=size)
        if is_narrow is (self._middle.indexOf(self._navigation) >= 0):
            return
        if is_narrow:
            self._row.removeWidget(self._navigation)
            self._middle.addWidget(self._navigation, 1)
        else:
            self._middle.removeWidget(self._navigation)
            self._row.insertWidget(0, self._navigation)
        self._navigation.fill(is_narrow)


def _order_of_tab(header: Header, navigation: Navigation) -> None:
    first = (
        header.unwell_button,
        header.back_button,
        header.menu_button,
        header.entering,
        *navigation.buttons(),
    )
    for before, after in pairwise(first):
        QWidget.setTabOrder(before, after)
