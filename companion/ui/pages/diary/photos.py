"""The photos of one day: seen, told in words, and each with the way to delete it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.core.photos import Photo
from companion.ui.context import Context
from companion.ui.pages.diary.lines import Lines
from companion.ui.pictures import shown_picture
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import stack
from companion.ui.widgets.label import Label
from companion.ui.widgets.picture import Picture

_SHOWN_SIDE = 840


def photo_parts(photo: Photo, context: Context) -> tuple[QWidget, ...]:
    """The photo with its words below it; the words alone where it cannot be shown."""
    said = Lines(context).photo(photo)
    jpeg = context.diary.photos.jpeg(photo)
    image = shown_picture(jpeg, _SHOWN_SIDE) if jpeg is not None else None
    words = Label(said, user_text=True)
    if image is None:
        return words, Label(context.words("photos.cannot_show"), "strong")
    return Picture(image, said), words


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
