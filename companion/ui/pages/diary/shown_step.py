"""Which step of an entry stands on the page, and whose answers it shows."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from companion.core.half_typed import HalfTyped
from companion.ui.pages.diary.check import CheckStep
from companion.ui.pages.diary.filling import Filling
from companion.ui.pages.diary.made import MadeSteps
from companion.ui.pages.diary.question import QuestionStep
from companion.ui.pages.diary.stage import Place, Stage
from companion.ui.pages.diary.step import Step
from companion.ui.pages.diary.way import Way
from companion.ui.pages.diary.who import WhoAnswers
from companion.ui.widgets.announce import announce


class ShownStep(QObject):
    """One step is shown at a time. All that were shown stay as they are, so that Back loses nothing.

    Signals:
        moved: another step is shown.
    """

    moved = Signal()

    def __init__(self, around: QWidget, filling: Filling, way: Way, made: MadeSteps, who: WhoAnswers) -> None:
        """`around` is the widget that the steps stand in."""
        super().__init__(around)
        self._around, self._filling, self._way, self._made, self._who = around, filling, way, made, who
        self._step: Step | None = None
        self._by = filling.by

    def show(self, place: Place, *, only_changing: bool = False) -> None:
        """The step of this place, with the keyboard on it; `only_changing` goes back to the list of all."""
        self.hide()
        self._way.to(place, only_changing=only_changing)
        self._step = step = self._made.at(place, self._filling.by)
        self._by = self._filling.by
        self._who.show_by(self._by)
        if isinstance(step, QuestionStep):
            step.show_number(*self._way.number())
        step.enter()
        step.show()
        self._who.say_day(is_said=True)
        self.moved.emit()
        if self._around.isVisible():
            step.first().setFocus()
            announce(step, step.heading)

    def show_again(self) -> None:
        """The same place, after something else stood in front of it."""
        self.show(self._way.place, only_changing=self._way.only_changing)

    def ask_anew(self) -> None:
        """Where it is a question: how it is at this moment."""
        if isinstance(self._step, QuestionStep):
            self._step.ask_anew()

    def take_turns(self) -> None:
        """Whoever is entering now answers from now on, wherever that was said."""
        self._filling.turn.take()
        if self._by is not self._filling.by:
            self.show_again()

    def hide(self) -> None:
        """Make room for something else."""
        if self._step is not None:
            self._step.hide()

    def keep(self) -> None:
        """Write whatever is finished on the step."""
        if self._step is not None:
            self._step.keep()

    def focus_first(self) -> None:
        """Where a person begins on the step."""
        if self._step is not None:
            self._step.first().setFocus()

    def look_again(self) -> None:
        """Something was deleted or taken back under the steps."""
        if self._filling.is_left_behind() and self._way.route.only is None:
            self._made.drop_all()
            self._step = None
            self.show(Place(Stage.CHOOSE))
        else:
            self._show_stored()

    def half(self) -> HalfTyped | None:
        """What is typed on it and not finished."""
        return None if self._step is None else self._way.route.half_at(self._way.place, self._step.half())

    def take_up(self, half: HalfTyped) -> bool:
        """Show again what a crash or a close left half typed in this very diary; whether it belongs here."""
        place = self._way.route.place_of_half(half)
        if place is None:
            return False
        self._filling.turn.speak_for(half.by if half.by is not self._filling.by else None)
        self.show(place)
        if self._step is not None:
            self._step.show_half(half.fields)
        return True

    def _show_stored(self) -> None:
        """What changed under the steps: questions are made anew, the list of all shows it at once."""
        self._made.drop_questions(but=self._step)
        if isinstance(self._step, CheckStep):
            self._step.show_again()
        elif isinstance(self._step, QuestionStep):
            self._step.show_stored()
