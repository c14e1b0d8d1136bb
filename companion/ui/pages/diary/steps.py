"""The steps of one diary entry, in order: choose, one question for each symptom, check and save."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.core.levels import Reporter
from companion.core.units import ReadingKind
from companion.services.now_questions import AskedAbout
from companion.ui.pages.diary.aside import Aside
from companion.ui.pages.diary.filling import Filling
from companion.ui.pages.diary.half import HalfKeeper
from companion.ui.pages.diary.interlude import Interlude
from companion.ui.pages.diary.made import MadeSteps
from companion.ui.pages.diary.shown_step import ShownStep
from companion.ui.pages.diary.stage import Route
from companion.ui.pages.diary.undo import DiaryUndo
from companion.ui.pages.diary.walk import Walk
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
        self._filling, self._only = filling, only
        self.undo = DiaryUndo(filling.context, self._who_answers)
        self.undo.changed.connect(self._look_again)
        filling.offer = self.undo.offer
        aside = Aside(filling.context, self.undo.offer)
        aside.thinking_wanted.connect(self.thinking_wanted)
        who = WhoAnswers(filling.context, filling.by, filling.day)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for part in (who, self.undo, aside):
            column.addWidget(part)
        way, made = Way(Route(filling, only)), MadeSteps(column, filling, only)
        self._shown = ShownStep(self, filling, way, made, who)
        self._shown.moved.connect(self.moved)
        self._interlude = Interlude(filling, self._shown, aside, who)
        self._interlude.opened.connect(self.moved)
        self._walk = Walk(filling, way, made, self._shown, self._interlude)
        self._walk.ended.connect(self._finish)
        self._walk.left.connect(self.left)
        who.back.connect(self._walk.go_back)
        who.handed_over.connect(self._hand_over)
        self._follow(made)
        self._half = HalfKeeper(filling.context, self._walk.half, self)
        self._shown.show(way.place)
        half = filling.context.diary.half_typed.kept()
        if half is not None and self._shown.take_up(half):
            self._half.take_up(half)

    def _follow(self, made: MadeSteps) -> None:
        walk = self._walk
        made.done.connect(walk.go_on)
        made.repeated.connect(walk.after_repeating)
        made.change_wanted.connect(walk.change)
        made.choose_wanted.connect(walk.choose_again)
        made.piece_change_wanted.connect(walk.correct)
        made.piece_delete_wanted.connect(self.undo.delete)
        made.photo_delete_wanted.connect(self.undo.delete_photo)
        made.save_wanted.connect(self._finish)
        made.thinking_wanted.connect(self.thinking_wanted)
        made.go.connect(self.go)

    def keep(self) -> None:
        """Write whatever is finished of what is shown."""
        self._walk.keep()

    def is_left_behind(self) -> bool:
        """Whether the entry was given up on an earlier day."""
        return self._filling.is_left_behind()

    def is_of_past(self) -> bool:
        """Whether what is answered counts as of a past day."""
        return self._filling.asks_when

    def focus_first(self) -> None:
        """Where a person begins on what is shown."""
        self._walk.focus_first()

    def entry_id(self) -> str | None:
        """The entry that is filled in, once it was begun."""
        entry = self._filling.entry()
        return None if entry is None else entry.id

    def ask(self, symptom: str) -> None:
        """Ask about one symptom now."""
        self._walk.ask(symptom)

    def ask_now(self, waiting: tuple[AskedAbout, ...]) -> None:
        """How is it now? Asked before the entry goes on."""
        self._walk.ask_now(waiting)

    def take_turns(self) -> None:
        """Whoever is entering now answers from now on, wherever that was said."""
        self._walk.take_turns()

    @Slot(object)
    def _hand_over(self, by: Reporter) -> None:
        """The other one answers now; what the first one said on this page is written first."""
        self.keep()
        self._filling.context.entering.hand_to(by)
        self.take_turns()

    @Slot()
    def _finish(self) -> None:
        if self._only is None:
            self._filling.finish()
        self.saved.emit()

    def _who_answers(self) -> Reporter:
        return self._filling.by

    @Slot()
    def _look_again(self) -> None:
        """Something was deleted or taken back under the steps."""
        if self._filling.is_left_behind() and self._only is None:
            self._interlude.drop()  # the whole entry was taken out: the steps begin with nothing chosen
        self._shown.look_again()
