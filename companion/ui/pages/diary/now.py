"""How is it now? Asked at once when something older would have been a reason to call at its own time."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.core.diary import EntryState, SymptomReport
from companion.core.levels import Reporter
from companion.services.now_questions import AskedAbout, subject_of
from companion.ui.context import Context
from companion.ui.pages.diary.filling import Filling
from companion.ui.pages.diary.measure import MeasureStep
from companion.ui.pages.diary.now_card import said_then
from companion.ui.pages.diary.question import QuestionStep
from companion.ui.pages.diary.step import Step
from companion.ui.widgets.announce import announce
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Card
from companion.ui.widgets.label import Label


class NowCheck(QWidget):
    """One question for each, about this moment; each answer is written to today's diary and judged.

    Signals:
        done: all were answered.
        thinking_wanted: a symptom offers the thinking check, and the person wants it now.
    """

    done = Signal()
    thinking_wanted = Signal()

    def __init__(self, context: Context, pieces: tuple[AskedAbout, ...], by: Reporter) -> None:
        super().__init__()
        self._context = context
        draft = context.record.draft()
        self._filling = Filling(context, draft, by=by)
        self._was_begun = draft is not None
        self._all = pieces
        # The newest piece of each symptom and each kind of reading.
        self._pieces = list({subject_of(piece): piece for piece in pieces}.values())
        self._step: Step | None = None
        self._why = Card(context.words("diary.how_now"))
        self._what = Label("", user_text=True)
        self._why.add(self._what)
        self._why.add(Label(context.words("diary.how_now_why")))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(16)
        self._column.addWidget(self._why)
        self._ask()

    def keep(self) -> None:
        """Write what is finished."""
        if self._step is not None:
            self._step.keep()

    def answer_by(self, by: Reporter) -> None:
        """This one answers from now on; what the one before has finished is written first."""
        if by is not self._filling.by:
            self.keep()
            self._filling.turn.speak_for(by)
            self._ask()
            if self.isVisible():
                self.focus_first()

    def focus_first(self) -> None:
        """Where a person begins."""
        if self._step is not None:
            self._step.first().setFocus()

    def _ask(self) -> None:
        piece, context = self._pieces[0], self._context
        self._what.setText(said_then(piece, context))
        step = self._make(piece)
        step.done.connect(self._go_on)
        if self._step is not None:
            self._step.hide()
            self._step.deleteLater()
        self._step = step
        self._column.addWidget(step)
        step.enter()
        if isinstance(step, QuestionStep):
            step.ask_anew()
        step.show()
        announce(self, context.words("diary.how_now"), assertive=True)

    def _make(self, piece: AskedAbout) -> Step:
        catalogue, words = self._context.catalogue, self._context.words
        if isinstance(piece, SymptomReport):
            asked = QuestionStep(catalogue.symptoms[piece.symptom], self._filling)
            asked.thinking_wanted.connect(self.thinking_wanted)
            return asked
        step = MeasureStep(catalogue.readings[piece.kind], self._filling)
        cannot = Button(words("diary.now_cannot"))
        cannot.clicked.connect(self._go_on)
        step.card.add(cannot)
        return step

    @Slot()
    def _go_on(self) -> None:
        asked = subject_of(self._pieces[0])
        told = [piece for piece in self._all if subject_of(piece) == asked]
        self._context.diary.now_questions.settle(told, by=self._filling.by)
        self._pieces.pop(0)  # not before: where it cannot be settled it is asked once more
        if self._pieces:
            self._ask()
            self.focus_first()
            return
        entry = self._filling.entry()
        if not self._was_begun and entry is not None and entry.state is EntryState.DRAFT:
            self._filling.finish()
        self.done.emit()
