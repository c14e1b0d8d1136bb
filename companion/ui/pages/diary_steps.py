"""The steps of one diary entry, in order: choose, one question for each symptom, check and save."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import assert_never

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.core.levels import Reporter
from companion.core.units import ReadingKind
from companion.ui.pages.diary_check import CheckStep
from companion.ui.pages.diary_choose import ChooseStep
from companion.ui.pages.diary_filling import Filling
from companion.ui.pages.diary_measure import MeasureStep
from companion.ui.pages.diary_order import first_list
from companion.ui.pages.diary_question import QuestionStep
from companion.ui.pages.diary_step import Step
from companion.ui.pages.diary_who import WhoAnswers
from companion.ui.widgets.announce import announce


class _Stage(Enum):
    CHOOSE = "choose"
    QUESTION = "question"
    CHECK = "check"
    MEASURE = "measure"


@dataclass(frozen=True, slots=True)
class _Place:
    stage: _Stage
    symptom: str = ""


class DiarySteps(QWidget):
    """One step is shown at a time. All that were shown stay as they are, so that Back loses nothing.

    With `only` there is one step, for one reading, and it does not finish the entry.

    Signals:
        saved: the entry is finished, or the one reading written, after it was stored.
        left: the person went back to before the first step; the entry stays a draft.
        moved: another step is shown.
        thinking_wanted: a symptom offers the thinking check, and the person wants it now.
        go: a Go, to another page.
    """

    saved = Signal()
    left = Signal()
    moved = Signal()
    thinking_wanted = Signal()
    go = Signal(object)

    def __init__(self, filling: Filling, only: ReadingKind | None = None) -> None:
        super().__init__()
        self._filling = filling
        self._only = only
        self._steps: dict[tuple[_Place, Reporter | None], Step] = {}
        self._step: Step | None = None
        self._only_changing = False
        self._only_adding = False
        self._who = WhoAnswers(filling.context, filling.by)
        self._who.back.connect(self.go_back)
        self._who.handed_over.connect(self._hand_over)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._column.addWidget(self._who)
        self._place = self._first_open()
        self._show(self._place)

    def keep(self) -> None:
        """Write whatever is finished on the step that is shown."""
        if self._step is not None:
            self._step.keep()

    def is_left_behind(self) -> bool:
        """Whether the entry was given up on an earlier day."""
        return self._filling.is_left_behind()

    def focus_first(self) -> None:
        """Where a person begins on the step that is shown."""
        if self._step is not None:
            self._step.first().setFocus()

    def ask(self, symptom: str) -> None:
        """Ask about one symptom now, as if it had been ticked; its answer so far stays."""
        self.keep()
        chosen = self._filling.symptoms()
        if symptom not in chosen:
            self._filling.choose((*chosen, symptom))
        # What was ticked before is shown there; it is made anew when someone goes back to it.
        ticks = self._steps.pop((_Place(_Stage.CHOOSE), None), None)
        self._show(_Place(_Stage.QUESTION, symptom))
        if ticks is not None:
            self._column.removeWidget(ticks)
            ticks.deleteLater()

    @Slot()
    def go_back(self) -> None:
        """One step back; what is finished on this one is written first."""
        self.keep()
        places = self._places()
        at = places.index(self._place) if self._place in places else 0
        if self._only_changing:
            self._show(_Place(_Stage.CHECK))
        elif at > 0:
            self._show(places[at - 1])
        else:
            self.left.emit()

    @Slot()
    def _go_on(self) -> None:
        places = self._places()
        at = places.index(self._place) if self._place in places else len(places) - 2
        if self._place.stage is _Stage.MEASURE:
            self.saved.emit()
        elif self._place.stage is _Stage.CHECK:
            self._save()
        elif self._only_changing or self._only_adding:
            self._show(self._first_unanswered() or _Place(_Stage.CHECK))
        else:
            self._show(places[at + 1])

    @Slot()
    def _save(self) -> None:
        self._filling.finish()
        self.saved.emit()

    @Slot(object)
    def _change(self, symptom: str) -> None:
        self.keep()
        self._show(_Place(_Stage.QUESTION, symptom), only_changing=True)

    @Slot()
    def _choose_again(self) -> None:
        self.keep()
        self._only_adding = True
        self._show(_Place(_Stage.CHOOSE))

    @Slot(object)
    def _hand_over(self, by: Reporter) -> None:
        """The other one answers now; what the first one said on this page is written first."""
        self.keep()
        self._filling.by = by
        self._show(self._place, only_changing=self._only_changing)

    def _symptoms(self) -> tuple[str, ...]:
        known = self._filling.context.catalogue.symptoms
        return tuple(id for id in self._filling.symptoms() if id in known)

    def _places(self) -> tuple[_Place, ...]:
        if self._only is not None:
            return (_Place(_Stage.MEASURE),)
        questions = (_Place(_Stage.QUESTION, symptom) for symptom in self._symptoms())
        return (_Place(_Stage.CHOOSE), *questions, _Place(_Stage.CHECK))

    def _first_open(self) -> _Place:
        """Where a draft goes on: the first question without an answer."""
        if self._only is not None:
            return _Place(_Stage.MEASURE)
        if self._filling.is_empty() and not self._symptoms():
            return _Place(_Stage.CHOOSE)
        return self._first_unanswered() or _Place(_Stage.CHECK)

    def _first_unanswered(self) -> _Place | None:
        for symptom in self._filling.unanswered():
            if symptom in self._symptoms():
                return _Place(_Stage.QUESTION, symptom)
        return None

    def _show(self, place: _Place, *, only_changing: bool = False) -> None:
        if self._step is not None:
            self._step.hide()
        self._place, self._only_changing = place, only_changing
        self._only_adding = self._only_adding and place.stage is not _Stage.CHECK
        # A question belongs to the one who answers it; the other steps to both.
        key = (place, self._filling.by if place.stage is _Stage.QUESTION else None)
        if key not in self._steps:
            self._steps[key] = self._make(place)
            self._column.addWidget(self._steps[key])
        self._step = self._steps[key]
        self._who.show_by(self._filling.by)
        if isinstance(self._step, QuestionStep):
            asked = self._symptoms()
            number = 0 if only_changing else asked.index(place.symptom) + 1
            self._step.show_number(number, len(asked))
        self._step.enter()
        self._step.show()
        self.moved.emit()
        if self.isVisible():
            self._step.first().setFocus()
            announce(self._step, self._step.heading)

    def _make(self, place: _Place) -> Step:
        match place.stage:
            case _Stage.CHOOSE:
                step: Step = self._make_choose()
            case _Stage.QUESTION:
                asked = QuestionStep(self._filling.context.catalogue.symptoms[place.symptom], self._filling)
                asked.thinking_wanted.connect(self.thinking_wanted)
                asked.go.connect(self.go)
                step = asked
            case _Stage.CHECK:
                check = CheckStep(self._filling)
                check.change_wanted.connect(self._change)
                check.choose_wanted.connect(self._choose_again)
                step = check
            case _Stage.MEASURE:
                assert self._only is not None
                step = MeasureStep(self._only, self._filling)
            case never:
                assert_never(never)
        step.done.connect(self._go_on)
        return step

    def _make_choose(self) -> ChooseStep:
        step = ChooseStep(self._filling, first_list(self._filling))
        step.save_wanted.connect(self._save)
        return step
