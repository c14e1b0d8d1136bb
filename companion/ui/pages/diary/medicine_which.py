"""Which medicine was taken: one that is known here, or another that is typed."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from companion.core.folding import fold, order_of
from companion.core.medicines import Medicine, medicine_named_in
from companion.core.words import Words
from companion.ui.context import Context
from companion.ui.widgets.card import Field
from companion.ui.widgets.choice_list import ChoiceList, Option
from companion.ui.widgets.label import Label

_OTHER = "other"


class WhichMedicine(QWidget):
    """Nothing is chosen at first.

    Signals:
        changed: another one was chosen.
    """

    changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._words = words = context.words
        self._medicines = context.catalogue.medicines
        offered = (one for one in self._medicines.values() if one.is_offered)
        known = sorted(offered, key=lambda one: order_of(words.translated(one.words.name)))
        options = (*(_option(one, words) for one in known), Option(_OTHER, words("diary.other_medicine")))
        self._list = ChoiceList(words("diary.which_medicine"), options, columns=2)
        self._list.chosen.connect(self._look)
        self._name = QLineEdit()
        self._field = Field(words("diary.medicine_name"), self._name, words("diary.medicine_name_hint"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for part in (Label(words("diary.which_medicine"), "h3"), self._list, self._field):
            column.addWidget(part)
        self._look()

    def first(self) -> QWidget:
        """Where a person begins."""
        return self._list

    def is_begun(self) -> bool:
        """Whether anything is chosen or typed."""
        return self._list.value() is not None or bool(self._name.text().strip())

    def chosen(self) -> tuple[str | None, str]:
        """The id, None for one that is not known here, and the name as it is written down."""
        value = self._list.value()
        if value is not None and value in self._medicines:
            return value, self._medicines[value].words.name
        typed = self._name.text().strip()
        known = medicine_named_in(typed, self._medicines.values())
        return (known.id if known else None), typed

    def missing(self) -> str:
        """What is still needed, as a sentence; empty when it is known which one."""
        if self._list.value() is None:
            return self._words("diary.choose_medicine")
        if self._list.value() == _OTHER and not self._name.text().strip():
            return self._words("diary.name_medicine")
        return ""

    def half(self) -> Mapping[str, str]:
        """What is chosen or typed."""
        return {"medicine": self._list.value() or "", "medicine_name": self._name.text()}

    def show_half(self, fields: Mapping[str, str]) -> None:
        """What `half` gave before."""
        which = fields.get("medicine")
        if which is not None and (which in self._medicines or which == _OTHER):
            self._list.set_value(which)
        self._name.setText(fields.get("medicine_name", ""))
        self._look()

    def empty(self) -> None:
        """As at first."""
        self._list.set_value(None)
        self._name.clear()
        self._look()

    @Slot()
    def _look(self) -> None:
        self._field.setVisible(self._list.value() == _OTHER)
        self.changed.emit()


def _option(medicine: Medicine, words: Words) -> Option:
    # Only the names that do not stand in the name already.
    shown = fold(words.translated(medicine.words.name))
    names = ", ".join(name for name in medicine.also_called if fold(name) not in shown)
    also = words("diary.also_called", names=names) if names else ""
    return Option(medicine.id, words.written(medicine.words.name), also)
