"""One question of the thinking check: asked aloud by a helper, or read and answered alone."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QMouseEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from companion.core.thinking_check import ItemAnswer, ItemKind
from companion.services.thinking import Thinking
from companion.ui.context import Context
from companion.ui.pages.thinking.asked import Asked, asked_parts
from companion.ui.widgets.button import Button, Kind
from companion.ui.widgets.card import Card, Field
from companion.ui.widgets.label import Label

_GAP = 12
# What a person alone cannot type: they say themselves whether they did it.
_DONE_NOT_TYPED = frozenset({ItemKind.INSTRUCTION, ItemKind.SENTENCE})


class _Verdict(Button):
    """A button that is in the same place on the next page: the second press of a double click is dropped."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()


class ItemStep(QWidget):
    """A question with its answers; nothing is counted aloud and nothing says right or wrong.

    Signals:
        answered: an ItemAnswer; go on.
        doubted: an ItemAnswer that somebody is not sure of; go to whom to call.
        stopped: something is wrong; go to whom to call.
    """

    answered = Signal(object)
    doubted = Signal(object)
    stopped = Signal()
    accessible_role = QAccessible.Role.Grouping

    def __init__(self, context: Context, asked: Asked) -> None:
        super().__init__()
        self._words = words = context.words
        self._thinking: Thinking = context.thinking
        self._item = asked.item
        self._helper = asked.has_helper
        self.heading = words.written(asked.said)
        self.setAccessibleName(self.heading)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._field: Field | None = None
        self._line = QLineEdit()
        self._card = Card()
        self._card.setAccessibleName(self.heading)
        self._card.add(Label(words("thinking.question_of", number=asked.number, total=asked.total), "small"))
        heading = Label(self.heading, "h2")
        self._card.add(heading)
        for part in asked_parts(asked, heading, context):
            self._card.add(part)
        self._first = self._show_answers()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._card)
        column.addStretch(1)

    def first(self) -> QWidget:
        """What has the focus when the question is shown."""
        return self._first

    def _show_answers(self) -> QWidget:
        """The field where something is typed, then the buttons; what has the focus first."""
        words, kind = self._words, self._item.kind
        self._card.add_space()
        if not self._helper and kind not in _DONE_NOT_TYPED:
            self._show_field(words("thinking.answer"))
            self._line.returnPressed.connect(self._take_typed)
            self._button("thinking.go_on", "primary").clicked.connect(self._take_typed)
            self._button("thinking.do_not_know").clicked.connect(self._take_wrong)
            first: QWidget = self._line
        else:
            if self._helper and kind is ItemKind.TOWN and not self._thinking.known().town:
                self._show_field(words("thinking.their_town"))
            right = self._button("thinking.right" if self._helper else "thinking.done")
            right.clicked.connect(self._take_right)
            wrong = self._button("thinking.not_right" if self._helper else "thinking.not_done")
            wrong.clicked.connect(self._take_wrong)
            self._button("thinking.not_sure").clicked.connect(self._take_doubt)
            first = self  # a stray Enter must not say "Right"
        self._card.add_space()
        self._button("thinking.stop", "urgent").clicked.connect(self.stopped)
        return first

    def _show_field(self, label: str) -> None:
        self._field = Field(label, self._line)
        self._card.add(self._field)
        self._card.add_space()

    def _button(self, key: str, kind: Kind = "secondary") -> Button:
        button = _Verdict(self._words(key), kind, "big")
        self._card.add(button)
        self._card.add_space(_GAP)
        return button

    @Slot()
    def _take_typed(self) -> None:
        typed = self._line.text().strip()
        right = self._item.is_right(typed, self._thinking.known())
        if right is None:
            if self._field is not None:
                self._field.show_error(self._words(f"thinking.again_{self._item.kind.value}"))
            self._line.setFocus()
            return
        self.answered.emit(ItemAnswer(self._item.id, right, typed))

    @Slot()
    def _take_right(self) -> None:
        self.answered.emit(ItemAnswer(self._item.id, True, self._line.text().strip()))

    @Slot()
    def _take_wrong(self) -> None:
        self.answered.emit(ItemAnswer(self._item.id, False, self._line.text().strip()))

    @Slot()
    def _take_doubt(self) -> None:
        self.doubted.emit(ItemAnswer(self._item.id, False))
