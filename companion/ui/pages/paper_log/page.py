"""Typing a paper log back: the times down, the readings and signs across, saved in one go."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from companion.core.paper_facts import WatchedDose
from companion.share.paper_wording import short_moment
from companion.ui.context import Context
from companion.ui.forms.enter import is_enter, press_focused_button
from companion.ui.page import Page
from companion.ui.pages.diary.now_card import HOW_NOW, to_ask_now
from companion.ui.pages.medicines.words import who_writes
from companion.ui.pages.paper_log.end import LogEnd
from companion.ui.pages.paper_log.head import LogHead
from companion.ui.pages.paper_log.rows import LogRows
from companion.ui.places import Go, PageId
from companion.ui.widgets.announce import announce
from companion.ui.widgets.undo_bar import UndoBar


class PaperLogPage(Page):
    """Enter goes on to the next field. What is typed is kept as a draft until it is saved."""

    id: ClassVar[PageId] = PageId.PAPER_LOG
    icon: ClassVar[str] = "report"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._rows = LogRows(context, self.body.column)
        self._rows.edited.connect(self._keep)
        self._rows.ended.connect(self._to_note)
        self._end: LogEnd | None = None
        self._watched: WatchedDose | None = None
        self._is_saving = False
        self._undo = UndoBar(self.words)
        self._undo.undone.connect(self._take_out)
        self.body.set_head(self._undo)

    def open(self, subject: str | None) -> None:
        self._undo.clear()
        self.refresh()

    def leave(self) -> None:
        self._keep()

    def refresh(self) -> None:
        # Fields tell that they are done when they go: by then they are no draft any more.
        self._rows.forget()
        self._end = None
        self.body.clear()
        self._watched = watched = self.context.papers.watched_to_type()
        head = LogHead(self.context, watched)
        head.go.connect(self.go)
        self.body.add(head)
        if watched is None:
            return
        formats = self.context.formats()
        for check in watched.checks:
            if check <= self.context.record.now():
                self._rows.add(short_moment(check, formats), watched, at=check)
        self._end = LogEnd(self.words)
        self._end.settled.connect(self._keep)
        self._end.wanted.connect(self._save_all)
        self._end.more.connect(self._add_spare)
        self.body.add(self._end)
        self._end.set_note(self._rows.fill(self.context.paper_logs.draft(), watched))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not (is_enter(event) and press_focused_button(self)):
            super().keyPressEvent(event)

    @Slot()
    def _add_spare(self) -> None:
        if self._watched is not None:
            row = self._rows.add(self.words("paper_log.other_time"), self._watched)
            row.lines()[0].setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _save_all(self) -> None:
        used = [row for row in self._rows.all if not row.is_empty]
        read = [row.read() for row in used]
        wrong = next((field for row in used if (field := row.first_wrong()) is not None), None)
        if wrong is not None:
            wrong.control.setFocus(Qt.FocusReason.OtherFocusReason)
            announce(wrong.control, wrong.error(), assertive=True)
            return
        rows = tuple(row for row in read if row is not None)
        if not rows or self._end is None:
            self._say_empty()
            return
        # An alert leaves this page while it is saved: what is saved then is no draft any more.
        self._is_saving = True
        try:
            ids = self.context.paper_logs.save(rows, self._end.note(), by=who_writes(self.context))
        finally:
            self._is_saving = False
        self.refresh()
        self._undo.offer(self.words("paper_log.saved", n=len(rows)), ids)
        self.body.to_top()
        if to_ask_now(self.context):
            self.go.emit(Go(PageId.DIARY, HOW_NOW))

    def _say_empty(self) -> None:
        if self._rows.all:
            field = next(iter(self._rows.all[0].fields.values()))
            field.show_error(self.words("paper_log.empty"))

    @Slot(object)
    def _take_out(self, ids: tuple[str, ...]) -> None:
        self.context.paper_logs.take_out(ids, by=who_writes(self.context))
        self.refresh()
        announce(self, self.words("paper_log.taken_out"))

    @Slot()
    def _keep(self) -> None:
        """What is typed so far, so that neither leaving nor a crash loses it."""
        if self._watched is None or self._end is None or self._is_saving:
            return
        draft = self._rows.as_draft(self._watched, self._end.note())
        self.context.paper_logs.keep_draft(draft)

    @Slot()
    def _to_note(self) -> None:
        if self._end is not None:
            self._end.focus_first()
