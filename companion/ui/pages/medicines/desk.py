"""What is written down about a medicine when a question was answered, and what can be taken back of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from companion.core.errors import OurFault
from companion.core.plan import SkipReason
from companion.services.medicines import AlreadyTaken, PlanAnswer, Wait, Written
from companion.ui.context import Context
from companion.ui.pages.medicines.count_question import Counted
from companion.ui.pages.medicines.needed_words import wait_lines
from companion.ui.pages.medicines.plan_questions import Paused, Stopped, TakenUp
from companion.ui.pages.medicines.status_words import already_line
from companion.ui.pages.medicines.taken_questions import OneMore
from companion.ui.pages.medicines.words import plan_name, who_writes


@dataclass(frozen=True, slots=True)
class Subject:
    """What a question is about: a plan and perhaps a slot, or what was taken; `at` when."""

    plan_id: str = ""
    slot: str | None = None
    key: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What was written down, in a sentence, and how to take it back where that can be done."""

    text: str
    undo: Callable[[], None] | None = None


@dataclass(frozen=True, slots=True)
class MedicineDesk:
    """It keeps nothing but the diary."""

    context: Context

    def name(self, about: Subject) -> str:
        """The plan that a question is about."""
        return plan_name(self.context.medicines.record.plan(about.plan_id), self.context)

    def day(self, about: Subject) -> date | None:
        """The day on which it was due; None for one as needed."""
        if about.slot is None:
            return None
        due_at = self.context.medicines.record.occurrence(about.plan_id, about.slot).due_at
        return min(self.context.formats().day_of(due_at), self.context.record.today())

    def take(self, about: Subject, at: datetime, *, anyway: bool = False) -> Told | OneMore:
        """Write down that it was taken, or show first what speaks against it."""
        context, words, medicines = self.context, self.context.words, self.context.medicines
        by, plan = who_writes(context), medicines.record.plan(about.plan_id)
        answer = medicines.take(about.plan_id, about.slot, at=at, by=by, anyway=anyway)
        match answer:
            case Written(key):
                return Told(self._taken(plan.name, at), partial(medicines.undo_taken, key, by=by))
            case AlreadyTaken(taken):
                title, line = words("medicines.already_title"), already_line(taken, context)
                return OneMore(context, title, self.name(about), (line,), hint="")
            case Wait(needed):
                title, lines = words("medicines.wait_title"), wait_lines(plan, needed, context)
                hint = words("medicines.call_if_unsure")
                return OneMore(context, title, self.name(about), lines, hint=hint)

    def untake(self, key: str) -> Told:
        """It was not taken after all."""
        medicines = self.context.medicines
        told = Told(self.context.words("medicines.saved_undone", name=medicines.record.taken(key).name))
        medicines.undo_taken(key, by=who_writes(self.context))
        return told

    def keep(self, answer: object, about: Subject) -> Told:
        """Write down what a question was answered with."""
        medicines, words, by = self.context.medicines, self.context.words, who_writes(self.context)
        plan_id = about.plan_id
        match answer:
            case datetime():
                name = medicines.record.taken(about.key).name
                medicines.correct_time(about.key, answer, by=by)
                return Told(self._taken(name, answer))
            case SkipReason():
                assert about.slot is not None  # only an occurrence is left out
                id = medicines.skip(plan_id, about.slot, answer, by=by)
                text = words("medicines.saved_skipped", name=self.name(about))
                return Told(text, partial(medicines.undo_skip, id, by=by))
            case PlanAnswer():
                return self._keep_plan(answer, plan_id)
            case Stopped(reason):
                medicines.stop_plan(plan_id, reason, by=by)
                text = words("medicines.saved_stop", name=self.name(about))
                return Told(text, partial(medicines.take_back_stop, plan_id, by=by))
            case Paused(reason):
                medicines.pause_plan(plan_id, reason, by=by)
                text = words("medicines.saved_pause", name=medicines.record.plan(plan_id).name)
                return Told(text, partial(medicines.take_up_plan, plan_id, by=by))
            case TakenUp():
                medicines.take_up_plan(plan_id, by=by)
                text = words("medicines.saved_take_up", name=medicines.record.plan(plan_id).name)
                return Told(text, partial(medicines.pause_plan, plan_id, "", by=by))
            case Counted(left, each, lead):
                medicines.count_stock(plan_id, count=left, per_dose=each, lead_days=lead, by=by)
                count = words.number(f"{left:f}")
                return Told(words("medicines.saved_count", count=count, name=self.name(about)))
            case _:
                raise OurFault(f"nobody asked for {type(answer).__name__}")

    def _keep_plan(self, answer: PlanAnswer, plan_id: str) -> Told:
        by = who_writes(self.context)
        if plan_id:
            self.context.medicines.change_plan(plan_id, answer, by=by)
        else:
            self.context.medicines.add_plan(answer, by=by)
        return Told(self.context.words("medicines.saved_plan", name=answer.name))

    def _taken(self, name: str, at: datetime) -> str:
        moment = self.context.formats().moment(at, self.context.record.now())
        return self.context.words("medicines.saved_taken", name=name, moment=moment)
