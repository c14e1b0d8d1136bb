"""One question of the diary: how bad one symptom was, its signs, and the readings it asks for."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from companion.core.errors import UserCanFix
from companion.core.levels import Reporter, Severity
from companion.core.symptoms import AnsweredBy, Symptom, severity_of_count
from companion.ui.pages.diary_count import CountField
from companion.ui.pages.diary_filling import Answer, Filling
from companion.ui.pages.diary_half import half_readings, show_half_readings
from companion.ui.pages.diary_reading import ReadingField, take_now
from companion.ui.pages.diary_step import Step
from companion.ui.pages.keep_all import keep_all
from companion.ui.pages.learn_link import learn_button, page_of
from companion.ui.widgets.button import Button
from companion.ui.widgets.choice_list import Option, ToggleList
from companion.ui.widgets.label import Label
from companion.ui.widgets.severity_picker import SeverityPicker
from companion.ui.widgets.severity_picker import Step as SeverityStep


class QuestionStep(Step):
    """What one person says about one symptom. It is written when they go on, go back or leave.

    Signals:
        thinking_wanted: the thinking check, which some symptoms offer.
        go: a Go, to the page of Learn about the symptom.
    """

    thinking_wanted = Signal()
    go = Signal(object)

    def __init__(self, symptom: Symptom, filling: Filling) -> None:
        words = filling.context.words
        super().__init__(words.written(symptom.words.question), words)
        self._symptom = symptom
        self._filling = filling
        self._by = filling.by
        self._count: CountField | None = None
        self._signs: ToggleList | None = None
        self._readings: tuple[ReadingField, ...] = ()
        self._picker = SeverityPicker(self.heading, self._severities(), words)
        self._build()
        self.close_card(*self._offers())
        self._stored = self._show_stored()

    def first(self) -> QWidget:
        return self._count.line if self._count is not None else self._picker

    def missing(self) -> str:
        if self._count is not None and not self._count.can_be_read():
            return self.words("diary.whole_number")
        return "" if self._picker.value() is not None else self.words("diary.choose_answer")

    def keep(self) -> bool:
        return keep_all((self._keep_answer, *(reading.keep for reading in self._readings)))

    def half(self) -> Mapping[str, str]:
        fields = dict(half_readings(self._readings))
        if self._answer() != self._stored:
            fields["severity"] = self._picker.value() or ""
            fields["signs"] = " ".join(self._signs.values() if self._signs is not None else ())
        typed = self._count.line.text().strip() if self._count is not None else ""
        if typed and typed != str(self._stored.count if self._stored is not None else None):
            fields["count"] = typed
        return fields

    def show_half(self, fields: Mapping[str, str]) -> None:
        show_half_readings(self._readings, fields)
        if self._count is not None and "count" in fields:
            self._count.line.setText(fields["count"])
        if fields.get("severity") in {severity.value for severity in Severity}:
            self._picker.set_value(fields["severity"])
        if self._signs is not None:
            known = {sign.id for sign in self._symptom.signs}
            self._signs.set_values(tuple(known & set(fields.get("signs", "").split())))

    def focus_unread(self) -> None:
        for reading in self._readings:
            if not reading.keep():
                reading.line.setFocus()
                return

    def show_stored(self) -> None:
        """The answer as it stands in the diary now."""
        self._picker.set_value(None)
        if self._signs is not None:
            self._signs.set_values(())
        if self._count is not None:
            self._count.clear()
        self._stored = self._show_stored()

    def show_number(self, number: int, of: int) -> None:
        """Which question this is; hidden when the person came here to change one answer."""
        self.number.setText(self.words("diary.question_of", number=number, total=of) if number else "")
        self.number.setVisible(bool(number))

    def _build(self) -> None:
        symptom, words = self._symptom, self.words
        self.card.add(Label(words.written(symptom.words.about)))
        if self._by is Reporter.PATIENT and symptom.answered_by is not AnsweredBy.EITHER:
            self.card.add(Label(words("diary.ask_the_other"), "strong"))
        if symptom.words.count_question is not None:
            self._count = CountField(words.written(symptom.words.count_question), words)
            self._count.changed.connect(self._follow_count)
            self.card.add_space()
            self.card.add(self._count)
            self.card.add(Label(words("diary.count_or_choose")))
        self.card.add_space()
        self.card.add(self._picker)
        self._picker.chosen.connect(self._follow_choice)
        kinds = self._filling.context.catalogue.readings
        self._readings = tuple(
            ReadingField(kinds[id], self._filling, take_now(kinds[id], words))
            for id in symptom.asks_for
            if id in kinds and self._filling.asks_readings
        )
        for reading in self._readings:
            self.card.add_space()
            self.card.add(reading)
        if symptom.signs:
            self.card.add_space()
            self.card.add(Label(words("diary.signs"), "h3"))
            options = tuple(Option(sign.id, words.written(sign.question)) for sign in symptom.signs)
            self._signs = ToggleList(words("diary.signs"), options)
            self.card.add(self._signs)

    def _offers(self) -> tuple[Button, ...]:
        """The thinking check, where the symptom offers it and it is in use; and what there is to read."""
        context, offered = self._filling.context, []
        if self._symptom.offers_thinking_check and context.thinking.check is not None:
            check = Button(self.words("thinking.do_check"))
            check.clicked.connect(self.thinking_wanted)
            offered.append(check)
        read = learn_button(self._symptom.page, context, self._read, kind="quiet")
        if read is not None:
            offered.append(read)
        return tuple(offered)

    @Slot()
    def _read(self) -> None:
        self.go.emit(page_of(self.sender()))

    def _severities(self) -> tuple[SeverityStep, ...]:
        words, own = self._filling.context.words, self._symptom.words
        sentences = {
            Severity.NONE: words("severity.none_means"),
            Severity.MILD: words.written(own.mild),
            Severity.MODERATE: words.written(own.moderate),
            Severity.SEVERE: words.written(own.severe),
            Severity.NOT_SURE: words("severity.not_sure_means"),
        }
        return tuple(
            SeverityStep(
                severity.value,
                words(f"severity.{severity.value}"),
                None if severity is Severity.NOT_SURE else severity.steps,
                sentence,
            )
            for severity, sentence in sentences.items()
        )

    def _show_stored(self) -> Answer | None:
        report = self._filling.answer_of(self._symptom.id, self._by)
        if report is None:
            return None
        self._picker.set_value(report.severity.value)
        if self._signs is not None:
            known = {sign.id for sign in self._symptom.signs}
            self._signs.set_values(tuple(report.signs & known))
        if self._count is not None and report.count is not None:
            self._count.show_number(report.count)
        return Answer(report.severity, report.signs, report.count)

    def _answer(self) -> Answer | None:
        """What is answered now. A sign without a severity must not be lost: the severity is then not sure."""
        signs = frozenset(self._signs.values()) if self._signs is not None else frozenset()
        value = self._picker.value()
        if value is not None:
            count = self._count.value() if self._count is not None else None
            return Answer(Severity(value), signs, count)
        return Answer(Severity.NOT_SURE, signs) if signs else None

    def _keep_answer(self) -> None:
        answer = self._answer()
        if answer is None or answer == self._stored:
            return
        # An alert that comes of it leaves this page at once, and leaving keeps everything: not twice.
        before, self._stored = self._stored, answer
        try:
            self._filling.answer(self._symptom.id, answer, self._by)
        except UserCanFix:
            self._stored = before
            raise

    @Slot()
    def _follow_count(self) -> None:
        steps, number = self._symptom.count, self._count.value() if self._count is not None else None
        if steps is not None and number is not None:
            self._picker.set_value(severity_of_count(steps, number).value)

    @Slot(object)
    def _follow_choice(self, value: str) -> None:
        """An answer chosen against the number typed wins: the number is taken out."""
        steps, number = self._symptom.count, self._count.value() if self._count is not None else None
        if self._count is None or steps is None:
            return
        if number is None or severity_of_count(steps, number).value != value:
            self._count.clear()
