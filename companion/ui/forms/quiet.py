"""The form about when reminders keep quiet, and what their messages on the screen may say."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from companion.core.typed import NotRead
from companion.ui.context import Context
from companion.ui.forms.field import ChoiceField
from companion.ui.forms.form import Answers, Form
from companion.ui.forms.when import TimeField
from companion.ui.widgets.card import Field
from companion.ui.widgets.choice_list import Option
from companion.ui.widgets.label import Label

_ON, _OFF = "on", "off"
_USUAL = (time(22, 0), time(7, 0))


class QuietForm(Form):
    """Quiet hours from and until, or none; discreet messages, or such that say what is due."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        words = self.words
        self._wanted = ChoiceField(
            words("reminders.quiet"),
            (Option(_ON, words("reminders.quiet_on")), Option(_OFF, words("reminders.quiet_off"))),
        )
        self._from, self._until = (
            TimeField(context, words(key), example=usual)
            for key, usual in zip(("reminders.quiet_from", "reminders.quiet_until"), _USUAL, strict=True)
        )
        self._details = ChoiceField(
            words("reminders.details"),
            (
                Option(_OFF, words("reminders.details_off"), words("toasts.discreet")),
                Option(_ON, words("reminders.details_on"), words("toasts.medicine")),
            ),
        )
        self.add(self._wanted)
        self.add(self._from, self._until)
        self.column.addWidget(Label(words("reminders.quiet_means"), "small"))
        self.add(self._details)
        self.column.addWidget(Label(words("reminders.details_mean"), "small"))
        self.changed.connect(self._follow)

    def answers(self) -> Answers:
        return {
            "quiet.wanted": self._wanted.value(),
            "quiet.from": self._from.text(),
            "quiet.until": self._until.text(),
            "quiet.details": self._details.value(),
        }

    def fill(self, answers: Answers) -> None:
        self._wanted.set_value(answers.get("quiet.wanted", ""))
        self._from.set_text(answers.get("quiet.from", ""))
        self._until.set_text(answers.get("quiet.until", ""))
        self._details.set_value(answers.get("quiet.details", ""))
        self._follow()

    def stored(self) -> Answers:
        wanted, clock = self.context.record.preferences(), self.context.formats().clock
        start, end = wanted.quiet_from, wanted.quiet_until
        is_on = start is not None and end is not None
        return {
            "quiet.wanted": _ON if is_on else _OFF,
            "quiet.from": clock(start) if start is not None else "",
            "quiet.until": clock(end) if end is not None else "",
            "quiet.details": _ON if wanted.details_in_toasts else _OFF,
        }

    def readings(self) -> tuple[tuple[Field, object], ...]:
        if self._wanted.value() != _ON:
            return ()
        fields = (self._from, self._until)
        reads = [(field, field.needed("reminders.quiet_needed")) for field in fields]
        if reads[0][1] == reads[1][1] and isinstance(reads[0][1], time):
            reads[1] = (self._until, NotRead("reminders.quiet_same"))
        return tuple(reads)

    def store(self) -> None:
        is_on = self._wanted.value() == _ON
        start, end = (field.read() if is_on else None for field in (self._from, self._until))
        before = self.context.record.preferences()
        wanted = replace(
            before,
            quiet_from=start if isinstance(start, time) else None,
            quiet_until=end if isinstance(end, time) else None,
            details_in_toasts=self._details.value() == _ON,
        )
        if wanted != before:
            self.context.journal.set_preferences(wanted)

    def first(self) -> QWidget:
        return self._wanted.control

    @Slot()
    def _follow(self) -> None:
        """The times are asked for only while quiet hours are wanted."""
        for field in (self._from, self._until):
            field.setVisible(self._wanted.value() == _ON)
            field.say_read()
