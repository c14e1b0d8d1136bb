"""How bad one symptom was, as it is being answered: the scale, how often it came, and its signs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from PySide6.QtCore import QObject, Slot

from companion.core.diary import SymptomReport
from companion.core.levels import Severity
from companion.core.symptoms import Symptom, severity_of_count
from companion.core.words import Words
from companion.ui.pages.diary.answer import Answer
from companion.ui.pages.diary.count import CountField
from companion.ui.widgets.choice_list import Option, ToggleList
from companion.ui.widgets.severity_picker import SeverityPicker
from companion.ui.widgets.severity_picker import Step as SeverityStep


class AnswerForm(QObject):
    """The parts, for the step to put where they belong; a symptom that is not counted has no `count`.

    A number that is typed chooses on the scale; a choice against the number takes it out.
    """

    def __init__(self, symptom: Symptom, heading: str, words: Words, parent: QObject) -> None:
        super().__init__(parent)
        self._symptom = symptom
        self.picker = SeverityPicker(heading, tuple(_severities(symptom, words)), words)
        self.picker.chosen.connect(self._follow_choice)
        self.count: CountField | None = None
        self.signs: ToggleList | None = None
        if symptom.words.count_question is not None:
            self.count = CountField(words.written(symptom.words.count_question), words)
            self.count.changed.connect(self._follow_count)
        if symptom.signs:
            options = tuple(Option(sign.id, words.written(sign.question)) for sign in symptom.signs)
            self.signs = ToggleList(words("diary.signs"), options)

    def can_be_read(self) -> bool:
        """Whether the number, where one is typed, is one."""
        return self.count is None or self.count.can_be_read()

    def is_answered(self) -> bool:
        """Whether it was said how bad it was."""
        return self.picker.value() is not None

    def answer(self) -> Answer | None:
        """What is answered now. A sign without a severity must not be lost: the severity is then not sure."""
        signs = frozenset(self.signs.values()) if self.signs is not None else frozenset()
        value = self.picker.value()
        if value is not None:
            return Answer(Severity(value), signs, self._number())
        return Answer(Severity.NOT_SURE, signs) if signs else None

    def show(self, report: SymptomReport | None) -> Answer | None:
        """What stands in the diary, and that as an answer; None where nobody answered."""
        self._empty()
        if report is None:
            return None
        self.picker.set_value(report.severity.value)
        self._choose_signs(report.signs)
        if self.count is not None and report.count is not None:
            self.count.show_number(report.count)
        return Answer(report.severity, report.signs, report.count)

    def half(self, stored: Answer | None) -> Iterator[tuple[str, str]]:
        """What differs from the answer that is stored, by name."""
        if self.answer() != stored:
            yield "severity", self.picker.value() or ""
            yield "signs", " ".join(self.signs.values() if self.signs is not None else ())
        typed = self.count.line.text().strip() if self.count is not None else ""
        if typed and typed != str(stored.count if stored is not None else None):
            yield "count", typed

    def show_half(self, fields: Mapping[str, str]) -> None:
        """What `half` gave before a crash."""
        if self.count is not None and "count" in fields:
            self.count.line.setText(fields["count"])
        if fields.get("severity") in {severity.value for severity in Severity}:
            self.picker.set_value(fields["severity"])
        self._choose_signs(frozenset(fields.get("signs", "").split()))

    def _empty(self) -> None:
        self.picker.set_value(None)
        self._choose_signs(frozenset())
        if self.count is not None:
            self.count.clear()

    def _choose_signs(self, signs: frozenset[str]) -> None:
        if self.signs is not None:
            self.signs.set_values(tuple(signs & {sign.id for sign in self._symptom.signs}))

    def _number(self) -> int | None:
        return self.count.value() if self.count is not None else None

    @Slot()
    def _follow_count(self) -> None:
        steps, number = self._symptom.count, self._number()
        if steps is not None and number is not None:
            self.picker.set_value(severity_of_count(steps, number).value)

    @Slot(object)
    def _follow_choice(self, value: str) -> None:
        """An answer chosen against the number typed wins: the number is taken out."""
        steps, number = self._symptom.count, self._number()
        if self.count is None or steps is None:
            return
        if number is None or severity_of_count(steps, number).value != value:
            self.count.clear()


def _severities(symptom: Symptom, words: Words) -> Iterator[SeverityStep]:
    own = symptom.words
    sentences = {
        Severity.NONE: words("severity.none_means"),
        Severity.MILD: words.written(own.mild),
        Severity.MODERATE: words.written(own.moderate),
        Severity.SEVERE: words.written(own.severe),
        Severity.NOT_SURE: words("severity.not_sure_means"),
    }
    for severity, sentence in sentences.items():
        steps = None if severity is Severity.NOT_SURE else severity.steps
        yield SeverityStep(severity.value, words(f"severity.{severity.value}"), steps, sentence)
