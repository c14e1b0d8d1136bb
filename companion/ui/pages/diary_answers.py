"""The answers of an entry, each with the way to change it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.core.levels import Reporter
from companion.ui.pages.diary_filling import Filling
from companion.ui.pages.diary_lines import Lines
from companion.ui.widgets.button import Button
from companion.ui.widgets.flow import button_row
from companion.ui.widgets.label import Label


class LineList(QWidget):
    """Lines one below the other, each with its button behind it."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)

    def is_empty(self) -> bool:
        """Whether there is no line."""
        return self._column.count() == 0

    def add(self, text: str, button: Button | None = None) -> None:
        """One more line."""
        if button is None:
            self._column.addWidget(Label(text))
            return
        label = Label(text, "strong")
        label.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self._column.addWidget(button_row(label, button))

    def clear(self) -> None:
        """Take all lines away."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()


class AnswerList(LineList):
    """What each person said about each symptom, and what nobody answered yet.

    Signals:
        change_wanted(object): the id (str) of the symptom to be answered, by the one who answers now.
    """

    change_wanted = Signal(object)

    def __init__(self, filling: Filling) -> None:
        super().__init__()
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
            self.add(lines.report(report, entered_by=entry.by if entry else report.by), change)
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
            self._filling.speak_for(Reporter(str(pressed.property("by"))))
            self.change_wanted.emit(str(pressed.property("symptom")))
