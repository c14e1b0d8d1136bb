"""What stands at the top of the window: problems, open alerts, and what fell due."""

from __future__ import annotations

from contextlib import suppress

from PySide6.QtCore import QObject, Signal, Slot

from companion.core.errors import CompanionError
from companion.services.topics import Topic
from companion.ui.clock_questions import answer_about_clocks, clock_questions, is_about_clocks
from companion.ui.context import Context
from companion.ui.due_actions import BACK, SNOOZE, Took, perform
from companion.ui.due_notices import ALERTS, MORE, alert_notices, due_notices
from companion.ui.places import Go, PageId
from companion.ui.widgets.notice_bar import Acted, Notice, NoticeAction, NoticeLevel

_UNDO, _READ = "undo", "read"
_TOOK = "took"
_MOST_ROWS = 1
_MOST = 3
_WENT_WRONG = 1


class NoticeBoard(QObject):
    """Keeps the list; the call page shows alerts itself, and Today lists what was missed.

    Signals:
        changed: a tuple of Notice for the bar.
        go: a Go, when the person wants to see what a notice is about.
    """

    changed = Signal(object)
    go = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._problems: dict[str, str] = {}
        self._page: PageId | None = None
        self._snoozing: str | None = None
        self._took: Took | None = None
        self._has_room = True
        context.journal.changed.connect(self._on_changed)

    @Slot(object)
    def show_for(self, page: PageId) -> None:
        """The list for the page that is open now."""
        self._page = page
        self._snoozing = None
        self._announce()

    @Slot()
    def look_again(self) -> None:
        """Something fell due, or was dealt with."""
        self._announce()

    @Slot(bool)
    def take_room(self, has_room: bool) -> None:
        """In a small window, or with large letters, a page must keep room below the notices."""
        self._has_room = has_room
        self._announce()

    @Slot(object)
    def offer_to_take_back(self, took: Took) -> None:
        """A medicine was written down as taken; it stays here until that was read or taken back."""
        self._took = took
        self._announce()

    def add_problem(self, sentence: str) -> None:
        """A sentence about something that went wrong; it stays until it was read."""
        self._problems[f"problem.{sentence}"] = sentence
        self._announce()

    @Slot(object)
    def act(self, acted: Acted) -> None:
        """A button of a notice was pressed."""
        key, action = acted.key, acted.action
        if key in self._problems:
            self._problems.pop(key)
        elif key == ALERTS:
            self.go.emit(Go(PageId.CALL))
        elif key == MORE:
            self.go.emit(Go(PageId.TODAY))
        elif is_about_clocks(key):
            sentence = answer_about_clocks(acted, self._context)
            if sentence:
                self.add_problem(sentence)
        elif key == _TOOK:
            self._end_took(take_back=action == _UNDO)
        elif action in (SNOOZE, BACK):
            self._snoozing = key if action == SNOOZE else None
        else:
            self._perform(action, key)
        self._announce()

    def _perform(self, action: str, key: str) -> None:
        self._snoozing = None
        then = perform(action, key, self._context)
        if isinstance(then, Took):
            self._took = then
        elif then is not None:
            self.go.emit(then)

    def _end_took(self, *, take_back: bool) -> None:
        took, self._took = self._took, None
        if took is not None and take_back:
            self._context.medicines.undo_taken(took.key, by=self._context.entering.by)

    @Slot(object)
    def _on_changed(self, topic: Topic) -> None:
        if topic in (Topic.ALERTS, Topic.NOTICES):
            self._announce()

    def _announce(self) -> None:
        words = self._context.words
        notices = [
            Notice(key, NoticeLevel.WARNING, sentence, (NoticeAction(_READ, words("window.understood")),))
            for key, sentence in self._problems.items()
        ]
        other = []
        if self._took is not None:
            undo = NoticeAction(_UNDO, words("due.take_back"))
            read = NoticeAction(_READ, words("window.understood"), "quiet")
            other.append(Notice(_TOOK, NoticeLevel.DONE, self._took.text, (undo, read)))
        if self._page not in (PageId.CALL, PageId.UNWELL):
            with suppress(CompanionError):  # a diary that cannot be read: whoever asked for it says so
                other.extend(self._from_the_diary())
        # More would leave no room for the page; the others come when these were dealt with.
        ranked = sorted((*notices, *other), key=self._rank)[:_MOST]
        if not self._has_room:
            ranked = [notice for notice in ranked if self._rank(notice) <= _WENT_WRONG] or ranked[:1]
        self.changed.emit(tuple(ranked))

    def _rank(self, notice: Notice) -> int:
        """An alert first, then what went wrong, then what is due or asked, and then what was done."""
        if notice.level is NoticeLevel.URGENT:
            return 0
        if notice.key in self._problems:
            return _WENT_WRONG
        return 3 if notice.key == _TOOK else 2

    def _from_the_diary(self) -> list[Notice]:
        """Today lists by itself what is open and what is due."""
        asked = clock_questions(self._context) if self._page is not PageId.SETUP else []
        if self._page is PageId.TODAY:
            return asked
        owed = self._context.dues.owed()
        alerts = alert_notices(owed, self._context)
        if self._page is PageId.SETUP:
            return alerts
        most = _MOST_ROWS if self._has_room else 0
        return [*alerts, *due_notices(owed, most, self._snoozing, self._context), *asked]
