"""What may be happening now, as big buttons: emergencies first and red, then fever, then all else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from companion.core.catalogue import Catalogue
from companion.core.levels import Level
from companion.core.symptoms import ALWAYS, Symptom
from companion.core.words import Words
from companion.ui.pages.diary.order import always_offered, found, rest
from companion.ui.widgets.button import Button, Kind
from companion.ui.widgets.card import Field
from companion.ui.widgets.label import Label
from companion.ui.widgets.rebuilt import take_all_away

_GAP = 12


@dataclass(frozen=True, slots=True)
class Chosen:
    """The symptom that fits; `not_sure` where none could be named."""

    symptom: str
    not_sure: bool = False


def emergencies(catalogue: Catalogue) -> tuple[str, ...]:
    """The symptoms whose file puts them first here, then those that are an emergency however mild."""
    symptoms = catalogue.symptoms.values()
    marked = [one.id for one in symptoms if one.first_on_unwell]
    mildest = {one.id: min(one.levels[ALWAYS]) for one in symptoms}
    return tuple(dict.fromkeys((*marked, *(id for id in mildest if mildest[id] is Level.EMERGENCY))))


def feverish(catalogue: Catalogue) -> tuple[str, ...]:
    """The symptoms that ask for the temperature at once."""
    reading = catalogue.fever.reading if catalogue.fever is not None else None
    return tuple(sorted((s.id for s in catalogue.symptoms.values() if reading in s.asks_for), reverse=True))


class Choices(QWidget):
    """One column; "Something else" opens a search in all the others.

    Signals:
        chosen: a Chosen.
    """

    chosen = Signal(object)

    def __init__(self, catalogue: Catalogue, words: Words) -> None:
        super().__init__()
        self._symptoms, self._words = catalogue.symptoms, words
        red, fever = emergencies(catalogue), feverish(catalogue)
        always = tuple(id for id in always_offered(self._symptoms) if id not in red)
        shown = tuple(dict.fromkeys((*red, *fever, *always)))
        self._others = rest(self._symptoms, shown, words)
        self._else = Button(words("unwell.something_else"), size="big", icon="more")
        self._else.clicked.connect(self._turn)
        self._not_sure = Button(words("unwell.not_sure"), size="big")
        self._not_sure.setProperty("symptom", next(iter(always), ""))
        self._not_sure.clicked.connect(self._choose_not_sure)
        self._not_sure.setVisible(bool(always))
        self._search = QLineEdit()
        self._search.textChanged.connect(self._find)
        self._searching = QWidget()
        self._found = QWidget()
        self._list = _column(self._found)
        self._nothing = Label(words("diary.nothing_found"))
        column = _column(self)
        for id in shown:
            column.addWidget(self._button(self._symptoms[id], "urgent" if id in red else "secondary"))
        for part in (self._else, self._not_sure, self._searching):
            column.addWidget(part)
        self._build_search()
        self._searching.hide()

    def first(self) -> QWidget:
        """Where the keyboard begins."""
        buttons = self.findChildren(Button)
        return next((button for button in buttons if button.isVisibleTo(self)), self._else)

    def _build_search(self) -> None:
        words, column = self._words, _column(self._searching)
        column.addWidget(Field(words("diary.find_symptom"), self._search, words("diary.find_symptom_hint")))
        column.addWidget(self._nothing)
        column.addWidget(self._found)

    def _button(self, symptom: Symptom, kind: Kind = "secondary") -> Button:
        button = Button(self._words.written(symptom.words.name), kind, "big")
        button.setProperty("symptom", symptom.id)
        button.clicked.connect(self._choose)
        return button

    def _show_found(self, ids: Iterable[str]) -> None:
        take_all_away(self._list)
        for id in ids:
            self._list.addWidget(self._button(self._symptoms[id]))
        self._nothing.setVisible(self._list.count() == 0)

    @Slot()
    def _turn(self) -> None:
        opens = self._searching.isHidden()
        self._searching.setVisible(opens)
        self._else.setText(self._words("unwell.close_list" if opens else "unwell.something_else"))
        if opens:
            self._find(self._search.text())
            self._search.setFocus()

    @Slot(str)
    def _find(self, typed: str) -> None:
        """All others; once something is typed, whatever fits, also from the buttons above."""
        known = tuple(self._symptoms) if typed.strip() else self._others
        self._show_found(id for id in known if found(self._symptoms[id], typed, self._words))

    @Slot()
    def _choose(self) -> None:
        self.chosen.emit(Chosen(str(self.sender().property("symptom"))))

    @Slot()
    def _choose_not_sure(self) -> None:
        self.chosen.emit(Chosen(str(self._not_sure.property("symptom")), not_sure=True))


def _column(widget: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(_GAP)
    return column
