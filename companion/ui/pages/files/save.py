"""Which file to save for whom, each with one button that asks where."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from companion.services.file_making import FileKind
from companion.ui.context import Context
from companion.ui.pages.files.kind_part import KindPart
from companion.ui.pages.go_button import GoButton
from companion.ui.places import Go, PageId
from companion.ui.widgets.card import Card
from companion.ui.widgets.label import Label


class SaveCard(Card):
    """The report first, as it is what most people want; then a part for each kind of file.

    Signals:
        go: a Go, to the page that makes the report.
    """

    go = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__(context.words("files.save_for"))
        self._context = context
        words = context.words
        self.add(Label(words("files.not_locked"), "strong"))
        self._add_report()
        self._parts = {kind: KindPart(context, kind) for kind in FileKind}
        for part in self._parts.values():
            self.add_space(16)
            self.add(part)

    def refresh(self) -> None:
        """As it is at this moment."""
        for part in self._parts.values():
            part.refresh()

    def answer_part(self) -> QWidget | None:
        """Where it is said what came of it."""
        return next((part for part in self._parts.values() if part.has_answer), None)

    def _add_report(self) -> None:
        words = self._context.words
        self.add_space(16)
        self.add(Label(words("files.report_title"), "h3"))
        self.add(Label(words("files.report_means")))
        self.add(GoButton(Go(PageId.REPORT), words("files.report_save"), self.go))
