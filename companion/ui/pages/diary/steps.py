"""The steps of one diary entry, in order: choose, one question for each symptom, check and save."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.core.half_typed import HalfTyped
from companion.core.levels import Reporter
from companion.core.units import ReadingKind
from companion.services.corrections import Piece
from companion.services.now_questions import AskedAbout
from companion.ui.pages.diary.aside import Aside
from companion.ui.pages.diary.filling import Filling
from companion.ui.pages.diary.half import HalfKeeper
from companion.ui.pages.diary.made import MadeSteps
from companion.ui.pages.diary.shown_step import ShownStep
from companion.ui.pages.diary.stage import Place, Route, Stage
from companion.ui.pages.diary.undo import DiaryUndo
from companion.ui.pages.diary.way import Way
from companion.ui.pages.diary.who import WhoAnswers


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
        self._way = Way(Route(filling, only))
        self._goes_on_after = False
        self.undo = DiaryUndo(filling.context, self._who_answers)
        self.undo.changed.connect(self._look_again)
        filling.offer = self.undo.offer
        self._aside = Aside(filling.context, self.undo.offer)
        self._aside.opened.connect(self._make_room)
        self._aside.closed.connect(self._aside_told)
        self._aside.thinking_wanted.connect(self.thinking_wanted)
        self._who = WhoAnswers(filling.context, filling.by, filling.day)
        self._who.back.connect(self.go_back)
        self._who.handed_over.connect(self._hand_over)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._column.addWidget(self._who)
        self._column.addWidget(self.undo)
        self._column.addWidget(self._aside)
        self._steps = self._made_steps()
        self._shown = ShownStep(self, filling, self._way, self._steps, self._who)
        self._shown.moved.connect(self.moved)
        self._half = HalfKeeper(filling.context, self._half_now, self)
        self._shown.show(self._way.place)
        half = filling.context.diary.half_typed.kept()
        if half is not None and self._shown.take_up(half):
            self._half.take_up(half)

    def _made_steps(self) -> MadeSteps:
        steps = MadeSteps(self._column, self._filling, self._only)
        steps.done.connect(self._go_on)
        steps.save_wanted.connect(self._save)
        steps.repeated.connect(self._after_repeating)
        steps.change_wanted.connect(self._change)
        steps.choose_wanted.connect(self._choose_again)
        steps.piece_change_wanted.connect(self._change_piece)
        steps.piece_delete_wanted.connect(self.undo.delete)
        steps.photo_delete_wanted.connect(self.undo.delete_photo)
        steps.thinking_wanted.connect(self.thinking_wanted)
        steps.go.connect(self.go)
        return steps

    def keep(self) -> None:
        """Write whatever is finished on the step that is shown."""
        if self._aside.is_open():
            self._aside.keep()
        else:
            self._shown.keep()

    def is_left_behind(self) -> bool:
        """Whether the entry was given up on an earlier day."""
        return self._filling.is_left_behind()

    def focus_first(self) -> None:
        """Where a person begins on the step that is shown."""
        if self._aside.is_open():
            self._aside.focus_first()
        else:
            self._shown.focus_first()

    def entry_id(self) -> str | None:
        """The entry that is filled in, once it was begun."""
        entry = self._filling.entry()
        return None if entry is None else entry.id

    def ask(self, symptom: str) -> None:
        """Ask about one symptom now, as if it had been ticked; its answer so far stays."""
        self.keep()
        self._filling.choose(tuple(dict.fromkeys((*self._filling.symptoms(), symptom))))
        self._shown.show(Place(Stage.QUESTION, symptom))
        # What was ticked before is shown there; it is made anew when someone goes back to it.
        self._steps.drop(Place(Stage.CHOOSE))

    def ask_now(self, waiting: tuple[AskedAbout, ...]) -> None:
        """How is it now? Asked before the entry goes on, unless something is being put right."""
        if waiting and not self._aside.is_open():
            self.keep()
            self._ask_aside(waiting)

    def _ask_aside(self, waiting: tuple[AskedAbout, ...]) -> None:
        self._who.say_day(is_said=False)
        self._aside.ask_now(waiting, self._filling.by)

    @Slot()
    def go_back(self) -> None:
        """One step back; what is finished on this one is written first."""
        self.keep()
        if self._aside.is_open():
            self._end_aside()
            return
        before = self._way.before()
        if before is None:
            self.left.emit()
        else:
            self._shown.show(before)

    @Slot()
    def _go_on(self) -> None:
        urgent = tuple(self._filling.urgent)
        self._filling.urgent.clear()
        following = self._way.next()
        if urgent:
            self._goes_on_after = True
            self._ask_aside(urgent)
        elif following is not None:
            self._shown.show(following)
        elif self._only is not None:
            self.saved.emit()
        else:
            self._save()

    @Slot()
    def _save(self) -> None:
        self._filling.finish()
        self.saved.emit()

    @Slot()
    def _after_repeating(self) -> None:
        """Whatever was taken over is looked over before it is saved."""
        self._way.only_add()
        self._shown.show(self._way.route.first_unanswered() or Place(Stage.CHECK))

    @Slot(object)
    def _change(self, symptom: str) -> None:
        self.keep()
        self._shown.show(Place(Stage.QUESTION, symptom), only_changing=True)

    @Slot()
    def _choose_again(self) -> None:
        self.keep()
        self._way.only_add()
        self._shown.show(Place(Stage.CHOOSE))

    @Slot(object)
    def _hand_over(self, by: Reporter) -> None:
        """The other one answers now; what the first one said on this page is written first."""
        self.keep()
        self._filling.context.entering.hand_to(by)
        self.take_turns()

    def take_turns(self) -> None:
        """Whoever is entering now answers from now on, wherever that was said."""
        self._shown.take_turns()

    @Slot(object)
    def _change_piece(self, piece: Piece) -> None:
        self.keep()
        self._aside.correct(piece, self._filling.entry())

    @Slot()
    def _make_room(self) -> None:
        self._shown.hide()
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
        self._shown.show_again()

    def _who_answers(self) -> Reporter:
        return self._filling.by

    @Slot()
    def _look_again(self) -> None:
        """Something was deleted or taken back under the steps."""
        if self._filling.is_left_behind() and self._only is None:
            self._aside.drop()  # the whole entry was taken out: the steps begin with nothing chosen
        self._shown.look_again()

    def _half_now(self) -> HalfTyped | None:
        return None if self._aside.is_open() else self._shown.half()
