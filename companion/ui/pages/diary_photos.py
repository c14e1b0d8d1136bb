"""The photos of one day: seen, told in words, added from a file, and deleted with an undo."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFileDialog, QLineEdit, QVBoxLayout, QWidget

from companion.core.changes import Part
from companion.core.errors import UserCanFix
from companion.core.photos import Photo
from companion.services.corrections import TakeOut
from companion.ui.context import Context
from companion.ui.pages.diary_correcting import Offer
from companion.ui.pages.diary_lines import Lines
from companion.ui.pages.medicine_words import who_writes
from companion.ui.pictures import shown_picture, small_picture
from companion.ui.widgets.announce import announce
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Field, stack
from companion.ui.widgets.label import Label
from companion.ui.widgets.picture import Picture

_SHOWN_SIDE = 840
_PATTERN = "(*.jpg *.jpeg *.png *.webp *.bmp)"


def photo_parts(photo: Photo, context: Context) -> tuple[QWidget, ...]:
    """The photo with its words below it; the words alone where it cannot be shown."""
    said = Lines(context).photo(photo)
    jpeg = context.diary.photos.jpeg(photo)
    image = shown_picture(jpeg, _SHOWN_SIDE) if jpeg is not None else None
    words = Label(said, user_text=True)
    if image is None:
        return words, Label(context.words("photos.cannot_show"), "strong")
    return Picture(image, said), words


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


class PhotoList(QWidget):
    """Each photo with a way to delete it.

    Signals:
        delete_wanted(object): the Photo to be taken out.
    """

    delete_wanted = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._photos: tuple[Photo, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)

    def show_day(self, day: date) -> None:
        """Those of a day, as they are kept now."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._photos = self._context.diary.photos.on(day)
        words, lines = self._context.words, Lines(self._context)
        for at, photo in enumerate(self._photos):
            delete = Button(words("diary.delete"))
            delete.setAccessibleName(words("photos.delete_this", name=lines.photo(photo)))
            delete.setProperty("photo", at)
            delete.clicked.connect(self._want_delete)
            for part in (*photo_parts(photo, self._context), delete):
                stack(self._column, part)
                part.show()
        self.setVisible(bool(self._photos))

    @Slot()
    def _want_delete(self) -> None:
        self.delete_wanted.emit(self._photos[int(self.sender().property("photo"))])
