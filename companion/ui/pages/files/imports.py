"""What was taken over from files, each with the way to undo it; on two pages."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.core.copy_wording import full_moment
from companion.core.import_wording import refusal_line, undone_lines
from companion.core.imports import ImportDone
from companion.services.file_outcomes import Refused, TakenOut, Work
from companion.ui.context import Context
from companion.ui.pages.files.answer import Answer
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Card
from companion.ui.widgets.flow import button_row
from companion.ui.widgets.label import Label
from companion.ui.widgets.rebuilt import take_all_away


class ImportsCard(Card):
    """Hidden where there is nothing to undo and nothing to say; only the newest import has a button."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.words("files.imports_title"))
        self._context = context
        self._words = context.words
        self._shown: tuple[object, ...] | None = None
        self._imports: tuple[ImportDone, ...] = ()
        self._was_busy = False
        self._list = QWidget()
        self._lines = QVBoxLayout(self._list)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(8)
        self._answer = Answer(self)
        self.add(Label(self._words("files.imports_means")))
        self.add(self._list)
        self.add(self._answer)
        self.hide()

    def answer_part(self) -> QWidget:
        """Where it is said what came of it."""
        return self._answer

    @Slot()
    def refresh(self) -> None:
        """As it is at this moment."""
        state, busy = self._context.files.state(), self._context.files.is_running
        # What an import brought may be long to read: while something goes on, the list is as it was before.
        if not (busy and self._was_busy):
            self._imports = self._context.files.imports()
            self._show_list(self._imports, busy=busy)
        self._was_busy = busy
        match state.outcome:
            case _ if state.work is Work.UNDO:
                if state.done is not None:
                    self._answer.show_parts(state.work, Label(self._words("files.undoing"), "strong"))
            case TakenOut(undone=undone) as taken:
                lines = undone_lines(undone, self._words)
                parts = (Label(line, "strong" if line is lines[0] else "body") for line in lines)
                self._answer.show_parts(taken, *parts)
            case Refused(about=Work.UNDO, problem=problem) as refused:
                failed = Label(self._words("files.not_undone"), "strong")
                self._answer.show_parts(refused, failed, Label(refusal_line(problem, self._words)))
            case _:
                self._answer.show_parts(None)
        self.setVisible(bool(self._imports) or self._answer.shown is not None)

    def _show_list(self, imports: tuple[ImportDone, ...], *, busy: bool) -> None:
        shown = (*(one.id for one in imports), busy)
        if shown == self._shown:
            return
        self._shown = shown
        take_all_away(self._lines)
        for n, one in enumerate(imports):
            moment = full_moment(one.at, self._context.formats(), self._words)
            line = self._words("files.import_line", file=one.origin, moment=moment)
            self._lines.addWidget(Label(line, "strong", user_text=True))
            if n == 0:
                undo = Button(self._words("files.undo"), icon="undo")
                undo.setAccessibleName(self._words("files.undo_this", file=one.origin, moment=moment))
                undo.setProperty("import", one.id)
                undo.setEnabled(not busy)
                undo.clicked.connect(self._undo)
                self._lines.addWidget(button_row(undo))

    @Slot()
    def _undo(self) -> None:
        self._context.files.undo(str(self.sender().property("import")))
