"""What is said about a reading while it is typed: what was understood, an offer, what may hide a fever."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.core.units import NothingTyped, NotUnderstood, OfferOtherUnit, ReadingKind, Typed, Understood
from companion.ui.pages.diary_filling import Filling
from companion.ui.pages.diary_lines import Lines
from companion.ui.pages.hidden_fever import doubt
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import stack
from companion.ui.widgets.label import Label


class ReadingSaid(QWidget):
    """Stands below the field, and is gone while there is nothing to say.

    Signals:
        offer_taken: the number is to count in the unit in which it makes sense.
    """

    offer_taken = Signal()

    def __init__(self, kind: ReadingKind, filling: Filling) -> None:
        super().__init__()
        self._kind, self._filling = kind, filling
        self._words = filling.context.words
        self._before_at: datetime | None = None
        self._echo = Label("", "strong")
        self._offer = Button("")
        self._offer.clicked.connect(self.offer_taken)
        self._before = Label("", "strong")
        self._before.setProperty("tone", "good")
        self._doubt = Label("", "strong")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self._echo, self._offer, self._before, self._doubt):
            stack(column, part)
        self._say_written_before()

    def say(self, typed: Typed, *, is_kept: bool) -> None:
        """What follows from what is typed now; `is_kept` where just that is written down."""
        echo = offer = ""
        match typed:
            case Understood():
                key = "diary.written_down" if is_kept else "diary.understood"
                echo = self._words(key, what=self._shown(typed))
            case OfferOtherUnit():
                offer = self._words("readings.offer_other_unit", value=self._shown(typed))
            case NotUnderstood() | NothingTyped():
                pass
        self._echo.setText(echo)
        self._echo.setVisible(bool(echo))
        self._offer.setText(offer)
        self._offer.setVisible(bool(offer))
        self._say_doubt(typed)
        self._make_room()

    def echo(self) -> str:
        """What was understood, to be read out."""
        return self._echo.text()

    def problem(self, typed: Typed, unit: str) -> str:
        """What to change; empty where what is typed can be used."""
        match typed:
            case OfferOtherUnit():
                reason = "readings.out_of_range"
            case NotUnderstood():
                reason = typed.reason
            case Understood() | NothingTyped():
                return ""
        low, high = self._filling.context.formats().range_of(self._kind, unit)
        hint = self._words.written(self._kind.words.retry, low=low, high=high)
        return self._words("diary.try_again", problem=self._words(reason), hint=hint)

    def forget_before(self) -> None:
        """What was written down before was taken out."""
        self._before_at = None
        self.hide_before()

    def hide_before(self) -> None:
        """The field itself shows what stands in the diary."""
        self._before.hide()
        self._make_room()

    def _say_doubt(self, typed: Typed) -> None:
        """Under a temperature that can be seen: what may have hidden a fever when it was taken."""
        context, fever = self._filling.context, self._filling.context.catalogue.fever
        seen = None
        if fever is not None and fever.reading == self._kind.id:
            now = self._filling.at or context.record.now()
            seen = now if isinstance(typed, Understood) else self._before_at
        said = doubt(context, seen) if seen is not None else ""
        self._doubt.setText(said)
        self._doubt.setVisible(bool(said))

    def _shown(self, typed: Understood | OfferOtherUnit) -> str:
        """In both units, the one it was typed in first."""
        formats = replace(self._filling.context.formats(), temperature_unit=typed.unit.code)
        return formats.reading(typed.value, typed.unit.code, self._kind)

    def _say_written_before(self) -> None:
        entry, lines = self._filling.entry(), Lines(self._filling.context)
        earlier = [one for one in (entry.readings if entry else ()) if one.kind == self._kind.id]
        if earlier:
            self._before_at = earlier[-1].at
            said = lines.measured(earlier[-1], self._kind)
            self._before.setText(self._words("diary.written_down", what=said))
        self._before.setVisible(bool(earlier))

    def _make_room(self) -> None:
        parts = (self._echo, self._offer, self._before, self._doubt)
        self.setHidden(all(part.isHidden() for part in parts))
