"""Choosing a copy of the diary, seeing what it would change, and going back to it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.core.copies import Preview
from companion.core.copy_wording import full_moment, preview_lines, why_made
from companion.core.errors import UserCanFix
from companion.services.work_apart import Done, Work, WorkApart
from companion.ui.context import Context
from companion.ui.file_dialogs import ask_for_file
from companion.ui.widgets.announce import announce
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Card
from companion.ui.widgets.choice_list import ChoiceList, Option
from companion.ui.widgets.flow import button_row
from companion.ui.widgets.label import Label
from companion.ui.widgets.rebuilt import take_all_away


class ChooseCopy(Card):
    """The copies as rows; nothing is done before the one button below the preview is pressed.

    Signals:
        previewed: a preview came up below the rows.
    """

    previewed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(context.words("copies.go_back"))
        self._context = context
        self._words = context.words
        self._chosen: Path | None = None
        self._work = WorkApart(self)
        self._work.done.connect(self._on_read)
        self._work.slow.connect(self._on_slow)
        self._copies = {str(copy.path): copy for copy in context.backups.copies()}
        self.add(Label(self._words("copies.go_back_means")))
        formats = context.formats()
        options = tuple(
            Option(path, full_moment(copy.taken.at, formats, self._words), why_made(copy.taken, self._words))
            for path, copy in self._copies.items()
        )
        if options:
            rows = ChoiceList(self._words("copies.go_back"), options)
            rows.chosen.connect(self._choose)
            self.add(rows)
        else:
            self.add(Label(self._words("copies.none_yet"), "strong"))
        another = Button(self._words("copies.another_place"))
        another.clicked.connect(self._ask_for_file)
        self.add_space(8)
        self.add(another)
        self._shown = QWidget()
        self._lines = QVBoxLayout(self._shown)
        self._lines.setContentsMargins(0, 12, 0, 0)
        self._lines.setSpacing(8)
        self.add(self._shown)
        self._shown.hide()

    def preview_part(self) -> QWidget:
        """Where the preview stands."""
        return self._shown

    def show_copy(self, path: Path) -> None:
        """What is in this copy and what it would change, or why not: read in a thread."""
        self._chosen = None
        self._empty()
        self._shown.hide()
        self._work.begin(Work(str(path), self._context.backups.previewing(path)))

    def leave(self) -> None:
        """Nobody waits for what a copy would change."""
        self._work.forget()

    @Slot()
    def _on_slow(self) -> None:
        self._say(self._words("waiting.reading_copy"))

    @Slot(object)
    def _on_read(self, done: Done) -> None:
        self._empty()
        if isinstance(done.problem, UserCanFix):
            self._say(self._words(done.problem.key, **done.problem.values))
            return
        if done.problem is not None:
            raise done.problem
        assert isinstance(done.value, Preview)
        self._show(Path(done.about), done.value)

    def _show(self, path: Path, seen: Preview) -> None:
        copy = self._copies.get(str(path))
        self._chosen = path
        made_at = None if copy is None else copy.taken.at
        lines = preview_lines(made_at, seen.copy, seen.now, seen.change, self._context.formats(), self._words)
        self._lines.addWidget(Label(self._words("copies.what_changes"), "h3"))
        for line in lines:
            self._lines.addWidget(Label(line, bullet=True))
        if seen.change is None or not seen.change.is_none:
            self._lines.addSpacing(8)
            back = Button(self._words("copies.go_back_now"), "primary")
            back.clicked.connect(self._go_back)
            leave = Button(self._words("copies.leave_it"))
            leave.clicked.connect(self._leave_it)
            self._lines.addWidget(button_row(back, leave))
        self._shown.show()
        announce(self, " ".join(lines))
        self.previewed.emit()

    @Slot(object)
    def _choose(self, path: object) -> None:
        self.show_copy(Path(str(path)))

    @Slot()
    def _ask_for_file(self) -> None:
        title, name_filter = self._words("copies.another_place"), self._words("copies.file_filter")
        ask_for_file(self, title, name_filter, self._choose)

    @Slot()
    def _go_back(self) -> None:
        if self._chosen is not None:
            self._context.backups.want_restore(self._chosen)

    @Slot()
    def _leave_it(self) -> None:
        self._chosen = None
        self._empty()
        self._shown.hide()

    def _say(self, sentence: str) -> None:
        self._lines.addWidget(Label(sentence, "strong"))
        self._shown.show()
        announce(self, sentence)
        self.previewed.emit()

    def _empty(self) -> None:
        take_all_away(self._lines)
