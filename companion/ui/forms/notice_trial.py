"""Trying out a reminder: a notice on the desktop, then whether it was seen and heard."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from companion.ui.context import Context
from companion.ui.widgets.announce import announce
from companion.ui.widgets.button import Button
from companion.ui.widgets.flow import button_row
from companion.ui.widgets.label import Label


class NoticeTrial(QWidget):
    """A button for a notice on the desktop, then the questions about it and what to do next.

    Signals:
        asked: show a notice on the desktop now.
    """

    asked = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        words = context.words
        send = Button(words("forms.test_notice"), icon="alerts")
        send.clicked.connect(self.asked)
        send.clicked.connect(self._ask)
        yes, no = Button(words("forms.test_seen")), Button(words("forms.test_not_seen"))
        # The same words stand in the card about reminders while the window is closed.
        yes.setAccessibleName(words("forms.test_seen_this"))
        yes.clicked.connect(self._was_seen)
        no.clicked.connect(self._was_not_seen)
        heard, not_heard = Button(words("reminders.heard_yes")), Button(words("reminders.heard_no"))
        heard.clicked.connect(self._was_heard)
        not_heard.clicked.connect(self._was_not_heard)
        self._tests = context.reminder_tests
        self._question = _asked(words("forms.test_question"), yes, no)
        self._sound = _asked(words("reminders.test_heard"), heard, not_heard)
        self._advice, self._sound_advice = Label(), Label()
        self._words = words
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(send, 0, Qt.AlignmentFlag.AlignLeft)
        self._shown_later = (self._question, self._advice, self._sound, self._sound_advice)
        for part in self._shown_later:
            column.addWidget(part)
            part.hide()

    @Slot()
    def _ask(self) -> None:
        for part in self._shown_later:
            part.setVisible(part is self._question)
        announce(self, self._words("forms.test_question"))
        QTimer.singleShot(0, self._bring_into_view)

    @Slot()
    def _was_seen(self) -> None:
        self._tests.say_seen(True)
        self._advise(self._advice, "forms.test_seen_then")

    @Slot()
    def _was_not_seen(self) -> None:
        self._tests.say_seen(False)
        self._advise(self._advice, "forms.test_not_seen_then")

    @Slot()
    def _was_heard(self) -> None:
        self._tests.say_heard(True)
        self._advise(self._sound_advice, "reminders.heard_then")

    @Slot()
    def _was_not_heard(self) -> None:
        self._tests.say_heard(False)
        self._advise(self._sound_advice, "reminders.not_heard_then")

    def _advise(self, label: Label, key: str) -> None:
        """What to do then; after what was seen follows what was heard."""
        label.setText(self._words(key))
        label.show()
        self._sound.show()
        announce(self, self._words(key))
        QTimer.singleShot(0, self._bring_into_view)

    @Slot()
    def _bring_into_view(self) -> None:
        """What was just shown may lie below the edge of the page."""
        around = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        if isinstance(around, QScrollArea):
            for part in self._shown_later:
                if part.isVisible():
                    around.ensureWidgetVisible(part)


def _asked(text: str, *buttons: Button) -> QWidget:
    question = QWidget()
    column = QVBoxLayout(question)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(Label(text, "strong"))
    column.addWidget(button_row(*buttons))
    return question
