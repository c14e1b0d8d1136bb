"""Some questions of one subject: answers that can be kept half done, and what is wrong said at each field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.core.typed import NotRead
from companion.ui.context import Context
from companion.ui.forms.field import ChoiceField, TypedField
from companion.ui.theme import look
from companion.ui.widgets.announce import announce
from companion.ui.widgets.card import Field
from companion.ui.widgets.flow import Tiles

Answers = Mapping[str, str]

_GAP = 20
_SIDE_BY_SIDE = 760


class Form(QWidget):
    """Some questions of one subject. Answers are texts, so that half an answer can be kept too.

    Signals:
        changed: a person changed an answer.
        settled: a person is done with a field for now.
    """

    changed = Signal()
    settled = Signal()
    # Whether it has fields to type in, which can be half filled in.
    is_typed: ClassVar[bool] = True

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.words = context.words
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(_GAP)

    def add(self, *fields: TypedField | ChoiceField | Field) -> None:
        """Fields side by side where there is room."""
        row: Tiles | QVBoxLayout = self.column
        if len(fields) > 1:
            row = Tiles(lambda width: len(fields) if width >= look().px(_SIDE_BY_SIDE) else 1, gap=_GAP)
            self.column.addLayout(row)
        for field in fields:
            row.addWidget(field)
            if isinstance(field, TypedField):
                field.edited.connect(self.changed)
                field.settled.connect(self.settled)
            elif isinstance(field, ChoiceField):
                field.edited.connect(self.changed)
                field.edited.connect(self.settled)

    def answers(self) -> Answers:
        """What stands in the fields now, by key."""
        return {}

    def fill(self, answers: Answers) -> None:
        """Show these answers; a key that is not there leaves its field empty."""

    def stored(self) -> Answers:
        """The answers as the record has them."""
        return {}

    def readings(self) -> tuple[tuple[Field, object], ...]:
        """What each field that can be wrong was read as."""
        return ()

    def store(self) -> None:
        """Write the answers; only after `is_usable`."""

    def first(self) -> QWidget | None:
        """Where the keyboard begins."""
        return None

    def is_usable(self) -> bool:
        """Whether every field can be read."""
        return not any(isinstance(read, NotRead) for _, read in self.readings())

    def complain(self) -> bool:
        """Say at each field what cannot be used and go to the first of them; False if all can be."""
        wrong: list[Field] = []
        for field, read in self.readings():
            if isinstance(read, NotRead):
                example = field.example if isinstance(field, TypedField) else ""
                field.show_error(self.words(read.reason, example=example))
                wrong.append(field)
            else:
                field.clear_error()
        if wrong:
            wrong[0].control.setFocus(Qt.FocusReason.OtherFocusReason)
            announce(wrong[0].control, wrong[0].error(), assertive=True)
        return bool(wrong)
