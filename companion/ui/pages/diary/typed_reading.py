"""A number as it is typed, beside its unit."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget

from companion.core.units import OfferOtherUnit, ReadingKind, Typed, read_typed
from companion.ui.context import Context
from companion.ui.pages.unit_choice import UnitChoice
from companion.ui.widgets.card import Field
from companion.ui.widgets.flow import Flow


class TypedReading(QWidget):
    """A kind with one unit has it in the hint; one with several has them to choose from.

    Signals:
        changed: the number or the unit.
        left: the keyboard moved on to another field. A button keeps everything by itself.
    """

    changed = Signal()
    left = Signal()

    def __init__(self, kind: ReadingKind, context: Context) -> None:
        super().__init__()
        self._kind, self._words = kind, context.words
        self.line = QLineEdit()
        self._units = UnitChoice(kind, context)
        self._field = self._build()
        self.line.textChanged.connect(self.changed)
        self._units.currentIndexChanged.connect(self.changed)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)

    def typed(self) -> Typed:
        """What it means."""
        return read_typed(self.line.text(), self._kind, self._kind.unit(self._units.code()))

    def unit(self) -> str:
        """The code of the unit that is chosen."""
        return self._units.code()

    def show_typed(self, text: str, unit: str) -> None:
        """Let this stand there."""
        self._units.choose(unit)
        self.line.setText(text)

    def take_offer(self, offer: OfferOtherUnit) -> None:
        """The same number, in the unit in which it makes sense."""
        # A unit in the text would win over the chosen one.
        self.line.setText(self._words.number(str(offer.value)))
        self._units.choose(offer.unit.code)
        self.line.setFocus()

    def say(self, problem: str) -> None:
        """Below the number, what to change; nothing for an empty text."""
        if problem:
            self._field.show_error(problem)
        elif self._field.error():
            self._field.clear_error()

    def _build(self) -> Field:
        words, kind = self._words, self._kind
        only = len(kind.units) == 1
        hint = words("diary.in_unit", unit=words.written(kind.units[0].shown)) if only else ""
        field = Field(words.written(kind.words.question), self.line, hint)
        side_by_side = Flow(gap=24)
        side_by_side.addWidget(field)
        if only:
            self._units.hide()
        else:
            side_by_side.addWidget(Field(words("diary.unit"), self._units))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(side_by_side)
        return field

    @Slot(QWidget, QWidget)
    def _on_focus(self, old: QWidget | None, new: QWidget | None) -> None:
        elsewhere = new is not None and new is not self._units and not isinstance(new, QPushButton)
        if old in (self.line, self._units) and new is not self.line and elsewhere:
            self.left.emit()
