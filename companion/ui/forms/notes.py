"""The form about who sees the patient's notes."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from companion.ui.context import Context
from companion.ui.forms.field import ChoiceField
from companion.ui.forms.form import Answers, Form
from companion.ui.widgets.choice_list import Option
from companion.ui.widgets.label import Label

_SHOW, _HIDE = "show", "hide"
_KEY = "notes.seen_by"


class NotesForm(Form):
    """The default for every note that says nothing itself, and what hiding does and does not do."""

    is_typed: ClassVar[bool] = False

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        words = self.words
        self._seen = ChoiceField(
            words("hidden_notes.question"),
            (Option(_SHOW, words("hidden_notes.show")), Option(_HIDE, words("hidden_notes.hide"))),
            columns=2,
        )
        self.add(self._seen)
        for key in ("hidden_notes.means", "hidden_notes.no_lock", "hidden_notes.never"):
            self.column.addWidget(Label(words(key)))

    def answers(self) -> Answers:
        return {_KEY: self._seen.value()}

    def fill(self, answers: Answers) -> None:
        self._seen.set_value(answers.get(_KEY, ""))

    def stored(self) -> Answers:
        return {_KEY: _HIDE if self.context.record.preferences().hide_notes else _SHOW}

    def store(self) -> None:
        wanted = self.context.record.preferences()
        self.context.journal.set_preferences(replace(wanted, hide_notes=self._seen.value() == _HIDE))

    def first(self) -> QWidget:
        return self._seen.control
