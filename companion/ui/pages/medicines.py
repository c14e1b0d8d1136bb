"""Medicines: what is due today and what became of it, those as needed, the plans and what is left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from companion.core.errors import OurFault
from companion.core.medicine_day import MedicineRow
from companion.core.plan import SkipReason
from companion.core.recurrence import AsNeeded
from companion.core.schedule import Status
from companion.services.medicines import AlreadyTaken, PlanAnswer, Wait, Written
from companion.services.topics import Topic
from companion.ui.context import Context
from companion.ui.page import Page
from companion.ui.pages import medicine_cards as cards
from companion.ui.pages import medicine_words as said
from companion.ui.pages.keep_place import keeping_place
from companion.ui.pages.medicine_plan_form import PlanForm
from companion.ui.pages.medicine_questions import CountLeft, OneMore, StopPlan, WhenTaken, WhyNot
from companion.ui.pages.treatment_rooms import TreatmentRooms
from companion.ui.places import PageId
from companion.ui.widgets.notice_bar import Acted, Notice, NoticeAction, NoticeBar, NoticeLevel

_UNDO, _CLOSE = "undo", "close"
_DAY = timedelta(days=1)
Asked = PlanForm | WhenTaken | WhyNot | StopPlan | CountLeft | OneMore


@dataclass(frozen=True, slots=True)
class _Subject:
    """What the open question is about: a plan and perhaps a slot, or what was taken; `at` when."""

    plan_id: str = ""
    slot: str | None = None
    key: str = ""
    at: datetime | None = None


class MedicinesPage(Page):
    """A list, or one question; the question keeps what was typed until it is answered."""

    id = PageId.MEDICINES
    icon = "pill"
    topics = frozenset({Topic.MEDICINES, Topic.DIARY, Topic.PREFERENCES, Topic.PERSON})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._asked: Asked | None = None
        self._about = _Subject()
        self._notice: Notice | None = None
        self._undo: tuple[str, str] = ("", "")
        self._opened: frozenset[str] = frozenset()
        self._days_open = False
        self._shown: object = None

    def is_half_filled(self) -> bool:
        return self._asked is not None

    def leave(self) -> None:
        self._notice = None
        self._opened = frozenset()
        self._days_open = False

    def refresh(self) -> None:
        if self._asked is not None:
            return
        facts = self._facts()
        if facts == self._shown:
            return
        self._shown = facts
        with keeping_place(self.body):
            self.body.clear()
            self._show_list()

    def _facts(self) -> object:
        """All that the list is made of: while it stays the same, time going on builds nothing anew."""
        context, record = self.context, self.context.medicines.record
        now, today = context.record.now(), context.record.today()
        current = record.current()
        needed = [plan for plan in current if isinstance(plan.recurrence, AsNeeded)]
        week = said.one_week(today) if self._days_open else ()
        return (
            today,
            context.formats(),
            self._notice,
            self._opened,
            self._rows(),
            record.plans(),
            record.ended(),
            [said.needed_lines(plan, record.needed(plan, now), context) for plan in needed],
            [said.supply_lines(record.supply(plan), context) for plan in current],
            [(record.day(day), record.taken_on(day)) for day in week],
            self._days_open,
        )

    def _show_list(self) -> None:
        context, words, record = self.context, self.words, self.context.medicines.record
        rooms = TreatmentRooms(PageId.MEDICINES, words)
        rooms.go.connect(self.go)
        self.body.add(rooms)
        if self._notice is not None:
            bar = NoticeBar(words)
            bar.acted.connect(self._answer_notice)
            bar.show_notices((self._notice,))
            self.body.add(bar)
        current, ended, rows = record.current(), record.ended(), self._rows()
        buttons = cards.Buttons(context, self._pressed)
        if not current:
            self.body.add(cards.empty_card(context, self._add))
        if current or rows:
            self.body.add(cards.day_card(rows, context, buttons))
        needed = tuple(plan for plan in current if isinstance(plan.recurrence, AsNeeded))
        if needed:
            self.body.add(cards.needed_card(needed, context, buttons))
        if current:
            self.body.add(cards.plans_card(current, context, buttons, opened=self._opened))
            waits = any(row.status is Status.DUE for row in rows)
            self.body.add(cards.add_button(context, self._add, primary=not waits))
        if ended:
            self.body.add(cards.ended_card(ended, context, buttons))
        if current or ended:
            week = said.one_week(context.record.today())
            self.body.add(cards.days_card(week, context, buttons, is_open=self._days_open))

    def _rows(self) -> tuple[MedicineRow, ...]:
        """Today, and what still waits from before midnight."""
        record, today = self.context.medicines.record, self.context.record.today()
        waiting = tuple(row for row in record.day(today - _DAY) if row.status is Status.DUE)
        return (*waiting, *record.day(today))

    def _ask(self, question: Asked, about: _Subject) -> None:
        self._notice, self._shown = None, None
        self._asked, self._about = question, about
        if isinstance(question, PlanForm):
            question.turned.connect(self.body.to_top)
        question.cancelled.connect(self._close)
        question.answered.connect(self._answer)
        self.body.clear()
        self.body.add(question)
        question.show()
        question.focus_first()
        self.body.to_top()

    def _say(self, text: str, undo: tuple[str, str] = ("", "")) -> None:
        """What was written down; `undo` is what takes it back, and under which id."""
        words = self.words
        actions = [NoticeAction(_CLOSE, words("widgets.close"), "quiet")]
        if undo[0]:
            actions.insert(0, NoticeAction(_UNDO, words("widgets.undo")))
        self._undo = undo
        self._notice = Notice(f"saved.{undo[1]}", NoticeLevel.DONE, text, tuple(actions))

    @Slot()
    def _close(self) -> None:
        self._asked = None
        self.refresh()
        self.body.to_top()

    @Slot()
    def _add(self) -> None:
        self._ask(PlanForm(self.context), _Subject())

    @Slot()
    def _pressed(self) -> None:
        pressed = self.sender()
        do, subject = str(pressed.property("do")), str(pressed.property("subject"))
        medicines, by = self.context.medicines, said.who_writes(self.context)
        plan_id, _, slot = subject.partition(" ")
        about = _Subject(plan_id, slot or None)
        match do:
            case "take":
                self._take(about, self.context.record.now())
            case "when":
                self._ask(WhenTaken(self.context, self._name(about), day=self._day(about)), about)
            case "skip":
                self._ask(WhyNot(self.context, self._name(about)), about)
            case "correct":
                taken = medicines.record.taken(subject)
                self._ask(WhenTaken(self.context, taken.name, at=taken.at), _Subject(key=subject))
            case "untake":
                self._say(self.words("medicines.saved_undone", name=medicines.record.taken(subject).name))
                medicines.undo_taken(subject, by=by)
            case "unskip":
                medicines.undo_skip(subject, by=by)
            case "change":
                self._ask(PlanForm(self.context, medicines.record.plan(subject)), about)
            case "stop":
                self._ask(StopPlan(self.context, medicines.record.plan(subject)), about)
            case "count":
                self._ask(CountLeft(self.context, medicines.record.plan(subject)), about)
            case "days":
                self._days_open = not self._days_open
                self.refresh()
            case _:
                self._opened ^= {subject}
                self.refresh()

    def _name(self, about: _Subject) -> str:
        plan = self.context.medicines.record.plan(about.plan_id)
        return said.plan_name(plan, self.context)

    def _day(self, about: _Subject) -> date | None:
        """The day on which it was due; None for one as needed."""
        if about.slot is None:
            return None
        due_at = self.context.medicines.record.occurrence(about.plan_id, about.slot).due_at
        return min(self.context.formats().day_of(due_at), self.context.record.today())

    def _take(self, about: _Subject, at: datetime, *, anyway: bool = False) -> None:
        """Write down that it was taken, or show first what speaks against it."""
        context, words = self.context, self.words
        by = said.who_writes(context)
        answer = context.medicines.take(about.plan_id, about.slot, at=at, by=by, anyway=anyway)
        asked = _Subject(about.plan_id, about.slot, at=at)
        plan = context.medicines.record.plan(about.plan_id)
        match answer:
            case Written(key):
                moment = context.formats().moment(at, context.record.now())
                self._say(words("medicines.saved_taken", name=plan.name, moment=moment), ("taken", key))
                self.refresh() if self._asked is None else self._close()
            case AlreadyTaken(taken):
                line, title = said.already_line(taken, context), words("medicines.already_title")
                self._ask(OneMore(context, title, self._name(about), (line,), hint=""), asked)
            case Wait(needed):
                lines = said.wait_lines(plan, needed, context)
                title, hint = words("medicines.wait_title"), words("medicines.call_if_unsure")
                self._ask(OneMore(context, title, self._name(about), lines, hint=hint), asked)

    @Slot(object)
    def _answer(self, answer: object) -> None:
        """Keep what was answered; the question closes when it was kept."""
        about, medicines, words = self._about, self.context.medicines, self.words
        by = said.who_writes(self.context)
        if isinstance(self._asked, OneMore) and about.at is not None:
            self._take(about, about.at, anyway=True)
            return
        if isinstance(answer, datetime) and not about.key:
            self._take(about, answer)
            return
        match answer:
            case datetime():
                name = medicines.record.taken(about.key).name
                moment = self.context.formats().moment(answer, self.context.record.now())
                medicines.correct_time(about.key, answer, by=by)
                self._say(words("medicines.saved_taken", name=name, moment=moment))
            case SkipReason():
                assert about.slot is not None  # only an occurrence is left out
                id = medicines.skip(about.plan_id, about.slot, answer, by=by)
                self._say(words("medicines.saved_skipped", name=self._name(about)), ("skip", id))
            case PlanAnswer():
                self._keep_plan(answer)
            case str():
                medicines.stop_plan(about.plan_id, answer, by=by)
                self._say(words("medicines.saved_stop", name=self._name(about)), ("stop", about.plan_id))
            case (Decimal() as left, Decimal() as each, int() as lead):
                medicines.count_stock(about.plan_id, count=left, per_dose=each, lead_days=lead, by=by)
                count = words.number(f"{left:f}")
                self._say(words("medicines.saved_count", count=count, name=self._name(about)))
            case _:
                raise OurFault(f"nobody asked for {type(answer).__name__}")
        self._close()

    def _keep_plan(self, answer: PlanAnswer) -> None:
        by = said.who_writes(self.context)
        if self._about.plan_id:
            self.context.medicines.change_plan(self._about.plan_id, answer, by=by)
        else:
            self.context.medicines.add_plan(answer, by=by)
        self._say(self.words("medicines.saved_plan", name=answer.name))

    @Slot(object)
    def _answer_notice(self, acted: Acted) -> None:
        medicines, by = self.context.medicines, said.who_writes(self.context)
        self._notice = None
        if acted.action != _UNDO:
            self.refresh()
            return
        match self._undo:
            case ("taken", key):
                medicines.undo_taken(key, by=by)
            case ("skip", id):
                medicines.undo_skip(id, by=by)
            case (_, plan_id):
                medicines.take_back_stop(plan_id, by=by)
