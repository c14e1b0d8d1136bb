"""What the short questions about a medicine have in common: one button to save, and one to go back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent

from companion.ui.context import Context
from companion.ui.forms.enter import entered
from companion.ui.forms.form import Form
from companion.ui.pages.alerts.card import warning_card
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Card, Field
from companion.ui.widgets.flow import button_row
from companion.ui.widgets.label import Label


class Question(Card):
    """A form with one button to save and one to go back.

    Signals:
        answered(object): the answer, when it was saved and all could be read.
        cancelled: the person wants to save nothing.
    """

    answered = Signal(object)
    cancelled = Signal()

    def __init__(
        self,
        title: str,
        form: Form,
        context: Context,
        *,
        save: str,
        means: str = "",
        first: tuple[str, ...] = (),
    ) -> None:
        """`first` is what must be read before anything else."""
        super().__init__(title)
        self._form = form
        for line in first:
            self.add(warning_card(line, "warning", "strong"))
            self.add_space()
        if means:
            self.add(Label(means))
            self.add_space()
        save_button = Button(save, "primary", icon="check")
        save_button.clicked.connect(self._save)
        back = Button(context.words("medicines.go_back"), icon="back")
        back.clicked.connect(self.cancelled)
        self.add(form)
        self.add_space()
        self.add(button_row(save_button, back))

    def focus_first(self) -> None:
        """Put the keyboard where answering begins."""
        first = self._form.first()
        if isinstance(first, Field):
            first.control.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not entered(event, self, self._save):
            super().keyPressEvent(event)

    def answer(self) -> object:
        """What the form says; asked only when all of it can be read."""
        raise NotImplementedError

    @Slot()
    def _save(self) -> None:
        if not self._form.complain():
            self.answered.emit(self.answer())
