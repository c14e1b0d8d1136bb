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
from companion.ui.pages.diary.between_entries import BetweenEntries
from companion.ui.pages.diary.in_hand import InHand
from companion.ui.pages.diary.now_card import HOW_NOW, to_ask_now
from companion.ui.pages.keep_place import keeping_place
from companion.ui.places import Go, PageId
from companion.ui.widgets.announce import announce

FILL_IN = "fill_in"
SAVED = "saved"


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
        self._between = BetweenEntries(context, self.body, self._clear)
        self._between.start.begin_wanted.connect(self._begin.today)
        self._between.start.half_wanted.connect(self._begin.half)
        self._between.start.reopen_wanted.connect(self._reopen)
        self._between.start.now_wanted.connect(self._ask_how_it_is)
        self._between.fill_wanted.connect(self._begin.past)
        self._between.left.connect(self._on_left)
        self._between.go.connect(self.go)

    def open(self, subject: str | None) -> None:
        in_hand, between, catalogue = self._in_hand, self._between, self.context.catalogue
        in_hand.look_again()
        between.start.say_saved(is_said=subject == SAVED)
        if subject is not None and subject in catalogue.readings:
            in_hand.measure(subject)
        elif subject is not None and subject in catalogue.symptoms:
            self._begin.about(subject)
        elif subject == HOW_NOW:
            self._ask_how_it_is()
        elif in_hand.has_entry():
            in_hand.go_on()
        elif between.is_busy():
            between.show()
            between.focus_first()
        elif subject == FILL_IN:
            self._begin.today()
        else:
            between.start.ask_for(_day(subject))
            between.show()
            if subject == SAVED:
                self._focus_start()

    def refresh(self) -> None:
        self._in_hand.take_turns()
        self._between.take_turns()
        if not self._in_hand.is_empty() or self._begin.is_asking():
            return
        with keeping_place(self.body):
            self._between.show_again()

    def is_half_filled(self) -> bool:
        return self._between.is_busy()

    def leave(self) -> None:
        self._in_hand.keep()
        self._between.keep()

    @Slot()
    def _ask_how_it_is(self) -> None:
        """What waits for "How is it now?"; an entry that is being filled in asks it in its place."""
        waiting = to_ask_now(self.context)
        if self._in_hand.has_entry() or waiting:
            self._in_hand.ask_now(waiting)
        else:
            self._between.show()

    @Slot(object)
    def _on_saved(self, entry: str | None) -> None:
        announce(self, self.words("diary.saved"))
        self._between.start.save(entry)
        self._end()
        self.go.emit(Go(PageId.DIARY, SAVED))

    @Slot(object)
    def _reopen(self, saved: str) -> None:
        """Back to the entry as it was before Save was pressed."""
        entry = self.context.record.entry(saved)
        self.context.diary.corrections.undo(Reopen(entry.id), by=entry.by)
        self._begin.again(entry.id)

    @Slot()
    def _on_left(self) -> None:
        self._between.start.say_saved(is_said=False)
        self._end()

    def _end(self) -> None:
        """Back to what was there before: an entry behind what was asked alone, or else the start."""
        if not self._in_hand.end():
            self._between.show()
            self._focus_start()

    def _focus_start(self) -> None:
        self.body.to_top()
        self._between.focus_first()

    @Slot()
    def _to_thinking(self) -> None:
        self.go.emit(Go(PageId.THINKING))

    def _clear(self) -> None:
        self._between.make_room()
        self._begin.forget()
        self.body.clear()


def _day(subject: str | None) -> date | None:
    """The day a page was asked to show; None when it was asked for something else."""
    try:
        return date.fromisoformat(subject or "")
    except ValueError:
        return None
