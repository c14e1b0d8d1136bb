"""The start of the diary on its page: how many days it shows, which one first, and what was just saved."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, Signal, Slot

from companion.ui.context import Context
from companion.ui.pages.diary.start import DiaryStart
from companion.ui.pages.keep_place import keeping_place
from companion.ui.widgets.scroll_page import ScrollPage

# As many as are looked at most; more would make a person with a long diary wait for each page.
_DAYS = 3
_MORE_DAYS = 14


class StartShown(QObject):
    """It is made anew each time it is shown.

    Signals:
        begin_wanted: fill in today's entry, or go on with it.
        day_wanted(object): one day (a date) is to be put right, or added to.
        reopen_wanted(object): the id (str) of the entry that was saved just now by a slip.
        now_wanted: how it is now is to be said.
        half_wanted(object): what was half typed (a HalfTyped) is to go on.
        go(object): a Go to another page.
    """

    begin_wanted = Signal()
    day_wanted = Signal(object)
    reopen_wanted = Signal(object)
    now_wanted = Signal()
    half_wanted = Signal(object)
    go = Signal(object)

    def __init__(self, context: Context, body: ScrollPage, clear: Callable[[], None]) -> None:
        """`clear` takes everything off the page that shows `body`, and has this forget it."""
        super().__init__(body)
        self._context, self._body, self._clear = context, body, clear
        self._days = _DAYS
        self._asked: date | None = None
        self._saved: str | None = None
        self._just_saved = False
        self._start: DiaryStart | None = None

    def ask_for(self, day: date | None) -> None:
        """Show this day first, however old; None for the last days alone."""
        self._days, self._asked = _DAYS, day

    def save(self, entry: str | None) -> None:
        """Something was saved just now: an entry, or None where something was asked alone."""
        self._saved, self._just_saved, self._asked = entry, True, None

    def say_saved(self, *, is_said: bool) -> None:
        """Whether it says that something was saved just now."""
        self._just_saved = is_said

    def forget(self) -> None:
        """It was taken off the page."""
        self._start = None

    def focus_first(self) -> None:
        """Where a person begins."""
        if self._start is not None and self._body.isVisible():
            self._start.primary.setFocus()

    def show(self) -> None:
        """As things stand now."""
        self._clear()
        self._start = self._made()
        self._body.add(self._start)
        # Qt would show it a moment later, and only what is shown takes the focus.
        self._start.show()

    def show_again(self) -> None:
        """The same under the eyes of the reader, with what is typed in it."""
        typed = "" if self._start is None else self._start.other_day.typed()
        self.show()
        if self._start is not None:
            self._start.other_day.show_typed(typed)

    def _made(self) -> DiaryStart:
        start = DiaryStart(
            self._context,
            count=self._days,
            asked=self._asked,
            just_saved=self._just_saved,
            can_undo=self._just_saved and self._saved is not None,
        )
        start.begin_wanted.connect(self.begin_wanted)
        start.more_wanted.connect(self._show_more)
        start.day_wanted.connect(self.day_wanted)
        start.undo_wanted.connect(self._want_reopened)
        start.now_wanted.connect(self.now_wanted)
        start.half_wanted.connect(self.half_wanted)
        start.go.connect(self.go)
        return start

    @Slot()
    def _show_more(self) -> None:
        self._days += _MORE_DAYS
        with keeping_place(self._body):
            self.show_again()

    @Slot()
    def _want_reopened(self) -> None:
        if self._saved is not None:
            self.reopen_wanted.emit(self._saved)
