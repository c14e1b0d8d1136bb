"""A medicine that was taken: which one, and when."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from companion.core.folding import fold, order_of
from companion.core.medicines import Medicine, medicine_named_in
from companion.ui.pages.diary.filling import Filling
from companion.ui.pages.diary.medicine_when import TakenWhen
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Field, stack
from companion.ui.widgets.choice_list import ChoiceList, Option
from companion.ui.widgets.label import Label

_OTHER = "other"


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
        self._words = words = filling.context.words
        self._medicines = filling.context.catalogue.medicines
        offered = (one for one in self._medicines.values() if one.is_offered)
        known = sorted(offered, key=lambda one: order_of(words.translated(one.words.name)))
        options = (*(self._option(one) for one in known), Option(_OTHER, words("diary.other_medicine")))
        self._which = ChoiceList(words("diary.which_medicine"), options, columns=2)
        self._name = QLineEdit()
        self._name_field = Field(words("diary.medicine_name"), self._name, words("diary.medicine_name_hint"))
        self._when = TakenWhen(filling)
        self._build()
        self._which.chosen.connect(self._look)
        self._when.changed.connect(self._look)
        self._look()

    def first(self) -> QWidget:
        """What has the focus when the form opens."""
        return self._which

    def is_begun(self) -> bool:
        """Whether anything is chosen or typed that was not written down yet."""
        return self._which.value() is not None or bool(self._name.text().strip())

    def half(self) -> Mapping[str, str]:
        """What is chosen or typed and not written down yet."""
        said = {
            "medicine": self._which.value() or "",
            "medicine_name": self._name.text(),
            **self._when.half(),
        }
        return {name: text for name, text in said.items() if text.strip()}

    def show_half(self, fields: Mapping[str, str]) -> None:
        """What `half` gave before."""
        which = fields.get("medicine")
        if which is not None and (which in self._medicines or which == _OTHER):
            self._which.set_value(which)
        self._name.setText(fields.get("medicine_name", ""))
        self._when.show_half(fields)
        self._look()

    def missing(self) -> str:
        """What is still needed, as a sentence; empty when all is there."""
        if self._which.value() is None:
            return self._words("diary.choose_medicine")
        if self._which.value() == _OTHER and not self._name.text().strip():
            return self._words("diary.name_medicine")
        return self._when.missing()

    def keep(self) -> bool:
        """Write it down if it is complete; whether nothing is left half filled in."""
        at = self._when.taken_at()
        if not self.is_begun() or self._is_writing:
            return True
        if self.missing() or at is None:
            return False
        medicine, name = self._chosen()
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
        for part in (
            Label(self._words("diary.which_medicine"), "h3"),
            self._which,
            self._name_field,
            self._when,
            self._problem,
            self._add,
        ):
            stack(column, part)

    def _option(self, medicine: Medicine) -> Option:
        words = self._words
        # Only the names that do not stand in the name already.
        shown = fold(words.translated(medicine.words.name))
        names = ", ".join(name for name in medicine.also_called if fold(name) not in shown)
        also = words("diary.also_called", names=names) if names else ""
        return Option(medicine.id, words.written(medicine.words.name), also)

    @Slot()
    def _look(self) -> None:
        self._name_field.setVisible(self._which.value() == _OTHER)
        self._problem.hide()

    @Slot()
    def _write(self) -> None:
        missing = self.missing()
        self._problem.setText(missing)
        self._problem.setVisible(bool(missing))
        if not missing:
            self.keep()

    def _chosen(self) -> tuple[str | None, str]:
        value = self._which.value()
        if value is not None and value in self._medicines:
            return value, self._medicines[value].words.name
        typed = self._name.text().strip()
        known = medicine_named_in(typed, self._medicines.values())
        return (known.id if known else None), typed

    def _empty(self) -> None:
        self._which.set_value(None)
        self._when.empty()
        self._name.clear()
        self._look()
