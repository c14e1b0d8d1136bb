"""A reading as a person types it: shown in both units while typing, written down once it is finished."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton, QVBoxLayout, QWidget

from companion.core.errors import UserCanFix
from companion.core.units import (
    NothingTyped,
    NotUnderstood,
    OfferOtherUnit,
    ReadingKind,
    Typed,
    Understood,
    read_typed,
)
from companion.core.words import Words
from companion.ui.pages.diary_filling import Filling
from companion.ui.pages.diary_lines import Lines
from companion.ui.pages.hidden_fever import doubt
from companion.ui.widgets.announce import announce
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Field, stack
from companion.ui.widgets.flow import Flow
from companion.ui.widgets.label import Label

# Letters; a unit of two narrow ones would be cut by the arrow.
_UNIT_LENGTH = 4


def take_now(kind: ReadingKind, words: Words) -> str:
    """The request to measure at once; a kind without a sentence of its own is named."""
    own = f"diary.take_{kind.id}"
    return words(own) if own in words else words("diary.take_now", name=words.written(kind.words.name))


class _UnitChoice(QComboBox):
    """Does not turn under the mouse wheel: someone who scrolls past would change a unit unseen."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


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
        self._words = words = filling.context.words
        self._kept: tuple[Decimal, str] | None = None
        self._before_at: datetime | None = None
        self.line = QLineEdit()
        self._units = _UnitChoice()
        wanted = filling.context.formats().preferred_unit(kind)
        for unit in sorted(kind.units, key=lambda one: one.code != wanted):
            self._units.addItem(words.written(unit.shown), unit.code)
        self._units.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._units.setMinimumContentsLength(_UNIT_LENGTH)
        self._before = Label("", "strong")
        self._before.setProperty("tone", "good")
        self._echo = Label("", "strong")
        self._doubt = Label("", "strong")
        self._offer = Button("")
        self._field = self._build(heading)
        self._show_written_before()
        self._show(complain=False)
        self.line.textChanged.connect(self._look)
        self._units.currentIndexChanged.connect(self._look)
        self._offer.clicked.connect(self._take_offer)
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
            self._before_at = None
            self._before.hide()

    def half(self) -> tuple[str, str] | None:
        """What is typed, with its unit, and is not written down; None where nothing is."""
        typed, text = self._typed(), self.line.text()
        if not text.strip():
            return None
        if isinstance(typed, Understood) and self._kept == (typed.value, typed.unit.code):
            return None
        return text, str(self._units.currentData())

    def show_half(self, text: str, unit: str) -> None:
        """What was typed before and never written down."""
        if (at := self._units.findData(unit)) >= 0:
            self._units.setCurrentIndex(at)
        self.line.setText(text)

    def show_value(self, value: Decimal, unit: str) -> None:
        """What stands in the diary, to be put right."""
        self._before.hide()
        self._units.setCurrentIndex(self._units.findData(unit))
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
        column.addWidget(self._echo)
        stack(column, self._offer)
        column.addWidget(self._before)
        column.addWidget(self._doubt)
        return field

    def _typed(self) -> Typed:
        preferred = self.kind.unit(str(self._units.currentData()))
        return read_typed(self.line.text(), self.kind, preferred)

    @Slot()
    def _look(self) -> None:
        self._show(complain=False)

    def _show(self, *, complain: bool) -> None:
        """What was understood, or an offer, as soon as there is one; what is wrong only when asked to."""
        typed = self._typed()
        echo = offer = problem = ""
        match typed:
            case Understood():
                kept = self._kept == (typed.value, typed.unit.code)
                reading = self._shown(typed)
                echo = self._words("diary.written_down" if kept else "diary.understood", what=reading)
            case OfferOtherUnit():
                offer = self._words("readings.offer_other_unit", value=self._shown(typed))
                problem = self._problem("readings.out_of_range")
            case NotUnderstood():
                problem = self._problem(typed.reason)
            case NothingTyped():
                pass
        self._echo.setText(echo)
        self._echo.setVisible(bool(echo))
        self._show_doubt(typed)
        self._offer.setText(offer)
        self._offer.setVisible(bool(offer))
        if complain and problem:
            self._field.show_error(problem)
        elif self._field.error():
            self._field.clear_error()

    def _show_doubt(self, typed: Typed) -> None:
        """Under a temperature that can be seen: what may have hidden a fever when it was taken."""
        context, fever = self._filling.context, self._filling.context.catalogue.fever
        seen = None
        if fever is not None and fever.reading == self.kind.id:
            now = self._filling.at or context.record.now()
            seen = now if isinstance(typed, Understood) else self._before_at
        said = doubt(context, seen) if seen is not None else ""
        self._doubt.setText(said)
        self._doubt.setVisible(bool(said))

    def _shown(self, typed: Understood | OfferOtherUnit) -> str:
        """In both units, the one it was typed in first."""
        formats = replace(self._filling.context.formats(), temperature_unit=typed.unit.code)
        return formats.reading(typed.value, typed.unit.code, self.kind)

    def _problem(self, reason: str) -> str:
        low, high = self._filling.context.formats().range_of(self.kind, str(self._units.currentData()))
        hint = self._words.written(self.kind.words.retry, low=low, high=high)
        return self._words("diary.try_again", problem=self._words(reason), hint=hint)

    def _show_written_before(self) -> None:
        entry, lines = self._filling.entry(), Lines(self._filling.context)
        earlier = [one for one in (entry.readings if entry else ()) if one.kind == self.kind.id]
        if earlier:
            self._before_at = earlier[-1].at
            self._before.setText(
                self._words("diary.written_down", what=lines.measured(earlier[-1], self.kind))
            )
        self._before.setVisible(bool(earlier))

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
        announce(self, self._echo.text())
        self.written.emit()

    @Slot()
    def _take_offer(self) -> None:
        typed = self._typed()
        if isinstance(typed, OfferOtherUnit):
            # A unit in the text would win over the chosen one.
            self.line.setText(self._words.number(str(typed.value)))
            self._units.setCurrentIndex(self._units.findData(typed.unit.code))
            self.line.setFocus()

    @Slot(QWidget, QWidget)
    def _on_focus(self, old: QWidget | None, new: QWidget | None) -> None:
        """Moving on to another field finishes the reading; a button keeps everything by itself."""
        elsewhere = new is not None and new is not self._units and not isinstance(new, QPushButton)
        if old in (self.line, self._units) and new is not self.line and elsewhere:
            self.keep()
