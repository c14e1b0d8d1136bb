"""My symptoms: which ones there were, how one of them went, and a search in the notes."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from companion.services.topics import Topic
from companion.ui.context import Context
from companion.ui.page import Page
from companion.ui.pages.go_button import GoButton
from companion.ui.pages.keep_place import keeping_place
from companion.ui.pages.learn.link import learn_button
from companion.ui.pages.symptoms.course import SymptomCourse
from companion.ui.pages.symptoms.search import SearchCard
from companion.ui.places import Go, PageId
from companion.ui.widgets.card import Card
from companion.ui.widgets.flow import button_row
from companion.ui.widgets.label import Label

_DAYS = 365


class SymptomsPage(Page):
    """The list, or the symptom it was asked for."""

    id = PageId.SYMPTOMS
    icon = "symptoms"
    topics = frozenset({Topic.DIARY, Topic.TREATMENT, Topic.PREFERENCES, Topic.PERSON})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._asked: str | None = None
        self._course: SymptomCourse | None = None
        self._search: SearchCard | None = None
        self._looked_for = ""

    def title(self) -> str:
        known = self.context.catalogue.symptoms.get(self._asked or "")
        return self.words.written(known.words.name) if known is not None else super().title()

    def open(self, subject: str | None) -> None:
        """`subject` is the id of a symptom; without one the list is shown."""
        self._asked = subject if subject in self.context.catalogue.symptoms else None
        self._course = None
        self.refresh()
        self.body.to_top()

    def refresh(self) -> None:
        with keeping_place(self.body):
            self.body.clear()
            if self._asked is None:
                self._show_list()
            else:
                self._show_course(self._asked)

    def _show_course(self, symptom: str) -> None:
        month = self._course.month if self._course is not None else None
        back = GoButton(Go(PageId.SYMPTOMS), self.words("symptoms.back"), self.go, icon="back")
        about = self.context.catalogue.symptoms[symptom].page
        read = learn_button(about, self.context, self.go)
        self.body.add(button_row(back, *([read] if read is not None else [])))
        self._course = SymptomCourse(self.context, symptom, month)
        self.body.add(self._course)
        question = Go(PageId.QUESTIONS, f"symptom:{symptom}")
        self.body.add(GoButton(question, self.words("questions.ask_about"), self.go, icon="question"))

    def _show_list(self) -> None:
        words = self.words
        reported = self.context.trends.reported(days=_DAYS)
        card = Card(words("symptoms.since"))
        if not reported:
            card.add(Label(words("symptoms.nothing_yet"), "strong"))
            card.add(Label(words("symptoms.nothing_yet_why")))
        else:
            card.add(Label(words("symptoms.intro")))
        symptoms = []
        for symptom, days in reported:
            name = words.written(self.context.catalogue.symptoms[symptom].words.name)
            text = words("symptoms.reported_on", name=name, n=days)
            symptoms.append(GoButton(Go(PageId.SYMPTOMS, symptom), text, self.go))
        card.add(button_row(*symptoms))
        self.body.add(card)
        self._search = SearchCard(self.context, self._looked_for)
        self._search.go.connect(self.go)
        self._search.wanted.connect(self._look)
        self.body.add(self._search)

    @Slot(object)
    def _look(self, wanted: str) -> None:
        self._looked_for = wanted
        self.refresh()
        if self._search is not None:
            self._search.say_found()
