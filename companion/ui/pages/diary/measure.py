"""One reading by itself, for a check that is due between two entries."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from companion.core.units import ReadingKind
from companion.ui.pages.diary.filling import Filling
from companion.ui.pages.diary.reading import ReadingField, take_now
from companion.ui.pages.diary.readings import Readings
from companion.ui.pages.diary.step import Step


class MeasureStep(Step):
    """The reading goes to today's entry and leaves it as it is: begun, finished or new."""

    def __init__(self, kind: ReadingKind, filling: Filling, heading: str = "") -> None:
        words = filling.context.words
        super().__init__(heading or take_now(kind, words), words)
        self.reading = ReadingField(kind, filling)
        self.card.add(self.reading)
        self.forward.setText(words("diary.save"))
        self.close_card()

    def first(self) -> QWidget:
        return self.reading.line

    def half(self) -> Mapping[str, str]:
        return dict(Readings(self.reading).half())

    def show_half(self, fields: Mapping[str, str]) -> None:
        Readings(self.reading).show_half(fields)

    def missing(self) -> str:
        return "" if self.reading.line.text().strip() else self.words("diary.type_number")

    def keep(self) -> bool:
        return self.reading.keep()

    def focus_unread(self) -> None:
        self.reading.line.setFocus()
