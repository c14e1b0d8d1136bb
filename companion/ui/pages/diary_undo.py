"""The bar that takes the newest changes of the diary back, and what is deleted through it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal, Slot

from companion.core.changes import Part
from companion.core.levels import Reporter
from companion.core.photos import Photo
from companion.services.corrections import Piece, Undo, part_of
from companion.ui.context import Context
from companion.ui.pages.diary_lines import Lines
from companion.ui.pages.diary_pieces import piece_text
from companion.ui.widgets.announce import announce
from companion.ui.widgets.undo_bar import UndoBar


class DiaryUndo(UndoBar):
    """Signals:
    changed: something was deleted or taken back, and what is shown must be looked at again.
    """

    changed = Signal()

    def __init__(self, context: Context, by: Callable[[], Reporter]) -> None:
        super().__init__(context.words)
        self._context, self._by = context, by
        self.undone.connect(self._take_back)

    @Slot(object)
    def delete(self, piece: Piece) -> None:
        """Take an answer, a reading or a medicine out."""
        said = self._context.words("diary.deleted_this", name=piece_text(piece, self._context))
        self._delete(part_of(piece), piece.key, said)

    @Slot(object)
    def delete_entry(self, entry_id: str) -> None:
        """Take a whole entry out."""
        self._delete(Part.NOTE, entry_id, self._context.words("diary.entry_deleted"))

    @Slot(object)
    def delete_photo(self, photo: Photo) -> None:
        """Take a photo out."""
        said = self._context.words("photos.deleted_this", name=Lines(self._context).photo(photo))
        self._delete(Part.PHOTO, photo.id, said)

    def _delete(self, part: Part, key: str, said: str) -> None:
        undo = self._context.diary.corrections.delete(part, key, by=self._by())
        if undo is not None:
            self.offer(said, undo)
        self.changed.emit()

    @Slot(object)
    def _take_back(self, undo: Undo) -> None:
        self._context.diary.corrections.undo(undo, by=self._by())
        announce(self, self._context.words("history.was_taken_back"))
        self.changed.emit()
