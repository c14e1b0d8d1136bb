"""Appointments: what is coming, where, and what to bring; add, change, cancel."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QWidget

from companion.core.appointments import Appointment
from companion.core.levels import Reporter
from companion.services.appointments import AppointmentAnswer
from companion.services.topics import Topic
from companion.ui.context import Context
from companion.ui.page import Page
from companion.ui.pages import appointment_cards as cards
from companion.ui.pages.appointment_form import AppointmentForm
from companion.ui.pages.appointment_words import full_when_line, title_of
from companion.ui.pages.keep_place import keeping_place
from companion.ui.pages.treatment_rooms import TreatmentRooms
from companion.ui.places import PageId
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Card
from companion.ui.widgets.label import Label
from companion.ui.widgets.notice_bar import Acted, Notice, NoticeAction, NoticeBar, NoticeLevel

_MOST_PAST = 6
_UNDO, _CLOSE = "undo", "close"


class AppointmentsPage(Page):
    """A list, or the form for one; the form keeps what was typed until it is answered."""

    id = PageId.APPOINTMENTS
    icon = "calendar"
    topics = frozenset({Topic.APPOINTMENTS, Topic.PREFERENCES})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._form: AppointmentForm | None = None
        self._notice: Notice | None = None
        self._add_first: Button | None = None
        self._cancelled = ""
        self._all_past = False

    def is_half_filled(self) -> bool:
        return self._form is not None

    def leave(self) -> None:
        self._notice = None
        self._all_past = False

    def refresh(self) -> None:
        if self._form is not None:
            return
        with keeping_place(self.body):
            self.body.clear()
            self._show_list()

    def _show_list(self) -> None:
        words, appointments = self.words, self.context.appointments
        rooms = TreatmentRooms(PageId.APPOINTMENTS, words)
        rooms.go.connect(self.go)
        self.body.add(rooms)
        if self._notice is not None:
            bar = NoticeBar(words)
            bar.acted.connect(self._answer_notice)
            bar.show_notices((self._notice,))
            self.body.add(bar)
        coming, past = appointments.coming(), appointments.past()
        for one in coming:
            self.body.add(cards.coming_card(one, self.context, self._change, self._cancel))
        if coming:
            self.body.add(self._add_button(words("appointments.add")))
        else:
            self.body.add(self._empty_card())
        if past:
            more = None
            if len(past) > _MOST_PAST and not self._all_past:
                more = Button(words("appointments.all_past", n=len(past)), "quiet")
                more.clicked.connect(self._show_all_past)
            shown = past if self._all_past else past[:_MOST_PAST]
            self.body.add(cards.past_card(shown, self.context, self._restore, more=more))

    def _empty_card(self) -> Card:
        card = Card(self.words("appointments.nothing_yet"))
        card.add(Label(self.words("appointments.nothing_yet_why")))
        card.add_space()
        card.add(self._add_button(self.words("appointments.add_first")))
        return card

    def _add_button(self, text: str) -> Button:
        button = Button(text, "primary", icon="add")
        button.clicked.connect(self._add)
        self._add_first = button
        return button

    def _ask(self, about: Appointment | None) -> None:
        self._notice = None
        self._form = AppointmentForm(self.context, about)
        self._form.answered.connect(self._save)
        self._form.cancelled.connect(self._close_form)
        self.body.clear()
        self.body.add(self._form)
        self._form.show()
        self._form.focus_first()
        self.body.to_top()

    def _say(self, key: str, one: Appointment, *, can_undo: bool = False) -> None:
        words = self.words
        text = words(key, name=title_of(one, self.context), when=full_when_line(one, self.context))
        actions = [NoticeAction(_CLOSE, words("widgets.close"), "quiet")]
        if can_undo:
            actions.insert(0, NoticeAction(_UNDO, words("widgets.undo")))
        self._notice = Notice(f"{key}.{one.id}", NoticeLevel.DONE, text, tuple(actions))

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
        if self._add_first is not None:
            self._add_first.setFocus(Qt.FocusReason.OtherFocusReason)
        self.body.to_top()

    @Slot()
    def _cancel(self) -> None:
        self._cancelled = self._subject()
        one = self.context.appointments.appointment(self._cancelled)
        self.context.appointments.cancel(one.id, by=self._by())
        self._say("appointments.is_cancelled", one, can_undo=True)
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
        if acted.action == _UNDO:
            self.context.appointments.restore(self._cancelled, by=self._by())
        self._notice = None
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
