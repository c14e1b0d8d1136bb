"""The way between the three pages of a treatment: infusions, medicines and appointments."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.core.words import Words
from companion.ui.places import Go, PageId
from companion.ui.widgets.button import Button
from companion.ui.widgets.flow import button_row

_ROOMS = (
    (PageId.TREATMENT, "treatment"),
    (PageId.MEDICINES, "pill"),
    (PageId.APPOINTMENTS, "calendar"),
    (PageId.QUESTIONS, "question"),
)


class TreatmentRooms(QWidget):
    """A button for each of these pages; the one that is open is marked, and says so when read out.

    Signals:
        go(object): a Go to another of the pages.
    """

    go = Signal(object)

    def __init__(self, here: PageId, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._here = here
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(button_row(*(self._button(page, icon, words) for page, icon in _ROOMS)))

    def _button(self, page: PageId, icon: str, words: Words) -> Button:
        button = Button(words(f"treatment_rooms.{page.value}"), "nav", icon=icon)
        button.setProperty("page", page.value)
        button.set_current(page is self._here, words)
        button.clicked.connect(self._pressed)
        return button

    @Slot()
    def _pressed(self) -> None:
        page = PageId(self.sender().property("page"))
        if page is not self._here:
            self.go.emit(Go(page))
