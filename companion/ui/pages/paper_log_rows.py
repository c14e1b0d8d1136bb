"""All times of a paper log: one row for each, the way of the keyboard through them, and their draft."""

from __future__ import annotations

import json
from datetime import datetime

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout

from companion.core.paper_facts import WatchedDose
from companion.ui.context import Context
from companion.ui.pages.paper_log_row import LogTime

_NOTE = "note"


class LogRows(QObject):
    """Stands in the column of the page, below its first card.

    Signals:
        edited: a field was left with something else in it.
        ended: the keyboard goes on after the last field.
    """

    edited = Signal()
    ended = Signal()

    def __init__(self, context: Context, column: QVBoxLayout) -> None:
        super().__init__()
        self.all: list[LogTime] = []
        self._context = context
        self._column = column

    def add(self, title: str, watched: WatchedDose, *, at: datetime | None = None) -> LogTime:
        """One more row; without `at` for a time that no check was planned at."""
        row = LogTime(self._context, title, at, watched.readings, watched.spec.paper_signs)
        row.edited.connect(self.edited)
        row.moved.connect(self._go_along)
        self.all.append(row)
        self._column.insertWidget(len(self.all), row)
        return row

    def forget(self) -> None:
        """The rows go with the page, which is built anew."""
        self.all = []

    def as_draft(self, watched: WatchedDose, note: str) -> str:
        """What is typed so far; empty where nothing is."""
        typed = {str(n): dict(row.texts()) for n, row in enumerate(self.all) if not row.is_empty}
        if not typed and not note:
            return ""
        return json.dumps({"of": watched.started_at.isoformat(), "rows": typed, _NOTE: note})

    def fill(self, draft: str, watched: WatchedDose) -> str:
        """Show a draft, if it is of this dose; the note that was typed with it."""
        kept = json.loads(draft) if draft else {}
        if kept.get("of") != watched.started_at.isoformat():
            return ""
        while len(self.all) <= max((int(n) for n in kept["rows"]), default=-1):
            self.add(self._context.words("paper_log.other_time"), watched)
        for n, texts in kept["rows"].items():
            self.all[int(n)].fill(texts)
        return str(kept[_NOTE])

    @Slot(int, int)
    def _go_along(self, down: int, across: int) -> None:
        """To the same field of another time, or to the next field; after the last one to what follows."""
        line = self.all[0].window().focusWidget() if self.all else None
        places = [(n, row.lines().index(line)) for n, row in enumerate(self.all) if line in row.lines()]
        if not places:
            return
        n, place = places[0]
        lines = self.all[n].lines()
        place, n = place + across, n + down
        if place >= len(lines):
            place, n = 0, n + 1
        if n >= len(self.all):
            self.ended.emit()
        elif n >= 0:
            there = self.all[n].lines()
            there[min(place, len(there) - 1)].setFocus(Qt.FocusReason.TabFocusReason)
