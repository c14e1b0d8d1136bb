"""The first page: what is open, what comes next, and the one thing to do now."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from companion.core.thinking_check import PART
from companion.services.topics import Topic
from companion.ui.context import Context
from companion.ui.page import Page
from companion.ui.pages import today_agreed as agreed
from companion.ui.pages import today_cards as cards
from companion.ui.pages.keep_place import keeping_place
from companion.ui.pages.today_facts import TodayFacts, greeting, today_facts
from companion.ui.places import Go, PageId
from companion.ui.widgets.label import Label


class TodayPage(Page):
    """Cards in the order of how much they press; what does not apply is not there."""

    id = PageId.TODAY
    icon = "today"
    topics = frozenset(
        {Topic.TREATMENT, Topic.DIARY, Topic.ALERTS, Topic.NOTICES, Topic.PERSON, Topic.PREFERENCES}
    )

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._shown: TodayFacts | None = None

    def title(self) -> str:
        return greeting(self.context)

    def open(self, subject: str | None) -> None:
        super().open(subject)
        self.body.to_top()

    def refresh(self) -> None:
        facts = today_facts(self.context)
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
        if facts.not_judged:
            body.add(cards.not_judged_card(facts.not_judged, words))
        if facts.hospital:
            body.add(agreed.hospital_card(facts.hospital, words, self._go_home))
        for watch in facts.watches:
            body.add(cards.watch_card(watch, words, self._to_part, self._change_measured))
        if facts.softened:
            body.add(agreed.softened_card(facts.softened, words))
        if facts.start_missing is not None:
            body.add(cards.start_missing_card(facts.start_missing, words, self._to_treatment))
        if facts.unrecorded is not None:
            body.add(cards.unrecorded_card(facts.unrecorded, words, self._to_treatment))
        if facts.next_dose is not None:
            body.add(cards.next_dose_card(facts.next_dose, words, self._to_treatment))
        else:
            planned = facts.has_treatment
            body.add(cards.nothing_planned_card(words, self._to_setup, has_treatment=planned))
        if facts.wants_first_check:
            body.add(cards.first_check_card(words, self._to_thinking))
        body.add(cards.diary_card(facts.diary, words, self._to_diary))
        if facts.wants_code_written_down:
            body.add(cards.recovery_card(words, self._to_recovery))
        if facts.missed:
            body.add(cards.away_card(facts.missed, words, self._notice_done, self._all_done))
        for ask in facts.asks:
            body.add(agreed.ask_row(ask, self._to_settings))
        if facts.past_review:
            body.add(Label(facts.past_review, "small"))

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
    def _to_setup(self) -> None:
        self.go.emit(Go(PageId.SETUP, "treatment"))

    @Slot()
    def _to_settings(self) -> None:
        self.go.emit(Go(PageId.SETTINGS, self._subject()))

    @Slot()
    def _go_home(self) -> None:
        self.context.agreed.leave_hospital()

    @Slot()
    def _to_diary(self) -> None:
        self.go.emit(Go(PageId.DIARY, "fill_in"))

    @Slot()
    def _notice_done(self) -> None:
        self.context.journal.act_on_notice(str(self.sender().property("notice")))

    @Slot()
    def _all_done(self) -> None:
        for notice in self.context.record.notices():
            self.context.journal.act_on_notice(notice.id)

    def _subject(self) -> str | None:
        """What the pressed button is about."""
        subject = self.sender().property("subject")
        return None if subject is None else str(subject)
