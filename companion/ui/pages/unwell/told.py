"""What is told about what happens now: the details of each thing that was chosen, and the temperature."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.core.levels import Severity
from companion.ui.pages.diary.filling import Filling
from companion.ui.pages.diary.reading import ReadingField, take_now
from companion.ui.pages.keep_all import keep_all
from companion.ui.pages.unwell.choices import Chosen
from companion.ui.pages.unwell.details import Details
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Card
from companion.ui.widgets.label import Label


class ToldCard(Card):
    """One thing is shown at a time; what was answered about the others stays and counts.

    Signals:
        again: something else is to be chosen.
        asked: what to do is to be shown.
    """

    again = Signal()
    asked = Signal()

    def __init__(self, filling: Filling) -> None:
        super().__init__()
        context, words = filling.context, filling.context.words
        self._context, self._filling = context, filling
        self._details: dict[str, Details] = {}
        self._shown: str | None = None
        self._name = Label("", "h3")
        again = Button(words("unwell.choose_again"), icon="back")
        again.clicked.connect(self.again)
        self._slot = QVBoxLayout()
        self._slot.setContentsMargins(0, 0, 0, 0)
        fever = context.catalogue.fever
        kind = context.catalogue.readings.get(fever.reading) if fever is not None else None
        self.temperature = ReadingField(kind, filling, take_now(kind, words)) if kind else None
        self._unread = Label(words("unwell.unread"), "strong")
        self._unread.setProperty("tone", "error")
        self._unread.hide()
        show = Button(words("unwell.show"), "primary", "big", icon="forward")
        show.clicked.connect(self.asked)
        self.add(self._name)
        self.add(again)
        self.column.addLayout(self._slot)
        if self.temperature is not None:
            self.add_space()
            self.add(self.temperature)
        self.add(self._unread)
        self.add_space()
        self.add(show)

    def name(self) -> str:
        """What is shown now, as it is called."""
        return self._name.text()

    def choose(self, chosen: Chosen) -> None:
        """Show the details of one thing."""
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
        self._name.setText(self._context.words.written(symptom.words.name))

    def first(self) -> QWidget | None:
        """Where answering begins."""
        return None if self._shown is None else self._details[self._shown].first()

    def keep(self, *, confirmed: bool) -> None:
        """Write what was answered; confirmed without an answer, what is shown is not sure."""
        told = tuple(self._details.items())
        keepers = (partial(one.keep, confirmed=confirmed and id == self._shown) for id, one in told)
        keep_all((*keepers, self._keep_readings))

    def unread(self) -> tuple[ReadingField, ...]:
        """The readings that could not be read; that there are any is said above the button."""
        found = tuple(field for field in self._readings() if not field.keep())
        self._unread.setVisible(bool(found))
        return found

    def _keep_readings(self) -> None:
        keep_all(field.keep for field in self._readings())

    def _readings(self) -> tuple[ReadingField, ...]:
        own = () if self.temperature is None else (self.temperature,)
        return (*own, *(field for details in tuple(self._details.values()) for field in details.readings))
