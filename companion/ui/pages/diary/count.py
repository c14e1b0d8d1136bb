"""A number of times, typed or counted up and down with big buttons."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from companion.core.words import Words
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Field

_MOST_DIGITS = 3


class CountField(QWidget):
    """A whole number from 0 on; empty at first.

    Signals:
        changed: another number, or none, stands in the field.
    """

    changed = Signal()

    def __init__(self, question: str, words: Words) -> None:
        super().__init__()
        self._words = words
        self.line = QLineEdit()
        self.line.setMaxLength(_MOST_DIGITS)
        self._field = Field(question, self.line)
        self.line.textChanged.connect(self._look)
        fewer, more = Button(words("diary.one_less")), Button(words("diary.one_more"))
        fewer.clicked.connect(self._fewer)
        more.clicked.connect(self._more)
        row = QHBoxLayout()
        row.setSpacing(12)
        for part in (fewer, self.line, more):
            row.addWidget(part)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._field)
        column.addLayout(row)

    def value(self) -> int | None:
        """The number, or None where none can be read."""
        text = self.line.text().strip()
        return int(text) if text.isascii() and text.isdigit() else None

    def can_be_read(self) -> bool:
        """Whether the field is empty or holds a number."""
        return self.value() is not None or not self.line.text().strip()

    def show_number(self, number: int) -> None:
        """Show a number that was said before, without a signal."""
        self.clear()
        self.line.blockSignals(True)
        self.line.setText(str(number))
        self.line.blockSignals(False)

    def clear(self) -> None:
        """Take the number out, without a signal."""
        self.line.blockSignals(True)
        self.line.clear()
        self.line.blockSignals(False)
        self._field.clear_error()

    @Slot()
    def _fewer(self) -> None:
        self._set((self.value() or 0) - 1)

    @Slot()
    def _more(self) -> None:
        self._set((self.value() or 0) + 1)

    def _set(self, number: int) -> None:
        self.line.setText(str(max(0, min(number, 10**_MOST_DIGITS - 1))))

    @Slot()
    def _look(self) -> None:
        if self.can_be_read():
            self._field.clear_error()
        else:
            self._field.show_error(self._words("diary.whole_number"))
        self.changed.emit()
