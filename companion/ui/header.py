"""The top of the window: where I am, which day it is, and the one button that must always be there."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QWidget

from companion.core.words import Words
from companion.ui.entering_switch import EnteringSwitch
from companion.ui.keys import MENU, UNWELL
from companion.ui.title_block import TitleBlock
from companion.ui.widgets.badge import BadgeButton
from companion.ui.widgets.button import Button

# With a badge before it a title has too few letters to a line in a window narrower than this.
_BADGE_BELOW = 1200
# With both buttons beside it a title of four words would stand in four lines.
_BESIDE_FROM = 1200
_KEPT, _YIELDING = QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred
_BEFORE_IT, _BELOW_IT = QBoxLayout.Direction.RightToLeft, QBoxLayout.Direction.TopToBottom


class Header(QWidget):
    """Title and date on the left, "I feel unwell now" on the right.

    Signals:
        unwell: the person pressed the button, or Alt+U.
        menu: the person wants to see the folded navigation.
        back: the person wants to be where they were before.
        people: this is the wrong diary, or another one is wanted.
    """

    people = Signal()

    unwell = Signal()
    menu = Signal()
    back = Signal()

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.unwell_button = Button(words("window.unwell"), "urgent", icon="phone")
        self.unwell_button.setShortcut(QKeySequence(UNWELL))
        self.unwell_button.clicked.connect(self.unwell)
        self.menu_button = Button(words("window.menu"), icon="menu")
        self.menu_button.setShortcut(QKeySequence(MENU))
        self.menu_button.clicked.connect(self.menu)
        self.back_button = Button(words("window.back"), icon="back")
        self.back_button.clicked.connect(self.back)
        self.entering = EnteringSwitch(words)
        self.title = TitleBlock()
        self.whose = BadgeButton()
        self.whose.clicked.connect(self.people)
        self.whose.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(self.menu_button, 0, top)
        row.addWidget(self.back_button, 0, top)
        row.addWidget(self.whose, 0, top)
        row.addWidget(self.title, 1)
        row.addStretch(0)
        # "I feel unwell now" is always at the right edge: the other button before it, or below it.
        self._right = QBoxLayout(_BEFORE_IT)
        self._right.setSpacing(16)
        right = Qt.AlignmentFlag.AlignRight | top
        self._right.addWidget(self.unwell_button, 0, right)
        self._right.addWidget(self.entering, 0, right)
        self._right.addStretch(1)
        row.addLayout(self._right)

    def fold(self, *, is_narrow: bool, size: QSize) -> None:
        """A long title in large letters would fill a small window: there it scrolls away with the page.

        `size` is that of the window, in pixels at normal text.
        """
        is_crowded = not self.whose.isHidden() and size.width() < _BADGE_BELOW
        self.title.setVisible(not (is_narrow or is_crowded))
        is_below = self.title.isVisibleTo(self) and size.width() < _BESIDE_FROM
        self._right.setDirection(_BELOW_IT if is_below else _BEFORE_IT)
        self._right.setSpacing(8 if is_below else 16)
        # Below each other they have room, and the title gives way to them.
        policy = self.unwell_button.sizePolicy()
        policy.setHorizontalPolicy(_KEPT if is_below else _YIELDING)
        self.unwell_button.setSizePolicy(policy)
        self.entering.fit(size)

    def unfurnish(self) -> None:
        """Nothing of the diary is left at the top of the window."""
        self.title.show_page("", "")
        self.entering.unfurnish()
