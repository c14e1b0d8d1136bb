"""The form for one appointment: its questions, and the way to save or to leave."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent

from companion.core.appointments import Appointment
from companion.ui.context import Context
from companion.ui.forms.enter import entered
from companion.ui.pages.appointments.fields import AppointmentFields
from companion.ui.pages.appointments.words import title_of
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Card
from companion.ui.widgets.flow import button_row


class AppointmentForm(Card):
    """Asks about a new appointment, or about changes to one.

    Signals:
        answered(object): an AppointmentAnswer, when Save was pressed and all could be read.
        cancelled: the person wants to save nothing.
    """

    answered = Signal(object)
    cancelled = Signal()

    def __init__(self, context: Context, about: Appointment | None = None) -> None:
        words = context.words
        title = words("appointments.add")
        if about is not None:
            title = words("appointments.change_of", name=title_of(about, context))
        super().__init__(title)
        self.about = about
        self._fields = AppointmentFields(context, about)
        save = Button(words("appointments.save"), "primary", icon="check")
        save.clicked.connect(self._press_save)
        back = Button(words("appointments.save_nothing"), icon="back")
        back.clicked.connect(self.cancelled)
        self.add(self._fields)
        self.add_space()
        self.add(button_row(save, back))

    def focus_first(self) -> None:
        """Put the keyboard where answering begins."""
        self._fields.first().control.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not entered(event, self, self._press_save):
            super().keyPressEvent(event)

    @Slot()
    def _press_save(self) -> None:
        answer = self._fields.answer()
        if answer is not None:
            self.answered.emit(answer)
