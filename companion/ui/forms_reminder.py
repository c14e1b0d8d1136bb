"""The form about the daily reminder."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from companion.core.typed import NotRead, read_time
from companion.ui.context import Context
from companion.ui.forms import Answers, ChoiceField, Form, TypedField
from companion.ui.widgets.announce import announce
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Field
from companion.ui.widgets.choice_list import Option
from companion.ui.widgets.flow import button_row
from companion.ui.widgets.label import Label

_USUAL_REMINDER = time(18, 0)
_ON, _OFF = "on", "off"


class ReminderForm(Form):
    """A time for the diary each day, or none, and a way to see what a reminder looks like.

    Signals:
        test_asked: show a notice on the desktop now.
    """

    test_asked = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        words = self.words
        self._wanted = ChoiceField(
            words("forms.reminder"),
            (Option(_ON, words("forms.reminder_on")), Option(_OFF, words("forms.reminder_off"))),
        )
        example = context.formats().clock(_USUAL_REMINDER)
        self._time = TypedField(
            words("forms.reminder_time"), words("forms.for_example", example=example), example=example
        )
        self.add(self._wanted, self._time)
        self.column.addWidget(Label(words("forms.reminder_needs"), "small"))
        self.column.addWidget(_TestNotice(self))
        self.changed.connect(self._follow)

    def answers(self) -> Answers:
        return {"reminder.wanted": self._wanted.value(), "reminder.time": self._time.text()}

    def fill(self, answers: Answers) -> None:
        self._wanted.set_value(answers.get("reminder.wanted", ""))
        self._time.set_text(answers.get("reminder.time", ""))
        self._follow()

    def stored(self) -> Answers:
        wanted = self.context.record.preferences()
        at = wanted.diary_reminder
        off = _OFF if wanted.setup_done else ""
        return {
            "reminder.wanted": off if at is None else _ON,
            "reminder.time": "" if at is None else self.context.formats().clock(at),
        }

    def readings(self) -> tuple[tuple[Field, object], ...]:
        if self._wanted.value() != _ON:
            return ()
        read = self._read_time()
        return ((self._time, NotRead("forms.time_needed") if read is None else read),)

    def store(self) -> None:
        read = self._read_time() if self._wanted.value() == _ON else None
        at = read if isinstance(read, time) else None
        wanted = self.context.record.preferences()
        if wanted.diary_reminder != at:
            self.context.journal.set_preferences(replace(wanted, diary_reminder=at))

    def first(self) -> QWidget:
        return self._wanted.control

    def _read_time(self) -> time | NotRead | None:
        return read_time(self._time.text(), clock_24h=self.context.formats().clock_24h)

    @Slot()
    def _follow(self) -> None:
        """The time is asked for only while a reminder is wanted."""
        self._time.setVisible(self._wanted.value() == _ON)
        read = self._read_time()
        self._time.echo(self.context.formats().clock(read) if isinstance(read, time) else "")


class _TestNotice(QWidget):
    """A button for a notice on the desktop, then the question whether it was seen."""

    def __init__(self, form: ReminderForm) -> None:
        super().__init__(form)
        words = form.words
        send = Button(words("forms.test_notice"), icon="alerts")
        send.clicked.connect(form.test_asked)
        send.clicked.connect(self._ask)
        yes, no = Button(words("forms.test_seen")), Button(words("forms.test_not_seen"))
        yes.clicked.connect(self._was_seen)
        no.clicked.connect(self._was_not_seen)
        self._question = QWidget()
        question = QVBoxLayout(self._question)
        question.setContentsMargins(0, 0, 0, 0)
        question.addWidget(Label(words("forms.test_question"), "strong"))
        question.addWidget(button_row(yes, no))
        self._advice = Label()
        self._words = words
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(send, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._question)
        column.addWidget(self._advice)
        self._question.hide()
        self._advice.hide()

    @Slot()
    def _ask(self) -> None:
        self._advice.hide()
        self._question.show()
        announce(self, self._words("forms.test_question"))
        QTimer.singleShot(0, self._bring_into_view)

    @Slot()
    def _was_seen(self) -> None:
        self._advise("forms.test_seen_then")

    @Slot()
    def _was_not_seen(self) -> None:
        self._advise("forms.test_not_seen_then")

    def _advise(self, key: str) -> None:
        self._advice.setText(self._words(key))
        self._advice.show()
        announce(self, self._words(key))
        QTimer.singleShot(0, self._bring_into_view)

    @Slot()
    def _bring_into_view(self) -> None:
        """What was just shown may lie below the edge of the page."""
        around = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(self._question)
            if self._advice.isVisible():
                around.ensureWidgetVisible(self._advice)
