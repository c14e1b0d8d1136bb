"""The same as yesterday, in one press: what would be written down is said first, and what is asked anew."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.core.same_again import SameAgain, same_again
from companion.ui.pages.diary.answer import Answer
from companion.ui.pages.diary.filling import Filling
from companion.ui.pages.diary.lines import Lines
from companion.ui.pages.diary.undo_offers import UndoOffers
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import stack
from companion.ui.widgets.label import Label


class SameCard(QWidget):
    """Hidden where nothing may be repeated, and once anything is chosen for this day.

    Signals:
        repeated: it is written down.
    """

    repeated = Signal()

    def __init__(self, filling: Filling) -> None:
        super().__init__()
        self._filling = filling
        words = filling.context.words
        self._again = _offered(filling)
        self._button = Button(words("diary.same_as_yesterday"), icon="check")
        self._button.clicked.connect(self._repeat)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(8)
        stack(column, self._button)
        if self._again is not None:
            lines = Lines(filling.context)
            had = ", ".join(lines.said(report) for report in self._again.reports)
            column.addWidget(Label(words("diary.same_means", names=had)))
            if self._again.asked:
                names = ", ".join(lines.symptom(symptom) for symptom in self._again.asked)
                column.addWidget(Label(words("diary.asked_again", names=names)))
        self.look_again()

    def look_again(self) -> None:
        """Shown only while nothing is chosen or written for this day."""
        self.setVisible(self._again is not None and self._filling.is_empty() and not self._filling.symptoms())

    @Slot()
    def _repeat(self) -> None:
        if self._again is not None:
            self._write_down(self._again)
            self.repeated.emit()

    def _write_down(self, again: SameAgain) -> None:
        """These answers once more, as of now; what may not be repeated is chosen, to be asked."""
        filling = self._filling
        filling.choose((*again.asked, *(report.symptom for report in again.reports)))
        for report in again.reports:
            answer = Answer(report.severity, report.signs, report.count)
            filling.answer(report.symptom, answer, filling.by)
        entry = filling.entry()
        if entry is not None:
            UndoOffers(filling.context, filling.offer).repeated(entry.id)


def _offered(filling: Filling) -> SameAgain | None:
    """What of the day before may be given again; nothing for a past day, which is told as it was."""
    if filling.asks_when:
        return None
    before = filling.context.record.day(filling.on - timedelta(days=1))
    reports = [report for entry in before.entries for report in entry.reports]
    return same_again(reports, filling.by, filling.context.catalogue)
