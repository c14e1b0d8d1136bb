"""One question of the diary: how bad one symptom was, its signs, and the readings it asks for."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from companion.core.diary import SymptomReport
from companion.core.errors import UserCanFix
from companion.core.levels import Reporter
from companion.core.symptoms import AnsweredBy, Symptom
from companion.ui.pages.diary.answer_form import AnswerForm
from companion.ui.pages.diary.filling import Filling
from companion.ui.pages.diary.reading import ReadingField, take_now
from companion.ui.pages.diary.readings import Readings
from companion.ui.pages.diary.step import Step
from companion.ui.pages.keep_all import keep_all
from companion.ui.pages.learn.link import learn_button
from companion.ui.widgets.button import Button
from companion.ui.widgets.label import Label


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
        self._readings = Readings()
        self._form = AnswerForm(symptom, self.heading, words, self)
        self._form.picker.chosen.connect(self._say_again)
        self._build()
        self.close_card(*self._offers())
        self._stored = self._form.show(self._report())

    def first(self) -> QWidget:
        return self._form.picker if self._form.count is None else self._form.count.line

    def missing(self) -> str:
        if not self._form.can_be_read():
            return self.words("diary.whole_number")
        return "" if self._form.is_answered() else self.words("diary.choose_answer")

    def keep(self) -> bool:
        return keep_all((self._keep_answer, self._readings.keep))

    def half(self) -> Mapping[str, str]:
        return {**dict(self._readings.half()), **dict(self._form.half(self._stored))}

    def show_half(self, fields: Mapping[str, str]) -> None:
        self._readings.show_half(fields)
        self._form.show_half(fields)

    def focus_unread(self) -> None:
        unread = self._readings.unread()
        if unread is not None:
            unread.line.setFocus()

    def enter(self) -> None:
        if not dict(self._form.half(None)):
            self.show_stored()
        super().enter()

    def ask_anew(self) -> None:
        """How it is at this moment: what was said long before is not chosen, so that it is told anew."""
        if self._filling.was_long_ago(self._report()):
            self._stored = self._form.show(None)

    def show_stored(self) -> None:
        """The answer as it stands in the diary now."""
        self._stored = self._form.show(self._report())

    def show_number(self, number: int, of: int) -> None:
        """Which question this is; hidden when the person came here to change one answer."""
        self.number.setText(self.words("diary.question_of", number=number, total=of) if number else "")
        self.number.setVisible(bool(number))

    def _build(self) -> None:
        symptom, words = self._symptom, self.words
        self.card.add(Label(words.written(symptom.words.about)))
        if self._by is Reporter.PATIENT and symptom.answered_by is not AnsweredBy.EITHER:
            self.card.add(Label(words("diary.ask_the_other"), "strong"))
        if self._form.count is not None:
            self.card.add_space()
            self.card.add(self._form.count)
            self.card.add(Label(words("diary.count_or_choose")))
        self.card.add_space()
        self.card.add(self._form.picker)
        kinds = self._filling.context.catalogue.readings
        fields = (
            ReadingField(kinds[id], self._filling, take_now(kinds[id], words))
            for id in symptom.asks_for
            if id in kinds and self._filling.asks_readings
        )
        self._readings = Readings(*fields)
        for field in self._readings.fields:
            self.card.add_space()
            self.card.add(field)
        if self._form.signs is not None:
            self.card.add_space()
            self.card.add(Label(words("diary.signs"), "h3"))
            self.card.add(self._form.signs)

    def _offers(self) -> tuple[Button, ...]:
        """The thinking check, where the symptom offers it and it is in use; and what there is to read."""
        context, offered = self._filling.context, []
        if self._symptom.offers_thinking_check and context.thinking.check is not None:
            check = Button(self.words("thinking.do_check"))
            check.clicked.connect(self.thinking_wanted)
            offered.append(check)
        read = learn_button(self._symptom.page, context, self.go, kind="quiet")
        if read is not None:
            offered.append(read)
        return tuple(offered)

    def _report(self) -> SymptomReport | None:
        return self._filling.answer_of(self._symptom.id, self._by)

    @Slot(object)
    def _say_again(self, _value: str) -> None:
        """The same answer pressed once more, long after, is told once more: it is so now, too."""
        if self._filling.at is None and self._filling.was_long_ago(self._report()):
            self._stored = None

    def _keep_answer(self) -> None:
        answer = self._form.answer()
        if answer is None or answer == self._stored:
            return
        # An alert that comes of it leaves this page at once, and leaving keeps everything: not twice.
        before, self._stored = self._stored, answer
        try:
            self._filling.answer(self._symptom.id, answer, self._by)
        except UserCanFix:
            self._stored = before
            raise
