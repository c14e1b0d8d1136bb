"""One question for the team on its card, with what can be done about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.core.questions import Question
from companion.ui.context import Context
from companion.ui.pages.question_about import about_lines
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Card, Field
from companion.ui.widgets.flow import button_row
from companion.ui.widgets.label import Label
from companion.ui.widgets.text_area import TextArea

_GAP = 12


class Act(Enum):
    """What can be done about a question."""

    TICK_OFF = "tick_off"
    REWORD = "reword"
    PUT_BACK = "put_back"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True)
class Pressed:
    """What is to be done about a question; `text` is what was typed for it."""

    act: Act
    question: Question
    text: str = ""


class QuestionCard(Card):
    """What was asked, where it came from, the answer, and a form for one thing at a time.

    Signals:
        pressed(object): a Pressed.
        form_open(object): this card when its form opens, None when it is closed without saving.
    """

    pressed = Signal(object)
    form_open = Signal(object)

    def __init__(self, question: Question, context: Context) -> None:
        super().__init__()
        self.question = question
        self._words = words = context.words
        self.setAccessibleName(words("questions.one"))
        self.add(Label(question.text, "strong", user_text=True))
        for line in about_lines(question, context):
            self.add(Label(line, "small", user_text=True))
        if question.answer:
            self.add(Label(words("questions.they_said"), "h3"))
            self.add(Label(question.answer, user_text=True))
        self._act: Act | None = None
        self._typed = TextArea()
        self._form = QWidget()
        fields = QVBoxLayout(self._form)
        fields.setContentsMargins(0, 8, 0, 0)
        fields.setSpacing(_GAP)
        self._form.hide()
        name = partial(words, question=question.text)
        if question.is_open:
            first = self._button("check", "questions.it_was_asked", name("questions.it_was_asked_about"))
            first.clicked.connect(self._ask_answer)
            second = self._button(None, "questions.change", name("questions.change_about"))
            second.clicked.connect(self._ask_words)
        else:
            first = self._button(None, "questions.change_answer", name("questions.change_answer_about"))
            first.clicked.connect(self._ask_answer)
            second = self._button("undo", "questions.ask_again", name("questions.ask_again_about"))
            second.clicked.connect(self._put_back)
        remove = self._button("close", "questions.remove", name("questions.remove_about"))
        remove.clicked.connect(self._remove)
        self._buttons = button_row(first, second, remove)
        self.add_space()
        self.add(self._buttons)
        self.add(self._form)

    def close_form(self) -> None:
        """Without saving; what was typed stays in the form until the page is built anew."""
        self._form.hide()
        self._buttons.show()

    def _button(self, icon: str | None, key: str, name: str) -> Button:
        button = Button(self._words(key), icon=icon)
        button.setAccessibleName(name)
        button.setProperty("userNamed", True)  # after the question, as it was typed
        return button

    def _show_form(self, act: Act, label: str, text: str) -> None:
        words = self._words
        column = self._form.layout()
        assert isinstance(column, QVBoxLayout)
        if self._act != act:
            self._act = act
            while (before := column.takeAt(0)) is not None:
                part = before.widget()
                assert part is not None  # nothing but widgets is put into it
                part.hide()
                part.deleteLater()
            self._typed = TextArea(text)
            save = Button(words("questions.save"), icon="check")
            save.clicked.connect(self._save)
            cancel = Button(words("questions.cancel"), "quiet")
            cancel.clicked.connect(self._cancel)
            column.addWidget(Field(words(label), self._typed))
            column.addWidget(button_row(save, cancel))
        self._buttons.hide()
        self._form.show()
        self.form_open.emit(self)
        self._typed.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _ask_answer(self) -> None:
        self._show_form(Act.TICK_OFF, "questions.what_they_said", self.question.answer)

    @Slot()
    def _ask_words(self) -> None:
        self._show_form(Act.REWORD, "questions.new", self.question.text)

    @Slot()
    def _save(self) -> None:
        assert self._act is not None
        self.pressed.emit(Pressed(self._act, self.question, self._typed.text()))

    @Slot()
    def _cancel(self) -> None:
        self.close_form()
        self.form_open.emit(None)

    @Slot()
    def _put_back(self) -> None:
        self.pressed.emit(Pressed(Act.PUT_BACK, self.question))

    @Slot()
    def _remove(self) -> None:
        self.pressed.emit(Pressed(Act.REMOVE, self.question))
