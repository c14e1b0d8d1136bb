"""The steps of the diary made so far: each stays as it was left, until what it shows has changed."""

from __future__ import annotations

from typing import assert_never

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout

from companion.core.levels import Reporter
from companion.core.units import ReadingKind
from companion.ui.pages.diary.check import CheckStep
from companion.ui.pages.diary.choose import ChooseStep
from companion.ui.pages.diary.filling import Filling
from companion.ui.pages.diary.measure import MeasureStep
from companion.ui.pages.diary.order import first_list
from companion.ui.pages.diary.question import QuestionStep
from companion.ui.pages.diary.stage import Place, Stage
from companion.ui.pages.diary.step import Step


class MadeSteps(QObject):
    """A question belongs to the one who answers it; the other steps to both.

    Signals, whichever step they come from:
        done: the step is told.
        save_wanted: the entry is to be saved from the first step.
        repeated: low answers of the day before were given again.
        change_wanted(object, object): the id (str) of a symptom to be answered, the Reporter who answers.
        choose_wanted: more is to be chosen.
        piece_change_wanted(object): the Piece to be put right.
        piece_delete_wanted(object): the Piece to be taken out.
        photo_delete_wanted(object): the photo to be taken out.
        thinking_wanted: a symptom offers the thinking check, and the person wants it now.
        go: a Go, to another page.
    """

    done = Signal()
    save_wanted = Signal()
    repeated = Signal()
    change_wanted = Signal(object, object)
    choose_wanted = Signal()
    piece_change_wanted = Signal(object)
    piece_delete_wanted = Signal(object)
    photo_delete_wanted = Signal(object)
    thinking_wanted = Signal()
    go = Signal(object)

    def __init__(self, column: QVBoxLayout, filling: Filling, only: ReadingKind | None) -> None:
        super().__init__()
        self._column = column
        self._filling, self._only = filling, only
        self._steps: dict[tuple[Place, Reporter | None], Step] = {}

    def at(self, place: Place, by: Reporter) -> Step:
        """The step of a place, made where there is none."""
        key = (place, by if place.stage is Stage.QUESTION else None)
        if key not in self._steps:
            self._steps[key] = self._make(place)
            self._column.addWidget(self._steps[key])
        return self._steps[key]

    def drop(self, place: Place) -> None:
        """It is made anew when someone goes back to it."""
        for key in [key for key in self._steps if key[0] == place]:
            self._forget(key)

    def drop_all(self) -> None:
        """Each is made anew."""
        for key in tuple(self._steps):
            self._forget(key)

    def drop_questions(self, *, but: Step | None) -> None:
        """Those that are not shown are made anew."""
        for key, step in tuple(self._steps.items()):
            if isinstance(step, QuestionStep) and step is not but:
                self._forget(key)

    def _forget(self, key: tuple[Place, Reporter | None]) -> None:
        step = self._steps.pop(key)
        step.hide()
        step.deleteLater()

    def _make(self, place: Place) -> Step:
        match place.stage:
            case Stage.CHOOSE:
                choose = ChooseStep(self._filling, first_list(self._filling))
                choose.save_wanted.connect(self.save_wanted)
                choose.repeated.connect(self.repeated)
                step: Step = choose
            case Stage.QUESTION:
                asked = QuestionStep(self._filling.context.catalogue.symptoms[place.symptom], self._filling)
                asked.thinking_wanted.connect(self.thinking_wanted)
                asked.go.connect(self.go)
                step = asked
            case Stage.CHECK:
                check = CheckStep(self._filling)
                check.change_wanted.connect(self.change_wanted)
                check.choose_wanted.connect(self.choose_wanted)
                check.piece_change_wanted.connect(self.piece_change_wanted)
                check.piece_delete_wanted.connect(self.piece_delete_wanted)
                check.photo_delete_wanted.connect(self.photo_delete_wanted)
                step = check
            case Stage.MEASURE:
                assert self._only is not None
                step = MeasureStep(self._only, self._filling)
            case never:
                assert_never(never)
        step.done.connect(self.done)
        return step
