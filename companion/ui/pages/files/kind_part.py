"""One kind of file to save: for whom it is, the button that asks where, and what came of it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.core.errors import UserCanFix
from companion.core.import_wording import refusal_line
from companion.services.file_making import FileKind
from companion.services.file_outcomes import Refused, Saved, Work
from companion.ui.context import Context
from companion.ui.file_dialogs import ask_for_folder, ask_where_to_save
from companion.ui.pages.files.answer import Answer
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import stack
from companion.ui.widgets.choice_list import Option, ToggleList
from companion.ui.widgets.label import Label

_DETAILS = "details"


class KindPart(QWidget):
    """The calendar asks one thing more: whether its events say what they are about."""

    def __init__(self, context: Context, kind: FileKind) -> None:
        super().__init__()
        self._context = context
        self._kind = kind
        self._button = Button(self._said("save"))
        self._button.clicked.connect(self._ask_where)
        self._answer = Answer(self._button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(Label(self._said("title"), "h3"))
        column.addWidget(Label(self._said("means")))
        self._details: ToggleList | None = None
        if kind is FileKind.CALENDAR:
            option = Option(_DETAILS, self._said("details"), self._said("details_means"))
            self._details = ToggleList(self._said("details_title"), (option,))
            column.addWidget(self._details)
        column.addSpacing(4)
        stack(column, self._button)
        column.addWidget(self._answer)

    @property
    def has_answer(self) -> bool:
        """Whether something is said below the button."""
        return self._answer.shown is not None

    def refresh(self) -> None:
        """What is under way, and what came of it."""
        state, words = self._context.files.state(), self._context.words
        if state.work is Work.SAVE and state.kind is self._kind:
            if state.done is not None:
                percent = round(state.done * 100)
                done = words("files.part_done", percent=percent)
                self._answer.show_parts(percent, Label(words("files.saving"), "strong"), Label(done))
            return
        match state.outcome:
            case Saved(kind=self._kind, path=path):
                self._answer.show_parts(state.outcome, *self._saved(path))
            case Refused(about=Work.SAVE, kind=self._kind, problem=problem):
                lines = [words("files.not_saved"), refusal_line(problem, words)]
                if not (isinstance(problem, UserCanFix) and problem.key.startswith(("files.", "exchange."))):
                    lines.append(words("files.again"))
                parts = (Label(line, "strong" if line is lines[0] else "body") for line in lines)
                self._answer.show_parts(state.outcome, *parts)
            case _:
                self._answer.show_parts(None)

    def _saved(self, path: Path) -> tuple[Label, ...]:
        words = self._context.words
        tables = self._kind is FileKind.TABLES
        said = [Label(words("files.saved_tables" if tables else "files.saved"), "strong")]
        said.append(Label(str(path), user_text=True))
        if self._kind is FileKind.CALENDAR:
            said += [Label(words("files.check_phone"), "strong"), Label(words("files.check_change"))]
        return (*said, Label(words("files.how_to_delete")))

    def _said(self, what: str) -> str:
        return self._context.words(f"files.{self._kind.value}_{what}")

    def _name(self) -> str:
        return self._context.words(
            f"files.{self._kind.value}_name", day=self._context.record.today().isoformat()
        )

    @Slot()
    def _ask_where(self) -> None:
        words = self._context.words
        if self._context.files.is_running:
            self._answer.show_parts(words, Label(words("files.busy"), "strong"))
        elif self._kind is FileKind.TABLES:
            ask_for_folder(self, words("files.where_folder"), self._save)
        else:
            ask_where_to_save(self, words("files.where"), self._name(), self._said("filter"), self._save)

    @Slot(str)
    def _save(self, chosen: str) -> None:
        target = Path(chosen)
        if self._kind is FileKind.TABLES:
            target = target / self._name()
        details = self._details is not None and _DETAILS in self._details.values()
        self._context.files.save(self._kind, target, details=details)
