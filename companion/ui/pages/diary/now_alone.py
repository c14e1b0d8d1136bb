"""How is it now? Asked by itself on the diary page."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.services.now_questions import AskedAbout
from companion.ui.context import Context
from companion.ui.pages.diary.back import back_button
from companion.ui.pages.diary.now import NowCheck
from companion.ui.widgets.card import stack


class NowAlone(QWidget):
    """With a way back: nobody has to answer, and it goes on being asked.

    Signals:
        left: all were answered, or the person went back.
        thinking_wanted: a symptom offers the thinking check, and the person wants it now.
    """

    left = Signal()
    thinking_wanted = Signal()

    def __init__(self, context: Context, pieces: tuple[AskedAbout, ...]) -> None:
        super().__init__()
        back = back_button(context.words)
        back.clicked.connect(self._go_back)
        self._entering = context.entering
        self._check = NowCheck(context, pieces, context.entering.by)
        self._check.done.connect(self.left)
        self._check.thinking_wanted.connect(self.thinking_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        stack(column, back)
        column.addWidget(self._check)

    def keep(self) -> None:
        """Write what is finished."""
        self._check.keep()

    def take_turns(self) -> None:
        """Whoever is entering now answers from now on."""
        self._check.answer_by(self._entering.by)

    def focus_first(self) -> None:
        """Where a person begins."""
        self._check.focus_first()

    @Slot()
    def _go_back(self) -> None:
        self.keep()
        self.left.emit()
