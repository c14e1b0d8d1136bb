"""The photos of a day, and the way to add one."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.ui.context import Context
from companion.ui.pages.diary.photo_form import PhotoForm
from companion.ui.pages.diary.photos import PhotoList
from companion.ui.pages.diary.undo_offers import Offer


class DayPhotos(QWidget):
    """Signals:
    delete_wanted(object): the Photo to be taken out.
    added: a photo was added, and stands here.
    """

    delete_wanted = Signal(object)
    added = Signal()

    def __init__(self, context: Context, day: date, offer: Offer) -> None:
        super().__init__()
        self._day = day
        self._list = PhotoList(context)
        self._list.delete_wanted.connect(self.delete_wanted)
        form = PhotoForm(context, day, offer)
        form.added.connect(self._look)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._list)
        column.addWidget(form)
        self.show_again()

    def show_again(self) -> None:
        """As they are kept now."""
        self._list.show_day(self._day)

    @Slot()
    def _look(self) -> None:
        self.show_again()
        self.added.emit()
