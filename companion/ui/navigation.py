"""The list of pages at the side of the window."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from companion.core.words import Words
from companion.ui.keys import page_key
from companion.ui.places import PageId
from companion.ui.theme import look
from companion.ui.widgets.button import Button
from companion.ui.widgets.label import Label
from companion.ui.widgets.scroll_page import ScrollPage

_BESIDE = 64
# All of them are seen at once in a window of 600 pixels.
_BETWEEN = 8
SIDE = (
    (PageId.TODAY, "today"),
    (PageId.DIARY, "diary"),
    (PageId.SYMPTOMS, "symptoms"),
    (PageId.TREATMENT, "treatment"),
    (PageId.CAREGIVER, "caregiver"),
    (PageId.LEARN, "learn"),
    (PageId.ALERTS, "alerts"),
    (PageId.REPORT, "report"),
    (PageId.SETTINGS, "settings"),
)
# Pages that are reached from another one, which stays marked in the list.
_BELOW = {
    PageId.MEDICINES: PageId.TREATMENT,
    PageId.APPOINTMENTS: PageId.TREATMENT,
    PageId.GETTING_READY: PageId.TREATMENT,
    PageId.QUESTIONS: PageId.TREATMENT,
    PageId.HANDOVER: PageId.CAREGIVER,
    PageId.REMINDERS: PageId.SETTINGS,
    PageId.ABOUT: PageId.SETTINGS,
    PageId.FILES: PageId.SETTINGS,
    PageId.COPIES: PageId.SETTINGS,
    PageId.HISTORY: PageId.SETTINGS,
    PageId.DELETING: PageId.SETTINGS,
    PageId.PAPER_LOG: PageId.REPORT,
}


class Navigation(QWidget):
    """One button a page.

    Signals:
        chosen: a PageId.
    """

    chosen = Signal(object)

    def __init__(
        self, entries: tuple[tuple[PageId, str], ...], words: Words, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._words = words
        self._buttons: dict[PageId, Button] = {}
        body = ScrollPage()
        body.column.setSpacing(_BETWEEN)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(body)
        # Where the list takes the place of a page, it stands in for the name of the page.
        self._heading = Label(words("window.menu"), "h1")
        self._heading.hide()
        body.column.addWidget(self._heading)
        for place, (page, icon) in enumerate(entries, start=1):
            button = Button(words(f"pages.{page.value}"), "nav", icon=icon)
            button.setProperty("page", page.value)
            button.setShortcut(page_key(place))
            button.clicked.connect(self._clicked)
            body.column.addWidget(button)
            self._buttons[page] = button
        body.column.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """As wide as the longest name, so that the page keeps the rest."""
        widest = max(button.sizeHint().width() for button in self._buttons.values())
        return QSize(widest + look().px(_BESIDE), super().sizeHint().height())

    def fill(self, whole: bool) -> None:
        """As wide as the window and with a heading, or as wide as the longest name."""
        across = QSizePolicy.Policy.Expanding if whole else QSizePolicy.Policy.Fixed
        self.setSizePolicy(across, QSizePolicy.Policy.Expanding)
        self._heading.setVisible(whole)

    def buttons(self) -> tuple[Button, ...]:
        """The buttons from top to bottom."""
        return tuple(self._buttons.values())

    def mark(self, page: PageId) -> None:
        """Show which page is open."""
        for id, button in self._buttons.items():
            button.set_current(id is _BELOW.get(page, page), self._words)

    @Slot()
    def _clicked(self) -> None:
        self.chosen.emit(PageId(self.sender().property("page")))
