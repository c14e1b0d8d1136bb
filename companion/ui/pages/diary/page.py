"""The diary page: fill in a day's entry step by step, read the last days, and put any day right."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from PySide6.QtCore import Slot

from companion.services.corrections import Reopen
from companion.services.topics import Topic
from companion.ui.context import Context
from companion.ui.page import Page
from companion.ui.pages.diary.begin import Begin
from companion.ui.pages.diary.desk import DayDesk
from companion.ui.pages.diary.in_hand import InHand
from companion.ui.pages.diary.now_card import HOW_NOW, to_ask_now
from companion.ui.pages.diary.start import DiaryStart
from companion.ui.pages.keep_place import keeping_place
from companion.ui.places import Go, PageId
from companion.ui.widgets.announce import announce

FILL_IN = "fill_in"
SAVED = "saved"
# As many as are looked at most; more would make a person with a long diary wait for each page.
_DAYS = 3
_MORE_DAYS = 14


class DiaryPage(Page):
    """Opened with "fill_in" it begins, or goes on with, today's entry at once; with a day it shows that day;
    with a kind of reading it asks for that alone, with a symptom for how bad that is, with "how_now" for
    what waits for it.

    An entry that is being filled in stays where the person was, whatever the page is opened with.
    """

    id: ClassVar[PageId] = PageId.DIARY
    icon: ClassVar[str] = "diary"
    topics: ClassVar[frozenset[Topic]] = frozenset(
        {Topic.DIARY, Topic.ALERTS, Topic.TREATMENT, Topic.PERSON, Topic.PREFERENCES}
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._in_hand = InHand(context, self.body, self._clear)
        self._in_hand.saved.connect(self._on_saved)
        self._in_hand.left.connect(self._on_left)
        self._in_hand.thinking_wanted.connect(self._to_thinking)
        self._in_hand.go.connect(self.go)
        self._begin = Begin(context, self._in_hand, self.body, self._clear)
        self._begin.left.connect(self._on_left)
        self._desk: DayDesk | None = None
        self._days = _DAYS
        self._wanted: date | None = None
        self._saved: str | None = None
        self._just_saved = False
        self._start: DiaryStart | None = None

    def open(self, subject: str | None) -> None:
        in_hand, catalogue = self._in_hand, self.context.catalogue
        in_hand.look_again()
        self._just_saved = subject == SAVED
        if subject is not None and subject in catalogue.readings:
            self._desk = None
            in_hand.measure(subject)
        elif subject is not None and subject in catalogue.symptoms:
            self._begin.about(subject)
        elif subject == HOW_NOW:
            self._ask_how_it_is()
        elif in_hand.has_entry():
            in_hand.go_on()
        elif self._desk is not None and self._desk.is_busy():
            self._desk.focus_first()
        elif subject == FILL_IN:
            self._begin.today()
        else:
            self._days, self._wanted = _DAYS, _day(subject)
            self._show_start()
            if self._just_saved:
                self._focus_start()

    def refresh(self) -> None:
        self._in_hand.take_turns()
        if not self._in_hand.is_empty() or self._begin.is_asking():
            return
        with keeping_place(self.body):
            if self._desk is None:
                self._show_start()
            elif not self._desk.is_busy():
                self._desk.show_again()

    def leave(self) -> None:
        self._in_hand.keep()
        if self._desk is not None:
            self._desk.keep()

    @Slot()
    def _ask_how_it_is(self) -> None:
        """What waits for "How is it now?"; an entry that is being filled in asks it in its place."""
        waiting = to_ask_now(self.context)
        if self._in_hand.has_entry() or waiting:
            self._desk = None
            self._in_hand.ask_now(waiting)
        else:
            self._show_start()

    @Slot(object)
    def _put_right(self, day: date) -> None:
        """One day, with all that can be changed in it."""
        self._clear()
        desk = DayDesk(self.context, day)
        desk.left.connect(self._on_left)
        desk.fill_wanted.connect(self._begin.past)
        desk.go.connect(self.go)
        desk.moved.connect(self.body.to_top)
        self._desk = desk
        self.body.add(desk)
        desk.show()
        self.body.to_top()
        if self.isVisible():
            desk.focus_first()

    @Slot(object)
    def _on_saved(self, entry: str | None) -> None:
        announce(self, self.words("diary.saved"))
        self._saved, self._just_saved, self._wanted = entry, True, None
        self._end()
        self.go.emit(Go(PageId.DIARY, SAVED))

    @Slot()
    def _undo_save(self) -> None:
        """Back to the entry as it was before Save was pressed."""
        if self._saved is not None:
            entry = self.context.record.entry(self._saved)
            self.context.diary.corrections.undo(Reopen(entry.id), by=entry.by)
            self._begin.again(entry.id)

    @Slot()
    def _to_thinking(self) -> None:
        self.go.emit(Go(PageId.THINKING))

    @Slot()
    def _on_left(self) -> None:
        self._just_saved = False
        self._end()

    def _end(self) -> None:
        """Back to what was there before: an entry behind what was asked alone, or else the start."""
        if not self._in_hand.end():
            self._show_start()
            self._focus_start()

    @Slot()
    def _show_more(self) -> None:
        self._days += _MORE_DAYS
        self.refresh()

    def _show_start(self) -> None:
        self._clear()
        undo = self._just_saved and self._saved is not None
        start = DiaryStart(
            self.context, count=self._days, asked=self._wanted, just_saved=self._just_saved, can_undo=undo
        )
        start.begin_wanted.connect(self._begin.today)
        start.more_wanted.connect(self._show_more)
        start.day_wanted.connect(self._put_right)
        start.undo_wanted.connect(self._undo_save)
        start.now_wanted.connect(self._ask_how_it_is)
        start.half_wanted.connect(self._begin.half)
        start.go.connect(self.go)
        self.body.add(start)
        # Qt would show it a moment later, and only what is shown takes the focus.
        start.show()
        self._start = start

    def _clear(self) -> None:
        self._desk = None
        self._begin.forget()
        self.body.clear()

    def _focus_start(self) -> None:
        self.body.to_top()
        if self._start is not None and self.isVisible():
            self._start.primary.setFocus()


def _day(subject: str | None) -> date | None:
    """The day a page was asked to show; None when it was asked for something else."""
    try:
        return date.fromisoformat(subject or "")
    except ValueError:
        return None
