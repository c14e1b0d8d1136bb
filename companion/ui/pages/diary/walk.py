"""Going through the steps of an entry: on, back, to one question, or to the list of all."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from companion.core.half_typed import HalfTyped
from companion.core.levels import Reporter
from companion.services.corrections import Piece
from companion.services.now_questions import AskedAbout
from companion.ui.pages.diary.filling import Filling
from companion.ui.pages.diary.interlude import Interlude
from companion.ui.pages.diary.made import MadeSteps
from companion.ui.pages.diary.shown_step import ShownStep
from companion.ui.pages.diary.stage import Place, Stage
from companion.ui.pages.diary.way import Way


class Walk(QObject):
    """What is finished is written before anything else is shown.

    Signals:
        ended: nothing follows the last step.
        left: the person went back to before the first step; the entry stays a draft.
    """

    ended = Signal()
    left = Signal()

    def __init__(
        self, filling: Filling, way: Way, made: MadeSteps, shown: ShownStep, interlude: Interlude
    ) -> None:
        super().__init__(shown)
        self._filling, self._way, self._made = filling, way, made
        self._shown, self._interlude = shown, interlude
        interlude.passed.connect(self.go_on)

    def keep(self) -> None:
        """Write whatever is finished of what is shown."""
        if self._interlude.is_open():
            self._interlude.keep()
        else:
            self._shown.keep()

    def focus_first(self) -> None:
        """Where a person begins on what is shown."""
        if self._interlude.is_open():
            self._interlude.focus_first()
        else:
            self._shown.focus_first()

    def take_turns(self) -> None:
        """Whoever is entering now answers from now on, wherever that was said."""
        if self._interlude.is_open():
            self._interlude.take_turns()
        else:
            self._shown.take_turns()

    def half(self) -> HalfTyped | None:
        """What is typed on the step that is shown and not finished."""
        return None if self._interlude.is_open() else self._shown.half()

    def ask(self, symptom: str) -> None:
        """Ask about one symptom now, as if it had been ticked, in place of whatever is shown."""
        self.keep()
        self._interlude.drop()
        self._filling.choose(tuple(dict.fromkeys((*self._filling.symptoms(), symptom))))
        self._show(Place(Stage.QUESTION, symptom))
        self._shown.ask_anew()
        # What was ticked before is shown there; it is made anew when someone goes back to it.
        self._made.drop(Place(Stage.CHOOSE))

    def ask_now(self, waiting: tuple[AskedAbout, ...]) -> None:
        """How is it now? Asked before the entry goes on, unless something is being put right."""
        if waiting and not self._interlude.is_open():
            self.keep()
            self._interlude.ask_now(waiting)

    @Slot()
    def go_back(self) -> None:
        """One step back."""
        self.keep()
        if self._interlude.is_open():
            self._interlude.end()
            return
        before = self._way.before()
        if before is None:
            self.left.emit()
        else:
            self._show(before)

    @Slot()
    def go_on(self) -> None:
        """The step is told: what was urgent in it is asked about first."""
        urgent = tuple(self._filling.urgent)
        self._filling.urgent.clear()
        following = self._way.next()
        if urgent:
            self._interlude.ask_now(urgent, goes_on_after=True)
        elif following is not None:
            self._show(following)
        else:
            self.ended.emit()

    @Slot()
    def after_repeating(self) -> None:
        """Whatever was taken over is looked over before it is saved."""
        self._way.only_add()
        self._show(self._way.route.first_unanswered() or Place(Stage.CHECK))

    @Slot(object, object)
    def change(self, symptom: str, by: Reporter) -> None:
        """Let this one answer one question anew, and come back to the list of all."""
        self.keep()
        self._filling.turn.speak_for(by)
        self._shown.show(Place(Stage.QUESTION, symptom), only_changing=True)

    @Slot(object)
    def correct(self, piece: Piece) -> None:
        """Put one reading or medicine right, and come back to the list of all."""
        self.keep()
        self._interlude.correct(piece)

    @Slot()
    def choose_again(self) -> None:
        """Choose more."""
        self.keep()
        self._way.only_add()
        self._show(Place(Stage.CHOOSE))

    def _show(self, place: Place) -> None:
        # Where an answer of the other one was changed, the one who is entering goes on.
        self._filling.turn.speak_for(None)
        self._shown.show(place)
