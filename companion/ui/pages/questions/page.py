"""Questions for the team: a list to add to at any time, ticked off with the answer, and kept."""

from __future__ import annotations

from typing import assert_never

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from companion.core.questions import Question
from companion.services.topics import Topic
from companion.ui.context import Context
from companion.ui.page import Page
from companion.ui.pages.keep_place import keeping_place
from companion.ui.pages.questions.cards import Act, Pressed, QuestionCard
from companion.ui.pages.questions.new import NewQuestion
from companion.ui.pages.treatment.rooms import TreatmentRooms
from companion.ui.places import PageId
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Card
from companion.ui.widgets.label import Label
from companion.ui.widgets.rebuilt import Rebuilt
from companion.ui.widgets.undo_bar import UndoBar

_ASKED_AT_FIRST = 10
_GAP = 16


class QuestionsPage(Page):
    """Opened with "alert:ID", "page:ID" or "symptom:ID" it begins a question about that."""

    id = PageId.QUESTIONS
    icon = "question"
    topics = frozenset({Topic.QUESTIONS, Topic.PREFERENCES, Topic.PERSON})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        words = self.words
        self._open_form: QuestionCard | None = None
        self._asked_shown = _ASKED_AT_FIRST
        rooms = TreatmentRooms(PageId.QUESTIONS, words)
        rooms.go.connect(self.go)
        self._undo = UndoBar(words)
        self._undo.undone.connect(self._take_back)
        self._new = NewQuestion(context)
        self._list = Rebuilt(gap=_GAP)
        for widget in (rooms, self._undo, self._new, self._list):
            self.body.add(widget)

    def open(self, subject: str | None) -> None:
        self._asked_shown = _ASKED_AT_FIRST
        begun = self._new.begin(subject)
        self.refresh()
        if begun:
            self._new.focus_first()

    def is_half_filled(self) -> bool:
        return self._open_form is not None

    def refresh(self) -> None:
        if self._open_form is not None:
            return
        words, questions = self.words, self.context.questions
        still_open, asked = questions.still_open(), questions.asked()
        with keeping_place(self.body):
            self._list.clear()
            self._list.add(Label(words("questions.next_visit"), "h2"))
            if not still_open:
                empty = Card()
                empty.add(Label(words("questions.none")))
                self._list.add(empty)
            for question in still_open:
                self._list.add(self._card(question))
            if asked:
                self._list.add(Label(words("questions.asked_before"), "h2"))
            for question in asked[: self._asked_shown]:
                self._list.add(self._card(question))
            if len(asked) > self._asked_shown:
                more = Button(words("questions.more"))
                more.clicked.connect(self._show_more)
                self._list.add(more)

    def _card(self, question: Question) -> QuestionCard:
        card = QuestionCard(question, self.context)
        card.pressed.connect(self._on_pressed)
        card.form_open.connect(self._on_form)
        return card

    @Slot(object)
    def _on_form(self, card: QuestionCard | None) -> None:
        """While an answer is typed nothing on the page is built anew; one at a time."""
        if card is not None and self._open_form is not None:
            self._open_form.close_form()
        self._open_form = card
        if card is None:
            self.refresh()

    @Slot(object)
    def _on_pressed(self, pressed: Pressed) -> None:
        questions, question = self.context.questions, pressed.question
        self._open_form = None
        match pressed.act:
            case Act.TICK_OFF:
                questions.tick_off(question.id, pressed.text)
                done = "questions.ticked_off"
            case Act.REWORD:
                if not pressed.text.strip() or pressed.text.strip() == question.text:
                    self.refresh()
                    return
                questions.reword(question.id, pressed.text)
                done = "questions.reworded"
            case Act.PUT_BACK:
                questions.put_back(question.id)
                done = "questions.was_put_back"
            case Act.REMOVE:
                questions.remove(question.id)
                done = "questions.removed"
            case never:
                assert_never(never)
        self._undo.offer(self.words(done), question)
        self.refresh()

    @Slot(object)
    def _take_back(self, question: Question) -> None:
        self.context.questions.let_stand(question)

    @Slot()
    def _show_more(self) -> None:
        self._asked_shown += _ASKED_AT_FIRST
        self.refresh()
