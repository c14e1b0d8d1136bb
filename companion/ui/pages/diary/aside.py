"""What comes before the rest of a page goes on: one thing put right, or "How is it now?"."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.core.diary import Entry
from companion.core.levels import Reporter
from companion.services.corrections import Piece
from companion.services.now_questions import AskedAbout
from companion.ui.context import Context
from companion.ui.pages.diary.correct import NoteStep, correct_step
from companion.ui.pages.diary.correcting import Correcting
from companion.ui.pages.diary.now import NowCheck
from companion.ui.pages.diary.step import Step
from companion.ui.pages.diary.undo_offers import Offer


class Aside(QWidget):
    """Empty and hidden most of the time; what was put right and was urgent then is asked about now.

    Signals:
        opened: something is shown here, and the rest is to make room.
        closed: all of it is told.
        thinking_wanted: the thinking check, which some symptoms offer.
    """

    opened = Signal()
    closed = Signal()
    thinking_wanted = Signal()

    def __init__(self, context: Context, offer: Offer) -> None:
        super().__init__()
        self._context, self._offer = context, offer
        self._part: Step | NowCheck | None = None
        self._correcting: Correcting | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def is_open(self) -> bool:
        """Whether something is put right or asked at this moment."""
        return self._part is not None

    def focus_first(self) -> None:
        """Where a person begins."""
        if isinstance(self._part, NowCheck):
            self._part.focus_first()
        elif self._part is not None:
            self._part.first().setFocus()

    def keep(self) -> bool:
        """Write what is finished of an answer about now, and a note; all else waits for its button.

        Whether it may be put away: not a note that is too long, of which the end would be lost.
        """
        if isinstance(self._part, NowCheck):
            self._part.keep()
        if not isinstance(self._part, NoteStep):
            return True
        self._part.say(self._part.missing())
        return self._part.keep()

    def answer_by(self, by: Reporter) -> None:
        """This one answers about now from now on."""
        if isinstance(self._part, NowCheck):
            self._part.answer_by(by)

    def correct(self, piece: Piece, entry: Entry | None) -> None:
        """Put one piece right."""
        self._correcting = Correcting(self._context, piece, entry, self._offer)
        step = correct_step(self._correcting)
        step.done.connect(self._corrected)
        self._show(step)

    def correct_note(self, entry: Entry) -> None:
        """Write the note of an entry over."""
        step = NoteStep(self._context, entry, self._offer)
        step.done.connect(self._close)
        self._show(step)

    def ask_now(self, urgent: tuple[AskedAbout, ...], by: Reporter) -> None:
        """How is it now?"""
        check = NowCheck(self._context, urgent, by)
        check.thinking_wanted.connect(self.thinking_wanted)
        check.done.connect(self._close)
        self._show(check)

    def drop(self) -> None:
        """Put it away without a word; what is finished was kept."""
        if self._part is not None:
            self._column.removeWidget(self._part)
            self._part.hide()
            self._part.deleteLater()
            self._part = None
        self.hide()

    def _show(self, part: Step | NowCheck) -> None:
        self.drop()
        self._part = part
        self._column.addWidget(part)
        if isinstance(part, Step):
            part.enter()
        self.show()
        part.show()
        self.opened.emit()
        if self.isVisible():
            self.focus_first()

    @Slot()
    def _corrected(self) -> None:
        urgent = tuple(self._correcting.urgent) if self._correcting is not None else ()
        if urgent:
            self.ask_now(urgent, self._context.entering.by)
        else:
            self._close()

    @Slot()
    def _close(self) -> None:
        self.drop()
        self.closed.emit()
