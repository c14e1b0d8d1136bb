"""Medicines: what is due today and what became of it, those as needed, the plans and what is left."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from companion.services.topics import Topic
from companion.ui.context import Context
from companion.ui.page import Page
from companion.ui.pages.keep_place import keeping_place
from companion.ui.pages.medicine_asked import Asked, question_for, subject_in
from companion.ui.pages.medicine_desk import MedicineDesk, Subject, Told
from companion.ui.pages.medicine_list import list_cards, list_facts
from companion.ui.pages.medicine_plan_form import PlanForm
from companion.ui.pages.medicine_taken_questions import OneMore
from companion.ui.pages.medicine_words import who_writes
from companion.ui.pages.saved_bar import UNDO, saved_bar
from companion.ui.pages.treatment_rooms import TreatmentRooms
from companion.ui.places import PageId
from companion.ui.widgets.notice_bar import Acted


class MedicinesPage(Page):
    """A list, or one question; the question keeps what was typed until it is answered."""

    id = PageId.MEDICINES
    icon = "pill"
    topics = frozenset({Topic.MEDICINES, Topic.DIARY, Topic.PREFERENCES, Topic.PERSON})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._desk = MedicineDesk(context)
        self._asked: Asked | None = None
        self._about = Subject()
        self._told: Told | None = None
        self._opened: frozenset[str] = frozenset()
        self._days_open = False
        self._shown: object = None

    def is_half_filled(self) -> bool:
        return self._asked is not None

    def leave(self) -> None:
        self._told = None
        self._opened = frozenset()
        self._days_open = False

    def refresh(self) -> None:
        if self._asked is not None:
            return
        facts = (self._told, self._opened, list_facts(self.context, days_open=self._days_open))
        if facts == self._shown:
            return
        self._shown = facts
        with keeping_place(self.body):
            self.body.clear()
            rooms = TreatmentRooms(PageId.MEDICINES, self.words)
            rooms.go.connect(self.go)
            self.body.add(rooms)
            if self._told is not None:
                can_undo = self._told.undo is not None
                self.body.add(saved_bar(self.words, self._told.text, self._answer_notice, can_undo=can_undo))
            opened, days_open = self._opened, self._days_open
            cards = list_cards(self.context, self._pressed, self._add, opened=opened, days_open=days_open)
            for card in cards:
                self.body.add(card)

    def _ask(self, question: Asked, about: Subject) -> None:
        self._told, self._shown = None, None
        self._asked, self._about = question, about
        if isinstance(question, PlanForm):
            question.turned.connect(self.body.to_top)
        question.cancelled.connect(self._close)
        question.answered.connect(self._answer)
        self.body.clear()
        self.body.add(question)
        question.show()
        question.focus_first()
        self.body.to_top()

    def _say(self, told: Told) -> None:
        """The list again, with what was written down above it."""
        was_asked, self._told = self._asked is not None, told
        if was_asked:
            self._close()
        else:
            self.refresh()

    @Slot()
    def _close(self) -> None:
        self._asked = None
        self.refresh()
        self.body.to_top()

    @Slot()
    def _add(self) -> None:
        self._ask(PlanForm(self.context), Subject())

    @Slot()
    def _pressed(self) -> None:
        pressed, context = self.sender(), self.context
        do, subject = str(pressed.property("do")), str(pressed.property("subject"))
        asked = question_for(do, subject, self._desk)
        if asked is not None:
            self._ask(*asked)
        elif do == "take":
            self._take(subject_in(subject), context.record.now())
        elif do == "untake":
            self._say(self._desk.untake(subject))
        elif do == "unskip":
            context.medicines.undo_skip(subject, by=who_writes(context))
        elif do == "days":
            self._days_open = not self._days_open
            self.refresh()
        else:
            self._opened ^= {subject}
            self.refresh()

    def _take(self, about: Subject, at: datetime, *, anyway: bool = False) -> None:
        answer = self._desk.take(about, at, anyway=anyway)
        if isinstance(answer, Told):
            self._say(answer)
        else:
            self._ask(answer, replace(about, at=at))

    @Slot(object)
    def _answer(self, answer: object) -> None:
        """Keep what was answered; the question closes when it was kept."""
        about = self._about
        if isinstance(self._asked, OneMore) and about.at is not None:
            self._take(about, about.at, anyway=True)
        elif isinstance(answer, datetime) and not about.key:
            self._take(about, answer)
        else:
            self._say(self._desk.keep(answer, about))

    @Slot(object)
    def _answer_notice(self, acted: Acted) -> None:
        told, self._told = self._told, None
        if acted.action == UNDO and told is not None and told.undo is not None:
            told.undo()
        self.refresh()
