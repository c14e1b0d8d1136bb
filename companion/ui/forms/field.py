"""The fields of a form: each keeps what was given, says what cannot be used, and never clears it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout

from companion.ui.widgets.announce import announce
from companion.ui.widgets.card import Field
from companion.ui.widgets.choice_list import ChoiceList, Option, ToggleList
from companion.ui.widgets.label import Label

_ROOM_FOR_RING = 6


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


class ToggleField(Field):
    """Several of many big rows, with their question above.

    Signals:
        edited: a person chose a row, or took a choice back.
    """

    edited = Signal()

    def __init__(self, question: str, options: tuple[Option, ...]) -> None:
        rows = ToggleList(question, options)
        super().__init__(question, rows)
        with_room(self)
        self._rows = rows
        self._values = frozenset(option.value for option in options)
        rows.changed.connect(self._tell)

    def values(self) -> tuple[str, ...]:
        """What is chosen now."""
        return self._rows.values()

    def set_values(self, values: tuple[str, ...]) -> None:
        """Show earlier answers; one that is not offered any more is no answer."""
        self._rows.set_values(tuple(value for value in values if value in self._values))

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


def with_room(field: Field) -> QVBoxLayout:
    """The column of a field, with room below the control for the ring of the keyboard and for more."""
    column = field.layout()
    assert isinstance(column, QVBoxLayout)
    column.insertSpacing(column.indexOf(field.control) + 1, _ROOM_FOR_RING)
    return column
