"""What stands on the diary page while no entry is filled in: its start, or one day that is put right."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, Signal, Slot

from companion.ui.context import Context
from companion.ui.pages.diary.desk import DayDesk
from companion.ui.pages.diary.start_shown import StartShown
from companion.ui.widgets.scroll_page import ScrollPage


class BetweenEntries(QObject):
    """What is being put right waits behind whatever else is asked, and comes back after it.

    Signals:
        fill_wanted(object): more is to be added to one day (a date).
        left: back from the day to the start.
        go(object): a Go to another page.
    """

    fill_wanted = Signal(object)
    left = Signal()
    go = Signal(object)

    def __init__(self, context: Context, body: ScrollPage, clear: Callable[[], None]) -> None:
        """`clear` takes everything off the page that shows `body`, and has this make room."""
        super().__init__(body)
        self._context, self._body, self._clear = context, body, clear
        self.start = StartShown(context, body, clear)
        self.start.day_wanted.connect(self.put_right)
        self.start.go.connect(self.go)
        self._desk: DayDesk | None = None

    def make_room(self) -> None:
        """The page is cleared: what is being put right is hidden, and all else goes."""
        self.start.forget()
        if self._desk is None:
            return
        if self._desk.is_busy():
            self._body.column.removeWidget(self._desk)
            self._desk.hide()
        else:
            self._desk = None

    def is_busy(self) -> bool:
        """Whether something in a day is being put right at this moment."""
        return self._desk is not None and self._desk.is_busy()

    def keep(self) -> None:
        """Write whatever is finished."""
        if self._desk is not None:
            self._desk.keep()

    def take_turns(self) -> None:
        """Whoever is entering now says how it is now."""
        if self._desk is not None:
            self._desk.take_turns()

    def focus_first(self) -> None:
        """Where a person begins."""
        if self._desk is not None:
            self._desk.focus_first()
        else:
            self.start.focus_first()

    def show(self) -> None:
        """What is being put right, or else the start."""
        if self._desk is None or not self._desk.is_busy():
            self.start.show()
        elif self._body.column.indexOf(self._desk) < 0:
            self._clear()
            self._body.add(self._desk)
            self._desk.show()

    def show_again(self) -> None:
        """What is stored now, unless something is being put right."""
        if self._desk is None:
            self.start.show_again()
        elif not self._desk.is_busy():
            self._desk.show_again()

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
