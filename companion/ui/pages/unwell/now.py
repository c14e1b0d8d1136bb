"""What is happening now, told and judged on one page, below the numbers to call."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.ui.context import Context
from companion.ui.pages.diary.filling import Filling
from companion.ui.pages.unwell.choices import Choices, Chosen
from companion.ui.pages.unwell.result import Result
from companion.ui.pages.unwell.told import ToldCard
from companion.ui.widgets.announce import announce
from companion.ui.widgets.label import Label


class WhatNow(QWidget):
    """Choose, answer as much as one likes, and see what to do. All of it is one entry of the diary.

    Signals:
        go: a Go, to another page.
        moved(object): the part (QWidget) that has come up and is to be seen.
    """

    go = Signal(object)
    moved = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context, words = context, context.words
        self._filling = Filling(context, None)
        self._result: Result | None = None
        self.is_done = False
        self._choices = Choices(context.catalogue, words)
        self._choices.chosen.connect(self._choose)
        self._told = ToldCard(self._filling)
        self._told.again.connect(self._choose_again)
        self._told.asked.connect(self._show_what_to_do)
        self._told.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        heading, hint = Label(words("unwell.what"), "h2"), Label(words("unwell.hint"))
        for part in (heading, hint, self._choices, self._told):
            self._column.addWidget(part)

    def keep(self) -> None:
        """Write what was answered, for whoever goes away in the middle."""
        self._told.keep(confirmed=False)

    def is_left_behind(self) -> bool:
        """Whether it is over: shown to the end, or begun on an earlier day."""
        return self.is_done or self._filling.is_left_behind()

    @Slot(object)
    def _choose(self, chosen: Chosen) -> None:
        self._told.choose(chosen)
        self.is_done = False
        self._choices.hide()
        self._told.show()
        self._take_result_away()
        announce(self, self._told.name())
        self.moved.emit(self._told)
        first = self._told.first()
        if first is not None:
            first.setFocus()

    @Slot()
    def _choose_again(self) -> None:
        """What was answered stays and counts; something else can be added to it."""
        self._told.hide()
        self._choices.show()
        self._choices.first().setFocus()

    @Slot()
    def _show_what_to_do(self) -> None:
        self._told.keep(confirmed=True)
        unread = self._told.unread()
        self._filling.finish()
        self.is_done = not unread
        self._show_result()
        # An alert that came meanwhile stands on a page of its own, and keeps the focus.
        if self.isVisible() and self._result is not None:
            if unread:
                unread[0].line.setFocus()
            else:
                self.moved.emit(self._result)
            announce(self._result, self._result.spoken(), assertive=True)

    def _show_result(self) -> None:
        self._take_result_away()
        entry = self._filling.entry()
        if entry is not None:
            self._result = Result(entry, self._context)
            self._result.go.connect(self.go)
            self._column.addWidget(self._result)
            self._result.show()

    def _take_result_away(self) -> None:
        if self._result is not None:
            self._column.removeWidget(self._result)
            self._result.hide()
            self._result.deleteLater()
            self._result = None
