"""One thing that is happening now: how bad it is, its signs, and what else it asks to measure."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.core.errors import UserCanFix
from companion.core.levels import Severity
from companion.core.symptoms import Symptom
from companion.ui.pages.diary.answer import Answer
from companion.ui.pages.diary.filling import Filling
from companion.ui.pages.diary.reading import ReadingField, take_now
from companion.ui.widgets.choice_list import Option, ToggleList
from companion.ui.widgets.label import Label
from companion.ui.widgets.severity_picker import SeverityPicker, Step


class Details(QWidget):
    """Nothing in it has to be answered: what was chosen and not answered is "not sure"."""

    def __init__(self, symptom: Symptom, filling: Filling) -> None:
        super().__init__()
        words = filling.context.words
        self._symptom, self._filling = symptom, filling
        self._stored: Answer | None = None
        question = words.written(symptom.words.question)
        self._picker = SeverityPicker(question, self._steps(), words)
        self._signs: ToggleList | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(Label(words.written(symptom.words.about)))
        column.addWidget(Label(question, "strong"))
        column.addWidget(self._picker)
        if symptom.signs:
            column.addWidget(Label(words("diary.signs"), "strong"))
            options = tuple(Option(sign.id, words.written(sign.question)) for sign in symptom.signs)
            self._signs = ToggleList(words("diary.signs"), options)
            column.addWidget(self._signs)
        catalogue = filling.context.catalogue
        fever = catalogue.fever.reading if catalogue.fever is not None else None
        kinds = [
            catalogue.readings[id] for id in symptom.asks_for if id in catalogue.readings and id != fever
        ]
        self.readings = tuple(ReadingField(kind, filling, take_now(kind, words)) for kind in kinds)
        for field in self.readings:
            column.addWidget(field)

    def first(self) -> QWidget:
        """Where the keyboard begins."""
        return self._picker

    def set_severity(self, severity: Severity) -> None:
        """Answer for the person, who may change it."""
        self._picker.set_value(severity.value)

    def is_answered(self) -> bool:
        """Whether a severity or a sign was chosen."""
        return self._answer() is not None

    def keep(self, *, confirmed: bool) -> None:
        """Write what was answered; confirmed without an answer, it is not sure."""
        answer = self._answer() or (Answer(Severity.NOT_SURE) if confirmed else None)
        if answer is not None and answer != self._stored:
            before, self._stored = self._stored, answer
            try:
                self._filling.answer(self._symptom.id, answer, self._filling.by)
            except UserCanFix:
                self._stored = before
                raise

    def _answer(self) -> Answer | None:
        signs = frozenset(self._signs.values()) if self._signs is not None else frozenset()
        value = self._picker.value()
        if value is not None:
            return Answer(Severity(value), signs)
        return Answer(Severity.NOT_SURE, signs) if signs else None

    def _steps(self) -> tuple[Step, ...]:
        words, own = self._filling.context.words, self._symptom.words
        sentences = {
            Severity.MILD: words.written(own.mild),
            Severity.MODERATE: words.written(own.moderate),
            Severity.SEVERE: words.written(own.severe),
            Severity.NOT_SURE: words("severity.not_sure_means"),
        }
        return tuple(
            Step(
                severity.value,
                words(f"severity.{severity.value}"),
                None if severity is Severity.NOT_SURE else severity.steps,
                sentence,
            )
            for severity, sentence in sentences.items()
        )
