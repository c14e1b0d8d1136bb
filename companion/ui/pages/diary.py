"""The diary page: fill in a day's entry step by step, read the last days, and put any day right."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from PySide6.QtCore import Slot

from companion.core.half_typed import HalfTyped
from companion.services.corrections import Reopen
from companion.services.topics import Topic
from companion.ui.context import Context
from companion.ui.page import Page
from companion.ui.pages.diary_desk import DayDesk
from companion.ui.pages.diary_filling import Filling
from companion.ui.pages.diary_night import NightQuestion, evening_before
from companion.ui.pages.diary_stage import Stage
from companion.ui.pages.diary_start import DiaryStart
from companion.ui.pages.diary_steps import DiarySteps
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
    with a kind of reading it asks for that alone, with a symptom for how bad that is.

    An entry that is being filled in stays where the person was, whatever the page is opened with.
    """

    id: ClassVar[PageId] = PageId.DIARY
    icon: ClassVar[str] = "diary"
    topics: ClassVar[frozenset[Topic]] = frozenset(
        {Topic.DIARY, Topic.ALERTS, Topic.TREATMENT, Topic.PERSON, Topic.PREFERENCES}
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._steps: DiarySteps | None = None
        self._measuring: DiarySteps | None = None
        self._desk: DayDesk | None = None
        self._night: NightQuestion | None = None
        self._days = _DAYS
        self._wanted: date | None = None
        self._saved: str | None = None
        self._just_saved = False
        self._start: DiaryStart | None = None

    def open(self, subject: str | None) -> None:
        if self._steps is not None and self._steps.is_left_behind():
            self._steps = None
        self._put_measuring_away()
        self._just_saved = subject == SAVED
        if subject is not None and subject in self.context.catalogue.readings:
            self._desk = None
            self._measure(subject)
        elif subject is not None and subject in self.context.catalogue.symptoms:
            self._ask_about(subject)
        elif self._steps is not None:
            self._go_on_with_steps(self._steps)
        elif self._desk is not None and self._desk.is_busy():
            self._desk.focus_first()
        elif subject == FILL_IN:
            self._fill_in()
        else:
            self._days, self._wanted = _DAYS, _day(subject)
            self._show_start()
            if self._just_saved:
                self._focus_start()

    def refresh(self) -> None:
        for steps in (self._steps, self._measuring):
            if steps is not None:
                steps.take_turns()
        if self._steps is not None or self._measuring is not None or self._night is not None:
            return
        with keeping_place(self.body):
            if self._desk is None:
                self._show_start()
            elif not self._desk.is_busy():
                self._desk.show_again()

    def leave(self) -> None:
        for part in (self._steps, self._measuring, self._desk):
            if part is not None:
                part.keep()

    @Slot()
    def _fill_in(self) -> None:
        """Today's entry; soon after midnight it is asked which day that is."""
        evening = evening_before(self.context)
        if evening is None or self.context.record.draft() is not None:
            self._begin_steps(Filling(self.context, self.context.record.draft()))
            return
        self._clear()
        night = NightQuestion(self.context, evening)
        night.chosen.connect(self._fill_in_of)
        night.left.connect(self._on_left)
        self._night = night
        self.body.add(night)
        night.show()
        self.body.to_top()
        if self.isVisible():
            night.primary.setFocus()

    @Slot(object)
    def _fill_in_of(self, evening: date | None) -> None:
        self._begin_steps(Filling(self.context, self.context.record.draft(evening), day=evening))

    @Slot(object)
    def _fill_past(self, day: date) -> None:
        """More for a day that is over; for today it is the entry of today."""
        if day >= self.context.record.today():
            self._begin_steps(Filling(self.context, self.context.record.draft()))
        else:
            draft = self.context.record.draft(day)
            self._begin_steps(Filling(self.context, draft, day=day, asks_when=True))

    @Slot(object)
    def _go_on_half(self, half: HalfTyped) -> None:
        """What was half typed when the program ended."""
        record = self.context.record
        if half.stage == Stage.MEASURE.value and half.subject in self.context.catalogue.readings:
            self._measure(half.subject)
        elif half.day >= record.today():
            self._begin_steps(Filling(self.context, record.draft()))
        else:
            asks_when, draft = "at" in half.fields, record.draft(half.day)
            self._begin_steps(Filling(self.context, draft, day=half.day, asks_when=asks_when))

    def _begin_steps(self, filling: Filling) -> None:
        self._clear()
        steps = DiarySteps(filling)
        steps.saved.connect(self._on_saved)
        steps.thinking_wanted.connect(self._to_thinking)
        steps.left.connect(self._on_left)
        steps.go.connect(self.go)
        steps.moved.connect(self.body.to_top)
        self._steps = steps
        self.body.add(steps)
        self._go_on_with_steps(steps)

    def _ask_about(self, symptom: str) -> None:
        if self._steps is None:
            self._fill_in()
        if self._steps is not None:
            self._steps.ask(symptom)
            self._go_on_with_steps(self._steps)

    def _go_on_with_steps(self, steps: DiarySteps) -> None:
        steps.show()
        self.body.to_top()
        steps.focus_first()

    def _measure(self, kind: str) -> None:
        """One reading alone. An entry that is being filled in waits behind it as it is."""
        if self._steps is None:
            self._clear()
        else:
            self._steps.hide()
        entries = self.context.record.day(self.context.record.today()).entries
        newest = self.context.record.draft() or (entries[-1] if entries else None)
        measuring = DiarySteps(Filling(self.context, newest), self.context.catalogue.readings[kind])
        measuring.saved.connect(self._on_saved)
        measuring.left.connect(self._on_left)
        self._measuring = measuring
        self.body.add(measuring)
        self._go_on_with_steps(measuring)

    def _put_measuring_away(self) -> None:
        if self._measuring is not None:
            self.body.column.removeWidget(self._measuring)
            self._measuring.hide()
            self._measuring.deleteLater()
            self._measuring = None

    @Slot(object)
    def _put_right(self, day: date) -> None:
        """One day, with all that can be changed in it."""
        self._clear()
        desk = DayDesk(self.context, day)
        desk.left.connect(self._on_left)
        desk.fill_wanted.connect(self._fill_past)
        desk.go.connect(self.go)
        desk.moved.connect(self.body.to_top)
        self._desk = desk
        self.body.add(desk)
        desk.show()
        self.body.to_top()
        if self.isVisible():
            desk.focus_first()

    @Slot()
    def _on_saved(self) -> None:
        announce(self, self.words("diary.saved"))
        finished = self._steps if self._measuring is None else None
        self._saved = finished.entry_id() if finished is not None else None
        self._just_saved, self._wanted = True, None
        self._end_steps()
        self.go.emit(Go(PageId.DIARY, SAVED))

    @Slot()
    def _undo_save(self) -> None:
        """Back to the entry as it was before Save was pressed."""
        if self._saved is None:
            return
        entry = self.context.record.entry(self._saved)
        self.context.diary.corrections.undo(Reopen(entry.id), by=entry.by)
        today = self.context.record.today()
        day, moments = None if entry.day == today else entry.day, [one.at for one in entry.reports]
        formats = self.context.formats()
        asks_when = (
            bool(moments) and all(formats.day_of(at) == entry.day for at in moments) and day is not None
        )
        self._begin_steps(Filling(self.context, entry, day=day, asks_when=asks_when))

    @Slot()
    def _to_thinking(self) -> None:
        self.go.emit(Go(PageId.THINKING))

    @Slot()
    def _on_left(self) -> None:
        self._just_saved = False
        self._end_steps()

    def _end_steps(self) -> None:
        """Back to what was there before: an entry behind a single reading, or else the start."""
        if self._measuring is None:
            self._steps = None
        self._put_measuring_away()
        if self._steps is not None:
            self._go_on_with_steps(self._steps)
            return
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
        start.begin_wanted.connect(self._fill_in)
        start.more_wanted.connect(self._show_more)
        start.day_wanted.connect(self._put_right)
        start.undo_wanted.connect(self._undo_save)
        start.half_wanted.connect(self._go_on_half)
        start.go.connect(self.go)
        self.body.add(start)
        # Qt would show it a moment later, and only what is shown takes the focus.
        start.show()
        self._start = start

    def _clear(self) -> None:
        self._desk = self._night = None
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
