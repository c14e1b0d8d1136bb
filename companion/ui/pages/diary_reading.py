"""A reading as a person types it: shown in both units while typing, written down once it is finished."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget

from companion.core.errors import UserCanFix
from companion.core.units import NothingTyped, OfferOtherUnit, ReadingKind, Typed, Understood, read_typed
from companion.core.words import Words
from companion.ui.pages.diary_filling import Filling
from companion.ui.pages.reading_said import ReadingSaid
from companion.ui.pages.unit_choice import UnitChoice
from companion.ui.widgets.announce import announce
from companion.ui.widgets.card import Field
from companion.ui.widgets.flow import Flow
from companion.ui.widgets.label import Label


def take_now(kind: ReadingKind, words: Words) -> str:
    """The request to measure at once; a kind without a sentence of its own is named."""
    own = f"diary.take_{kind.id}"
    return words(own) if own in words else words("diary.take_now", name=words.written(kind.words.name))


class ReadingField(QWidget):
    """One kind of reading. It is written when the focus moves on from it, or when `keep` is called.

    Signals:
        written: a reading was written down.
    """

    written = Signal()

    def __init__(self, kind: ReadingKind, filling: Filling, heading: str = "") -> None:
        super().__init__()
        self.kind = kind
        self._filling = filling
        self._words = filling.context.words
        self._kept: tuple[Decimal, str] | None = None
        self.line = QLineEdit()
        self._units = UnitChoice(kind, filling.context)
        self._said = ReadingSaid(kind, filling)
        self._field = self._build(heading)
        self._show(complain=False)
        self.line.textChanged.connect(self._look)
        self._units.currentIndexChanged.connect(self._look)
        self._said.offer_taken.connect(self._take_offer)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)

    def keep(self) -> bool:
        """Write the reading if there is a new one, or say what is wrong; whether all of it could be read."""
        self._show(complain=True)
        typed = self._typed()
        if isinstance(typed, Understood):
            self._write(typed.value, typed.unit.code)
        return isinstance(typed, Understood | NothingTyped)

    def look_again(self) -> None:
        """What was written down here and has been put right or taken out since stands here no longer."""
        entry = self._filling.entry()
        stored = [
            (one.value, one.unit) for one in (entry.readings if entry else ()) if one.kind == self.kind.id
        ]
        if self._kept is not None and self._kept not in stored:
            self._kept = None
            self.line.clear()
        if not stored:
            self._said.forget_before()

    def half(self) -> tuple[str, str] | None:
        """What is typed, with its unit, and is not written down; None where nothing is."""
        typed, text = self._typed(), self.line.text()
        if not text.strip():
            return None
        if isinstance(typed, Understood) and self._kept == (typed.value, typed.unit.code):
            return None
        return text, self._units.code()

    def show_half(self, text: str, unit: str) -> None:
        """What was typed before and never written down."""
        self._units.choose(unit)
        self.line.setText(text)

    def show_value(self, value: Decimal, unit: str) -> None:
        """What stands in the diary, to be put right."""
        self._said.hide_before()
        self._units.choose(unit)
        self.line.setText(self._words.number(str(value)))
        self._kept = (value, unit)
        self._show(complain=False)

    def _build(self, heading: str) -> Field:
        words, kind = self._words, self.kind
        only = len(kind.units) == 1
        hint = words("diary.in_unit", unit=words.written(kind.units[0].shown)) if only else ""
        field = Field(words.written(kind.words.question), self.line, hint)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        if heading:
            column.addWidget(Label(heading, "h3"))
        side_by_side = Flow(gap=24)
        side_by_side.addWidget(field)
        if only:
            self._units.hide()
        else:
            side_by_side.addWidget(Field(words("diary.unit"), self._units))
        column.addLayout(side_by_side)
        column.addWidget(self._said)
        return field

    def _typed(self) -> Typed:
        preferred = self.kind.unit(self._units.code())
        return read_typed(self.line.text(), self.kind, preferred)

    @Slot()
    def _look(self) -> None:
        self._show(complain=False)

    def _show(self, *, complain: bool) -> None:
        """What was understood, or an offer, as soon as there is one; what is wrong only when asked to."""
        typed = self._typed()
        is_kept = isinstance(typed, Understood) and self._kept == (typed.value, typed.unit.code)
        self._said.say(typed, is_kept=is_kept)
        problem = self._said.problem(typed, self._units.code())
        if complain and problem:
            self._field.show_error(problem)
        elif self._field.error():
            self._field.clear_error()

    def _write(self, value: Decimal, unit: str) -> None:
        if self._kept == (value, unit):
            return
        before, self._kept = self._kept, (value, unit)
        try:
            self._filling.measure(self.kind.id, value, unit)
        except UserCanFix:
            self._kept = before
            raise
        self._show(complain=False)
        announce(self, self._said.echo())
        self.written.emit()

    @Slot()
    def _take_offer(self) -> None:
        typed = self._typed()
        if isinstance(typed, OfferOtherUnit):
            # A unit in the text would win over the chosen one.
            self.line.setText(self._words.number(str(typed.value)))
            self._units.choose(typed.unit.code)
            self.line.setFocus()

    @Slot(QWidget, QWidget)
    def _on_focus(self, old: QWidget | None, new: QWidget | None) -> None:
        """Moving on to another field finishes the reading; a button keeps everything by itself."""
        elsewhere = new is not None and new is not self._units and not isinstance(new, QPushButton)
        if old in (self.line, self._units) and new is not self.line and elsewhere:
            self.keep()
