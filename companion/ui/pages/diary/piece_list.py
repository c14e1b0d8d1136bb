"""Lines of the diary, each with the buttons that change it and take it out."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from companion.core.diary import SymptomReport
from companion.core.levels import Reporter
from companion.services.corrections import Piece
from companion.ui.context import Context
from companion.ui.pages.diary.lines import Lines
from companion.ui.pages.diary.pieces import can_be_corrected, piece_text
from companion.ui.widgets.button import Button
from companion.ui.widgets.label import Label
from companion.ui.widgets.lined_up import LinedUp


class LineList(QWidget):
    """Lines one below the other, each with its buttons behind it: what changes it, and what takes it out."""

    def __init__(self) -> None:
        super().__init__()
        self._lines = LinedUp(self)

    def is_empty(self) -> bool:
        """Whether there is no line."""
        return self._lines.count() == 0

    def add(self, text: str, change: Button | None = None, delete: Button | None = None) -> None:
        """One more line."""
        buttons = [(n, button) for n, button in enumerate((change, delete)) if button is not None]
        label = Label(text, "strong" if buttons else "body", user_text=True)
        label.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self._lines.add_line(label, *buttons)

    def clear(self) -> None:
        """Take all lines away."""
        self._lines.clear()


class PieceList(LineList):
    """Answers, readings and medicines, each with "Change" and "Delete".

    Signals:
        piece_change_wanted(object): the Piece to be put right.
        piece_delete_wanted(object): the Piece to be taken out.
    """

    piece_change_wanted = Signal(object)
    piece_delete_wanted = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._pieces: list[Piece] = []

    def show_pieces(self, pieces: tuple[Piece, ...], *, entered_by: Reporter | None = None) -> None:
        """These, one below the other; an answer names who gave it where that is not `entered_by`."""
        self.clear()
        lines = Lines(self._context)
        for piece in pieces:
            text = piece_text(piece, self._context, entered_by=entered_by)
            change = self.change_button(piece, text) if can_be_corrected(piece, self._context) else None
            self.add(text, change, self.delete_button(piece, text))
            for sign in lines.signs(piece) if isinstance(piece, SymptomReport) else ():
                self.add(sign)

    def change_button(self, piece: Piece, text: str) -> Button:
        """The way to put a piece right."""
        button = self._button(piece, "diary.change", text)
        button.clicked.connect(self._want_piece_change)
        return button

    def delete_button(self, piece: Piece, text: str) -> Button:
        """The way to take a piece out."""
        button = self._button(piece, "diary.delete", text)
        button.clicked.connect(self._want_piece_delete)
        return button

    def clear(self) -> None:
        super().clear()
        self._pieces = []

    def _button(self, piece: Piece, key: str, text: str) -> Button:
        button = Button(self._context.words(key))
        button.setAccessibleName(self._context.words(f"{key}_this", name=text))
        button.setProperty("piece", len(self._pieces))
        self._pieces.append(piece)
        return button

    @Slot()
    def _want_piece_change(self) -> None:
        self.piece_change_wanted.emit(self._pieces[int(self.sender().property("piece"))])

    @Slot()
    def _want_piece_delete(self) -> None:
        self.piece_delete_wanted.emit(self._pieces[int(self.sender().property("piece"))])
