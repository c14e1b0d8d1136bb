"""A reading as a person types it: shown in both units while typing, written down once it is finished."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.core.errors import UserCanFix
from companion.core.units import NothingTyped, OfferOtherUnit, ReadingKind, Typed, Understood
from companion.core.words import Words
from companion.ui.pages.diary.filling import Filling
from companion.ui.pages.diary.typed_reading import TypedReading
from companion.ui.pages.reading_said import ReadingSaid
from companion.ui.widgets.announce import announce
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
        self._input = TypedReading(kind, filling.context)
        self.line = self._input.line
        self._said = ReadingSaid(kind, filling)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        if heading:
            column.addWidget(Label(heading, "h3"))
        column.addWidget(self._input)
        column.addWidget(self._said)
        self._show(complain=False)
        self._input.changed.connect(self._look)
        self._input.left.connect(self._finish)
        self._said.offer_taken.connect(self._take_offer)

    def keep(self) -> bool:
        """Write the reading if there is a new one, or say what is wrong; whether all of it could be read."""
        self._show(complain=True)
        typed = self._input.typed()
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
            stands_here = self._is_kept(self._input.typed())
            self._kept = None
            if stands_here:  # what has been typed over it is not written down yet, and stays
                self.line.clear()
        if not stored:
            self._said.forget_before()

    def half(self) -> tuple[str, str] | None:
        """What is typed, with its unit, and is not written down; None where nothing is."""
        text = self.line.text()
        if not text.strip() or self._is_kept(self._input.typed()):
            return None
        return text, self._input.unit()

    def show_half(self, text: str, unit: str) -> None:
        """What was typed before and never written down."""
        self._input.show_typed(text, unit)

    def show_value(self, value: Decimal, unit: str) -> None:
        """What stands in the diary, to be put right."""
        self._said.hide_before()
        self._input.show_typed(self._words.number(str(value)), unit)
        self._kept = (value, unit)
        self._show(complain=False)

    def _is_kept(self, typed: Typed) -> bool:
        return isinstance(typed, Understood) and self._kept == (typed.value, typed.unit.code)

    def _show(self, *, complain: bool) -> None:
        """What was understood, or an offer, as soon as there is one; what is wrong only when asked to."""
        typed = self._input.typed()
        self._said.say(typed, is_kept=self._is_kept(typed))
        self._input.say(self._said.problem(typed, self._input.unit()) if complain else "")

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
    def _look(self) -> None:
        self._show(complain=False)

    @Slot()
    def _finish(self) -> None:
        self.keep()

    @Slot()
    def _take_offer(self) -> None:
        typed = self._input.typed()
        if isinstance(typed, OfferOtherUnit):
            self._input.take_offer(typed)
