"""My symptoms: which ones there were, how one of them went, and a search in the notes."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from companion.services.topics import Topic
from companion.services.trends import FoundNote
from companion.ui.context import Context
from companion.ui.page import Page
from companion.ui.pages.keep_place import keeping_place
from companion.ui.pages.learn.link import learn_button, page_of
from companion.ui.pages.symptoms.course import SymptomCourse
from companion.ui.places import Go, PageId
from companion.ui.widgets.announce import announce
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Card, Field
from companion.ui.widgets.flow import button_row
from companion.ui.widgets.label import Label
from companion.ui.widgets.long_text import LongText

_DAYS = 365
_MOST_NOTES = 50


class SymptomsPage(Page):
    """The list, or the symptom it was asked for."""

    id = PageId.SYMPTOMS
    icon = "symptoms"
    topics = frozenset({Topic.DIARY, Topic.TREATMENT, Topic.PREFERENCES, Topic.PERSON})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._asked: str | None = None
        self._course: SymptomCourse | None = None
        self._wanted = QLineEdit()
        self._looked_for = ""
        self._found: tuple[FoundNote, ...] = ()

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
        back = Button(self.words("symptoms.back"), icon="back")
        back.clicked.connect(self._to_list)
        about = self.context.catalogue.symptoms[symptom].page
        read = learn_button(about, self.context, self._read)
        self.body.add(button_row(back, *([read] if read is not None else [])))
        self._course = SymptomCourse(self.context, symptom, month)
        self.body.add(self._course)
        ask = Button(self.words("questions.ask_about"), icon="question")
        ask.setProperty("symptom", symptom)
        ask.clicked.connect(self._ask_about)
        self.body.add(ask)

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
            button = Button(words("symptoms.reported_on", name=name, n=days))
            button.setProperty("symptom", symptom)
            button.clicked.connect(self._choose)
            symptoms.append(button)
        card.add(button_row(*symptoms))
        self.body.add(card)
        self.body.add(self._search_card())

    def _search_card(self) -> Card:
        words = self.words
        card = Card(words("symptoms.notes"))
        self._wanted = QLineEdit(self._looked_for)
        card.add(Field(words("symptoms.search"), self._wanted, words("symptoms.search_hint")))
        self._wanted.returnPressed.connect(self._look)
        look = Button(words("symptoms.search_now"))
        look.clicked.connect(self._look)
        card.add(look)
        if self._looked_for:
            self._show_found(card)
        return card

    def _show_found(self, card: Card) -> None:
        words, formats = self.words, self.context.formats()
        found = self._found = self.context.trends.notes_with(self._looked_for)
        said = words("symptoms.search_found", n=len(found)) if found else words("symptoms.search_none")
        card.add(Label(said, "strong"))
        for note in found[:_MOST_NOTES]:
            card.add(Label(formats.day(note.day), "h3"))
            card.add(LongText(note.note, words, about=formats.day(note.day)))
            to_day = Button(words("symptoms.open_day"), "quiet")
            to_day.setAccessibleDescription(formats.day(note.day))
            to_day.setProperty("day", note.day.isoformat())
            to_day.clicked.connect(self._open_day)
            card.add(to_day)

    @Slot()
    def _choose(self) -> None:
        self.go.emit(Go(PageId.SYMPTOMS, str(self.sender().property("symptom"))))

    @Slot()
    def _ask_about(self) -> None:
        self.go.emit(Go(PageId.QUESTIONS, f"symptom:{self.sender().property('symptom')}"))

    @Slot()
    def _to_list(self) -> None:
        self.go.emit(Go(PageId.SYMPTOMS))

    @Slot()
    def _read(self) -> None:
        self.go.emit(page_of(self.sender()))

    @Slot()
    def _look(self) -> None:
        self._looked_for = self._wanted.text()
        self.refresh()
        self._wanted.setFocus()
        found = len(self._found)
        if self._looked_for.strip():
            none = self.words("symptoms.search_none")
            announce(self, self.words("symptoms.search_found", n=found) if found else none)

    @Slot()
    def _open_day(self) -> None:
        day = date.fromisoformat(str(self.sender().property("day")))
        self.go.emit(Go(PageId.DIARY, day.isoformat()))
