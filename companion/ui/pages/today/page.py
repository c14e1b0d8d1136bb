"""The first page: what is open, what comes next, and the one thing to do now."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from companion.services.topics import Topic
from companion.ui.context import Context
from companion.ui.due_actions import BACK, SNOOZE, Took, perform
from companion.ui.page import Page
from companion.ui.pages.keep_place import keeping_place
from companion.ui.pages.medicines.words import who_writes
from companion.ui.pages.today.buttons import subject_of
from companion.ui.pages.today.facts import TodayFacts, greeting, today_facts
from companion.ui.pages.today.medicines import JustTaken, take_now
from companion.ui.pages.today.order import Presses, cards_of
from companion.ui.pages.today.waiting import keys_of
from companion.ui.places import Go, PageId


class TodayPage(Page):
    """Cards in the order of how much they press; what does not apply is not there."""

    id = PageId.TODAY
    icon = "today"
    topics = frozenset(
        {
            Topic.TREATMENT,
            Topic.DIARY,
            Topic.ALERTS,
            Topic.NOTICES,
            Topic.PERSON,
            Topic.PREFERENCES,
            Topic.APPOINTMENTS,
            Topic.MEDICINES,
        }
    )

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._shown: TodayFacts | None = None
        self._just_taken: JustTaken | None = None
        self._snoozing: str | None = None
        self._presses = Presses(
            go=self.go,
            deal_with=self._deal_with,
            take=self._take_medicine,
            take_back=self._undo_medicine,
            change_measured=self._change_measured,
            home=self._go_home,
        )

    def title(self) -> str:
        return greeting(self.context)

    def open(self, subject: str | None) -> None:
        super().open(subject)
        self.body.to_top()

    def leave(self) -> None:
        self._just_taken = None

    def refresh(self) -> None:
        facts = today_facts(self.context, self._snoozing, self._just_taken)
        if facts == self._shown:
            return
        with keeping_place(self.body):
            self.body.clear()
            for card in cards_of(facts, self.words, self._presses):
                self.body.add(card)
        self._shown = facts

    @Slot()
    def _change_measured(self) -> None:
        """What the person can measure after all, or cannot."""
        wanted, part = self.context.record.preferences(), str(subject_of(self.sender()))
        lacked = set(wanted.cannot_measure) ^ {part}
        self.context.journal.set_preferences(replace(wanted, cannot_measure=tuple(sorted(lacked))))

    @Slot()
    def _take_medicine(self) -> None:
        self._just_taken = take_now(str(subject_of(self.sender())), self.context)
        if self._just_taken is None:
            self.go.emit(Go(PageId.MEDICINES))
        else:
            self.refresh()

    @Slot()
    def _undo_medicine(self) -> None:
        taken, self._just_taken = self._just_taken, None
        if taken is not None:
            self.context.medicines.undo_taken(taken.key, by=who_writes(self.context))

    @Slot()
    def _go_home(self) -> None:
        self.context.agreed.leave_hospital(by=self.context.entering.by)

    @Slot()
    def _deal_with(self) -> None:
        pressed = self.sender()
        action, (key, *also) = str(pressed.property("action")), keys_of(pressed)
        self._snoozing = key if action == SNOOZE else None
        if action not in (SNOOZE, BACK):
            then = perform(action, key, self.context, *also)
            if isinstance(then, Go):
                self.go.emit(then)
            elif isinstance(then, Took):
                self.took.emit(then)
        self.refresh()
