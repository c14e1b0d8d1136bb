"""What comes between two steps of an entry: one thing put right, or "How is it now?"."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from companion.services.corrections import Piece
from companion.services.now_questions import AskedAbout
from companion.ui.pages.diary.aside import Aside
from companion.ui.pages.diary.filling import Filling
from companion.ui.pages.diary.shown_step import ShownStep
from companion.ui.pages.diary.who import WhoAnswers


class Interlude(QObject):
    """The step makes room for it, and is shown again afterwards, unless the entry was about to go on.

    Signals:
        opened: the step has made room.
        passed: it is told, and the entry goes on from the step it was about to leave.
    """

    opened = Signal()
    passed = Signal()

    def __init__(self, filling: Filling, shown: ShownStep, aside: Aside, who: WhoAnswers) -> None:
        super().__init__(aside)
        self._filling, self._shown, self._aside, self._who = filling, shown, aside, who
        self._goes_on_after = False
        aside.opened.connect(self._make_room)
        aside.closed.connect(self._told)

    def is_open(self) -> bool:
        """Whether it stands on the page in place of the step."""
        return self._aside.is_open()

    def keep(self) -> None:
        """Write whatever is finished of it."""
        self._aside.keep()

    def focus_first(self) -> None:
        """Where a person begins."""
        self._aside.focus_first()

    def correct(self, piece: Piece) -> None:
        """Put one piece of the entry right."""
        self._aside.correct(piece, self._filling.entry())

    def ask_now(self, waiting: tuple[AskedAbout, ...], *, goes_on_after: bool = False) -> None:
        """How is it now?"""
        self._goes_on_after = goes_on_after
        self._who.say_day(is_said=False)
        self._aside.ask_now(waiting, self._filling.by)

    def take_turns(self) -> None:
        """Whoever is entering now says how it is now; whose word is put right stays theirs."""
        if self._filling.turn.take():
            self._who.show_by(self._filling.by)
            self._aside.answer_by(self._filling.by)

    def end(self) -> None:
        """Back to the step; what is finished was kept."""
        self.drop()
        self._shown.show_again()

    def drop(self) -> None:
        """Put it away, where the step is not to come back."""
        self._goes_on_after = False
        self._aside.drop()

    @Slot()
    def _make_room(self) -> None:
        self._shown.hide()
        self.opened.emit()

    @Slot()
    def _told(self) -> None:
        if self._goes_on_after:
            self._goes_on_after = False
            self.passed.emit()
        else:
            self.end()
