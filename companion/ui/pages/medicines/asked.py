"""Which question a button of the Medicines page opens, and what it is about."""

from __future__ import annotations

from companion.ui.pages.medicines.count_question import CountLeft
from companion.ui.pages.medicines.desk import MedicineDesk, Subject
from companion.ui.pages.medicines.plan_form import PlanForm
from companion.ui.pages.medicines.plan_questions import PausePlan, StopPlan, TakeUpPlan
from companion.ui.pages.medicines.question import Question
from companion.ui.pages.medicines.taken_questions import OneMore, WhenTaken, WhyNot

Asked = PlanForm | Question | OneMore


def subject_in(text: str) -> Subject:
    """The plan, and the slot where there is one, that a button names."""
    plan_id, _, slot = text.partition(" ")
    return Subject(plan_id, slot or None)


def question_for(do: str, text: str, desk: MedicineDesk) -> tuple[Asked, Subject] | None:
    """The question; None where the button asks none."""
    context, about = desk.context, subject_in(text)
    record = context.medicines.record
    match do:
        case "when":
            return WhenTaken(context, desk.name(about), day=desk.day(about)), about
        case "skip":
            return WhyNot(context, desk.name(about)), about
        case "correct":
            taken = record.taken(text)
            return WhenTaken(context, taken.name, at=taken.at), Subject(key=text)
        case "change":
            return PlanForm(context, record.plan(text)), about
        case "stop":
            return StopPlan(context, record.plan(text)), about
        case "pause":
            return PausePlan(context, record.plan(text)), about
        case "take_up":
            return TakeUpPlan(context, record.plan(text)), about
        case "count":
            return CountLeft(context, record.plan(text)), about
        case _:
            return None
