"""What forms are made of: fields that say what cannot be used, and keep it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QVBoxLayout, QWidget

from companion.core.typed import NotRead
from companion.ui.context import Context
from companion.ui.theme import look
from companion.ui.widgets.announce import announce
from companion.ui.widgets.card import Field
from companion.ui.widgets.choice_list import ChoiceList, Option
from companion.ui.widgets.flow import Tiles
from companion.ui.widgets.label import Label

Answers = Mapping[str, str]

_GAP = 20
_ROOM_FOR_RING = 6
_SIDE_BY_SIDE = 760
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class TypedField(Field):
    """A line of text. `example` is shown when it cannot be read, `echo` says how it was understood.

    Signals:
        edited: a person changed the text.
        settled: a person is done with it for now.
    """

    edited = Signal()
    settled = Signal()

    def __init__(self, label: str, hint: str = "", *, example: str = "") -> None:
        line = QLineEdit()
        super().__init__(label, line, hint)
        self.example = example
        self._line = line
        self._echo = Label("", "strong")
        self._echo.setProperty("tone", "good")
        self._echo.hide()
        column = with_room(self)
        column.insertWidget(column.indexOf(line) + 2, self._echo)
        line.textEdited.connect(self._tell)
        line.editingFinished.connect(self.settled)

    def text(self) -> str:
        return self._line.text()

    def set_text(self, text: str) -> None:
        self._line.setText(text)

    def echo(self, text: str) -> None:
        """Show how the text was understood, unless it says the same; say it aloud when it is new."""
        if text == self.text().strip():
            text = ""
        if text != self._echo.text():
            self._echo.setText(text)
            if text:
                announce(self._line, text)
        self._echo.setVisible(bool(text))

    @Slot()
    def _tell(self) -> None:
        self.clear_error()
        self.edited.emit()


class ChoiceField(Field):
    """One of several big rows, with its question above.

    Signals:
        edited: a person chose a row.
    """

    edited = Signal()

    def __init__(self, question: str, options: tuple[Option, ...], *, columns: int = 1) -> None:
        rows = ChoiceList(question, options, columns=columns)
        super().__init__(question, rows)
        with_room(self)
        self._rows = rows
        self._values = frozenset(option.value for option in options)
        rows.chosen.connect(self._tell)

    def value(self) -> str:
        """The chosen value; empty while there is none."""
        return self._rows.value() or ""

    def set_value(self, value: str) -> None:
        """Show an earlier answer; one that is not offered any more is no answer."""
        self._rows.set_value(value if value in self._values else None)

    @Slot()
    def _tell(self) -> None:
        self.clear_error()
        self.edited.emit()


class Pick(QComboBox):
    """A list that opens. The wheel scrolls the page: a choice must not change under a passing finger."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


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


def with_room(field: Field) -> QVBoxLayout:
    """The column of a field, with room above the control for the ring of the keyboard and below for more."""
    column = field.layout()
    assert isinstance(column, QVBoxLayout)
    column.insertSpacing(column.indexOf(field.control), _ROOM_FOR_RING)
    column.insertSpacing(column.indexOf(field.control) + 1, _ROOM_FOR_RING)
    return column


def is_enter(event: QKeyEvent) -> bool:
    """Whether the key is Enter, on either part of the keyboard."""
    return Qt.Key(event.key()) in _ENTER


def press_focused_button(within: QWidget) -> bool:
    """Press the button that has the keyboard; False if it is on something else, such as an answer."""
    focused = within.window().focusWidget()
    if not isinstance(focused, QPushButton) or not within.isAncestorOf(focused) or focused.isCheckable():
        return False
    focused.click()
    return True
