"""Who answers at this moment: said at the top of each step, with a button that hands over."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.core.levels import Reporter
from companion.ui.context import Context
from companion.ui.pages.diary.back import back_button
from companion.ui.widgets.button import Button
from companion.ui.widgets.flow import button_row
from companion.ui.widgets.label import Label


class WhoAnswers(QWidget):
    """The way back, and the person whose answers are written now.

    Signals:
        back: one step back.
        handed_over(object): the Reporter who answers from now on.
    """

    back = Signal()
    handed_over = Signal(object)

    def __init__(self, context: Context, by: Reporter, day: date | None = None) -> None:
        super().__init__()
        self._words = context.words
        self._name = context.record.person().name
        self._by = by
        back = back_button(context.words)
        back.clicked.connect(self.back)
        self._who = Label("", "strong")
        self._who.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self._other = Button("", "quiet", icon="person")
        self._other.clicked.connect(self._hand_over)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(button_row(back, self._who, self._other))
        self._about_day: Label | None = None
        if day is not None:
            said = self._words("diary.about_day", day=context.formats().short_day(day))
            self._about_day = Label(said, "strong")
            column.addWidget(self._about_day)
        self.show_by(by)

    def show_by(self, by: Reporter) -> None:
        """Say who answers now."""
        self._by = by
        patient = by is Reporter.PATIENT
        self._who.setText(self._says("patient" if patient else "caregiver", "answers"))
        self._other.setText(self._says("caregiver" if patient else "patient", "takes_over"))

    def say_day(self, *, is_said: bool) -> None:
        """Say which past day all of it is about; not while something is asked about now."""
        if self._about_day is not None:
            self._about_day.setVisible(is_said)

    def _says(self, who: str, what: str) -> str:
        if who == "patient" and self._name:
            return self._words(f"diary.named_{what}", name=self._name)
        return self._words(f"diary.{who}_{what}")

    @Slot()
    def _hand_over(self) -> None:
        other = Reporter.CAREGIVER if self._by is Reporter.PATIENT else Reporter.PATIENT
        self.show_by(other)
        self.handed_over.emit(other)
