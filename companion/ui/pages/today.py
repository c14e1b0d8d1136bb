"""The first page: what is open, what comes next, and the one thing to do now."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from companion.core.thinking_check import PART
from companion.services.topics import Topic
from companion.ui.context import Context
from companion.ui.due_actions import BACK, SNOOZE, Took, perform
from companion.ui.page import Page
from companion.ui.pages import today_agreed as agreed
from companion.ui.pages import today_cards as cards
from companion.ui.pages.diary_now_card import HOW_NOW, now_card
from companion.ui.pages.keep_place import keeping_place
from companion.ui.pages.medicine_words import who_writes
from companion.ui.pages.today_appointments import soon_card
from companion.ui.pages.today_facts import TodayFacts, greeting, today_facts
from companion.ui.pages.today_medicines import JustTaken, medicines_card, take_now
from companion.ui.places import Go, PageId
from companion.ui.widgets.label import Label


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

    def title(self) -> str:
        return greeting(self.context)

    def open(self, subject: str | None) -> None:
        super().open(subject)
        self.body.to_top()

    def leave(self) -> None:
        self._just_taken = None

    def refresh(self) -> None:
        facts = replace(today_facts(self.context, self._snoozing), just_taken=self._just_taken)
        if facts == self._shown:
            return
        with keeping_place(self.body):
            self.body.clear()
            self._show(facts)
        self._shown = facts

    def _show(self, facts: TodayFacts) -> None:
        words, body = self.words, self.body
        for alert in facts.alerts:
            body.add(cards.open_alert_card(alert, words, self._to_call))
        if facts.how_now:
            card, answer = now_card(facts.how_now, words)
            answer.clicked.connect(self._to_how_now)
            body.add(card)
        if facts.not_judged:
            body.add(cards.not_judged_card(facts.not_judged, words))
        if facts.hospital:
            body.add(agreed.hospital_card(facts.hospital, words, self._go_home))
        for watch in facts.watches:
            body.add(cards.watch_card(watch, words, self._to_part, self._change_measured, self._deal_with))
        if facts.due:
            body.add(cards.due_card(facts.due, words, self._deal_with))
        if facts.medicines is not None and facts.medicines.due:
            self._show_medicines(facts)
        if facts.start_missing is not None:
            body.add(cards.start_missing_card(facts.start_missing, words, self._to_treatment))
        if facts.unrecorded is not None:
            body.add(cards.unrecorded_card(facts.unrecorded, words, self._to_treatment))
        if facts.next_dose is not None:
            pressed_there = (self._to_treatment, self._get_ready, self._read)
            body.add(cards.next_dose_card(facts.next_dose, words, *pressed_there))
        else:
            planned = facts.has_treatment
            body.add(cards.nothing_planned_card(words, self._to_setup, has_treatment=planned))
        if facts.wants_first_check:
            body.add(cards.first_check_card(words, self._to_thinking))
        body.add(cards.diary_card(facts.diary, words, self._to_diary, self._deal_with))
        if facts.medicines is None or not facts.medicines.due:
            self._show_medicines(facts)
        if facts.softened:
            body.add(agreed.softened_card(facts.softened, words))
        if facts.appointments:
            body.add(soon_card(facts.appointments, words, self._to_appointments))
        if facts.wants_code_written_down:
            body.add(cards.recovery_card(words, self._to_recovery))
        if facts.missed:
            body.add(cards.away_card(facts.missed, words, self._deal_with, self._all_seen))
        for ask in facts.asks:
            body.add(agreed.ask_row(ask, self._to_settings))
        if facts.past_review:
            body.add(Label(facts.past_review, "small"))

    def _show_medicines(self, facts: TodayFacts) -> None:
        """What waits stands high; with nothing to take now it comes after the diary."""
        if facts.medicines is not None or facts.just_taken is not None:
            pressed = (self._take_medicine, self._undo_medicine, self._to_medicines, self._deal_with)
            self.body.add(medicines_card(facts.medicines, facts.just_taken, self.words, *pressed))

    @Slot()
    def _to_call(self) -> None:
        self.go.emit(Go(PageId.CALL, self._subject()))

    @Slot()
    def _to_part(self) -> None:
        part = self._subject()
        self.go.emit(Go(PageId.THINKING) if part == PART else Go(PageId.DIARY, part))

    @Slot()
    def _to_recovery(self) -> None:
        self.go.emit(Go(PageId.RECOVERY))

    @Slot()
    def _to_thinking(self) -> None:
        self.go.emit(Go(PageId.THINKING))

    @Slot()
    def _change_measured(self) -> None:
        """What the person can measure after all, or cannot."""
        wanted, part = self.context.record.preferences(), str(self._subject())
        lacked = set(wanted.cannot_measure) ^ {part}
        self.context.journal.set_preferences(replace(wanted, cannot_measure=tuple(sorted(lacked))))

    @Slot()
    def _to_treatment(self) -> None:
        self.go.emit(Go(PageId.TREATMENT, self._subject()))

    @Slot()
    def _take_medicine(self) -> None:
        self._just_taken = take_now(str(self._subject()), self.context)
        if self._just_taken is None:
            self._to_medicines()
        else:
            self.refresh()

    @Slot()
    def _undo_medicine(self) -> None:
        taken, self._just_taken = self._just_taken, None
        if taken is not None:
            self.context.medicines.undo_taken(taken.key, by=who_writes(self.context))

    @Slot()
    def _to_medicines(self) -> None:
        self.go.emit(Go(PageId.MEDICINES))

    @Slot()
    def _to_appointments(self) -> None:
        self.go.emit(Go(PageId.APPOINTMENTS))

    @Slot()
    def _get_ready(self) -> None:
        self.go.emit(Go(PageId.GETTING_READY, self._subject()))

    @Slot()
    def _read(self) -> None:
        self.go.emit(Go(PageId.LEARN, self._subject()))

    @Slot()
    def _to_setup(self) -> None:
        self.go.emit(Go(PageId.SETUP, "treatment"))

    @Slot()
    def _to_settings(self) -> None:
        self.go.emit(Go(PageId.SETTINGS, self._subject()))

    @Slot()
    def _go_home(self) -> None:
        self.context.agreed.leave_hospital(by=self.context.entering.by)

    @Slot()
    def _to_diary(self) -> None:
        self.go.emit(Go(PageId.DIARY, "fill_in"))

    @Slot()
    def _to_how_now(self) -> None:
        self.go.emit(Go(PageId.DIARY, HOW_NOW))

    @Slot()
    def _deal_with(self) -> None:
        pressed = self.sender()
        action, key = str(pressed.property("action")), str(pressed.property("notice"))
        self._snoozing = key if action == SNOOZE else None
        if action not in (SNOOZE, BACK):
            then = perform(action, key, self.context)
            if isinstance(then, Go):
                self.go.emit(then)
            elif isinstance(then, Took):
                self.took.emit(then)
        self.refresh()

    @Slot()
    def _all_seen(self) -> None:
        self.context.notice_answers.see_missed()

    def _subject(self) -> str | None:
        """What the pressed button is about."""
        subject = self.sender().property("subject")
        return None if subject is None else str(subject)
