"""The form about the daily reminder."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from companion.ui.context import Context
from companion.ui.forms.field import ChoiceField
from companion.ui.forms.form import Answers, Form
from companion.ui.forms.notice_trial import NoticeTrial
from companion.ui.forms.when import TimeField
from companion.ui.widgets.card import Field
from companion.ui.widgets.choice_list import Option
from companion.ui.widgets.label import Label

_USUAL_REMINDER = time(18, 0)
_ON, _OFF = "on", "off"


class ReminderForm(Form):
    """A time for the diary each day, or none, and a way to see what a reminder looks like.

    At set-up it also asks whether to remind while the window is closed; Settings has a card for that.

    Signals:
        test_asked: show a notice on the desktop now.
    """

    test_asked = Signal()

    def __init__(self, context: Context, *, asks_closed: bool = False) -> None:
        super().__init__(context)
        words = self.words
        self._closed = ChoiceField(
            words("settings_agent.question"),
            (Option(_ON, words("settings_agent.on")), Option(_OFF, words("settings_agent.off"))),
        )
        self._wanted = ChoiceField(
            words("forms.reminder"),
            (Option(_ON, words("forms.reminder_on")), Option(_OFF, words("forms.reminder_off"))),
        )
        self._time = TimeField(context, words("forms.reminder_time"), example=_USUAL_REMINDER)
        self.add(self._wanted, self._time)
        self.column.addWidget(Label(words("forms.reminder_needs"), "small"))
        if asks_closed:
            self.add(self._closed)
            self.column.addWidget(Label(words("settings_agent.means"), "small"))
        else:
            self._closed.setParent(self)
            self._closed.hide()
        trial = NoticeTrial(context)
        trial.asked.connect(self.test_asked)
        self.column.addWidget(trial)
        self.changed.connect(self._follow)

    def answers(self) -> Answers:
        return {
            "reminder.wanted": self._wanted.value(),
            "reminder.time": self._time.text(),
            "reminder.closed": self._closed.value(),
        }

    def fill(self, answers: Answers) -> None:
        self._wanted.set_value(answers.get("reminder.wanted", ""))
        self._time.set_text(answers.get("reminder.time", ""))
        self._closed.set_value(answers.get("reminder.closed", ""))
        self._follow()

    def stored(self) -> Answers:
        wanted = self.context.record.preferences()
        at = wanted.diary_reminder
        off = _OFF if wanted.setup_done else ""
        return {
            "reminder.wanted": off if at is None else _ON,
            "reminder.time": "" if at is None else self.context.formats().clock(at),
            "reminder.closed": _ON if wanted.reminders_when_closed else off,
        }

    def readings(self) -> tuple[tuple[Field, object], ...]:
        if self._wanted.value() != _ON:
            return ()
        return ((self._time, self._time.needed("forms.time_needed")),)

    def store(self) -> None:
        read = self._time.read() if self._wanted.value() == _ON else None
        at = read if isinstance(read, time) else None
        wanted = self.context.record.preferences()
        if wanted.diary_reminder != at:
            self.context.journal.set_preferences(replace(wanted, diary_reminder=at))
        if self._closed.isVisibleTo(self):
            self._store_closed(is_wanted=wanted.reminders_when_closed)

    def _store_closed(self, *, is_wanted: bool) -> None:
        """What this system refuses is said in Settings, and tried again at each start."""
        if self._closed.value() == _ON and not is_wanted:
            self.context.while_closed.turn_on()
        elif self._closed.value() == _OFF and is_wanted:
            self.context.while_closed.turn_off()

    def first(self) -> QWidget:
        return self._wanted.control

    @Slot()
    def _follow(self) -> None:
        """The time is asked for only while a reminder is wanted."""
        self._time.setVisible(self._wanted.value() == _ON)
        self._time.say_read()
