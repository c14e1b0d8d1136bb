"""What stands on the diary page while no entry is filled in: its start, or one day that is put right."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, Signal, Slot

from companion.ui.context import Context
from companion.ui.pages.diary.desk import DayDesk
from companion.ui.pages.diary.start import DiaryStart
from companion.ui.pages.keep_place import keeping_place
from companion.ui.widgets.scroll_page import ScrollPage

# As many as are looked at most; more would make a person with a long diary wait for each page.
_DAYS = 3
_MORE_DAYS = 14


class BetweenEntries(QObject):
    """The start is made anew each time it is shown: with more days, the day asked for, or what was saved.

    Signals:
        begin_wanted: fill in today's entry, or go on with it.
        fill_wanted(object): more is to be added to one day (a date).
        reopen_wanted(object): the id (str) of the entry that was saved just now by a slip.
        now_wanted: how it is now is to be said.
        half_wanted(object): what was half typed (a HalfTyped) is to go on.
        left: back from the day to the start.
        go(object): a Go to another page.
    """

    begin_wanted = Signal()
    fill_wanted = Signal(object)
    reopen_wanted = Signal(object)
    now_wanted = Signal()
    half_wanted = Signal(object)
    left = Signal()
    go = Signal(object)

    def __init__(self, context: Context, body: ScrollPage, clear: Callable[[], None]) -> None:
        """`clear` takes everything off the page that shows `body`, and has this forget the day."""
        super().__init__(body)
        self._context, self._body, self._clear = context, body, clear
        self._days = _DAYS
        self._asked: date | None = None
        self._saved: str | None = None
        self._just_saved = False
        self._start: DiaryStart | None = None
        self._desk: DayDesk | None = None

    def ask_for(self, day: date | None) -> None:
        """Show this day first, however old; None for the last days alone."""
        self._days, self._asked = _DAYS, day

    def save(self, entry: str | None) -> None:
        """Something was saved just now: an entry, or None where something was asked alone."""
        self._saved, self._just_saved, self._asked = entry, True, None

    def say_saved(self, *, is_said: bool) -> None:
        """Whether the start says that something was saved just now."""
        self._just_saved = is_said

    def forget(self) -> None:
        """The day was taken off the page."""
        self._desk = None

    def is_busy(self) -> bool:
        """Whether something in a day is being put right at this moment."""
        return self._desk is not None and self._desk.is_busy()

    def keep(self) -> None:
        """Write whatever is finished."""
        if self._desk is not None:
            self._desk.keep()

    def focus_first(self) -> None:
        """Where a person begins."""
        if self._desk is not None:
            self._desk.focus_first()
        elif self._start is not None and self._body.isVisible():
            self._start.primary.setFocus()

    def look_again(self) -> None:
        """What is stored now, unless something is being put right."""
        if self._desk is None:
            self.show_start()
        elif not self._desk.is_busy():
            self._desk.show_again()

    def show_start(self) -> None:
        """The start of the page."""
        self._clear()
        start = DiaryStart(
            self._context,
            count=self._days,
            asked=self._asked,
            just_saved=self._just_saved,
            can_undo=self._just_saved and self._saved is not None,
        )
        start.begin_wanted.connect(self.begin_wanted)
        start.more_wanted.connect(self._show_more)
        start.day_wanted.connect(self.put_right)
        start.undo_wanted.connect(self._want_reopened)
        start.now_wanted.connect(self.now_wanted)
        start.half_wanted.connect(self.half_wanted)
        start.go.connect(self.go)
        self._body.add(start)
        # Qt would show it a moment later, and only what is shown takes the focus.
        start.show()
        self._start = start

    @Slot(object)
    def put_right(self, day: date) -> None:
        """One day, with all that can be changed in it."""
        self._clear()
        desk = DayDesk(self._context, day)
        desk.left.connect(self.left)
        desk.fill_wanted.connect(self.fill_wanted)
        desk.go.connect(self.go)
        desk.moved.connect(self._body.to_top)
        self._desk = desk
        self._body.add(desk)
        desk.show()
        self._body.to_top()
        if self._body.isVisible():
            desk.focus_first()

    @Slot()
    def _show_more(self) -> None:
        self._days += _MORE_DAYS
        with keeping_place(self._body):
            self.show_start()

    @Slot()
    def _want_reopened(self) -> None:
        if self._saved is not None:
            self.reopen_wanted.emit(self._saved)
