"""The steps of the diary made so far: each stays as it was left, until what it shows has changed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout

from companion.core.levels import Reporter
from companion.ui.pages.diary_question import QuestionStep
from companion.ui.pages.diary_stage import Place, Stage
from companion.ui.pages.diary_step import Step


class MadeSteps:
    """A question belongs to the one who answers it; the other steps to both."""

    def __init__(self, column: QVBoxLayout, make: Callable[[Place], Step]) -> None:
        self._column = column
        self._make = make
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
