"""The answers of the entry that is being filled in, and what nobody answered yet."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from companion.core.levels import Reporter
from companion.ui.pages.diary.filling import Filling
from companion.ui.pages.diary.lines import Lines
from companion.ui.pages.diary.piece_list import PieceList
from companion.ui.widgets.button import Button


class AnswerList(PieceList):
    """What each person said about each symptom, and what nobody answered yet.

    Signals:
        change_wanted(object, object): the id (str) of the symptom to be answered, the Reporter who answers.
    """

    change_wanted = Signal(object, object)

    def __init__(self, filling: Filling) -> None:
        super().__init__(filling.context)
        self._filling = filling
        self._words = filling.context.words

    def show_all(self) -> None:
        """As they are stored now."""
        words, lines, entry = self._words, Lines(self._filling.context), self._filling.entry()
        self.clear()
        for report in self._filling.answers():
            name = lines.symptom(report.symptom)
            change = Button(words("diary.change"))
            change.setAccessibleName(words("diary.change_this", name=name))
            self._connect(change, report.symptom, report.by)
            text = lines.report(report, entered_by=entry.by if entry else report.by)
            self.add(text, change, self.delete_button(report, text))
            for sign in lines.signs(report):
                self.add(sign)
            for why in lines.softened(report):
                self.add(why)
        for symptom in self._filling.unanswered():
            name = lines.symptom(symptom)
            answer = Button(words("diary.answer"))
            answer.setAccessibleName(words("diary.answer_this", name=name))
            self._connect(answer, symptom, self._filling.by)
            self.add(words("diary.not_answered", name=name), answer)
        if self.is_empty():
            self.add(words("diary.no_symptoms"))

    def _connect(self, button: Button, symptom: str, by: Reporter) -> None:
        button.setProperty("symptom", symptom)
        button.setProperty("by", by.value)
        button.clicked.connect(self._want_change)

    @Slot()
    def _want_change(self) -> None:
        pressed: QObject | None = self.sender()
        if pressed is not None:
            by = Reporter(str(pressed.property("by")))
            self.change_wanted.emit(str(pressed.property("symptom")), by)
