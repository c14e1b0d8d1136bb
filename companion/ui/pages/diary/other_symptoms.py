"""The symptoms that are not on the list of the day: to be read through, or found by typing."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from companion.core.symptoms import Symptom
from companion.core.words import Words
from companion.ui.pages.diary.order import found, rest
from companion.ui.widgets.card import Field
from companion.ui.widgets.choice_list import Option, ToggleList
from companion.ui.widgets.label import Label


def options_of(ids: tuple[str, ...], symptoms: Mapping[str, Symptom], words: Words) -> tuple[Option, ...]:
    """Each by its name."""
    return tuple(Option(id, words.written(symptoms[id].words.name)) for id in ids)


class OtherSymptoms(QWidget):
    """Once something is typed, whatever fits is listed, also from the list of the day, `first`.

    Signals:
        changed(object): what is ticked here, a tuple of ids.
        listed_anew: other symptoms are listed.
    """

    changed = Signal(object)
    listed_anew = Signal()

    def __init__(self, symptoms: Mapping[str, Symptom], first: tuple[str, ...], words: Words) -> None:
        super().__init__()
        self._symptoms, self._first, self._words = symptoms, first, words
        self._rest = rest(symptoms, first, words)
        self._list: ToggleList | None = None
        self.listed: tuple[str, ...] = ()
        self.search = QLineEdit()
        self.search.textChanged.connect(self._find)
        self._nothing_found = Label(words("diary.nothing_found"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        hint = words("diary.find_symptom_hint")
        self._column.addWidget(Field(words("diary.find_symptom"), self.search, hint))
        self._column.addWidget(self._nothing_found)

    def open(self) -> None:
        """Show them, ready for typing."""
        self.show()
        self._find(self.search.text())
        self.search.setFocus()

    def focus_list(self) -> None:
        """What was found, to be ticked."""
        if self._list is not None:
            self._list.setFocus()

    def show_chosen(self, chosen: tuple[str, ...]) -> None:
        """What is ticked, as far as it is listed here."""
        if self._list is not None:
            self._list.set_values(tuple(id for id in chosen if id in self.listed))

    @Slot(str)
    def _find(self, typed: str) -> None:
        known = (*self._first, *self._rest) if typed.strip() else self._rest
        self.listed = tuple(id for id in known if found(self._symptoms[id], typed, self._words))
        if self._list is not None:
            self._column.removeWidget(self._list)
            self._list.hide()
            self._list.deleteLater()
            self._list = None
        self._nothing_found.setVisible(not self.listed)
        if self.listed:
            options = options_of(self.listed, self._symptoms, self._words)
            self._list = ToggleList(self._words("diary.more_symptoms"), options)
            self._list.changed.connect(self.changed)
            self._column.addWidget(self._list)
        self.listed_anew.emit()
