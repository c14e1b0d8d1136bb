"""What is happening now, told and judged on one page, below the numbers to call."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.core.levels import Severity
from companion.core.units import ReadingKind
from companion.ui.context import Context
from companion.ui.pages.diary.filling import Filling
from companion.ui.pages.diary.reading import ReadingField, take_now
from companion.ui.pages.keep_all import keep_all
from companion.ui.pages.unwell.choices import Choices, Chosen
from companion.ui.pages.unwell.details import Details
from companion.ui.pages.unwell.result import Result
from companion.ui.widgets.announce import announce
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Card
from companion.ui.widgets.label import Label


class WhatNow(QWidget):
    """Choose, answer as much as one likes, and see what to do. All of it is one entry of the diary.

    Signals:
        go: a Go, to another page.
        moved(object): the part (QWidget) that has come up and is to be seen.
    """

    go = Signal(object)
    moved = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context, self._words = context, context.words
        self._filling = Filling(context, None)
        self._details: dict[str, Details] = {}
        self._shown: str | None = None
        self._result: Result | None = None
        self.is_done = False
        words = self._words
        self._choices = Choices(context.catalogue, words)
        self._choices.chosen.connect(self._choose)
        self._told = Card()
        self._name = Label("", "h3")
        self._again = Button(words("unwell.choose_again"), icon="back")
        self._again.clicked.connect(self._choose_again)
        kind = self._temperature_kind()
        self._temperature = ReadingField(kind, self._filling, take_now(kind, words)) if kind else None
        self._unread = Label(words("unwell.unread"), "strong")
        self._unread.setProperty("tone", "error")
        self._show = Button(words("unwell.show"), "primary", "big", icon="forward")
        self._show.clicked.connect(self._show_what_to_do)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._build()

    def keep(self) -> None:
        """Write what was answered, for whoever goes away in the middle."""
        keep_all((*(partial(d.keep, confirmed=False) for d in self._details.values()), self._keep_readings))

    def is_left_behind(self) -> bool:
        """Whether it is over: shown to the end, or begun on an earlier day."""
        return self.is_done or self._filling.is_left_behind()

    def _build(self) -> None:
        words, told = self._words, self._told
        for part in (Label(words("unwell.what"), "h2"), Label(words("unwell.hint")), self._choices, told):
            self._column.addWidget(part)
        self._slot = QVBoxLayout()
        self._slot.setContentsMargins(0, 0, 0, 0)
        told.add(self._name)
        told.add(self._again)
        told.column.addLayout(self._slot)
        if self._temperature is not None:
            told.add_space()
            told.add(self._temperature)
        told.add(self._unread)
        told.add_space()
        told.add(self._show)
        self._unread.hide()
        told.hide()

    def _temperature_kind(self) -> ReadingKind | None:
        catalogue = self._context.catalogue
        return catalogue.readings.get(catalogue.fever.reading) if catalogue.fever is not None else None

    @Slot(object)
    def _choose(self, chosen: Chosen) -> None:
        symptom = self._context.catalogue.symptoms[chosen.symptom]
        if chosen.symptom not in self._details:
            self._details[chosen.symptom] = Details(symptom, self._filling)
            self._slot.addWidget(self._details[chosen.symptom])
        for id, details in self._details.items():
            details.setVisible(id == chosen.symptom)
        details = self._details[chosen.symptom]
        if chosen.not_sure and not details.is_answered():
            details.set_severity(Severity.NOT_SURE)
        self._shown = chosen.symptom
        self.is_done = False
        self._name.setText(self._words.written(symptom.words.name))
        self._choices.hide()
        self._told.show()
        self._take_result_away()
        announce(self, self._name.text())
        self.moved.emit(self._told)
        details.first().setFocus()

    @Slot()
    def _choose_again(self) -> None:
        """What was answered stays and counts; something else can be added to it."""
        self._told.hide()
        self._choices.show()
        self._choices.first().setFocus()

    @Slot()
    def _show_what_to_do(self) -> None:
        told = (partial(d.keep, confirmed=id == self._shown) for id, d in tuple(self._details.items()))
        keep_all((*told, self._keep_readings))
        unread = self._unread_readings()
        self._filling.finish()
        self._unread.setVisible(bool(unread))
        self.is_done = not unread
        self._show_result()
        # An alert that came meanwhile stands on a page of its own, and keeps the focus.
        if self.isVisible() and self._result is not None:
            if unread:
                unread[0].line.setFocus()
            else:
                self.moved.emit(self._result)
            announce(self._result, self._result.spoken(), assertive=True)

    def _keep_readings(self) -> None:
        keep_all(field.keep for field in self._reading_fields())

    def _unread_readings(self) -> tuple[ReadingField, ...]:
        """Those that could not be read."""
        return tuple(field for field in self._reading_fields() if not field.keep())

    def _reading_fields(self) -> tuple[ReadingField, ...]:
        own = () if self._temperature is None else (self._temperature,)
        return (*own, *(field for details in tuple(self._details.values()) for field in details.readings))

    def _show_result(self) -> None:
        self._take_result_away()
        entry = self._filling.entry()
        if entry is not None:
            self._result = Result(entry, self._context)
            self._result.go.connect(self.go)
            self._column.addWidget(self._result)
            self._result.show()

    def _take_result_away(self) -> None:
        if self._result is not None:
            self._column.removeWidget(self._result)
            self._result.hide()
            self._result.deleteLater()
            self._result = None
