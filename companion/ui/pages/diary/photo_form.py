"""A photo added to a day from a file, with its words."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFileDialog, QLineEdit, QVBoxLayout, QWidget

from companion.core.changes import Part
from companion.core.errors import UserCanFix
from companion.services.corrections import TakeOut
from companion.ui.context import Context
from companion.ui.pages.diary.undo_offers import Offer
from companion.ui.pages.medicines.words import who_writes
from companion.ui.pictures import small_picture
from companion.ui.widgets.announce import announce
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Field, stack
from companion.ui.widgets.label import Label

_PATTERN = "(*.jpg *.jpeg *.png *.webp *.bmp)"


class PhotoForm(QWidget):
    """The words first, since without them the photo says nothing to who cannot see it; then the file.

    Signals:
        added: a photo was added.
    """

    added = Signal()

    def __init__(self, context: Context, day: date, offer: Offer) -> None:
        super().__init__()
        self._context, self._day, self._offer = context, day, offer
        words = context.words
        self._open = Button(words("photos.add"), icon="add")
        self._open.clicked.connect(self._show_form)
        self._form = QWidget()
        self._caption = QLineEdit()
        self._problem = Label("", "strong")
        self._problem.setProperty("tone", "error")
        self._problem.hide()
        choose = Button(words("photos.choose"))
        choose.clicked.connect(self._ask_for_file)
        inside = QVBoxLayout(self._form)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        caption = Field(words("photos.caption"), self._caption, words("photos.caption_hint"))
        for part in (Label(words("photos.add_means")), caption, self._problem, choose):
            stack(inside, part)
        self._form.hide()
        self.dialog: QFileDialog | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        stack(column, self._open)
        column.addWidget(self._form)

    @Slot(str)
    def take(self, path: str) -> None:
        """Keep the photo of a file, or say why that cannot be."""
        try:
            picture = small_picture(Path(path))
            photo = self._context.diary.photos.add(
                picture, day=self._day, caption=self._caption.text(), by=who_writes(self._context)
            )
        except UserCanFix as problem:
            self._problem.setText(self._context.words(problem.key, **problem.values))
            self._problem.show()
            announce(self, self._problem.text(), assertive=True)
            return
        self._caption.clear()
        self._problem.hide()
        self._form.hide()
        self._offer(self._context.words("photos.added"), TakeOut(((Part.PHOTO, photo.id),)))
        self.added.emit()

    @Slot()
    def _show_form(self) -> None:
        self._form.setVisible(self._form.isHidden())
        if not self._form.isHidden():
            self._caption.setFocus()

    @Slot()
    def _ask_for_file(self) -> None:
        words = self._context.words
        dialog = QFileDialog(self, words("photos.choose_file"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(f"{words('photos.files')} {_PATTERN}")
        dialog.fileSelected.connect(self.take)
        self.dialog = dialog
        dialog.open()
