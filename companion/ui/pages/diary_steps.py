"""The steps of one diary entry, in order: choose, one question for each symptom, check and save."""

from __future__ import annotations

from datetime import date
from typing import assert_never

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.core.levels import Reporter
from companion.core.units import ReadingKind
from companion.services.corrections import Piece, Undo, part_of
from companion.ui.pages.diary_aside import Aside
from companion.ui.pages.diary_check import CheckStep
from companion.ui.pages.diary_choose import ChooseStep
from companion.ui.pages.diary_correct import piece_text
from companion.ui.pages.diary_filling import Filling
from companion.ui.pages.diary_measure import MeasureStep
from companion.ui.pages.diary_order import first_list
from companion.ui.pages.diary_question import QuestionStep
from companion.ui.pages.diary_stage import Place, Stage
from companion.ui.pages.diary_step import Step
from companion.ui.pages.diary_who import WhoAnswers
from companion.ui.widgets.announce import announce
from companion.ui.widgets.label import Label
from companion.ui.widgets.undo_bar import UndoBar


class DiarySteps(QWidget):
    """One step is shown at a time. All that were shown stay as they are, so that Back loses nothing.

    With `only` there is one step, for one reading, and it does not finish the entry.

    Signals:
        saved: the entry is finished, or the one reading written, after it was stored.
        left: the person went back to before the first step; the entry stays a draft.
        moved: another step is shown.
        thinking_wanted: a symptom offers the thinking check, and the person wants it now.
    """

    saved = Signal()
    left = Signal()
    moved = Signal()
    thinking_wanted = Signal()

    def __init__(self, filling: Filling, only: ReadingKind | None = None) -> None:
        super().__init__()
        self._filling = filling
        self._only = only
        self._steps: dict[tuple[Place, Reporter | None], Step] = {}
        self._step: Step | None = None
        self._shown_by = filling.by
        self._entering = filling.context.entering.by
        self._only_changing = False
        self._only_adding = False
        self._goes_on_after = False
        self.undo = UndoBar(filling.context.words)
        self.undo.undone.connect(self._take_back)
        filling.offer = self.undo.offer
        self._aside = Aside(filling.context, self.undo.offer)
        self._aside.opened.connect(self._make_room)
        self._aside.closed.connect(self._aside_told)
        self._aside.thinking_wanted.connect(self.thinking_wanted)
        self._who = WhoAnswers(filling.context, filling.by)
        self._who.back.connect(self.go_back)
        self._who.handed_over.connect(self._hand_over)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._column.addWidget(self._who)
        self._about_day = Label(self._day_text(), "strong")
        self._about_day.setVisible(filling.day is not None)
        self._column.addWidget(self._about_day)
        self._column.addWidget(self.undo)
        self._column.addWidget(self._aside)
        self._place = self._first_open()
        self._show(self._place)

    def _day_text(self) -> str:
        day = self._filling.context.formats().short_day(self._filling.on)
        return self._filling.context.words("diary.about_day", day=day)

    def keep(self) -> None:
        """Write whatever is finished on the step that is shown."""
        if self._aside.is_open():
            self._aside.keep()
        elif self._step is not None:
            self._step.keep()

    def is_left_behind(self) -> bool:
        """Whether the entry was given up on an earlier day."""
        return self._filling.is_left_behind()

    def focus_first(self) -> None:
        """Where a person begins on the step that is shown."""
        if self._aside.is_open():
            self._aside.focus_first()
        elif self._step is not None:
            self._step.first().setFocus()

    @property
    def day(self) -> date:
        """The day that is filled in."""
        return self._filling.on

    def entry_id(self) -> str | None:
        """The entry that is filled in, once it was begun."""
        entry = self._filling.entry()
        return None if entry is None else entry.id

    @Slot()
    def go_back(self) -> None:
        """One step back; what is finished on this one is written first."""
        self.keep()
        if self._aside.is_open():
            self._end_aside()
            return
        places = self._places()
        at = places.index(self._place) if self._place in places else 0
        if self._only_changing:
            self._show(Place(Stage.CHECK))
        elif at > 0:
            self._show(places[at - 1])
        else:
            self.left.emit()

    @Slot()
    def _go_on(self) -> None:
        if self._filling.urgent:
            urgent = tuple(self._filling.urgent)
            self._filling.urgent.clear()
            self._goes_on_after = True
            self._about_day.hide()
            self._aside.ask_now(urgent, self._filling.by)
            return
        places = self._places()
        at = places.index(self._place) if self._place in places else len(places) - 2
        if self._place.stage is Stage.MEASURE:
            self.saved.emit()
        elif self._place.stage is Stage.CHECK:
            self._save()
        elif self._only_changing or self._only_adding:
            self._show(self._first_unanswered() or Place(Stage.CHECK))
        else:
            self._show(places[at + 1])

    @Slot()
    def _save(self) -> None:
        self._filling.finish()
        self.saved.emit()

    @Slot(object)
    def _change(self, symptom: str) -> None:
        self.keep()
        self._show(Place(Stage.QUESTION, symptom), only_changing=True)

    @Slot()
    def _choose_again(self) -> None:
        self.keep()
        self._only_adding = True
        self._show(Place(Stage.CHOOSE))

    @Slot(object)
    def _hand_over(self, by: Reporter) -> None:
        """The other one answers now; what the first one said on this page is written first."""
        self.keep()
        self._filling.speak_for(None)
        self._filling.context.entering.hand_to(by)
        self._take_turns()

    def take_turns(self) -> None:
        """Somebody else enters from now on, wherever that was said."""
        if self._entering is not self._filling.context.entering.by:
            self._filling.speak_for(None)
        self._take_turns()

    def _take_turns(self) -> None:
        self._entering = self._filling.context.entering.by
        if self._shown_by is not self._filling.by:
            self._show(self._place, only_changing=self._only_changing)

    @Slot(object)
    def _change_piece(self, piece: Piece) -> None:
        self.keep()
        self._aside.correct(piece, self._filling.entry())

    @Slot()
    def _make_room(self) -> None:
        if self._step is not None:
            self._step.hide()
        self.moved.emit()

    @Slot()
    def _aside_told(self) -> None:
        if self._goes_on_after:
            self._goes_on_after = False
            self._go_on()
        else:
            self._end_aside()

    def _end_aside(self) -> None:
        self._goes_on_after = False
        self._aside.drop()
        self._show(self._place, only_changing=self._only_changing)

    @Slot(object)
    def _delete_piece(self, piece: Piece) -> None:
        context = self._filling.context
        self.keep()
        undo = context.diary.corrections.delete(part_of(piece), piece.key, by=self._filling.by)
        if undo is not None:
            said = context.words("diary.deleted_this", name=piece_text(piece, context))
            self.undo.offer(said, undo)
        self._show_stored()

    @Slot(object)
    def _take_back(self, undo: Undo) -> None:
        context = self._filling.context
        context.diary.corrections.undo(undo, by=self._filling.by)
        announce(self, context.words("history.was_taken_back"))
        self._show_stored()

    def _show_stored(self) -> None:
        """What changed under the steps: questions are made anew, the list of all shows it at once."""
        for key in [key for key, step in self._steps.items() if isinstance(step, QuestionStep)]:
            if self._steps[key] is not self._step:
                self._steps.pop(key).deleteLater()
        if isinstance(self._step, CheckStep):
            self._step.show_again()
        elif isinstance(self._step, QuestionStep):
            self._step.show_stored()

    def _symptoms(self) -> tuple[str, ...]:
        known = self._filling.context.catalogue.symptoms
        return tuple(id for id in self._filling.symptoms() if id in known)

    def _places(self) -> tuple[Place, ...]:
        if self._only is not None:
            return (Place(Stage.MEASURE),)
        questions = (Place(Stage.QUESTION, symptom) for symptom in self._symptoms())
        return (Place(Stage.CHOOSE), *questions, Place(Stage.CHECK))

    def _first_open(self) -> Place:
        """Where a draft goes on: the first question without an answer."""
        if self._only is not None:
            return Place(Stage.MEASURE)
        if self._filling.is_empty() and not self._symptoms():
            return Place(Stage.CHOOSE)
        return self._first_unanswered() or Place(Stage.CHECK)

    def _first_unanswered(self) -> Place | None:
        for symptom in self._filling.unanswered():
            if symptom in self._symptoms():
                return Place(Stage.QUESTION, symptom)
        return None

    def _show(self, place: Place, *, only_changing: bool = False) -> None:
        if self._step is not None:
            self._step.hide()
        self._place, self._only_changing = place, only_changing
        self._only_adding = self._only_adding and place.stage is not Stage.CHECK
        # A question belongs to the one who answers it; the other steps to both.
        key = (place, self._filling.by if place.stage is Stage.QUESTION else None)
        if key not in self._steps:
            self._steps[key] = self._make(place)
            self._column.addWidget(self._steps[key])
        self._step = self._steps[key]
        self._shown_by = self._filling.by
        self._who.show_by(self._shown_by)
        if isinstance(self._step, QuestionStep):
            asked = self._symptoms()
            number = 0 if only_changing else asked.index(place.symptom) + 1
            self._step.show_number(number, len(asked))
        self._step.enter()
        self._step.show()
        self._about_day.setVisible(self._filling.day is not None)
        self.moved.emit()
        if self.isVisible():
            self._step.first().setFocus()
            announce(self._step, self._step.heading)

    def _make(self, place: Place) -> Step:
        match place.stage:
            case Stage.CHOOSE:
                step: Step = self._make_choose()
            case Stage.QUESTION:
                asked = QuestionStep(self._filling.context.catalogue.symptoms[place.symptom], self._filling)
                asked.thinking_wanted.connect(self.thinking_wanted)
                step = asked
            case Stage.CHECK:
                check = CheckStep(self._filling)
                check.change_wanted.connect(self._change)
                check.choose_wanted.connect(self._choose_again)
                check.piece_change_wanted.connect(self._change_piece)
                check.piece_delete_wanted.connect(self._delete_piece)
                step = check
            case Stage.MEASURE:
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
