"""Appointments: what is coming, where, and what to bring; add, change, cancel."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from companion.core.appointments import Appointment
from companion.core.levels import Reporter
from companion.services.appointments import AppointmentAnswer
from companion.services.topics import Topic
from companion.ui.context import Context
from companion.ui.page import Page
from companion.ui.pages.appointment_form import AppointmentForm
from companion.ui.pages.appointment_list import Presses, focus_add, list_cards
from companion.ui.pages.appointment_words import full_when_line, title_of
from companion.ui.pages.keep_place import keeping_place
from companion.ui.pages.saved_bar import UNDO, saved_bar
from companion.ui.pages.treatment_rooms import TreatmentRooms
from companion.ui.places import PageId
from companion.ui.widgets.notice_bar import Acted


class AppointmentsPage(Page):
    """A list, or the form for one; the form keeps what was typed until it is answered."""

    id = PageId.APPOINTMENTS
    icon = "calendar"
    topics = frozenset({Topic.APPOINTMENTS, Topic.PREFERENCES})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._form: AppointmentForm | None = None
        self._told = ""
        self._cancelled = ""
        self._all_past = False

    def is_half_filled(self) -> bool:
        return self._form is not None

    def leave(self) -> None:
        self._told = ""
        self._all_past = False

    def refresh(self) -> None:
        if self._form is not None:
            return
        with keeping_place(self.body):
            self.body.clear()
            self._show_list()

    def _show_list(self) -> None:
        rooms = TreatmentRooms(PageId.APPOINTMENTS, self.words)
        rooms.go.connect(self.go)
        self.body.add(rooms)
        if self._told:
            can_undo = bool(self._cancelled)
            self.body.add(saved_bar(self.words, self._told, self._answer_notice, can_undo=can_undo))
        presses = Presses(self._add, self._change, self._cancel, self._restore, self._show_all_past)
        for card in list_cards(self.context, presses, all_past=self._all_past):
            self.body.add(card)

    def _ask(self, about: Appointment | None) -> None:
        self._told = ""
        self._form = AppointmentForm(self.context, about)
        self._form.answered.connect(self._save)
        self._form.cancelled.connect(self._close_form)
        self.body.clear()
        self.body.add(self._form)
        self._form.show()
        self._form.focus_first()
        self.body.to_top()

    def _say(self, key: str, one: Appointment, *, cancelled: str = "") -> None:
        """Say what became of one; `cancelled` is the one that can be brought back from there."""
        name, when = title_of(one, self.context), full_when_line(one, self.context)
        self._told, self._cancelled = self.words(key, name=name, when=when), cancelled

    @Slot()
    def _add(self) -> None:
        self._ask(None)

    @Slot()
    def _change(self) -> None:
        self._ask(self.context.appointments.appointment(self._subject()))

    @Slot(object)
    def _save(self, answer: AppointmentAnswer) -> None:
        about = self._form.about if self._form is not None else None
        appointments = self.context.appointments
        if about is None:
            id = appointments.add(answer, by=self._by())
        else:
            id = about.id
            appointments.change(id, answer, by=self._by())
        self._say("appointments.saved", appointments.appointment(id))
        self._close_form()

    @Slot()
    def _close_form(self) -> None:
        self._form = None
        self.refresh()
        focus_add(self.body)
        self.body.to_top()

    @Slot()
    def _cancel(self) -> None:
        one = self.context.appointments.appointment(self._subject())
        self.context.appointments.cancel(one.id, by=self._by())
        self._say("appointments.is_cancelled", one, cancelled=one.id)
        self.refresh()
        self.body.to_top()

    @Slot()
    def _restore(self) -> None:
        one = self.context.appointments.appointment(self._subject())
        self.context.appointments.restore(one.id, by=self._by())
        self._say("appointments.is_back", one)
        self.refresh()
        self.body.to_top()

    @Slot(object)
    def _answer_notice(self, acted: Acted) -> None:
        if acted.action == UNDO:
            self.context.appointments.restore(self._cancelled, by=self._by())
        self._told = ""
        self.refresh()

    @Slot()
    def _show_all_past(self) -> None:
        self._all_past = True
        self.refresh()

    def _by(self) -> Reporter:
        """Who writes here."""
        return self.context.entering.by

    def _subject(self) -> str:
        """Which appointment the pressed button is about."""
        return str(self.sender().property("subject"))
