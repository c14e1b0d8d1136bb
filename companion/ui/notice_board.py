"""What stands at the top of the window: problems, open alerts, and what fell due."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from companion.core.notices import NoticeKind
from companion.services.topics import Topic
from companion.ui.context import Context
from companion.ui.places import Go, PageId
from companion.ui.widgets.notice_bar import Acted, Notice, NoticeAction, NoticeLevel

_SHOW, _DONE, _FILL_IN, _READ = "show", "done", "fill_in", "read"


class NoticeBoard(QObject):
    """Keeps the list; Today and the call page show alerts and due things themselves.

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
        context.journal.changed.connect(self._on_changed)

    @Slot(object)
    def show_for(self, page: PageId) -> None:
        """The list for the page that is open now."""
        self._page = page
        self._announce()

    @Slot(object)
    def look_again(self, _fresh: object = None) -> None:
        """Something fell due."""
        self._announce()

    def add_problem(self, sentence: str) -> None:
        """A sentence about something that went wrong; it stays until it was read."""
        self._problems[f"problem.{sentence}"] = sentence
        self._announce()

    @Slot(object)
    def act(self, acted: Acted) -> None:
        """A button of a notice was pressed."""
        if acted.action == _READ:
            self._problems.pop(acted.key, None)
            self._announce()
        elif acted.action == _SHOW:
            self.go.emit(Go(PageId.CALL))
        else:
            self._context.journal.act_on_notice(acted.key)
            if acted.action == _FILL_IN:
                self.go.emit(Go(PageId.DIARY, "fill_in"))

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
        if self._page not in (PageId.CALL, PageId.TODAY, PageId.UNWELL):
            notices.extend(self._alerts())
        if self._page not in (PageId.CALL, PageId.TODAY, PageId.UNWELL, PageId.SETUP):
            notices.extend(self._due())
        self.changed.emit(tuple(notices))

    def _alerts(self) -> list[Notice]:
        words = self._context.words
        alerts = self._context.record.open_alerts()
        if not alerts:
            return []
        text = words("window.alert_open", level=words(f"levels.{alerts[0].level.value}_short"))
        action = NoticeAction(_SHOW, words("window.show_alert"), "urgent")
        return [Notice("alerts", NoticeLevel.URGENT, text, (action,))]

    def _due(self) -> list[Notice]:
        words, formats = self._context.words, self._context.formats()
        now = self._context.record.now()
        found = []
        for notice in self._context.record.notices():
            actions = [NoticeAction(_DONE, words("window.done"))]
            if notice.due.kind in (NoticeKind.DIARY, NoticeKind.WATCH_CHECK):
                actions.insert(0, NoticeAction(_FILL_IN, words("window.fill_in"), "primary"))
            moment = formats.moment(notice.due.due_at, now)
            text = words(f"window.reminder_{notice.due.kind.value}", moment=moment)
            found.append(Notice(notice.id, NoticeLevel.INFO, text, tuple(actions)))
        return found
