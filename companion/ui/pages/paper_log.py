"""Typing a paper log back: the times down, the readings and signs across, saved in one go."""

from __future__ import annotations

import json
from typing import ClassVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from companion.core.paper_facts import WatchedDose
from companion.share.paper_wording import full_moment, short_moment
from companion.ui.context import Context
from companion.ui.forms import TypedField, is_enter, press_focused_button
from companion.ui.page import Page
from companion.ui.pages.diary_now_card import HOW_NOW, to_ask_now
from companion.ui.pages.dose_words import drug_name
from companion.ui.pages.medicine_words import who_writes
from companion.ui.pages.paper_log_row import LogTime
from companion.ui.places import Go, PageId
from companion.ui.widgets.announce import announce
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Card
from companion.ui.widgets.flow import button_row
from companion.ui.widgets.label import Label
from companion.ui.widgets.undo_bar import UndoBar

_NOTE = "note"


class PaperLogPage(Page):
    """Enter goes on to the next field. What is typed is kept as a draft until it is saved."""

    id: ClassVar[PageId] = PageId.PAPER_LOG
    icon: ClassVar[str] = "report"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._rows: list[LogTime] = []
        self._note: TypedField | None = None
        self._watched: WatchedDose | None = None
        self._save: Button | None = None
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
        words = self.words
        # Fields tell that they are done when they go: by then they are no draft any more.
        self._rows, self._note, self._save = [], None, None
        self.body.clear()
        self._watched = watched = self.context.papers.watched_to_type()
        head = Card(words("paper_log.type_in"))
        self.body.add(head)
        if watched is None:
            head.add(Label(words("paper_log.nothing_to_type"), "strong"))
            head.add(self._back())
            return
        formats = self.context.formats()
        drug = drug_name(self.context, watched.drug)
        moment = full_moment(watched.started_at, formats)
        head.add(Label(words("paper_log.after_given", drug=drug, moment=moment), "strong"))
        head.add(Label(words("paper_log.how_to_type")))
        head.add(Label(words("paper_log.levels")))
        if self.context.paper_logs.is_typed_in(watched):
            head.add(Label(words("paper_log.is_typed_in"), "strong"))
        for check in watched.checks:
            if check <= self.context.record.now():
                self._add_row(short_moment(check, formats), watched, spare=False)
        self._note = TypedField(words("paper_log.note"))
        self._note.settled.connect(self._keep)
        last = Card()
        last.setAccessibleName(words("paper_log.note"))
        last.add(self._note)
        self._save = Button(words("paper_log.save"), "primary", icon="check")
        self._save.clicked.connect(self._save_all)
        more = Button(words("paper_log.another"), icon="add")
        more.clicked.connect(self._add_spare)
        last.add_space()
        last.add(button_row(self._save, more))
        self.body.add(last)
        self._fill()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not (is_enter(event) and press_focused_button(self)):
            super().keyPressEvent(event)

    @Slot(int, int)
    def _go_along(self, down: int, across: int) -> None:
        """To the same field of another time, or to the next field; after the last one to the note."""
        line = self.window().focusWidget()
        places = [(n, row.lines().index(line)) for n, row in enumerate(self._rows) if line in row.lines()]
        if not places:
            return
        n, place = places[0]
        lines = self._rows[n].lines()
        place, n = place + across, n + down
        if place >= len(lines):
            place, n = 0, n + 1
        if n >= len(self._rows):
            if self._note is not None:
                self._note.control.setFocus(Qt.FocusReason.TabFocusReason)
        elif n >= 0:
            there = self._rows[n].lines()
            there[min(place, len(there) - 1)].setFocus(Qt.FocusReason.TabFocusReason)

    def _add_row(self, title: str, watched: WatchedDose, *, spare: bool) -> None:
        at = None if spare else watched.checks[len(self._rows)]
        row = LogTime(self.context, title, at, watched.readings, watched.spec.paper_signs)
        row.edited.connect(self._keep)
        row.moved.connect(self._go_along)
        self._rows.append(row)
        self.body.column.insertWidget(len(self._rows), row)

    def _back(self) -> Button:
        back = Button(self.words("paper_log.back"), icon="back")
        back.clicked.connect(self._to_report)
        return back

    @Slot()
    def _add_spare(self) -> None:
        if self._watched is not None:
            self._add_row(self.words("paper_log.other_time"), self._watched, spare=True)
            self._rows[-1].lines()[0].setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _save_all(self) -> None:
        used = [row for row in self._rows if not row.is_empty]
        read = [row.read() for row in used]
        wrong = next((field for row in used if (field := row.first_wrong()) is not None), None)
        if wrong is not None:
            wrong.control.setFocus(Qt.FocusReason.OtherFocusReason)
            announce(wrong.control, wrong.error(), assertive=True)
            return
        rows = tuple(row for row in read if row is not None)
        if not rows or self._note is None:
            self._say_empty()
            return
        # An alert leaves this page while it is saved: what is saved then is no draft any more.
        self._is_saving = True
        try:
            ids = self.context.paper_logs.save(rows, self._note.text(), by=who_writes(self.context))
        finally:
            self._is_saving = False
        self.refresh()
        self._undo.offer(self.words("paper_log.saved", n=len(rows)), ids)
        self.body.to_top()
        if to_ask_now(self.context):
            self.go.emit(Go(PageId.DIARY, HOW_NOW))

    def _say_empty(self) -> None:
        if self._rows:
            field = next(iter(self._rows[0].fields.values()))
            field.show_error(self.words("paper_log.empty"))

    @Slot(object)
    def _take_out(self, ids: tuple[str, ...]) -> None:
        self.context.paper_logs.take_out(ids, by=who_writes(self.context))
        self.refresh()
        announce(self, self.words("paper_log.taken_out"))

    @Slot()
    def _keep(self) -> None:
        """What is typed so far, so that neither leaving nor a crash loses it."""
        if self._watched is None or self._note is None or self._is_saving:
            return
        typed = {str(n): dict(row.texts()) for n, row in enumerate(self._rows) if not row.is_empty}
        kept = {"of": self._watched.started_at.isoformat(), "rows": typed, _NOTE: self._note.text()}
        is_empty = not typed and not self._note.text()
        draft = "" if is_empty else json.dumps(kept)
        self.context.paper_logs.keep_draft(draft)

    def _fill(self) -> None:
        """Show the draft, if it is of this dose."""
        draft = self.context.paper_logs.draft()
        kept = json.loads(draft) if draft else {}
        if self._watched is None or kept.get("of") != self._watched.started_at.isoformat():
            return
        while len(self._rows) <= max((int(n) for n in kept["rows"]), default=-1):
            self._add_row(self.words("paper_log.other_time"), self._watched, spare=True)
        for n, texts in kept["rows"].items():
            self._rows[int(n)].fill(texts)
        if self._note is not None:
            self._note.set_text(kept[_NOTE])

    @Slot()
    def _to_report(self) -> None:
        self.go.emit(Go(PageId.REPORT))
