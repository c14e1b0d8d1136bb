"""Taking over a file from another computer: looked at first, then taken over or left."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from companion.core.errors import UserCanFix
from companion.core.import_wording import import_lines, refusal_line
from companion.core.imports import UNDO_WITHIN
from companion.services.file_outcomes import Looked, Refused, TakenOver, Work
from companion.services.files import Files
from companion.ui.context import Context
from companion.ui.file_dialogs import ask_for_file
from companion.ui.pages.files.answer import Answer
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Card
from companion.ui.widgets.flow import button_row
from companion.ui.widgets.label import Label

_UNDER_WAY = {Work.LOOK: "files.looking", Work.TAKE_OVER: "files.taking_over"}


class TakeOverCard(Card):
    """What a file would change stands below the button until it is taken over or left."""

    def __init__(self, context: Context) -> None:
        words = context.words
        super().__init__(words("files.take_over_title"))
        self._context = context
        self._words = words
        self.add(Label(words("files.take_over_means", save=words("files.json_save"))))
        choose = Button(words("files.choose"))
        choose.clicked.connect(self._ask_for_file)
        self._answer = Answer(choose)
        self.add_space(8)
        self.add(choose)
        self.add(self._answer)

    def answer_part(self) -> QWidget:
        """Where it is said what the file would change, and what came of it."""
        return self._answer

    def refresh(self) -> None:
        """As it is at this moment."""
        words, files = self._words, self._context.files
        state = files.state()
        if state.work in _UNDER_WAY:
            if state.done is not None:
                percent = round(state.done * 100)
                said = words(_UNDER_WAY[state.work]), words("files.part_done", percent=percent)
                self._answer.show_parts(percent, Label(said[0], "strong"), Label(said[1]))
            return
        match state.outcome:
            case Looked() as looked:
                self._answer.show_parts(looked, *self._preview(looked))
            case TakenOver(origin=origin) as taken:
                done = words("files.was_taken_over", file=origin, days=UNDO_WITHIN.days)
                self._answer.show_parts(taken, Label(done, "strong"), Label(words("files.keep_file")))
            case Refused(about=Work.LOOK | Work.TAKE_OVER) as refused:
                self._answer.show_parts(refused, *self._refused(refused, files))
            case _:
                self._answer.show_parts(None)

    def _preview(self, looked: Looked) -> tuple[QWidget, ...]:
        words = self._words
        lines = import_lines(looked.preview, self._context.formats(), words)
        said: list[QWidget] = [Label(words("files.what_changes"), "h3")]
        said += [Label(line, bullet=True, user_text=line is lines[0]) for line in lines]
        if not looked.preview.changes_anything:
            return tuple(said)
        take = Button(words("files.take_over"), "primary")
        take.clicked.connect(self._take_over)
        leave = Button(words("files.leave_it"))
        leave.clicked.connect(self._context.files.let_be)
        return (*said, button_row(take, leave))

    def _refused(self, refused: Refused, files: Files) -> tuple[QWidget, ...]:
        words, problem = self._words, refused.problem
        said: list[QWidget] = [
            Label(words("files.not_taken_over"), "strong"),
            Label(refusal_line(problem, words), user_text=True),
        ]
        if not (isinstance(problem, UserCanFix) and problem.key == "exchange.another_person"):
            return tuple(said)
        if files.offer_new_person is None:
            return (*said, Label(words("files.new_in_words")))
        name = refused.name
        new = Button(words("files.new_for", name=name) if name else words("files.new_for_unknown"))
        new.clicked.connect(self._make_new)
        return (*said, Label(words("files.another_persons")), new)

    @Slot()
    def _ask_for_file(self) -> None:
        if self._context.files.is_running:
            self._answer.show_parts(self._words, Label(self._words("files.busy"), "strong"))
            return
        ask_for_file(self, self._words("files.choose"), self._words("files.json_filter"), self._look_at)

    @Slot(str)
    def _look_at(self, chosen: str) -> None:
        self._context.files.look_at(Path(chosen))

    @Slot()
    def _take_over(self) -> None:
        if isinstance(self._context.files.state().outcome, Looked):
            self._context.files.take_over()

    @Slot()
    def _make_new(self) -> None:
        outcome, offer = self._context.files.state().outcome, self._context.files.offer_new_person
        if isinstance(outcome, Refused) and outcome.source is not None and offer is not None:
            offer(outcome.source, outcome.name)
