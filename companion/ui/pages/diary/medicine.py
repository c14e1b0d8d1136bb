"""A medicine that was taken: which one, and when."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.ui.pages.diary.filling import Filling
from companion.ui.pages.diary.medicine_when import TakenWhen
from companion.ui.pages.diary.medicine_which import WhichMedicine
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import stack
from companion.ui.widgets.label import Label


class MedicineForm(QWidget):
    """Nothing is chosen at first; it is written once both the medicine and the time are known.

    Signals:
        written: a medicine was written down.
    """

    written = Signal()

    def __init__(self, filling: Filling) -> None:
        super().__init__()
        self._filling = filling
        self._is_writing = False
        self._words = filling.context.words
        self._which = WhichMedicine(filling.context)
        self._when = TakenWhen(filling)
        self._build()
        self._which.changed.connect(self._look)
        self._when.changed.connect(self._look)
        self._look()

    def first(self) -> QWidget:
        """What has the focus when the form opens."""
        return self._which.first()

    def is_begun(self) -> bool:
        """Whether anything is chosen or typed that was not written down yet."""
        return self._which.is_begun()

    def half(self) -> Mapping[str, str]:
        """What is chosen or typed and not written down yet."""
        said = {**self._which.half(), **self._when.half()}
        return {name: text for name, text in said.items() if text.strip()}

    def show_half(self, fields: Mapping[str, str]) -> None:
        """What `half` gave before."""
        self._which.show_half(fields)
        self._when.show_half(fields)
        self._look()

    def missing(self) -> str:
        """What is still needed, as a sentence; empty when all is there."""
        return self._which.missing() or self._when.missing()

    def keep(self) -> bool:
        """Write it down if it is complete; whether nothing is left half filled in."""
        at = self._when.taken_at()
        if not self.is_begun() or self._is_writing:
            return True
        if self.missing() or at is None:
            return False
        medicine, name = self._which.chosen()
        # An alert that comes of it leaves this page at once, and leaving keeps everything: not twice.
        self._is_writing = True
        try:
            self._filling.take_medicine(medicine, name, at)
        finally:
            self._is_writing = False
        self._empty()
        self.written.emit()
        return True

    def _build(self) -> None:
        self._add = Button(self._words("diary.write_medicine"))
        self._add.clicked.connect(self._write)
        self._problem = Label("", "strong")
        self._problem.setProperty("tone", "error")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for part in (self._which, self._when, self._problem, self._add):
            stack(column, part)

    @Slot()
    def _look(self) -> None:
        self._problem.hide()

    @Slot()
    def _write(self) -> None:
        missing = self.missing()
        self._problem.setText(missing)
        self._problem.setVisible(bool(missing))
        if not missing:
            self.keep()

    def _empty(self) -> None:
        self._which.empty()
        self._when.empty()
